import type { Locator, Page } from "@playwright/test";
import { column, middle, openBoard } from "../../fixtures/board";
import { register } from "../../fixtures/counter";
import { cardAt } from "../../fixtures/desk";
import { expect, test } from "../../fixtures/test";

test.use({ clock: "2026-11-24T10:42:00+07:00" });

/** By how many pixels a box may differ from the house's measure. */
const SLACK = 2;

/** The measures of a screen that differ from the house's, in lines that can be read. */
class Rule {
  readonly faults: string[] = [];

  is(what: string, found: number, wanted: number): void {
    if (Math.abs(found - wanted) > SLACK) this.faults.push(`${what}: ${found} instead of ${wanted}`);
  }

  within(what: string, found: number, [least, most]: [number, number]): void {
    if (found < least - SLACK || found > most + SLACK) this.faults.push(`${what}: ${found} instead of ${least} to ${most}`);
  }

  /** Every box that is drawn, and at least one, has this height. */
  async high(what: string, of: Locator, wanted: number): Promise<void> {
    const found = await drawn(of);
    if (found.length === 0) this.faults.push(`${what}: not drawn`);
    for (const { height } of found) this.is(`${what}, height`, height, wanted);
  }
}

/** The boxes of the elements that are drawn. */
async function drawn(of: Locator): Promise<{ left: number; width: number; height: number; name: string }[]> {
  return of.evaluateAll((nodes) =>
    nodes
      .map((node) => {
        const { left, width, height } = node.getBoundingClientRect();
        return { left, width, height, name: node.className.toString() };
      })
      .filter(({ height }) => height > 1),
  );
}

const style = (of: Locator, name: string): Promise<number> =>
  of.evaluate((node, name) => Number.parseFloat(getComputedStyle(node).getPropertyValue(name)), name);

/** The columns of a board by their class, with the width of each. */
async function widths(page: Page): Promise<{ width: number; mine: boolean; longest: boolean; folds: boolean; kind: string }[]> {
  const found = await drawn(page.locator("[data-column]"));
  return found.map(({ width, name }) => ({
    width,
    mine: /\bmine\b/.test(name),
    longest: /\blongest\b/.test(name),
    folds: /\bfolds\b/.test(name),
    kind: /\b(wide|compact|rail)\b/.exec(name)?.[0] ?? "",
  }));
}

test("the board keeps the measures of the house", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  await register(page, "Halimah Tusadiah");
  await openBoard(page);
  const rule = new Rule();
  await rule.high("the top bar", page.locator(".top-bar"), 52);
  rule.is("the gold rule below it", await style(page.locator(".top-bar"), "border-bottom-width"), 2);
  await rule.high("the bar of filters", page.locator(".board-bar"), 48);
  await rule.high("the bracket of a phase", page.locator(".phase"), 22);
  await rule.high("the line below", page.locator(".board-status:not([hidden])"), 30);
  await rule.high("the head of a column", page.locator(".column-head"), 88);
  const tops = await page.locator(".column-head").evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().top));
  for (const top of tops) rule.is("where the head of a column begins", top, tops[0]);
  await rule.high("the plate of a step", page.locator(".column-head .plate"), 22);
  await rule.high("the head of a tray", page.locator(".column.wide .tray > header"), 24);
  await rule.high("a pair of initials", page.locator(".column.wide .paraf-pair"), 22);
  await rule.high("the bar of a clock", page.locator(".column.wide .board-card:not(.board-ready) .clock-bar"), 4);
  await rule.high("the foot of a card", page.locator(".column.wide .card-foot"), 28);
  await rule.high("a promise", page.locator(".column.wide .promise"), 18);
  await rule.high("a filter", page.locator(".board-sieves .chip"), 28);
  rule.is("the corner of a card", await style(page.locator(".column.wide .board-card").first(), "border-top-left-radius"), 6);
  const columns = await drawn(page.locator("[data-column]"));
  rule.is("the side of the page", columns[0]!.left, 12);
  const last = columns.at(-1)!;
  rule.is("the other side", 1440 - last.left - last.width, 12);
  const kinds = new Set<string>();
  for (const { width, kind } of await widths(page)) {
    kinds.add(kind);
    if (kind === "wide") rule.within("a wide column", width, [188, 1440]);
    else rule.is(`a column that is ${kind}`, width, kind === "compact" ? 124 : 54);
  }
  expect([...kinds].sort()).toEqual(["compact", "rail", "wide"]);
  expect(rule.faults).toEqual([]);
});

