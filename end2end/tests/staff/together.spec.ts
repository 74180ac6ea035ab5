import { lift, openBoard, show } from "../../fixtures/board";
import { register } from "../../fixtures/counter";
import { act, cardAt, check, idOf, look, verify } from "../../fixtures/desk";
import { expectHeard, expectStays, listen } from "../../fixtures/stream";
import { expect, test } from "../../fixtures/test";

const BOARD = "/papan/sipp-inseminator";

test("what a colleague does is seen on the board within a second", async ({ page, browser, office, signIn, ready }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Zubaidah Nasution");
  await check(page, address);

  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const watching = await other.newPage();
  await signIn("dian", watching);
  await watching.goto(BOARD);
  await ready(watching);
  await expect(watching.locator(".status-live")).toBeVisible();
  const at = (step: number) => watching.locator(`[data-column="${step - 1}"] [data-card="${idOf(address)}"]`);
  await expect(at(2)).toBeVisible();
  const waiting = async () => Number(/^\((\d+)\)/.exec(await watching.title())?.[1] ?? 0);
  const before = await waiting();
  // It does not jump: it is marked as having come.
  const came = watching.evaluate(
    (id) =>
      new Promise<void>((seen) => {
        const look = () => document.querySelector(`[data-card="${id}"][data-came]`) && seen();
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-came"] });
      }),
    idOf(address),
  );
  await act(page, address, { command: "hand_over", then: "hand_over" });
  await expect(at(3)).toBeVisible({ timeout: 1_000 });
  await came;
  // The title says how many files wait on the reader's own desks.
  await expect.poll(waiting).toBe(before + 1);
  await expect(at(2)).toHaveCount(0);

  // A new file appears where it lies.
  const { address: second } = await register(page, "Asnah Lubis");
  await expect(watching.locator(`[data-column="0"] [data-card="${idOf(second)}"]`)).toBeVisible({ timeout: 1_500 });
  await other.close();
});

test("nothing moves under the hand: not the card below the pointer, not one that is lifted, not one whose menu is open", async ({ page, browser, office, signIn, ready }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { address: one } = await register(page, "Zubaidah Nasution");
  const { address: two } = await register(page, "Asnah Lubis");
  for (const address of [one, two]) await check(page, address);
  // All cards of the column are in the window, so that no scrolling makes up for what moves.
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID", viewport: { width: 1440, height: 2000 } });
  const watching = await other.newPage();
  await listen(watching);
  await signIn("rahmat", watching);
  await watching.goto(BOARD);
  await ready(watching);
  await expect(watching.locator(".status-live")).toBeVisible();
  const at = (address: string, step: number) => cardAt(watching, address, step);
  const top = async (address: string) => (await at(address, 2).boundingBox())!.y;
  const [above, below] = (await top(one)) < (await top(two)) ? [one, two] : [two, one];
  /** A command of the colleague, until the watching page has heard of it. */
  const moves = async (address: string, command: object) => {
    await act(page, address, command);
    await expectHeard(watching, address, (await look(page, address)).card.standing.version);
  };
  const gives = { command: "hand_over", then: "hand_over" };
  const takesBack = { command: "take_back" };

  // The card above goes while the pointer is on the one below; when the pointer has left, the column closes up.
  const before = await top(below);
  await at(below, 2).locator(".card-name").hover();
  await expectStays(at(below, 2), () => moves(above, gives));
  await watching.mouse.move(5, 5);
  await expect(at(above, 2)).toHaveCount(0, { timeout: 2_000 });
  await expect(at(above, 3)).toHaveCount(1);
  expect(await top(below)).toBeLessThan(before - 20);

  // The very card under the pointer stays too.
  await at(below, 2).locator(".card-name").hover();
  await expectStays(at(below, 2), () => moves(below, gives));
  await watching.mouse.move(5, 5);
  await expect(at(below, 2)).toHaveCount(0, { timeout: 2_000 });
  await moves(below, takesBack);
  await expect(at(below, 2)).toBeVisible();

  // While a card is lifted no column is put in another order: its own place stays where it is.
  await lift(watching, at(below, 2));
  await expect(watching.locator(".floating")).toBeVisible();
  await expectStays(at(below, 2), () => moves(above, takesBack));
  await watching.keyboard.press("Escape");
  await watching.mouse.up();
  await watching.mouse.move(5, 5);
  await expect(at(above, 2)).toBeVisible({ timeout: 2_000 });

  await at(below, 2).locator(".card-more").click();
  await expect(watching.getByRole("menu")).toBeVisible();
  await watching.mouse.move(5, 5);
  await expectStays(at(below, 2), () => moves(above, gives));
  await watching.keyboard.press("Escape");
  // The focus has come back to the card; it leaves it now.
  await watching.locator(".board-search input").focus();
  await expect(at(above, 2)).toHaveCount(0, { timeout: 2_000 });
  await other.close();
});

