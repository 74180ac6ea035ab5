import { column, lift, middle, openBoard } from "../../fixtures/board";
import { register } from "../../fixtures/counter";
import { act, cardAt, check, idOf, look, verify } from "../../fixtures/desk";
import { Film, type Frame } from "../../fixtures/frames";
import { FORTY_SIX } from "../../fixtures/offices";
import { expectHeard, listen } from "../../fixtures/stream";
import { expect, test } from "../../fixtures/test";

test.use({ holds: FORTY_SIX });

const widths = ({ columns }: Frame) => columns.map(({ width }) => Math.round(width));
const SAME_PX = 1.5;

test("in the very frame in which a card is lifted every column answers, and none changes its width", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Dahlia Simanjuntak");
  await check(page, address);
  await openBoard(page);
  const card = cardAt(page, address, 2);
  await card.scrollIntoViewIfNeeded();
  const home = (await card.boundingBox())!;
  const film = await Film.of(page);
  await film.until(() => true, "a frame at rest");
  await lift(page, card);
  const lifted = await film.until(({ floating }) => floating !== null, "the lift");
  const [rest] = await film.frames();
  expect(widths(lifted)).toEqual(widths(rest!));

  // Step 3 takes it, step 1 stands for the applicant, the others refuse and say by which rule.
  expect(lifted.columns.map(({ met }) => met)).toEqual(["accepts", "origin", "accepts", ...Array(6).fill("refuses")]);
  for (const [place, { met, shines, rule, slot }] of lifted.columns.entries())
    if (met === "refuses") {
      expect(shines, `column ${place + 1} fades`).toBeLessThan(0.5);
      expect(rule, `column ${place + 1} says why`).toMatch(/SOP langkah \d/);
      expect(slot).toBe("");
    } else {
      expect(shines, `column ${place + 1} does not fade`).toBe(1);
      expect(rule).toBe("");
    }
  // The slot says what would be done, whose initial it sets, and when.
  expect(lifted.columns[2]!.slot).toContain("Serahkan ke Back Office");
  expect(lifted.columns[2]!.slot).toMatch(/Paraf penyerah Anda dicatat pukul 09\.0\d/);
  await expect(column(page, 3).locator(".slot .paraf-pair")).toContainText("YS");
  expect(lifted.columns[0]!.slot).toContain("Kembalikan ke pemohon");

  // It leaves a dashed place of its own size behind.
  expect(lifted.left?.border).toBe("dashed");
  expect(lifted.left?.says).not.toBe("");
  for (const [side, was] of [["left", home.x], ["top", home.y], ["width", home.width], ["height", home.height]] as const)
    expect(Math.abs(lifted.left![side] - was), side).toBeLessThan(SAME_PX);

  // Let go above a column that refuses, it slides back to where it was, and the rule is named.
  const refusing = await middle(column(page, 7).locator(".column-head"));
  await page.mouse.move(refusing.x, refusing.y + 200, { steps: 6 });
  await page.mouse.up();
  const toast = page.locator(".toast").filter({ hasText: "Tanda tangan menolak" });
  await expect(toast).toContainText(/SOP langkah \d/);
  await expect(page.locator(".floating")).toHaveCount(0);
  const frames = await film.end();
  for (const frame of frames) expect(widths(frame)).toEqual(widths(rest!));
  const way = frames.flatMap(({ floating }) => (floating?.landing ? [floating] : []));
  for (const { bound } of way) {
    expect(Math.abs(bound.left - home.x), "it goes home").toBeLessThan(SAME_PX);
    expect(Math.abs(bound.top - home.y), "it goes home").toBeLessThan(SAME_PX);
  }
  const landings = await film.landings();
  expect(landings, "it slides").not.toEqual([]);
  for (const takes of landings) expect(takes, "it slides").not.toMatch(/^0s(, 0s)*$/);
  for (const [place, { left }] of way.entries()) if (place > 0) expect(left).toBeLessThanOrEqual(way[place - 1]!.left + SAME_PX);
  await expect(card).toBeVisible();
  await expect(page.locator("[data-lifted]")).toHaveCount(0);
});

