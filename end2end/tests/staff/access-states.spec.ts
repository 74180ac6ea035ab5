import type { Page } from "@playwright/test";
import { dialogFaults, faults } from "../../fixtures/access";
import { column, openBoard } from "../../fixtures/board";
import { fill, open, register } from "../../fixtures/counter";
import { act, cardAt, check, look } from "../../fixtures/desk";
import { kendali } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

const rows = ".desk-rows > [data-card]";

test("the board as rows, with an open tray, keeps WCAG 2.2 AA", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn("yuliana");
  await openBoard(page);
  const view = page.getByRole("button", { name: /^(Tampilan|Lebar kolom): / });
  const dense = page.getByRole("button", { name: "Padat", exact: true });
  await view.click();
  await expect(dense).toBeVisible();
  const found = await faults(page, "the menu of the view");
  // A telephone has no such menu: it has closed there.
  await expect(dense).toBeHidden();
  await view.click();
  await dense.click();
  await column(page, 2).locator(".dense-tray > button").first().click();
  await expect(column(page, 2).locator(".dense-accept").first()).toBeVisible();
  found.push(...(await faults(page, "rows")));
  // The board of another service has its own columns.
  await open(page, "/papan/sip-dokter-hewan");
  await expect(page.locator("[data-column]")).toHaveCount(8);
  found.push(...(await faults(page, "the board of another service")));
  expect(found).toEqual([]);
});

test("one's desk with a file beside it, the bar of what is chosen and the lists of many keep WCAG 2.2 AA", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(240_000);
  problems.allow(/status of 409/);
  await signIn("hendri");
  await open(page, "/meja?saring=menunggu");
  await page.locator(rows).first().locator(".desk-due").click();
  await expect(page.locator(".desk-pane").getByRole("heading", { level: 2 })).toBeVisible();
  for (const at of [0, 1]) await page.locator(rows).nth(at).getByRole("checkbox").check();
  const bar = page.locator(".bulk-bar");
  await expect(bar).toBeVisible();
  const found = await faults(page, "my desk with a file and the bar");

  // One of them is accepted by somebody else while the list is open.
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const sekretaris = await other.newPage();
  await signIn("marlina", sekretaris);
  const taken = await page.locator(rows).filter({ hasText: "Plh. Sekretaris" }).first().getAttribute("data-card");
  await bar.getByRole("button", { name: /^Terima 2 berkas/ }).click();
  const list = page.locator("#banyak");
  await expect(list).toBeVisible();
  found.push(...(await faults(page, "accept many")));
  await act(sekretaris, taken!, { command: "accept" });
  await list.getByRole("button", { name: "Terima 2 berkas" }).click();
  await expect(list.locator(".bulk-failed")).toHaveCount(1);
  await expect(list.locator(".bulk-summary")).toBeVisible();
  found.push(...(await faults(page, "many that are accepted, and one that is not")));

  await open(page, "/meja?saring=dikerjakan");
  const ready = page.locator(rows).filter({ has: page.getByRole("button", { name: /^Paraf dan serahkan/ }) });
  for (const row of await ready.all()) await row.getByRole("checkbox").check();
  found.push(...(await dialogFaults(page, "initial many", () => bar.getByRole("button", { name: /^Paraf \d berkas/ }).click())));
  expect(found).toEqual([]);
  await other.close();
});

test("the counter's receipt, the printed register and a service's figures keep WCAG 2.2 AA", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => (window.print = () => {}));
  await signIn("yuliana");
  await fill(page, "Siti Nurhayati Harahap");
  const found = await faults(page, "receipt");
  await open(page, "/berkas?cetak=1");
  await expect(page.locator(".register-table tbody tr").first()).toBeVisible();
  found.push(...(await faults(page, "the register to be printed")));
  await signIn("fauzi");
  await open(page, "/dasbor?layanan=sipp-inseminator");
  found.push(...(await faults(page, "the figures of a service")));
  expect(found).toEqual([]);
});

