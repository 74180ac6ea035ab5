import { BOARD, column, lift, middle } from "../../fixtures/board";
import { register } from "../../fixtures/counter";
import { act, cardAt, check } from "../../fixtures/desk";
import { expect, test } from "../../fixtures/test";

test("a card is dragged to the next desk, and the columns say beforehand what they would do", async ({ page, signIn, ready }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Dahlia Simanjuntak");
  await check(page, address);
  await page.goto(BOARD);
  await ready();
  await lift(page, cardAt(page, address, 2));
  await expect(column(page, 3).locator(".slot")).toContainText("Serahkan ke Back Office");
  await expect(column(page, 3).locator(".slot")).toContainText("Paraf penyerah Anda dicatat pukul");
  await expect(column(page, 1).locator(".slot")).toContainText("Kembalikan ke pemohon");
  await expect(column(page, 4).locator(".slot-refused")).toContainText("Verifikasi dulu · SOP langkah 2");
  await expect(page.locator(".board-status-lift")).toContainText("Dahlia Simanjuntak dari 2 Verifikasi");

  // Esc puts it back.
  await page.keyboard.press("Escape");
  await expect(page.locator(".slot")).toHaveCount(0);
  await page.mouse.up();
  await expect(page).toHaveURL(new RegExp(BOARD));
  await expect(cardAt(page, address, 2)).toBeVisible();

  // A column that refuses takes nothing and says why.
  await lift(page, cardAt(page, address, 2));
  const refusing = await middle(column(page, 7));
  await page.mouse.move(refusing.x, refusing.y + 200, { steps: 4 });
  await page.mouse.up();
  await expect(page.locator(".toast").filter({ hasText: "Tanda tangan menolak" })).toBeVisible();
  await expect(cardAt(page, address, 2)).toBeVisible();

  await lift(page, cardAt(page, address, 2));
  const slot = await middle(column(page, 3).locator(".slot"));
  await page.mouse.move(slot.x, slot.y, { steps: 4 });
  await expect(column(page, 3)).toHaveClass(/over/);
  await page.mouse.up();
  await expect(cardAt(page, address, 3)).toBeVisible();
  await expect(cardAt(page, address, 2)).toHaveCount(0);
  await expect(page.locator(".floating")).toHaveCount(0);

  // And back, as long as nobody has accepted it.
  await lift(page, cardAt(page, address, 3));
  const home = await middle(column(page, 2).locator(".slot"));
  await page.mouse.move(home.x, home.y, { steps: 4 });
  await page.mouse.up();
  await expect(cardAt(page, address, 2)).toBeVisible();
});

test("dropped on the first column a file asks what the applicant has to mend", async ({ page, signIn, ready }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Nurlaila Hasibuan");
  await act(page, address, { command: "hand_over", then: "hand_over_and_accept" });
  await page.goto(BOARD);
  await ready();
  await lift(page, cardAt(page, address, 2));
  const slot = await middle(column(page, 1).locator(".slot"));
  await page.mouse.move(slot.x, slot.y, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole("dialog")).toContainText("Yang harus dilengkapi");
  await page.keyboard.press("Escape");
  await expect(cardAt(page, address, 2)).toBeVisible();
});

test("a card is lifted by the space bar, led by the arrows and dropped", async ({ page, signIn, ready }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Masyitoh Daulay");
  await page.goto(BOARD);
  await ready();
  const card = cardAt(page, address, 1);
  await card.focus();
  await page.keyboard.press("Space");
  const voice = page.locator("[aria-live=polite]");
  await expect(voice).toContainText("Masyitoh Daulay diangkat");
  await page.keyboard.press("ArrowRight");
  await expect(voice).toContainText("Verifikasi menerima: Serahkan ke Verifikasi");
  await expect(column(page, 2)).toHaveClass(/over/);
  // There is no further column that takes it: all of that side say why, by one rule in one sentence.
  await page.keyboard.press("ArrowRight");
  await expect(voice).toContainText(/Cetak blanko.* menolak: /);
  await page.keyboard.press("Escape");
  await expect(voice).toContainText("kembali ke tempatnya");
  await expect(card).toBeFocused();

  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await expect(cardAt(page, address, 2)).toBeVisible();
  await expect(cardAt(page, address, 2)).toBeFocused();
});

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a long press lifts the card, and the targets stand at the thumb", async ({ page, signIn, ready }) => {
    test.setTimeout(60_000);
    await signIn("yuliana");
    const { address } = await register(page, "Halimah Tusadiah");
    await page.goto(BOARD);
    await ready();
    const card = cardAt(page, address, 1);
    await card.scrollIntoViewIfNeeded();
    const { x, y } = await middle(card.locator(".card-name"));
    const touch = await page.context().newCDPSession(page);
    const send = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
      touch.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    await send("touchStart", [{ x, y }]);
    const target = page.locator("[data-target='1']");
    await expect(target).toContainText("Serahkan ke Verifikasi");
    await expect(page.locator(".thumb-refused")).toContainText("menolak");
    const to = await middle(target);
    await send("touchMove", [{ x, y: y - 20 }]);
    await send("touchMove", [to]);
    await expect(target).toHaveClass(/over/);
    await send("touchEnd", []);
    await expect(page.locator(".thumb-bar")).toHaveCount(0);
    await expect(page.locator("[aria-live=polite]")).toContainText("diserahkan ke Front Office, paraf YS");
  });
});
