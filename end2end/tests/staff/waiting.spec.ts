import { BOARD, column, openBoard } from "../../fixtures/board";
import { cardAt, look } from "../../fixtures/desk";
import { PASSWORD } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

test("a board whose session was ended elsewhere says so, and the door leads back to it", async ({ page, browser, office, problems, signIn, ready }) => {
  test.setTimeout(90_000);
  problems.allow(/status of 401/);
  await signIn("yuliana");
  await page.goto(`${BOARD}?saring=menunggu-diterima`);
  await ready();
  await expect(page.locator(".status-live")).toBeVisible();
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const elsewhere = await other.newPage();
  await signIn("yuliana", elsewhere);
  await elsewhere.goto("/akun");
  await ready(elsewhere);
  await elsewhere.getByRole("button", { name: "Akhiri semua sesi lain" }).click();
  await expect(elsewhere.locator(".toasts")).toContainText("Semua sesi lain diakhiri");

  // A command is refused with the reason, changes nothing and offers the door.
  const accept = column(page, 2).getByRole("button", { name: /^Terima:/ }).first();
  const address = (await column(page, 2).locator("[data-card]").first().getAttribute("data-card"))!;
  const { card } = await look(elsewhere, address);
  await accept.click();
  const refused = page.locator(".toast").filter({ hasText: "Sesi berakhir" });
  await expect(refused.getByRole("button", { name: "Masuk" })).toBeVisible();
  await expect(cardAt(page, address, 2)).toHaveClass(/tray-card/);
  expect((await look(elsewhere, address)).card.standing.version).toBe(card.standing.version);

  await expect(page.locator(".banner")).toContainText("Sesi Anda berakhir");
  await expect(page.locator(".status-offline")).toHaveText("Sesi Anda berakhir");
  // The door opens beside the page, which keeps what was typed and goes on as soon as somebody has come in.
  const opened = page.waitForEvent("popup");
  await page.locator(".banner").getByRole("link", { name: "Masuk" }).click();
  const door = await opened;
  await expect(door).toHaveURL(/\/masuk\?ke=/);
  await ready(door);
  await door.locator('[name="name"]').fill("yuliana");
  await door.locator('[name="password"]').fill(PASSWORD);
  await door.getByRole("button", { name: /^Masuk/ }).click();
  await expect(door).toHaveURL(`${BOARD}?saring=menunggu-diterima`);
  await ready(door);
  await expect(page.locator(".status-live")).toBeVisible();
  await expect(page.locator(".banner")).toHaveCount(0);
  // Accepted, it waits no longer and leaves the filtered board.
  await accept.click();
  await expect(cardAt(page, address, 2)).toHaveCount(0);
  expect((await look(page, address)).card.standing.version).toBe(card.standing.version + 1);
  await other.close();
});

test("a board that is only looked at says by itself that its session has ended", async ({ page, browser, office, problems, signIn, ready }) => {
  test.setTimeout(90_000);
  problems.allow(/status of 401/);
  await signIn("yuliana");
  await openBoard(page);
  await expect(page.locator(".status-live")).toBeVisible();
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const elsewhere = await other.newPage();
  await signIn("yuliana", elsewhere);
  await elsewhere.goto("/akun");
  await ready(elsewhere);
  await elsewhere.getByRole("button", { name: "Akhiri semua sesi lain" }).click();
  // The stream ends with the session, and is refused when asked for again.
  await expect(page.locator(".banner")).toContainText("Sesi Anda berakhir", { timeout: 60_000 });
  await other.close();
});

test("what the server could not do is told with the number of its log, and nothing has moved", async ({ page, problems, signIn }) => {
  problems.allow(/500/);
  await signIn("yuliana");
  await openBoard(page);
  const address = (await column(page, 2).locator(".tray [data-card]").first().getAttribute("data-card"))!;
  const card = cardAt(page, address, 2);
  await page.route(
    "**/api/command/act",
    (route) => route.fulfill({ status: 500, contentType: "application/json", body: JSON.stringify({ internal: { incident: "0a1b2c3d" } }) }),
    { times: 1 },
  );
  const before = (await look(page, address)).card.standing.version;
  await card.getByRole("button", { name: /^Terima:/ }).click();
  const toast = page.locator(".toast").filter({ hasText: "Terjadi kesalahan di server" });
  await expect(toast).toContainText("Tidak ada yang berubah. Coba lagi; bila terulang, sebutkan nomor kejadian 0a1b2c3d kepada Administrator.");
  await expect(page.locator("[aria-live]").filter({ hasText: "0a1b2c3d" }).first()).toBeAttached();
  await expect(card).toHaveClass(/tray-card/);
  await expect(card).not.toHaveAttribute("aria-busy", "true");
  expect((await look(page, address)).card.standing.version).toBe(before);

  // The same button tries again.
  await card.getByRole("button", { name: /^Terima:/ }).click();
  await expect(card).toHaveClass(/board-card/);
});

test("while a board is on its way its shape stands for it; where it does not come, one can ask again", async ({ page, problems, signIn, ready }) => {
  problems.allow(/500/);
  await signIn("yuliana");
  await page.goto("/meja");
  await ready();
  let letGo = () => {};
  const held = new Promise<void>((go) => (letGo = go));
  let asked = 0;
  await page.route("**/api/board/read", async (route) => {
    asked += 1;
    if (asked === 1) {
      await held;
      await route.fulfill({ status: 500, contentType: "application/json", body: JSON.stringify({ internal: { incident: "0a1b2c3d" } }) });
    } else await route.continue();
  });
  await page.locator(".top-nav").getByRole("link", { name: "Papan" }).click();
  const main = page.locator("main");
  const blocks = main.locator(".skeleton-block");
  await expect(blocks.first()).toBeVisible();
  await expect(main.getByRole("status").first()).toContainText("Sedang dimuat");
  // As many columns as fit, from side to side, below where the bars will be.
  const boxes = await Promise.all((await main.locator(".skeleton").all()).map((column) => column.boundingBox()));
  expect(boxes.length).toBeGreaterThan(3);
  expect(boxes[0]!.x).toBeLessThan(40);
  expect(boxes.at(-1)!.x + boxes.at(-1)!.width).toBeGreaterThan(1_380);
  const top = boxes[0]!.y;
  await expect(main.locator("[data-column]")).toHaveCount(0);

  letGo();
  const failed = main.getByRole("alert");
  await expect(failed).toContainText("sebutkan nomor kejadian 0a1b2c3d");
  await expect(blocks).toHaveCount(0);
  await failed.getByRole("button", { name: "Coba lagi" }).click();
  await expect(column(page, 1)).toBeVisible();
  await expect(failed).toHaveCount(0);
  // Nothing has jumped: where the shapes stood, the columns stand.
  expect(Math.abs((await column(page, 1).locator(".phase").boundingBox())!.y - top)).toBeLessThan(30);
});
