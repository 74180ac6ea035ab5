import type { Page } from "@playwright/test";
import { BOARD, column, drag, expectGiven, leadTo, lift, openBoard, show } from "../../fixtures/board";
import { confirm, expectPlace, open, register, track } from "../../fixtures/counter";
import { cardAt, cardOf } from "../../fixtures/desk";
import { PASSWORD } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

/** Sets the receiver's initial on a file in one's own tray: the half that waits for it is the button. */
async function accept(page: Page, address: string, step: number): Promise<void> {
  await show(page, address, step);
  await cardAt(page, address, step).getByRole("button", { name: /^Terima/ }).click();
  await expect(column(page, step).locator(".board-card").and(cardOf(page, address))).toBeVisible();
}

test("an application lives from the counter to the applicant's hands, handed over by the mouse", async ({ page, browser, office, problems, signIn, ready }) => {
  test.setTimeout(150_000);
  // The signature is refused once, until the password is given again.
  problems.allow(/status of 403.*command\/act/);
  await page.goto("/masuk");
  await ready();
  await page.locator('input[name="name"], input[autocomplete="username"]').fill("yuliana");
  await page.locator('[name="password"]').fill(PASSWORD);
  await page.getByRole("button", { name: /^Masuk/ }).click();
  await page.waitForURL(/\/papan/);
  const { register: number, code, address } = await register(page, "Rina Dewi Sartika");

  // The Front Office hands over to itself: the file passes its own tray.
  await openBoard(page);
  await drag(page, address, { from: 1, to: 2 });
  await expectGiven(page, address, 2);
  await accept(page, address, 2);

  // What is not verified is not taken by the next desk, and the card is back where it was.
  await lift(page, cardAt(page, address, 2));
  await expect(column(page, 3).locator(".slot")).toHaveCount(0);
  await expect(column(page, 3).locator(".slot-refused")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.up();

  // A click on the card that was not dragged opens the file; there the requirements are marked.
  await cardAt(page, address, 2).locator(".card-name a").click();
  await page.waitForURL(`**${address}`);
  await page.getByRole("button", { name: "Tandai semua: ada" }).click();
  await page.getByRole("button", { name: "Simpan tanda" }).click();
  await expect(page.getByText("Belum ada tanda yang berubah.")).toBeVisible();
  await openBoard(page);
  await drag(page, address, { from: 2, to: 3 });
  await expectGiven(page, address, 3);

  // Drafted and initialled by the drop itself: the slot says beforehand what it does.
  for (const [user, step, verb] of [
    ["dian", 3, "Cetak konsep dan serahkan ke Ahli Muda"],
    ["nurlela", 4, "Paraf dan serahkan ke Ahli Madya"],
    ["hendri", 5, "Paraf dan serahkan ke Sekretaris"],
    ["marlina", 6, "Paraf dan serahkan ke Kepala Dinas"],
  ] as const) {
    await signIn(user);
    await openBoard(page);
    await accept(page, address, step);
    await lift(page, cardAt(page, address, step));
    await leadTo(page, step + 1);
    await expect(column(page, step + 1).locator(".slot b")).toHaveText(verb);
    await page.mouse.up();
    await expectGiven(page, address, step + 1);
  }

  // The signature asks the password again, and waits for it where the card was.
  await signIn("fauzi");
  await openBoard(page);
  await accept(page, address, 7);
  await drag(page, address, { from: 7, to: 8 });
  await expect(cardAt(page, address, 7)).toBeVisible();
  await confirm(page);
  await expectGiven(page, address, 8);

  // The number asks for the stamp.
  await signIn("dian");
  await openBoard(page);
  await accept(page, address, 8);
  await drag(page, address, { from: 8, to: 9 });
  const stamp = page.getByRole("dialog");
  await stamp.getByRole("checkbox").check();
  await stamp.getByRole("button", { name: "Beri nomor dan serahkan" }).click();
  await expectGiven(page, address, 9);

  // At the last desk there is no further column: the licence leaves the board by the menu.
  await signIn("yuliana");
  await openBoard(page);
  await accept(page, address, 9);
  await expect(cardAt(page, address, 9)).toHaveClass(/board-ready/);
  const applicant = await track(browser, office, { code });
  await expect(applicant.getByRole("heading", { level: 1 })).toContainText("siap diambil");
  await cardAt(page, address, 9).getByRole("button", { name: /^Pindahkan ke…/ }).click();
  await page.getByRole("menuitem", { name: /^Serahkan izin/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Serahkan izin" }).click();
  await expect(cardOf(page, address)).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(BOARD));
  await applicant.reload();
  await expect(applicant.getByRole("heading", { level: 1 })).toContainText("sudah Anda terima");
  await expect(applicant.locator("main")).toContainText(number);
  await applicant.context().close();

  // Two initials with their times for each of the eight handovers.
  await open(page, address);
  await expectPlace(page, "diserahkan");
  const visits = page.locator(".control-card tbody tr");
  await expect(visits).toHaveCount(9);
  const hands = ["YS", "YS", "DK", "NS", "HS", "MY", "AF", "DK", "YS"];
  for (const [step, receiver] of hands.entries()) {
    if (step === 0) continue;
    const cells = visits.nth(step).locator("td");
    await expect(cells.first()).toHaveText(String(step + 1));
    await expect(cells.nth(2), `the giver before step ${step + 1}`).toHaveText(new RegExp(`^${hands[step - 1]}.*\\d\\d\\.\\d\\d$`));
    await expect(cells.nth(3), `the receiver at step ${step + 1}`).toHaveText(new RegExp(`^${receiver}.*\\d\\d\\.\\d\\d$`));
  }
});
