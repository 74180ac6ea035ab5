import type { Page } from "@playwright/test";
import { column, expectGiven, openBoard } from "../../fixtures/board";
import { expectPlace } from "../../fixtures/counter";
import { cardAt, cardOf } from "../../fixtures/desk";
import { acceptByKeys, choose, enter, goTo, handOver, passTheDoor, registerByKeys, trackByKeys, type, walk, watchPointers } from "../../fixtures/keys";
import { PASSWORD } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

let pointed: string[];

test.beforeEach(async ({ context }) => {
  pointed = [];
  await watchPointers(context, pointed);
});

test.afterEach(() => {
  expect(pointed).toEqual([]);
});

/** Registers as Yuliana and takes the file on to her desk of verification. */
async function toVerification(page: Page, name: string): Promise<{ register: string; code: string; address: string }> {
  const receipt = await registerByKeys(page, name);
  await openBoard(page);
  await goTo(page, receipt.address, 1);
  await handOver(page);
  await expect(page.locator("[aria-live=polite]")).toContainText("diserahkan ke Front Office, paraf YS");
  await goTo(page, receipt.address, 2);
  await acceptByKeys(page, receipt.address, 2);
  return receipt;
}

/** Marks every requirement of the file whose card has the focus as there, and hands it to the Back Office. */
async function verifyAndGive(page: Page, address: string): Promise<void> {
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${address}`);
  await enter(page, page.getByRole("button", { name: "Tandai semua: ada" }));
  await enter(page, page.getByRole("button", { name: "Simpan tanda" }));
  await expect(page.getByText("Belum ada tanda yang berubah.")).toBeVisible();
  await openBoard(page);
  await goTo(page, address, 2);
  await handOver(page);
  await expectGiven(page, address, 3);
}

/** Accepts a file at a step and hands it on, as the officer who has just signed in. */
async function forward(page: Page, address: string, step: number): Promise<void> {
  await openBoard(page);
  await goTo(page, address, step);
  await acceptByKeys(page, address, step);
  await handOver(page);
}

test("an application lives from the counter to the applicant's hands without a mouse", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(240_000);
  problems.allow(/status of 403.*command\/act/);
  await passTheDoor(page, "yuliana");
  const { register: number, code, address } = await toVerification(page, "Rina Dewi Sartika");
  await verifyAndGive(page, address);

  for (const [user, step] of [
    ["dian", 3],
    ["nurlela", 4],
    ["hendri", 5],
    ["marlina", 6],
  ] as const) {
    await signIn(user);
    await forward(page, address, step);
    await expectGiven(page, address, step + 1);
  }

  // The dialog of the password has the focus in its field.
  await signIn("fauzi");
  await forward(page, address, 7);
  await expect(page.locator("#sandi-lagi input")).toBeFocused();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expectGiven(page, address, 8);

  await signIn("dian");
  await forward(page, address, 8);
  const stamp = page.getByRole("dialog");
  await expect(stamp.getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("Space");
  await enter(page, stamp.getByRole("button", { name: "Beri nomor dan serahkan" }));
  await expectGiven(page, address, 9);

  await signIn("yuliana");
  await openBoard(page);
  await goTo(page, address, 9);
  await acceptByKeys(page, address, 9);
  await choose(page, /^Serahkan izin/);
  await enter(page, page.getByRole("dialog").getByRole("button", { name: "Serahkan izin" }));
  await expect(cardOf(page, address)).toHaveCount(0);

  const applicant = await trackByKeys(browser, office, { code }, pointed);
  await expect(applicant.getByRole("heading", { level: 1 })).toContainText("sudah Anda terima");
  await expect(applicant.locator("main")).toContainText(number);
  await applicant.context().close();
});

test("a file is returned and answered without a mouse", async ({ page, signIn }) => {
  test.setTimeout(180_000);
  await signIn("yuliana");
  const { address } = await toVerification(page, "Budi Santoso");

  // The arrow to the left leads to the applicant, who stands before the first desk.
  const voice = page.locator("[aria-live=polite]");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  await expect(voice).toContainText("menerima: Kembalikan ke pemohon");
  await page.keyboard.press("Space");
  const back = page.getByRole("dialog");
  await walk(page, "Tab", back.getByRole("checkbox").first());
  await page.keyboard.press("Space");
  await type(page, back.getByLabel("Kekurangannya"), "Tanda tangan belum ada");
  await type(page, back.getByLabel("Cara memperbaiki"), "Tanda tangani surat permohonan");
  await enter(page, back.getByRole("button", { name: "Kembalikan ke pemohon" }));
  await expect(cardAt(page, address, 2)).toHaveClass(/verdict-paused/);

  await goTo(page, address, 2);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${address}`);
  await expectPlace(page, "Di tangan pemohon");
  await enter(page, page.getByRole("button", { name: "Catat jawaban pemohon" }));
  const answer = page.getByRole("dialog");
  await walk(page, "Tab", answer.getByRole("checkbox").first());
  await page.keyboard.press("Space");
  await enter(page, answer.getByRole("button", { name: "Catat jawaban" }));
  await expectPlace(page, "Front Office (YS)");
  await enter(page, page.locator(".card-log summary"));
  await expect(page.locator(".card-log")).toContainText("dijawab pemohon");
});

