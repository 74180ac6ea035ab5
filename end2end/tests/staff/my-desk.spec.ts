import { register } from "../../fixtures/counter";
import { act, check, idOf, look } from "../../fixtures/desk";
import { PASSWORD } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

const rows = ".desk-rows > [data-card]";

test("the desk holds what waits across services, and a stand-in finds the lent desk there too", async ({ page, signIn, ready }) => {
  await signIn("hendri");
  await page.goto("/meja");
  await ready();
  const badge = Number(await page.locator(".top-nav .nav-count").innerText());
  await expect(page.locator(rows)).toHaveCount(badge);
  const filters = page.locator(".desk-filters");
  await expect(filters.getByRole("link", { name: /^Semua/ })).toContainText(String(badge));

  await filters.getByRole("link", { name: /^Plh\. Sekretaris/ }).click();
  await expect(page).toHaveURL(/saring=sebagai-sekretaris/);
  const lent = await page.locator(rows).count();
  expect(lent).toBeGreaterThan(0);
  await expect(page.locator(`${rows} .desk-step .stand-in`)).toHaveCount(lent);

  // The dossier is read beside the list without leaving it.
  await page.locator(rows).first().locator(".desk-due").click();
  const pane = page.locator(".desk-pane");
  await expect(pane.getByRole("heading", { level: 2 })).toBeVisible();
  await expect(pane.locator(".pane-letter")).toBeVisible();
});

test("several files are accepted and initialled at once, each by itself; what another was quicker with is named", async ({ page, browser, office, signIn, ready, problems }) => {
  problems.allow(/status of 409/);
  // He stands in for the Sekretaris, who is at work all the same.
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const sekretaris = await other.newPage();
  await signIn("marlina", sekretaris);
  await signIn("hendri");
  await page.goto("/meja?saring=menunggu");
  await ready();
  const bar = page.locator(".bulk-bar");
  const lent = page.locator(rows).filter({ hasText: "Plh. Sekretaris" }).first();
  const own = page.locator(rows).filter({ hasText: "Ahli Madya" }).first();
  for (const row of [lent, own]) await row.getByRole("checkbox").check();
  await expect(bar).toContainText("2 berkas dipilih");
  await expect(bar.getByText("Paraf: terima dulu")).toBeVisible();
  const [taken, mine] = await Promise.all([lent, own].map(async (row) => (await row.getAttribute("data-card"))!));
  const name = await lent.locator(".card-name a").innerText();
  await bar.getByRole("button", { name: "Terima 2 berkas" }).click();
  const list = page.locator("#banyak");
  await expect(list.getByRole("checkbox")).toHaveCount(2);

  // Meanwhile one of them is accepted by the Sekretaris: which, by whom and when is told beside its name.
  await act(sekretaris, taken!, { command: "accept" });
  await list.getByRole("button", { name: "Terima 2 berkas" }).click();
  await expect(list.locator(".bulk-summary")).toHaveText("1 berkas diterima. 1 tidak; sebabnya tertulis di sampingnya.");
  await expect(list.locator(".bulk-failed")).toHaveCount(1);
  const failed = list.getByRole("listitem").filter({ has: page.locator(".bulk-failed") });
  await expect(failed).toContainText(name);
  await expect(failed).toContainText(/Berkas sudah diubah oleh Ir\. Marlina Yusuf, M\.M\. \(MY\) pukul 09\.0\d/);
  await expect(failed).toContainText("Catatan terakhir: diterima.");
  expect((await look(page, mine!)).card.standing).toHaveProperty("stage.desk");
  await list.locator(".dialog-actions").getByRole("button", { name: "Tutup" }).click();

  await page.goto("/meja?saring=dikerjakan");
  await ready();
  const others = page.locator(`${rows}:not([data-card="${mine}"])`);
  const held = others.filter({ has: page.getByRole("button", { name: /^Paraf dan serahkan/ }) });
  const ids = [mine!, (await held.first().getAttribute("data-card"))!];
  for (const id of ids) await page.locator(`[data-card="${id}"]`).getByRole("checkbox").check();
  await bar.getByRole("button", { name: "Paraf 2 berkas" }).click();
  await list.getByRole("button", { name: "Paraf 2 berkas" }).click();
  await expect(list.locator(".bulk-summary")).toHaveText("2 berkas diparaf dan diserahkan.");
  for (const id of ids) expect((await look(page, id)).card.standing).toHaveProperty("stage.tray");
  await other.close();
});

