import type { Page } from "@playwright/test";
import { BOARD, openBoard } from "../../fixtures/board";
import { FORTY_SIX } from "../../fixtures/offices";
import { expect, test } from "../../fixtures/test";

test.use({ holds: FORTY_SIX, viewport: { width: 1440, height: 1600 } });

/** The dossiers on the board, in the order of their columns; folded trays are opened first. */
async function shown(page: Page): Promise<string[]> {
  while ((await page.locator(".tray-more").count()) > 0) await page.locator(".tray-more").first().click();
  return page.locator("[data-card]").evaluateAll((cards) => cards.map((card) => card.getAttribute("data-card")!));
}

const chip = (page: Page, name: string) => page.locator(".board-sieves").getByRole("link", { name });
const count = async (page: Page, name: string) => Number(await chip(page, name).locator(".chip-count").innerText());

test("the stroke leads to the search, which asks the server as it is typed, and the address follows", async ({ page, signIn }) => {
  await signIn("yuliana");
  await openBoard(page);
  const all = await shown(page);
  expect(all).toHaveLength(46);
  const search = page.locator(".board-search input");
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("");

  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("board/read")) asked.push(request.postDataJSON().query.find);
  });
  const answered = page.waitForResponse((answer) => answer.url().includes("board/read"));
  await page.keyboard.type("gunawan");
  const answer = await (await answered).json();
  await expect(page).toHaveURL(`${BOARD}?cari=gunawan`);
  const names = page.locator("[data-card] .card-name");
  await expect(names).toHaveCount(answer.board.cards.length);
  expect(answer.board.cards).toHaveLength(2);
  for (const name of await names.allInnerTexts()) expect(name).toMatch(/gunawan/i);
  // A run of letters is one question.
  expect(asked).toEqual(["gunawan"]);
  await expect(search).toBeFocused();
  await expect(page.locator(".status-total")).toHaveText(`${answer.board.cards.length} berkas`);

  // The same by the register's number, and all again when it is cleared.
  await search.fill("");
  await expect(page).toHaveURL(BOARD);
  await expect.poll(async () => (await shown(page)).length).toBe(46);
  const number = await page.locator(`[data-card="${all[0]}"] .card-number`).innerText();
  await search.fill(number);
  await expect(page).toHaveURL(`${BOARD}?cari=${number}`);
  await expect(page.locator("[data-card]")).toHaveCount(1);
  await expect(page.locator("[data-card]")).toHaveAttribute("data-card", all[0]!);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(BOARD);
  await expect.poll(async () => (await shown(page)).length).toBe(46);

  // Nothing that fits is said in every column.
  await search.fill("tidak ada yang bernama begini");
  await expect(page.locator(".column-empty").first()).toContainText("Tidak ada yang cocok");
  await expect(page.locator("[data-card]")).toHaveCount(0);
  await page.getByRole("link", { name: "Hapus saringan" }).click();
  await expect(page).toHaveURL(BOARD);
  await expect.poll(() => shown(page)).toEqual(all);
  await expect(search).toHaveValue("");
});

test("a filter is switched on and off by its chip, shows as many files as it counts, and goes with others", async ({ page, signIn }) => {
  await signIn("yuliana");
  await openBoard(page);
  for (const [name, key] of [
    ["Milik saya", "milik-saya"],
    ["Terlambat", "terlambat"],
    ["Menunggu diterima", "menunggu-diterima"],
  ] as const) {
    const files = await count(page, name);
    expect(files).toBeGreaterThan(0);
    expect(files).toBeLessThan(46);
    await chip(page, name).click();
    await expect(page).toHaveURL(`${BOARD}?saring=${key}`);
    await expect(chip(page, name)).toHaveAttribute("aria-current", "true");
    await expect.poll(async () => (await shown(page)).length, { message: name }).toBe(files);
    await chip(page, name).click();
    await expect(page).toHaveURL(BOARD);
    await expect(chip(page, name)).not.toHaveAttribute("aria-current");
    await expect.poll(async () => (await shown(page)).length).toBe(46);
  }
  await chip(page, "Terlambat").click();
  await expect(page).toHaveURL(`${BOARD}?saring=terlambat`);
  await chip(page, "Milik saya").click();
  await expect(page).toHaveURL(`${BOARD}?saring=milik-saya,terlambat`);
  await expect(page.locator("[data-card]").first()).toBeVisible();
  for (const card of await page.locator("[data-card]").all()) await expect(card).toHaveClass(/verdict-late/);
  await expect(page.locator(".tray-card")).toHaveCount(0);

  // The browser's way back leads through the filters.
  await page.goBack();
  await expect(page).toHaveURL(`${BOARD}?saring=terlambat`);
  await expect(chip(page, "Milik saya")).not.toHaveAttribute("aria-current");
});

test("a copied link shows the same board to a colleague", async ({ page, context, browser, office, signIn, ready }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn("yuliana");
  await openBoard(page);
  const search = page.locator(".board-search input");
  await chip(page, "Menunggu diterima").click();
  await expect(page).toHaveURL(/saring=menunggu-diterima/);
  await search.fill("ri");
  await expect(page).toHaveURL(`${BOARD}?saring=menunggu-diterima&cari=ri`);
  const waiting = page.locator(".status-total");
  await expect(waiting).toHaveText(/^\d berkas$/);
  const files = await shown(page);
  expect(files).toHaveLength(Number(/\d+/.exec(await waiting.innerText())?.[0]));
  expect(files.length).toBeGreaterThan(1);
  await page.getByRole("button", { name: "Salin tautan" }).click();
  await expect(page.locator(".toasts")).toContainText("Tautan papan ini disalin");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(page.url());

  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID", viewport: { width: 1440, height: 1600 } });
  const colleague = await other.newPage();
  await signIn("marlina", colleague);
  await colleague.goto(link);
  await ready(colleague);
  await expect(chip(colleague, "Menunggu diterima")).toHaveAttribute("aria-current", "true");
  await expect(colleague.locator(".board-search input")).toHaveValue("ri");
  expect((await shown(colleague)).sort()).toEqual(files.sort());
  await other.close();
});