test("a file sent back by the Sekretaris is drafted and initialled again without a mouse", async ({ page, signIn }) => {
  test.setTimeout(240_000);
  await signIn("yuliana");
  const { address } = await toVerification(page, "Rosmawati");
  await verifyAndGive(page, address);
  for (const [user, step] of [
    ["dian", 3],
    ["nurlela", 4],
    ["hendri", 5],
  ] as const) {
    await signIn(user);
    await forward(page, address, step);
    await expectGiven(page, address, step + 1);
  }

  await signIn("marlina");
  await openBoard(page);
  await goTo(page, address, 6);
  await acceptByKeys(page, address, 6);
  await choose(page, /Kirim balik ke Cetak blanko/);
  const why = page.getByRole("dialog");
  await expect(why.locator("textarea")).toBeFocused();
  await page.keyboard.type("Alamat praktik kurang lengkap");
  await enter(page, why.locator('button[type="submit"]'));
  await expect(cardAt(page, address, 6)).toHaveCount(0);

  await signIn("dian");
  await forward(page, address, 3);
  await expectGiven(page, address, 4);
  await signIn("nurlela");
  await forward(page, address, 4);
  await expectGiven(page, address, 5);
  await page.goto(address);
  await expect(page.locator("s.paraf")).toHaveCount(2);
});

test("who comes second is told who did what, without a mouse on either side", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(180_000);
  problems.allow(/status of 409.*command\/act/);
  await signIn("yuliana");
  const { address } = await toVerification(page, "Yusnidar");

  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  await watchPointers(other, pointed);
  const colleague = await other.newPage();
  await signIn("rahmat", colleague);
  await openBoard(colleague);
  await goTo(colleague, address, 2);

  // She has opened the dialog when he takes the file over.
  await choose(page, /Kembalikan ke pemohon…/);
  const back = page.getByRole("dialog");
  await expect(back).toBeVisible();
  await choose(colleague, /^Ambil alih/);
  await expect(cardAt(colleague, address, 2).locator(".card-holder")).toHaveText("RH");
  await walk(page, "Tab", back.getByRole("checkbox").first());
  await page.keyboard.press("Space");
  await type(page, back.getByLabel("Kekurangannya"), "Belum ada");
  await type(page, back.getByLabel("Cara memperbaiki"), "Bawa yang asli");
  await enter(page, back.getByRole("button", { name: "Kembalikan ke pemohon" }));
  await expect(page.locator(".toasts")).toContainText("Rahmat Hidayat");
  await expect(page.locator(".toasts")).toContainText("Perubahan Anda tidak disimpan.");
  // The board now shows what is true.
  await expect(column(page, 2).locator(".board-card").and(cardOf(page, address)).locator(".card-holder")).toHaveText("RH");
  await other.close();
});
