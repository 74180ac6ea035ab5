import type { Browser, Page, Response } from "@playwright/test";
import { ask } from "../../fixtures/desk";
import type { Office } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

/** Well formed, and given to nobody. */
const UNKNOWN = "7KM4Q-9TX2T";

/** The tracking code of an application of the office. */
async function known(browser: Browser, office: Office, signIn: (user: string, page: Page) => Promise<void>): Promise<string> {
  const staff = await browser.newContext({ baseURL: office.url });
  const page = await staff.newPage();
  await signIn("yuliana", page);
  type Board = { board: { cards: { id: string }[] } };
  const { board } = await ask<Board>(page, "board/read", { service: "sipp-inseminator", query: {} });
  type Read = { view: { dossier: { code: string } } };
  const { view } = await ask<Read>(page, "dossier/read", { id: board.cards[0].id });
  await staff.close();
  return view.dossier.code.replace(/^(.{5})-?(.{5})$/, "$1-$2");
}

/** Sends the form; what is answered. */
async function send(page: Page, code: string, digits: string): Promise<Response> {
  await page.goto("/lacak");
  await page.locator('[name="kode"]').fill(code);
  await page.locator('[name="nik4"]').fill(digits);
  const posted = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.locator('main button[type="submit"]').click();
  const answer = await posted;
  await page.waitForLoadState();
  return answer;
}

/** The page as its reader sees it, without the code that was typed. */
async function said(page: Page, code: string): Promise<string> {
  return (await page.content()).replaceAll(code, "CODE");
}

test.beforeEach(({ problems }) => problems.allow(/status of (404|422|429)/));

test("a code that nobody has and digits that are wrong get the same answer", async ({ page, browser, office, signIn }) => {
  const code = await known(browser, office, signIn);
  const wrong = await send(page, code, "0000");
  const saidOfWrong = await said(page, code);
  await expect(page.getByRole("alert")).toContainText("Permohonan tidak ditemukan");
  const unknown = await send(page, UNKNOWN, "0000");
  expect(wrong.status()).toBe(404);
  expect(unknown.status()).toBe(404);
  expect(await said(page, UNKNOWN)).toBe(saidOfWrong);
  // What was typed as digits is not written back, and the address holds nothing of it.
  await expect(page.locator('[name="nik4"]')).toHaveValue("");
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/lacak");
  expect(await unknown.text()).not.toContain("<script");
  const told = ({ headers }: { headers: Record<string, string> }) => Object.keys(headers).sort().join();
  expect(told({ headers: unknown.headers() })).toBe(told({ headers: wrong.headers() }));
});

test("a slip of the pen is told as one, and is no try", async ({ page }) => {
  // More often than anybody may try.
  for (let slip = 0; slip < 12; slip++) {
    const answer = await send(page, "7KM4Q-9TX2H", "0377");
    expect(answer.status()).toBe(422);
  }
  await expect(page.getByRole("alert")).toContainText("Kode lacak salah tulis.");
});

for (const who of ["of an application", "that nobody has"]) {
  test(`a code ${who} is held back after five tries, and says until when`, async ({ page, browser, office, signIn }) => {
    const code = who === "that nobody has" ? UNKNOWN : await known(browser, office, signIn);
    for (let digits = 1; digits <= 5; digits++) expect((await send(page, code, `000${digits}`)).status()).toBe(404);
    const answer = await send(page, code, "0006");
    expect(answer.status()).toBe(429);
    expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(14 * 60);
    expect(Number(answer.headers()["retry-after"])).toBeLessThanOrEqual(15 * 60 + 1);
    await expect(page.getByRole("alert")).toContainText(/Terlalu banyak percobaan\. Coba lagi pukul\s09\.1[45]\sWIB\./);
    expect(await answer.text()).not.toContain("<script");
    expect(answer.headers()["content-security-policy"]).toContain("script-src 'none'");
  });
}
