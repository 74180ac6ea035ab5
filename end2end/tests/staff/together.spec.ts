import { openBoard, show } from "../../fixtures/board";
import { register } from "../../fixtures/counter";
import { act, cardAt, check, idOf, look, verify } from "../../fixtures/desk";
import { expect, test } from "../../fixtures/test";

const BOARD = "/papan/sipp-inseminator";

test("what a colleague does is seen on the board within a second, but never under the hand", async ({ page, browser, office, signIn, ready }) => {
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
        new MutationObserver(look).observe(document.body, { subtree: true, attributeFilter: ["data-came"] });
      }),
    idOf(address),
  );
  await act(page, address, { command: "hand_over", then: "hand_over" });
  await expect(at(3)).toBeVisible({ timeout: 1_000 });
  await came;
  // The title says how many files wait on the reader's own desks.
  await expect.poll(waiting).toBe(before + 1);
  await expect(at(2)).toHaveCount(0);

  // While the hand is on the card its box stays where it is; afterwards it goes where the file is.
  await at(3).hover();
  await act(page, address, { command: "take_back" });
  await expect(at(3)).toBeVisible();
  await watching.mouse.move(5, 5);
  await expect(at(2)).toBeVisible({ timeout: 2_000 });

  // A new file appears where it lies.
  const { address: second } = await register(page, "Asnah Lubis");
  await expect(watching.locator(`[data-column="0"] [data-card="${idOf(second)}"]`)).toBeVisible({ timeout: 1_500 });
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