test("a lost connection is said, a command is refused for it, and on return the board shows what it missed", async ({ page, context, browser, office, problems, signIn }) => {
  test.setTimeout(90_000);
  problems.allow(/events/);
  problems.allow(/ERR_INTERNET_DISCONNECTED/);
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const counter = await other.newPage();
  await signIn("yuliana", counter);
  const { address } = await register(counter, "Rosdiana Tambunan");
  await verify(counter, address);
  await signIn("dian");
  await openBoard(page);
  await expect(page.locator(".status-live")).toBeVisible();

  await context.setOffline(true);
  await expect(page.locator(".status-offline")).toHaveText("Tidak tersambung");
  await expect(page.locator(".banner")).toContainText("Tidak tersambung sejak 09.0");
  await expect(page.locator(".banner")).toContainText("perubahan ditolak sampai tersambung");
  const { card } = await look(counter, address);
  await show(page, address, 3);
  await cardAt(page, address, 3).getByRole("button", { name: /^Terima/ }).click();
  const refused = page.locator(".toast").filter({ has: page.getByRole("button", { name: "Kirim lagi" }) });
  await expect(refused).toBeVisible();
  await expect(cardAt(page, address, 3)).toHaveClass(/tray-card/);
  expect((await look(counter, address)).card.standing.version).toBe(card.standing.version);

  // Meanwhile the counter registers one file and hands another to her.
  const { address: registered } = await register(counter, "Mardiah Pohan");
  const { address: given } = await register(counter, "Nursiti Batubara");
  await verify(counter, given);
  await context.setOffline(false);
  await expect(page.locator(".banner")).toHaveCount(0);
  await expect(cardAt(page, registered, 1)).toBeVisible({ timeout: 15_000 });
  await show(page, given, 3);
  await expect(cardAt(page, given, 3)).toBeVisible();
  await expect(page.locator(".status-live")).toBeVisible();

  // What was refused goes by the same toast.
  await refused.getByRole("button", { name: "Kirim lagi" }).click();
  await expect(cardAt(page, address, 3)).toHaveClass(/board-card/);
  await other.close();
});

test("a page of an earlier program offers to load itself anew", async ({ page, signIn, ready }) => {
  await signIn("dian");
  let programs = 0;
  // The stream as a server speaks it that was replaced while the page was open.
  await page.route("**/events?**", (route) =>
    route.fulfill({
      contentType: "text/event-stream",
      body: `retry: 200\nevent: program\ndata: /pkg/kendali.${Math.min(programs++, 1)}.wasm\n\n`,
    }),
  );
  await page.goto(BOARD);
  await ready();
  const offer = page.locator(".toast").filter({ hasText: "Kendali sudah diperbarui" });
  await expect(offer).toBeVisible();
  await expect(offer).toHaveCount(1);
  await Promise.all([page.waitForEvent("load"), offer.getByRole("button", { name: "Muat ulang" }).click()]);
  await ready();
  await expect(offer).toHaveCount(0);
});
