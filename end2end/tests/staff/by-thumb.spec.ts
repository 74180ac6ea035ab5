import type { CDPSession, Locator, Page } from "@playwright/test";
import { BOARD, column, middle, openBoard } from "../../fixtures/board";
import { confirm, register, track } from "../../fixtures/counter";
import { cardAt, cardOf } from "../../fixtures/desk";
import { expect, test } from "../../fixtures/test";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** A finger on the screen. */
type Finger = (type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }) => Promise<unknown>;

function fingerOf(session: CDPSession): Finger {
  return (type, at) => session.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
}

/** Shows a step's column, where another one is shown. */
async function show(page: Page, step: number): Promise<void> {
  const cell = page.locator(".steps .step").nth(step - 1);
  await cell.tap();
  await expect(cell).toHaveAttribute("aria-current", "step");
  await expect(column(page, step)).toBeVisible();
}

/** Sets the receiver's initial on a file in one's own tray. */
async function accept(page: Page, address: string, step: number): Promise<void> {
  await show(page, step);
  if ((await cardAt(page, address, step).count()) === 0) await column(page, step).locator(".tray-more").tap();
  await cardAt(page, address, step).getByRole("button", { name: /^Terima/ }).tap();
  await expect(column(page, step).locator(".board-card").and(cardOf(page, address))).toBeVisible();
}

/** Rests a finger on a card until the targets stand at the thumb. */
async function press(page: Page, finger: Finger, card: Locator): Promise<{ x: number; y: number }> {
  await card.scrollIntoViewIfNeeded();
  const at = await middle(card.locator(".card-name"));
  await finger("touchStart", at);
  await expect(page.locator(".thumb-bar")).toBeVisible();
  return at;
}

/** Carries a card by a long press to a target of the bar, and lets it go there. */
async function carry(page: Page, finger: Finger, address: string, { from, to }: { from: number; to: number }): Promise<void> {
  const at = await press(page, finger, cardAt(page, address, from));
  const target = page.locator(`[data-target="${to - 1}"]`);
  const end = await middle(target);
  await finger("touchMove", { x: at.x, y: at.y + 12 });
  await finger("touchMove", end);
  await expect(target).toHaveClass(/over/);
  await finger("touchEnd");
  await expect(page.locator(".thumb-bar")).toHaveCount(0);
}

/** A file that was let go lies in the next tray, and nowhere else. */
async function expectGiven(page: Page, address: string, step: number): Promise<void> {
  await expect(cardAt(page, address, step - 1)).toHaveCount(0);
  await expect(page.locator(".toast").filter({ hasText: "diserahkan ke" }).first()).toBeVisible();
}

test("an application lives from the counter to the applicant's hands on a telephone", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(150_000);
  problems.allow(/status of 403.*command\/act/);
  const finger = fingerOf(await page.context().newCDPSession(page));
  await signIn("yuliana");
  const { register: number, code, address } = await register(page, "Rina Dewi Sartika");
  await openBoard(page);

  // The telephone opens at the first of one's own desks. A card that slides out of the bar is back where it was.
  const at = await press(page, finger, cardAt(page, address, 1));
  await expect(page.locator("[data-target='1']")).toContainText("Serahkan ke Verifikasi");
  await expect(page.locator(".thumb-refused")).toContainText("menolak");
  await finger("touchMove", { x: at.x, y: at.y - 12 });
  await finger("touchEnd");
  await expect(page.locator(".thumb-bar")).toHaveCount(0);
  await expect(cardAt(page, address, 1)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${BOARD}$`));

  await carry(page, finger, address, { from: 1, to: 2 });
  await expectGiven(page, address, 2);
  await accept(page, address, 2);
  await cardAt(page, address, 2).locator(".card-name a").tap();
  await page.waitForURL(`**${address}`);
  await page.getByRole("button", { name: "Tandai semua: ada" }).tap();
  await page.getByRole("button", { name: "Simpan tanda" }).tap();
  await expect(page.getByText("Belum ada tanda yang berubah.")).toBeVisible();
  await openBoard(page);
  await show(page, 2);
  await carry(page, finger, address, { from: 2, to: 3 });
  await expectGiven(page, address, 3);

  for (const [user, step] of [
    ["dian", 3],
    ["nurlela", 4],
    ["hendri", 5],
    ["marlina", 6],
  ] as const) {
    await signIn(user);
    await openBoard(page);
    await accept(page, address, step);
    await carry(page, finger, address, { from: step, to: step + 1 });
    await expectGiven(page, address, step + 1);
  }

  await signIn("fauzi");
  await openBoard(page);
  await accept(page, address, 7);
  await carry(page, finger, address, { from: 7, to: 8 });
  await confirm(page);
  await expectGiven(page, address, 8);

  await signIn("dian");
  await openBoard(page);
  await accept(page, address, 8);
  await carry(page, finger, address, { from: 8, to: 9 });
  const stamp = page.getByRole("dialog");
  await stamp.getByRole("checkbox").check();
  await stamp.getByRole("button", { name: "Beri nomor dan serahkan" }).tap();
  await expectGiven(page, address, 9);

  // The same list opens by a tap, without any gesture.
  await signIn("yuliana");
  await openBoard(page);
  await accept(page, address, 9);
  await cardAt(page, address, 9).getByRole("button", { name: /^Pindahkan ke…/ }).tap();
  await page.getByRole("menuitem", { name: /Serahkan izin/ }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "Serahkan izin" }).tap();
  await expect(cardOf(page, address)).toHaveCount(0);

  const applicant = await track(browser, office, { code });
  await expect(applicant.getByRole("heading", { level: 1 })).toContainText("sudah Anda terima");
  await expect(applicant.locator("main")).toContainText(number);
  await applicant.context().close();
});