test("a narrow column that takes the card opens only when the card has rested above it", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  // Here the desks of others are rails.
  await page.setViewportSize({ width: 1024, height: 768 });
  await signIn("yuliana");
  const { address } = await register(page, "Dahlia Simanjuntak");
  await check(page, address);
  await openBoard(page);
  const card = cardAt(page, address, 2);
  const rail = await middle(column(page, 3));
  await lift(page, card);
  const own = await middle(card);

  // Passing over it opens nothing.
  const passing = await Film.of(page);
  await page.mouse.move(rail.x, rail.y + 300);
  await passing.until(({ columns }) => columns[2]!.over, "the card above the rail");
  await page.mouse.move(own.x, own.y);
  const gone = await passing.until(({ columns, at }) => !columns[2]!.over && at > 0 && columns.some(({ over }) => over) === false, "the card elsewhere");
  await passing.until(({ at }) => at > gone.at + 500, "half a second");
  for (const { columns } of await passing.end()) expect(columns[2]!.width).toBeLessThan(56);

  // Resting there for 300 ms opens it.
  const resting = await Film.of(page);
  await page.mouse.move(rail.x, rail.y + 300);
  const over = await resting.until(({ columns }) => columns[2]!.over, "the card above the rail");
  const open = await resting.until(({ columns }) => columns[2]!.width > 100, "the open column");
  expect(open.at - over.at).toBeGreaterThanOrEqual(280);
  expect(open.at - over.at).toBeLessThan(1_500);
  await expect(column(page, 3).locator(".slot")).toContainText("Serahkan ke Back Office");
  await page.mouse.up();
  await expect(cardAt(page, address, 3)).toHaveCount(1);
  await expect.poll(async () => (await column(page, 3).boundingBox())?.width).toBeLessThan(56);
});

test("who wants no motion sees none: a card is there at once, and an outline marks for a second what another moved", async ({ page, browser, office, signIn }) => {
  test.setTimeout(60_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signIn("yuliana");
  const { address } = await register(page, "Dahlia Simanjuntak");
  await verify(page, address);
  await act(page, address, { command: "take_back" });
  await listen(page);
  await openBoard(page);
  const card = cardAt(page, address, 2);
  await card.scrollIntoViewIfNeeded();
  await lift(page, card);
  await expect(page.locator(".floating")).toHaveCSS("transform", "none");
  const refusing = await middle(column(page, 7).locator(".column-head"));
  await page.mouse.move(refusing.x, refusing.y + 200, { steps: 4 });
  const film = await Film.of(page);
  await page.mouse.up();
  await expect(page.locator(".floating")).toHaveCount(0);
  const lands = (await film.end()).flatMap(({ floating }) => (floating?.landing ? [floating] : []));
  for (const { takes } of lands) expect(takes).toMatch(/^0s(, 0s)*$/);
  expect(new Set(lands.map(({ left }) => Math.round(left))).size, "it stands where it lands from the first frame on").toBeLessThanOrEqual(1);

  // A colleague's move: nothing flies, an outline of a second marks the card.
  await page.mouse.move(5, 5);
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const colleague = await other.newPage();
  await signIn("yuliana", colleague);
  const marks = await page.evaluateHandle((id) => {
    const seen = { outline: "", animation: "", flies: false, begun: 0, lasts: 0 };
    const look = () => {
      const card = document.querySelector(`[data-column="2"] [data-card="${id}"]`);
      const came = card?.hasAttribute("data-came") ?? false;
      seen.flies ||= [...document.querySelectorAll(".passing")].some((image) => image.getClientRects().length > 0);
      if (came && card && seen.begun === 0) {
        const { outlineStyle, outlineWidth, animationDuration, animationName } = getComputedStyle(card);
        seen.begun = performance.now();
        seen.outline = `${outlineStyle} ${outlineWidth}`;
        seen.animation = animationName === "none" ? "0s" : animationDuration;
      }
      if (seen.begun > 0 && !came) seen.lasts = performance.now() - seen.begun;
      else requestAnimationFrame(look);
    };
    look();
    return seen;
  }, idOf(address));
  await act(colleague, address, { command: "hand_over", then: "hand_over" });
  await expectHeard(page, address, (await look(colleague, address)).card.standing.version);
  await expect.poll(() => marks.evaluate(({ lasts }) => lasts), { message: "the outline goes again" }).toBeGreaterThan(0);
  const { lasts, ...seen } = await marks.jsonValue();
  expect(seen).toMatchObject({ outline: "solid 2px", animation: "0s", flies: false });
  expect(lasts).toBeGreaterThan(700);
  expect(lasts).toBeLessThan(2_500);
  await other.close();
});
