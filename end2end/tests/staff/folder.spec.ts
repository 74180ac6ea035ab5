import { faults } from "../../fixtures/access";
import { expectPlace, open, register } from "../../fixtures/counter";
import { act, check, idOf } from "../../fixtures/desk";
import { PASSWORD } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

test("where the paper lies is noted by whoever puts it there, and found again", async ({ page, signIn }) => {
  await signIn("yuliana");
  const { address, register: number } = await register(page, "Siti Nurhayati Harahap");
  const folder = page.locator(".dossier-folder");
  await expect(folder).toContainText("belum dicatat");

  // A colleague whose file it is not may note it too.
  await signIn("hendri");
  await open(page, address);
  await page.getByRole("button", { name: "Ubah tempat berkas" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Tempat berkas").fill("a".repeat(61));
  await dialog.getByRole("button", { name: "Simpan" }).click();
  await expect(dialog).toContainText("Paling banyak 60 huruf");
  await dialog.getByLabel("Tempat berkas").fill("Map Siti");
  await dialog.getByRole("button", { name: "Simpan" }).click();
  await expect(dialog).toContainText("Tanpa nama atau nomor orang.");
  await dialog.getByLabel("Tempat berkas").fill("Map 12, rak 3");
  await dialog.getByRole("button", { name: "Simpan" }).click();
  await expect(folder).toContainText("Map 12, rak 3");
  await page.locator(".card-log > summary").click();
  await expect(page.locator(".card-log")).toContainText("berkas ditaruh di Map 12, rak 3");

  await signIn("yuliana");
  await open(page, "/berkas?cari=rak+3");
  await expect(page.locator(".register-table tbody tr")).toHaveCount(1);
  await expect(page.locator(".register-table tbody tr")).toContainText(number);
  await expect(page.locator(".register-place")).toHaveText("Map 12, rak 3");
  await open(page, "/papan/sipp-inseminator?cari=map+12");
  await expect(page.locator("[data-card]")).toHaveCount(1);

  await open(page, address);
  await page.getByRole("button", { name: "Ubah tempat berkas" }).click();
  await dialog.getByLabel("Tempat berkas").fill("");
  await dialog.getByRole("button", { name: "Simpan" }).click();
  await expect(folder).toContainText("belum dicatat");
});

test("the label of a folder is a sheet of its own, with the number, the name and a QR", async ({ page, signIn }) => {
  await signIn("yuliana");
  const { address, register: number } = await register(page, "Siti Nurhayati Harahap");
  await open(page, address);
  const link = page.locator(".dossier-folder").getByRole("link", { name: "Label map" });
  await expect(link).toHaveAttribute("target", "_blank");
  const label = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(label.headers()["content-type"]).toBe("application/pdf");
  expect(label.headers()["content-disposition"]).toContain(`label-${number.replaceAll("/", "-")}.pdf`);
  const pdf = (await label.body()).toString("latin1");
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
  expect([Math.round(Number(width) / 2.8346), Math.round(Number(height) / 2.8346)], "in mm").toEqual([100, 70]);
  expect([...pdf.matchAll(/\/Type\s*\/Page\b/g)]).toHaveLength(1);
});

test("a folder is scanned with a telephone: the door first, then one large button accepts it", async ({ page, browser, office, signIn }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address, register: number } = await register(page, "Siti Nurhayati Harahap");
  await check(page, address);
  await act(page, address, { command: "hand_over", then: "hand_over" });

  const phone = await browser.newContext({
    baseURL: office.url,
    locale: "id-ID",
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  const scanned = await phone.newPage();
  await scanned.goto(`${address}/pindai`);
  await scanned.locator("html[data-ready]").waitFor({ state: "attached" });
  await expect(scanned).toHaveURL(/\/masuk\?ke=/);
  await scanned.locator('[name="name"]').fill("dian");
  await scanned.locator('[name="password"]').fill(PASSWORD);
  await scanned.getByRole("button", { name: /^Masuk/ }).click();
  await expect(scanned).toHaveURL(`${office.url}/berkas/${idOf(address)}/pindai`);
  await scanned.locator("html[data-ready]").waitFor({ state: "attached" });

  await expect(scanned.getByRole("heading", { level: 1 })).toContainText("Siti Nurhayati Harahap");
  await expect(scanned.locator(".scan-head")).toContainText(number);
  await expect(scanned.locator(".scan-step")).toContainText("3");
  await expect(scanned.locator(".clock").first()).toContainText("menunggu diterima");
  const accept = scanned.getByRole("button", { name: "Terima" });
  expect((await accept.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  expect((await scanned.getByRole("link", { name: "Buka berkas" }).boundingBox())?.height).toBeGreaterThanOrEqual(44);
  expect(await scanned.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await faults(scanned, "a scanned folder")).toEqual([]);

  await accept.click();
  await expectPlace(scanned, "Di tangan Back Office");
  await expect(accept).toHaveCount(0);
  await scanned.getByRole("link", { name: "Buka berkas" }).click();
  await expect(scanned.locator(".control-card")).toBeVisible();
  await phone.close();

  // Whose tray it was not sees the folder and no button.
  await open(page, `${address}/pindai`);
  await expectPlace(page, "Di tangan Back Office");
  await expect(page.getByRole("button", { name: "Terima" })).toHaveCount(0);
});