test.describe("with many files at every desk", () => {
  test.use({ holds: "--dossiers 220 --open 60" });

  for (const screen of [1024, 1099, 1100, 1279])
    test(`on a screen ${screen} wide one's own desks alone stay wide`, async ({ page, signIn }) => {
      await page.setViewportSize({ width: screen, height: 768 });
      await signIn("yuliana");
      await openBoard(page);
      const rule = new Rule();
      const columns = await widths(page);
      expect(columns.filter(({ mine }) => mine)).toHaveLength(3);
      expect(columns.filter(({ longest, mine }) => longest && !mine)).toHaveLength(1);
      for (const { width, mine, longest, folds, kind } of columns)
        if (mine) rule.within("a desk of one's own", width, [188, screen]);
        else if (longest) rule.is("the longest queue of the others", width, 124);
        else if (screen < 1100 || kind === "rail" || (folds && screen < 1262)) rule.is("a rail", width, 54);
        else rule.is("a compact column", width, 124);
      expect(rule.faults).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    });
});

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("what a thumb works with is large enough for it", async ({ page, signIn }) => {
    test.setTimeout(60_000);
    await signIn("yuliana");
    const { address } = await register(page, "Halimah Tusadiah");
    await openBoard(page);
    const rule = new Rule();
    await rule.high("the strip of steps", page.locator(".steps .step"), 58);
    for (const { width } of await drawn(page.locator(".steps .step"))) rule.is("a step, width", width, 42);
    await rule.high("the bar at the thumb", page.locator(".top-nav"), 64);
    await rule.high("a filter", page.locator(".board-sieves .chip"), 32);

    // Each of her desks has a tray in this office but the first.
    await page.locator(".steps .step").nth(1).tap();
    const accept = column(page, 2).locator(".paraf-accept");
    for (const { width, height } of await drawn(accept)) {
      rule.within("Terima, width", width, [64, 120]);
      rule.is("Terima, height", height, 44);
    }
    expect(await accept.count()).toBeGreaterThan(0);

    await page.locator(".steps .step").first().tap();
    const card = cardAt(page, address, 1);
    await card.scrollIntoViewIfNeeded();
    const { x, y } = await middle(card.locator(".card-name"));
    const finger = await page.context().newCDPSession(page);
    await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
    await expect(page.locator(".thumb-target").first()).toBeVisible();
    for (const { height } of await drawn(page.locator(".thumb-target"))) rule.within("a target", height, [60, 72]);
    await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    expect(rule.faults).toEqual([]);
  });

  for (const [user, pages] of [
    ["yuliana", ["/papan/sipp-inseminator", "/papan/sipp-inseminator/daftar", "/berkas", "/akun"]],
    ["fauzi", ["/papan/sipp-inseminator", "/dasbor", "/dasbor?layanan=sipp-inseminator", "/berkas"]],
  ] as const)
    test(`no page of ${user} is wider than the screen`, async ({ page, signIn, ready }) => {
      test.setTimeout(60_000);
      await signIn(user);
      for (const address of pages) {
        await page.goto(address);
        await ready();
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wider, address).toBeLessThanOrEqual(0);
      }
      await page.goto("/papan/sipp-inseminator");
      await page.goto((await page.locator("[data-card] a[href]").first().getAttribute("href"))!);
      await ready();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    });
});
