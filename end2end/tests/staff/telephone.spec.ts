import { faultsNow } from "../../fixtures/access";
import { BOARD, column, openBoard } from "../../fixtures/board";
import { register } from "../../fixtures/counter";
import { idOf } from "../../fixtures/desk";
import { FORTY_SIX } from "../../fixtures/offices";
import { expect, test } from "../../fixtures/test";

test.use({ holds: FORTY_SIX, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("five places lie at the thumb, the rest behind one of them, and the bar says where one is", async ({ page, signIn, ready }) => {
  test.setTimeout(60_000);
  await signIn("hendri");
  await openBoard(page);
  const bar = page.getByRole("navigation", { name: "Ruang" });
  await expect(bar.locator("> :visible")).toHaveText([/^Papan/, /^Meja Saya/, /^Pindai/, /^Cari/, /^Lainnya/]);
  for (const place of await bar.locator("> a:visible, .nav-button").all()) {
    const { width, height } = (await place.boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  }
  const where = page.locator(".top-room b");
  await expect(where).toHaveText("Papan");
  await expect(page.getByRole("button", { name: "Layanan SIPP Inseminator" })).toBeVisible();

  await bar.getByRole("link", { name: "Meja Saya" }).tap();
  await expect(where).toHaveText("Meja Saya");
  await expect(page.locator(".top-room span")).toHaveText(/^\d+ berkas/);

  await bar.getByRole("link", { name: "Cari" }).tap();
  await expect(where).toHaveText("Berkas");
  const field = page.getByRole("searchbox");
  await expect(field).toBeFocused();
  await page.getByRole("heading", { level: 1 }).tap();
  await field.blur();
  await bar.getByRole("link", { name: "Cari" }).tap();
  await expect(field).toBeFocused();

  const rest = bar.getByRole("button", { name: "Lainnya" });
  await rest.tap();
  const sheet = bar.getByRole("group", { name: "Lainnya" });
  await expect(sheet.getByRole("link", { name: "Berkas" })).toBeVisible();
  await expect(sheet.getByRole("link", { name: "Dasbor" })).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Keluar" })).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Ganti terang atau gelap" })).toBeVisible();
  expect(await faultsNow(page)).toEqual([]);
  await sheet.getByRole("link", { name: "EN:" }).tap();
  await ready();
  await expect(page.getByRole("button", { name: "More" })).toBeVisible();
});

test("who does not work on the board has the other places at the thumb", async ({ page, signIn, ready }) => {
  test.setTimeout(60_000);
  await signIn("wirdawati");
  await page.goto("/akun");
  await ready();
  const bar = page.getByRole("navigation", { name: "Ruang" });
  await expect(bar.getByRole("link", { name: "Dasbor" })).toBeVisible();
  await expect(bar.getByRole("link", { name: "Pindai" })).toHaveCount(0);
});

test("a column's filters count what the column has, and a loupe opens the search", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  await openBoard(page);
  await page.locator(".steps .step").nth(1).tap();
  const verify = column(page, 2);
  const chips = page.locator(".board-sieves .chip");
  await expect(chips.first()).toHaveText(/^Semua \d+$/);
  await expect(chips.first()).toHaveAttribute("aria-current", "true");
  for (const more of await verify.locator(".tray-more").all()) await more.tap();
  await expect(chips.first()).toHaveText(`Semua ${await verify.locator("[data-card]").count()}`);
  const late = await verify.locator(".board-card.verdict-late").count();
  await expect(chips.filter({ hasText: "Terlambat" }).locator(".chip-here")).toHaveText(String(late));

  const search = page.locator(".board-search input");
  expect((await search.boundingBox())!.width).toBeLessThan(60);
  await search.tap();
  await expect.poll(async () => (await search.boundingBox())!.width).toBeGreaterThan(300);
  await search.fill("gunawan");
  await expect(page).toHaveURL(`${BOARD}?cari=gunawan`);
  await expect(chips.first()).not.toHaveAttribute("aria-current");
  await page.getByRole("button", { name: "Hapus pencarian" }).tap();
  await expect(page).toHaveURL(BOARD);
  await expect(search).toHaveValue("");
});

test("where the browser reads no QR the page says how, and the number on the label is found", async ({ page, signIn, ready }) => {
  test.setTimeout(60_000);
  await page.addInitScript(() => Reflect.deleteProperty(window, "BarcodeDetector"));
  await signIn("yuliana");
  const { register: number } = await register(page, "Halimah Tusadiah");
  await page.goto("/pindai");
  await ready();
  await expect(page.getByRole("status").filter({ hasText: "kamera ponsel" })).toBeVisible();
  expect(await faultsNow(page)).toEqual([]);
  await page.getByRole("searchbox").fill(number);
  await page.getByRole("button", { name: "Cari" }).tap();
  await expect(page).toHaveURL(/\/berkas\?cari=/);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.locator("tbody tr")).toContainText("Halimah Tusadiah");
});

test("the camera reads the code of a folder, and no other code", async ({ page, signIn, ready, context }) => {
  test.setTimeout(60_000);
  await context.grantPermissions(["camera"]);
  await signIn("yuliana");
  const { address } = await register(page, "Halimah Tusadiah");
  // A camera and a reader that show what the journey says.
  await page.addInitScript(() => {
    const shown = window as unknown as { code: string; stopped: boolean; BarcodeDetector: unknown };
    shown.code = "";
    shown.stopped = false;
    shown.BarcodeDetector = class {
      async detect() {
        return shown.code ? [{ rawValue: shown.code }] : [];
      }
    };
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement("canvas");
      const pen = canvas.getContext("2d")!;
      setInterval(() => pen.fillRect(0, 0, Math.random() * 90, 9), 50);
      const stream = canvas.captureStream();
      for (const track of stream.getTracks()) track.stop = () => (shown.stopped = true);
      return stream;
    };
  });
  await page.goto("/pindai");
  await ready();
  await expect(page.locator(".scanner-sees video")).toBeVisible();
  const show = (code: string) => page.evaluate((code) => ((window as unknown as { code: string }).code = code), code);
  await show("https://izin.example.go.id/lacak/7KM4Q-9TX2T");
  await expect(page.locator(".toast")).toContainText("bukan kode map");
  await expect(page.locator(".toast")).toHaveCount(1);
  await show(`https://izin.example.go.id/berkas/${idOf(address)}/pindai`);
  await expect(page).toHaveURL(`${address}/pindai`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Halimah Tusadiah");
  expect(await page.evaluate(() => (window as unknown as { stopped: boolean }).stopped), "the camera is let go").toBe(true);
});
