import { expectPlace, move, open, press, register, track } from "../../fixtures/counter";
import { expect, test } from "../../fixtures/test";

test("a returned file is answered, and the promise of a file never complete starts anew", async ({ page, browser, office, signIn }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { code, address } = await register(page, "Budi Santoso");
  await move(page, /Serahkan dan terima/);
  await expect(page.locator(".trail [aria-current=step]")).toContainText("Verifikasi");

  await press(page, "Kembalikan ke pemohon…");
  const back = page.getByRole("dialog");
  await back.getByRole("checkbox").first().check();
  await back.getByLabel("Kekurangannya").fill("Tanda tangan belum ada.");
  await back.getByLabel("Cara memperbaiki").fill("Tanda tangani surat permohonan.");
  await back.getByRole("button", { name: "Kembalikan ke pemohon" }).click();
  await expectPlace(page, "Di tangan pemohon");
  await expect(page.locator(".clocks")).toContainText("menunggu pemohon");

  const applicant = await track(browser, office, { code });
  await expect(applicant.getByRole("heading", { level: 1 })).toContainText("perlu Anda lengkapi");
  await expect(applicant.locator("main")).toContainText("Tanda tangan belum ada.");
  await applicant.context().close();

  await press(page, "Catat jawaban pemohon");
  // The paper asked for stands first; who records the answer ticks what lies on the counter.
  await page.getByRole("dialog").getByRole("checkbox").first().check();
  await page.getByRole("dialog").getByRole("button", { name: "Catat jawaban" }).click();
  // The officer holds the desk that returned it, so the answer is accepted in the same instant.
  await expectPlace(page, "Front Office (YS)");
  await open(page, address);
  await expect(page.locator(".card-log summary")).toBeVisible();
  await page.locator(".card-log summary").click();
  await expect(page.locator(".card-log")).toContainText("dijawab pemohon");
});

test("a file sent back by the Sekretaris is drafted and initialled again", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn("yuliana");
  const { address } = await register(page, "Rosmawati");
  await move(page, /Serahkan dan terima/);
  await page.getByRole("button", { name: "Tandai semua: ada" }).click();
  await page.getByRole("button", { name: "Simpan tanda" }).click();
  await expect(page.getByText("Belum ada tanda yang berubah.")).toBeVisible();
  await press(page, "Serahkan ke Back Office");
  await expectPlace(page, "Menunggu diterima");
  const forward = async (user: string, work: RegExp) => {
    await signIn(user);
    await open(page, address);
    await press(page, /^Terima/);
    await press(page, work);
    await expectPlace(page, "Menunggu diterima");
  };
  await forward("dian", /^Cetak konsep dan serahkan/);
  await forward("nurlela", /^Paraf dan serahkan/);
  await forward("hendri", /^Paraf dan serahkan/);

  await signIn("marlina");
  await open(page, address);
  await press(page, /^Terima/);
  // The answer draws the page anew, and a menu that was open before is closed by it.
  await expectPlace(page, "Di tangan Sekretaris (MY)");
  await move(page, /Kirim balik ke Cetak blanko/);
  await page.getByRole("dialog").locator("textarea").fill("Alamat praktik kurang lengkap");
  await page.getByRole("dialog").getByRole("button", { name: /^Kirim balik/ }).click();
  await expectPlace(page, "Menunggu diterima Back Office");
  await expect(page.locator("s.paraf")).toHaveCount(2);

  await forward("dian", /^Cetak konsep dan serahkan/);
  await expect(page.locator(".facts").last()).toContainText("2");
  await forward("nurlela", /^Paraf dan serahkan/);
  await expect(page.locator("s.paraf")).toHaveCount(2);
});