test("an address that leads nowhere, and the first change of a password, keep WCAG 2.2 AA", async ({ page, office, problems, signIn }) => {
  test.setTimeout(120_000);
  problems.allow(/404/);
  await signIn("yuliana");
  const found: string[] = [];
  for (const address of ["/berkas/01a20b48-0900-7000-8000-0000000000d1", "/papan/tidak-ada"]) {
    await open(page, address);
    await expect(page.locator(".empty-page")).toBeVisible();
    found.push(...(await faults(page, address)));
  }
  const password = "kuda-liar-di-padang-19";
  await kendali(office.folder, ["user", "add", "--name", "Baru Sekali", "--initials", "BS", "--role", "front-office", "baru"], { typed: password });
  await page.request.post("/api/account/sign_in", { data: { name: "baru", password, computer: "own" } });
  await open(page, "/papan");
  await expect(page.getByRole("heading", { name: /[Gg]anti kata sandi/ })).toBeVisible();
  await expect(page.locator(".top-nav a")).toHaveCount(0);
  found.push(...(await faults(page, "the first change of a password")));
  expect(found).toEqual([]);
});

/** The address of a dossier of the register in this state. */
async function oneOf(page: Page, state: string): Promise<string> {
  await open(page, `/berkas?keadaan=${state}`);
  return (await page.locator(".register-table tbody a[href^='/berkas/']").first().getAttribute("href"))!;
}

test("a dossier keeps WCAG 2.2 AA while it is with the applicant, when it is ready and when it has ended", async ({ page, signIn }) => {
  test.setTimeout(150_000);
  await signIn("yuliana");
  const found: string[] = [];
  for (const [state, place] of [
    ["pemohon", /Di tangan pemohon/],
    ["siap", /Siap diambil/],
    ["selesai", /[Dd]i(serahkan|tolak|tarik|tutup|batalkan)/],
  ] as const) {
    await open(page, await oneOf(page, state));
    await expect(page.locator(".dossier-place")).toContainText(place);
    found.push(...(await faults(page, `a dossier: ${state}`)));
  }
  const { address } = await register(page, "Siti Nurhayati Harahap");
  await act(page, address, { command: "hand_over", then: "hand_over_and_accept" });
  await open(page, address);
  await page.getByRole("button", { name: "Tindakan lain" }).click();
  await expect(page.getByRole("group", { name: "Tindakan lain" })).toBeVisible();
  found.push(...(await faults(page, "the rarer acts of a dossier")));
  expect(found).toEqual([]);
});

test("what is said at the edge of the page and above it keeps WCAG 2.2 AA", async ({ page, context, problems, signIn }) => {
  test.setTimeout(120_000);
  problems.allow(/events|ERR_INTERNET_DISCONNECTED|status of 409/);
  // What goes by itself after some seconds stays.
  await page.addInitScript(() => {
    const { setTimeout } = window;
    window.setTimeout = ((act: () => void, ms = 0) => setTimeout(act, ms < 8_000 ? ms : 600_000)) as typeof window.setTimeout;
  });
  await signIn("yuliana");
  const { address } = await register(page, "Siti Nurhayati Harahap");
  await check(page, address);
  await openBoard(page);
  // Something done that can be undone, and something another was quicker with.
  const { card } = await look(page, address);
  await page.route("**/api/command/act", async (route) => {
    const asked = route.request().postDataJSON();
    await route.continue({ postData: { ...asked, seen: card.standing.version - 1 } });
  }, { times: 1 });
  const give = async () => {
    await cardAt(page, address, 2).getByRole("button", { name: /^Pindahkan ke…/ }).click();
    await page.getByRole("menuitem", { name: /Serahkan ke Back Office/ }).click();
  };
  await give();
  await expect(page.locator(".toast").filter({ hasText: "Berkas sudah diubah" })).toBeVisible();
  await give();
  await expect(page.locator(".toast").getByRole("button", { name: "Tarik kembali" })).toBeVisible();
  const found = await faults(page, "toasts");
  await expect(page.locator(".toast")).toHaveCount(2);
  await context.setOffline(true);
  await expect(page.locator(".banner")).toContainText("Tidak tersambung");
  found.push(...(await faults(page, "without a connection")));
  await context.setOffline(false);
  expect(found).toEqual([]);
});

test("the page that reads a folder's QR keeps WCAG 2.2 AA", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("dian");
  await open(page, "/pindai");
  expect(await faults(page, "the scanner")).toEqual([]);
});
