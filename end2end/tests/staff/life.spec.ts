import { confirm, expectPlace, move, open, press, register, track } from "../../fixtures/counter";
import { PASSWORD } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

test("an application lives from the counter to the applicant's hands", async ({ page, browser, office, problems, signIn, ready }) => {
  test.setTimeout(120_000);
  // The signature is refused once, until the password is given again.
  problems.allow(/status of 403.*command\/act/);
  // The officer comes in by the door.
  await page.goto("/masuk");
  await ready();
  await page.locator('input[name="name"], input[autocomplete="username"]').fill("yuliana");
  await page.locator('[name="password"]').fill(PASSWORD);
  await page.getByRole("button", { name: /^Masuk/ }).click();
  await page.waitForURL(/\/papan/);

  const { register: number, code, address } = await register(page, "Rina Dewi Sartika");
  await expectPlace(page, "Front Office (YS)");

  // Verification: the same officer, queue 0, marked as the same person.
  await move(page, /Serahkan dan terima/);
  await expect(page.locator(".trail [aria-current=step]")).toContainText("Verifikasi");
  await page.getByRole("button", { name: "Tandai semua: ada" }).click();
  await page.getByRole("button", { name: "Simpan tanda" }).click();
  await expect(page.getByText("Belum ada tanda yang berubah.")).toBeVisible();
  await press(page, "Serahkan ke Back Office");
  await expectPlace(page, "Menunggu diterima");
  await expect(page.locator(".control-card")).toContainText("orang yang sama");

  for (const [user, work] of [
    ["dian", /^Cetak konsep dan serahkan/],
    ["nurlela", /^Paraf dan serahkan/],
    ["hendri", /^Paraf dan serahkan/],
    ["marlina", /^Paraf dan serahkan/],
  ] as const) {
    await signIn(user);
    await open(page, address);
    await press(page, /^Terima/);
    await press(page, work);
    await expectPlace(page, "Menunggu diterima");
  }

  // The signature asks the password again.
  await signIn("fauzi");
  await open(page, address);
  await press(page, /^Terima/);
  await press(page, /^Tanda tangani dan serahkan/);
  await confirm(page);
  await expectPlace(page, "Menunggu diterima");

  // The number needs the stamp.
  await signIn("dian");
  await open(page, address);
  await press(page, /^Terima/);
  await press(page, /^Beri nomor/);
  const stamp = page.getByRole("dialog");
  await stamp.getByRole("checkbox").check();
  await stamp.getByRole("button", { name: "Beri nomor dan serahkan" }).click();
  await expectPlace(page, "Menunggu diterima");
  await expect(page.getByText(/500\.7\/\d{3}\/SIPP-I\/DPMPTSP\/2026/).first()).toBeVisible();

  await signIn("yuliana");
  await open(page, address);
  await press(page, /^Terima/);
  await expectPlace(page, "Siap diambil");

  // The applicant sees it, without a script.
  const applicant = await track(browser, office, { code });
  await expect(applicant.getByRole("heading", { level: 1 })).toContainText("siap diambil");
  await expect(applicant.locator("main")).toContainText("R*** D*** S***");
  await expect(applicant.locator("main")).toContainText(number);
  await expect(applicant.locator("script")).toHaveCount(0);

  await press(page, /^Serahkan izin/);
  const handover = page.getByRole("dialog");
  await handover.getByRole("button", { name: "Serahkan izin" }).click();
  await expectPlace(page, "diserahkan");
  await applicant.reload();
  await expect(applicant.getByRole("heading", { level: 1 })).toContainText("sudah Anda terima");
  await applicant.context().close();

  // The management sees one more promise kept.
  await signIn("fauzi");
  await open(page, "/dasbor?layanan=sipp-inseminator");
  await page.locator(".tile").first().getByRole("link").first().click();
  await expect(page).toHaveURL(/hasil=tepat/);
  await expect(page.locator(".register-table")).toContainText(number);
});
