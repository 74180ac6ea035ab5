import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { register } from "../../fixtures/counter";
import { act, check } from "../../fixtures/desk";
import { expect, test } from "../../fixtures/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const SCREENS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** What a page breaks of WCAG 2.2 AA, in lines that can be read. */
async function faults(page: Page, name: string, inactive: string[] = []): Promise<string[]> {
  const found: string[] = [];
  for (const viewport of SCREENS)
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const axe = new AxeBuilder({ page }).withTags(RULES);
      const { violations } = await inactive.reduce((axe, part) => axe.exclude(part), axe).analyze();
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          found.push(`${name} ${viewport.width} ${colorScheme}: ${id} ${target.join(" ")} ${failureSummary?.split("\n")[1]?.trim()}`);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wider > 0) found.push(`${name} ${viewport.width} ${colorScheme}: ${wider} px wider than the window`);
    }
  await page.setViewportSize(SCREENS[0]!);
  return found;
}

test("every staff page keeps WCAG 2.2 AA, in light and dark, on a desk and on a telephone", async ({ page, signIn, ready }) => {
  test.setTimeout(240_000);
  const found: string[] = [];
  await page.goto("/masuk");
  await ready();
  found.push(...(await faults(page, "sign-in")));
  await signIn("yuliana");
  await page.goto("/papan/sipp-inseminator");
  await ready();
  found.push(...(await faults(page, "board")));
  await page.locator("[data-column='1'] .card-more").first().click();
  await expect(page.getByRole("menu")).toBeVisible();
  found.push(...(await faults(page, "menu of moves")));
  await page.keyboard.press("Escape");
  await page.goto("/papan/sipp-inseminator/daftar");
  await ready();
  await page.getByRole("button", { name: "Daftarkan" }).click();
  found.push(...(await faults(page, "counter with faults")));
  const { address } = await register(page, "Siti Nurhayati Harahap");
  found.push(...(await faults(page, "dossier")));
  await act(page, address, { command: "hand_over", then: "hand_over_and_accept" });
  await page.goto(address);
  await ready();
  await page.getByRole("button", { name: "Kembalikan ke pemohon…" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  found.push(...(await faults(page, "return dialog")));
  await page.goto("/berkas");
  await ready();
  found.push(...(await faults(page, "register")));
  await page.goto("/akun");
  await ready();
  found.push(...(await faults(page, "account")));
  await signIn("fauzi");
  await page.goto("/dasbor");
  await ready();
  found.push(...(await faults(page, "dashboard")));
  expect(found).toEqual([]);
});

test("a lifted card keeps WCAG 2.2 AA", async ({ page, signIn, ready }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { address } = await register(page, "Siti Nurhayati Harahap");
  await check(page, address);
  await page.goto("/papan/sipp-inseminator");
  await ready();
  await page.locator(`[data-card="${address.split("/").pop()}"]`).focus();
  await page.keyboard.press("Space");
  await expect(page.locator(".slot").first()).toBeVisible();
  // What refuses the card is inactive and faded: WCAG 1.4.3 asks no contrast of it, and the rule in front of it is checked.
  const inactive = [".column.refuses > .column-head", ".column.refuses > .column-cards > :not(.slot-refused)"];
  expect(await faults(page, "lifted card", inactive)).toEqual([]);
});
