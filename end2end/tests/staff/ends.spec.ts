import { confirm, expectPlace, open, press, register, track } from "../../fixtures/counter";
import { act, idOf, initial, verify } from "../../fixtures/desk";
import { PASSWORD } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

test("the Kepala Dinas refuses with reasons and his password, and the applicant reads why and what can be done", async ({ page, browser, office, problems, signIn, ready }) => {
  test.setTimeout(90_000);
  // The refusal waits for the password, and a wrong one is not taken.
  problems.allow(/status of 403.*command\/act/);
  problems.allow(/status of 4\d\d.*account\/confirm_password/);
  await signIn("yuliana");
  const receipt = await register(page, "Hendra Gunawan");
  const { address, register: number } = receipt;
  await verify(page, address);
  await initial(page, address, signIn);
  await signIn("fauzi");
  await open(page, address);
  await press(page, /^Terima/);
  await press(page, "Tolak permohonan…");

  // Nobody is refused without being told why.
  const dialog = page.locator("#perintah");
  const refuse = dialog.getByRole("button", { name: "Tolak permohonan" });
  await refuse.click();
  await expect(dialog).toContainText("Tulis alasannya.");
  await dialog
    .locator("textarea")
    .fill("Rekomendasi Dinas Pertanian sudah tidak berlaku.\nDasar: Permentan 3/2019 dan standar pelayanan butir 10.");
  await refuse.click();

  await confirm(page, "bukan-sandi-saya");
  await expect(page.locator("#sandi-lagi").locator(".field-error")).toContainText("tidak cocok");
  await expectPlace(page, "Di tangan");
  await confirm(page);
  await expectPlace(page, "ditolak");
  await expect(page.locator(".dossier-actions button")).toHaveCount(0);
  await page.locator(".card-log summary").click();
  const entry = page.locator(".card-log li").filter({ hasText: "permohonan ditolak" });
  await expect(entry).toContainText("Drs. H. Ahmad Fauzi, M.Si. (AF), Kepala Dinas");
  await expect(entry).toContainText("Rekomendasi Dinas Pertanian sudah tidak berlaku.");

  // The board holds what is open.
  await page.goto("/papan/sipp-inseminator");
  await ready();
  await expect(page.locator(`[data-card="${idOf(address)}"]`)).toHaveCount(0);

  const applicant = await track(browser, office, receipt);
  await expect(applicant.getByRole("heading", { level: 1 })).toHaveText("Permohonan Anda ditolak");
  const told = applicant.locator("main");
  await expect(told).toContainText("Rekomendasi Dinas Pertanian sudah tidak berlaku.");
  await expect(told).toContainText("Dasar: Permentan 3/2019 dan standar pelayanan butir 10.");
  await expect(told).toContainText("Ajukan keberatan tertulis kepada Kepala Dinas paling lama 21 hari kerja");
  await expect(told).toContainText("Pengajuan ulang gratis.");
  await expect(told).toContainText(number);
  // No officer is named to the public.
  await expect(told).not.toContainText("Fauzi");
  await expect(applicant.locator("script")).toHaveCount(0);
  await applicant.context().close();
});

test("an applicant withdraws at the counter, until the licence is signed", async ({ page, browser, office, signIn, problems }) => {
  test.setTimeout(90_000);
  problems.allow(/status of 403.*command\/act/);
  await signIn("yuliana");
  const receipt = await register(page, "Ratna Juwita");
  await page.getByRole("button", { name: "Tindakan lain" }).click();
  await page.getByRole("group", { name: "Tindakan lain" }).getByRole("button", { name: "Tarik permohonan" }).click();
  const dialog = page.locator("#withdraw");
  const submit = dialog.getByRole("button", { name: "Tarik permohonan" });
  await submit.click();
  await expect(dialog).toContainText("Tulis alasannya.");
  await dialog.locator("textarea").fill("Pindah ke Kabupaten Kampar.");
  await submit.click();
  // An end may void a number, so the password is asked again.
  await confirm(page);
  await expectPlace(page, "ditarik");
  await page.locator(".card-log summary").click();
  const entry = page.locator(".card-log li").filter({ hasText: "permohonan ditarik pemohon" });
  await expect(entry).toContainText("Pemohon, dicatat oleh Yuliana Sari, A.Md. (YS), Front Office");
  await expect(entry).toContainText("Pindah ke Kabupaten Kampar.");

  const applicant = await track(browser, office, receipt);
  await expect(applicant.getByRole("heading", { level: 1 })).toHaveText("Anda menarik permohonan ini");
  await expect(applicant.locator("main")).toContainText("tidak kami proses lagi atas permintaan Anda");
  await applicant.context().close();

  // Once a licence is signed there is nothing left to withdraw.
  const { address } = await register(page, "Ratna Juwita");
  await verify(page, address);
  await initial(page, address, signIn);
  await signIn("fauzi");
  await act(page, address, { command: "accept" });
  const answer = await page.request.post("/api/account/confirm_password", { data: { password: PASSWORD } });
  expect(answer.ok()).toBe(true);
  await act(page, address, { command: "sign", then: "hand_over" });
  await signIn("yuliana");
  await open(page, address);
  await page.getByRole("button", { name: "Tindakan lain" }).click();
  await expect(page.getByRole("group", { name: "Tindakan lain" })).toContainText("Ganti nomor telepon");
  await expect(page.getByRole("group", { name: "Tindakan lain" })).not.toContainText("Tarik permohonan");
});

test("the Sekretaris annuls a file that was entered twice, and it ends without harm to the other", async ({ page, browser, office, problems, signIn, ready }) => {
  test.setTimeout(60_000);
  problems.allow(/status of 403.*command\/act/);
  await signIn("yuliana");
  const { address: kept } = await register(page, "Ratna Juwita");
  const receipt = await register(page, "Ratna Juwita");
  const { address } = receipt;
  await signIn("marlina");
  await open(page, address);
  await page.getByRole("button", { name: "Tindakan lain" }).click();
  await page.getByRole("group", { name: "Tindakan lain" }).getByRole("button", { name: "Batalkan (berkas ganda)" }).click();
  const dialog = page.locator("#annul");
  await dialog.getByRole("button", { name: "Batalkan (berkas ganda)" }).click();
  await expect(dialog).toContainText("Tulis alasannya.");
  await dialog.locator("textarea").fill("Terdaftar dua kali di loket.");
  await dialog.getByRole("button", { name: "Batalkan (berkas ganda)" }).click();
  await confirm(page);
  await expectPlace(page, /[Dd]ibatalkan/);
  await expect(page.locator(".dossier-actions button")).toHaveCount(0);
  await page.locator(".card-log summary").click();
  const entry = page.locator(".card-log li").filter({ hasText: "dibatalkan sebagai berkas ganda" });
  await expect(entry).toContainText("Ir. Marlina Yusuf, M.M. (MY)");
  await expect(entry).toContainText("Terdaftar dua kali di loket.");

  await page.goto("/papan/sipp-inseminator");
  await ready();
  await expect(page.locator(`[data-card="${idOf(address)}"]`)).toHaveCount(0);
  await expect(page.locator(`[data-card="${idOf(kept)}"]`)).toHaveCount(1);

  const applicant = await track(browser, office, receipt);
  await expect(applicant.locator("main")).toContainText("Permohonan yang sama tercatat dua kali.");
  await expect(applicant.locator("main")).not.toContainText("Marlina");
  await applicant.context().close();
});
