import type { Browser, Page } from "@playwright/test";
import { faults } from "../../fixtures/access";
import { ask } from "../../fixtures/desk";
import type { Office } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

// The pages hold no script; the checker brings one of its own.
test.use({ javaScriptEnabled: true });

for (const path of ["/", "/lacak", "/standar", "/standar/sipp-inseminator", "/tidak-ada"])
  test(`${path} keeps WCAG 2.2 AA, in light and dark, on a desk and on a telephone`, async ({ page, problems }) => {
    test.setTimeout(60_000);
    problems.allow(/status of 404/);
    await page.goto(path);
    expect(await faults(page, path)).toEqual([]);
  });

/** What an applicant types: the code of the receipt and the last digits of the NIK. */
type Key = { state: string; code: string; digits: string };

/** An application of the demonstration office in each state that it has, by the state's name. */
async function oneOfEach(browser: Browser, office: Office, signIn: (user: string, page: Page) => Promise<void>): Promise<Key[]> {
  const staff = await browser.newContext({ baseURL: office.url });
  const page = await staff.newPage();
  await signIn("yuliana", page);
  const found = new Map<string, Key>();
  for (const state of ["terbuka", "selesai"]) {
    const list = await (await page.request.get(`/berkas?keadaan=${state}`)).text();
    for (const id of new Set([...list.matchAll(/href="\/berkas\/([0-9a-f-]{36})"/g)].map(([, id]) => id))) {
      type Dossier = { code: string; standing: { stage: Record<string, { end?: string }> } };
      type Read = { view: { dossier: Dossier; facts: { nik: string } | null } };
      const { dossier, facts } = (await ask<Read>(page, "dossier/read", { id })).view;
      const { code, standing } = dossier;
      const [stage, details] = Object.entries(standing.stage)[0]!;
      const name = details.end ?? stage;
      // The data of one that ended long ago are erased.
      if (facts && !found.has(name)) found.set(name, { state: name, code, digits: facts.nik.slice(-4) });
    }
  }
  await staff.close();
  return [...found.values()];
}

test("what an applicant is shown keeps WCAG 2.2 AA in every state of an application", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(240_000);
  problems.allow(/status of 404/);
  const all = await oneOfEach(browser, office, signIn);
  expect(all.map(({ state }) => state).sort()).toEqual([
    "annulled",
    "closed",
    "delivered",
    "desk",
    "ready",
    "refused",
    "tray",
    "with_applicant",
    "withdrawn",
  ]);
  const found: string[] = [];
  for (const { state, code, digits } of all) {
    await page.goto("/lacak");
    await page.locator('[name="kode"]').fill(code);
    await page.locator('[name="nik4"]').fill(digits);
    await page.locator('main button[type="submit"]').click();
    await expect(page.locator("main")).toContainText("REG/2026/");
    found.push(...(await faults(page, state)));
  }
  // And what is said of a code that nobody has.
  await page.goto("/lacak");
  await page.locator('[name="kode"]').fill("7KM4Q-9TX2T");
  await page.locator('[name="nik4"]').fill("0000");
  await page.locator('main button[type="submit"]').click();
  await expect(page.getByRole("alert")).toBeVisible();
  found.push(...(await faults(page, "not found")));
  expect(found).toEqual([]);
});