test("a list that is closed goes no further: what is sent is sent, the rest is not", async ({ page, signIn, ready }) => {
  await signIn("hendri");
  await page.goto("/meja?saring=menunggu");
  await ready();
  for (const at of [0, 1]) await page.locator(rows).nth(at).getByRole("checkbox").check();
  const ids = await page.locator(rows).evaluateAll((all) => all.slice(0, 2).map((row) => row.getAttribute("data-card") ?? ""));
  const bar = page.locator(".bulk-bar");
  const list = page.locator("#banyak");
  await bar.getByRole("button", { name: "Terima 2 berkas" }).click();

  // The first command is on its way when the list is closed and another one is opened.
  let letGo = () => {};
  const held = new Promise<void>((go) => (letGo = go));
  let sent = 0;
  await page.route("**/api/command/act", async (route) => {
    sent += 1;
    await held;
    await route.continue();
  });
  await list.getByRole("button", { name: "Terima 2 berkas" }).click();
  await expect.poll(() => sent).toBe(1);
  await list.getByRole("button", { name: "Batal" }).click();
  await expect(list).toBeHidden();
  await bar.getByRole("button", { name: "Terima 2 berkas" }).click();
  await expect(list).toBeVisible();
  letGo();
  await expect.poll(async () => (await look(page, ids[0]!)).card.standing).toHaveProperty("stage.desk");
  await expect(page.locator(`${rows}[data-card="${ids[0]}"]`)).toHaveCount(0);
  expect(sent).toBe(1);
  expect((await look(page, ids[1]!)).card.standing).toHaveProperty("stage.tray");
});

test("a bulk signature lists the names and asks the password", async ({ page, signIn, ready, problems }) => {
  problems.allow(/status of 401/);
  await signIn("fauzi");
  await page.goto("/papan/sipp-inseminator");
  await ready();
  const column = page.locator('[data-column="6"]');
  await column.locator(".tray").getByRole("button", { name: /^Terima:/ }).first().click();
  await column.getByRole("button", { name: "Tanda tangani semua…" }).click();
  const list = page.locator("#banyak");
  const count = await list.getByRole("checkbox").count();
  expect(count).toBeGreaterThan(1);
  await list.getByRole("checkbox").last().uncheck();
  const sign = list.getByRole("button", { name: `Tanda tangani ${count - 1} berkas` });
  await list.locator('input[type="password"]').fill("keliru");
  await sign.click();
  await expect(list.getByText("Kata sandi tidak cocok", { exact: false })).toBeVisible();
  await list.locator('input[type="password"]').fill(PASSWORD);
  await sign.click();
  await expect(list.locator(".bulk-summary")).toContainText(`${count - 1} berkas ditandatangani dan diserahkan.`);
});

test("a file that arrives is seen on the badge at once, in the list when the pointer has left it", async ({ page, browser, office, signIn, ready }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Zubaidah Nasution");
  await check(page, address);
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const watching = await other.newPage();
  await signIn("dian", watching);
  await watching.goto("/meja");
  await ready(watching);
  const count = async () => Number(await watching.locator(".top-nav .nav-count").innerText());
  const before = await count();
  const row = watching.locator(`[data-card="${idOf(address)}"]`);
  await watching.locator(rows).first().locator(".desk-due").hover();
  await act(page, address, { command: "hand_over", then: "hand_over" });
  await expect.poll(count).toBe(before + 1);
  await expect(watching.getByRole("button", { name: "1 perubahan baru: tampilkan" })).toBeVisible();
  await expect(row).toHaveCount(0);
  await watching.mouse.move(700, 60);
  await expect(row).toBeVisible();

  // The act is in the row.
  await row.getByRole("button", { name: /^Terima/ }).click();
  await expect(row.getByRole("button", { name: /^Cetak konsep dan serahkan/ })).toBeVisible();
  await other.close();
});
