import type { Page } from "@playwright/test";
import { register } from "../../fixtures/counter";
import { cardOf, look } from "../../fixtures/desk";
import { BEFORE, expectTurn, follow, wib } from "../../fixtures/instant";
import { expect, test } from "../../fixtures/test";

// The norm of the counter's step is five minutes, and a clock is at risk from three quarters of its norm on.
const NORM = 5 * 60_000;
const AT_RISK = (NORM * 3) / 4;
const BOARD = "/papan/sipp-inseminator";

/** The instant at which the clock of the step began, which nothing has stopped since: that of the acceptance, in ms. */
async function begun(page: Page, address: string): Promise<number> {
  const { step_clock } = (await look(page, address)).card;
  expect(step_clock).toMatch(/^s\d+$/);
  return Number(step_clock.slice(1));
}

/** The clock of the step on a dossier's page; the promise stands before it. */
const stepClock = (page: Page) => page.locator(".clock").nth(1);

test("a file is at risk from the second on in which three quarters of the norm are used", async ({ page, context, signIn, later, ready }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { address } = await register(page, "Zulkifli Hasibuan");
  const at = (await begun(page, address)) + AT_RISK;
  await later(at - BEFORE);

  const own = await context.newPage();
  await Promise.all([page.goto(BOARD), own.goto(address)]);
  await Promise.all([ready(page), ready(own)]);
  const [card, clock] = [await follow(cardOf(page, address)), await follow(stepClock(own))];
  const near = page.locator(".legend .verdict-risk b");
  const count = Number(await near.innerText());
  await expectTurn(page, address, card, {
    from: /verdict-ontime.*tepat waktusisa 2 m kerja/s,
    to: /verdict-risk.*mendekatisisa 2 m kerja/s,
    at,
  });
  await expectTurn(page, address, clock, {
    from: /verdict-ontime.*tepat waktusisa 2 m kerja/s,
    to: /verdict-risk.*mendekatisisa 2 m kerja/s,
    at,
  });
  await expect(near).toHaveText(String(count + 1));
});

test("a file is late from the second on in which its norm is used up", async ({ page, context, signIn, later, ready }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { address } = await register(page, "Syamsul Bahri");
  const at = (await begun(page, address)) + NORM;
  await later(at - BEFORE);

  const own = await context.newPage();
  await Promise.all([page.goto(BOARD), own.goto(address)]);
  await Promise.all([ready(page), ready(own)]);
  const [card, clock] = [await follow(cardOf(page, address)), await follow(stepClock(own))];
  const late = page.locator(".legend .verdict-late b");
  const count = Number(await late.innerText());
  await expectTurn(page, address, card, {
    from: /verdict-risk.*mendekatisisa 1 m kerja/s,
    to: /verdict-late.*terlambatlewat < 1 m/s,
    at,
  });
  await expectTurn(page, address, clock, {
    from: /verdict-risk.*mendekatisisa 1 m kerja/s,
    to: /verdict-late.*terlambatlewat < 1 m/s,
    at,
  });
  // The counts of the board follow, and who cannot see it hears it.
  await expect(late).toHaveText(String(count + 1));
  await expect(page.locator("[data-column='0'] .head-late")).toBeVisible();
  await expect(page.locator("[aria-live=polite]")).toContainText("Syamsul Bahri terlambat");
});

test.describe("at noon", () => {
  test.use({ clock: "2026-11-24T11:57:00+07:00" });

  test("a clock stands still during the break and goes on after it, both to the second", async ({ page, signIn, later, ready }) => {
    test.setTimeout(90_000);
    await signIn("yuliana");
    const { address } = await register(page, "Darmawati");
    const noon = wib("2026-11-24", "12:00");
    await later(noon - BEFORE);
    await page.goto(address);
    await ready();
    let [clock, office] = [await follow(stepClock(page)), await follow(page.locator(".office-clock"))];
    await expectTurn(page, address, clock, {
      from: /verdict-ontime.*tepat waktusisa 3 m kerja/s,
      to: /verdict-closed.*di luar jam kerjasisa 3 m · lanjut 13\.00/s,
      at: noon,
    });
    await expectTurn(page, address, office, { from: /istirahat 12\.00/, to: /Istirahat · lanjut 13\.00/, at: noon });

    const one = wib("2026-11-24", "13:00");
    await later(one - BEFORE);
    await page.goto(address);
    await ready();
    [clock, office] = [await follow(stepClock(page)), await follow(page.locator(".office-clock"))];
    await expectTurn(page, address, clock, {
      from: /verdict-closed.*di luar jam kerjasisa 3 m · lanjut 13\.00/s,
      to: /verdict-ontime.*tepat waktusisa 3 m kerja/s,
      at: one,
    });
    await expectTurn(page, address, office, { from: /Istirahat/, to: /Jam kerja · tutup 16\.00/, at: one });
  });
});

test.describe("on a Friday", () => {
  test.use({ clock: "2026-11-27T11:27:00+07:00" });

  test("the break begins half an hour earlier, to the second", async ({ page, signIn, later, ready }) => {
    test.setTimeout(90_000);
    await signIn("yuliana");
    const { address } = await register(page, "Asnawi");
    const at = wib("2026-11-27", "11:30");
    await later(at - BEFORE);
    await page.goto(BOARD);
    await ready();
    const card = await follow(cardOf(page, address));
    await expectTurn(page, address, card, {
      from: /verdict-ontime.*tepat waktusisa 3 m kerja/s,
      to: /verdict-closed.*sisa 3 m · lanjut 13\.00/s,
      at,
    });
  });
});
