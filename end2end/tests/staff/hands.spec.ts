import { expectPlace, move, open, press, register } from "../../fixtures/counter";
import { act, verify } from "../../fixtures/desk";
import { expect, test } from "../../fixtures/test";

test("who handed a file over takes it back until the next desk has accepted it", async ({ page, browser, office, signIn }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { address } = await register(page, "Marhamah");
  await verify(page, address);
  await open(page, address);
  await expectPlace(page, "Menunggu diterima Back Office");
  await press(page, "Tarik kembali");
  await expect(page.locator(".toasts")).toContainText("ditarik kembali ke meja Anda");
  await expectPlace(page, "Di tangan Front Office (YS)");
  // The visit goes on as if it had not been handed over: both entries stay, and the clock runs.
  await expect(page.locator(".trail [aria-current=step]")).toContainText("Verifikasi");
  await expect(page.locator(".clock").nth(1)).toContainText("sisa 20 m kerja");
  await page.locator(".card-log summary").click();
  const entries = page.locator(".card-log li");
  await expect(entries.last()).toContainText("ditarik kembali oleh yang menyerahkan · Yuliana Sari");
  await expect(entries.filter({ hasText: "diserahkan ke langkah 3" })).toHaveCount(1);

  // The toast of a handover offers the same at once.
  await press(page, "Serahkan ke Back Office");
  await expectPlace(page, "Menunggu diterima Back Office");
  await page.locator(".toasts").getByRole("button", { name: "Tarik kembali" }).click();
  await expectPlace(page, "Di tangan Front Office (YS)");

  // Accepted, it is the next desk's: the giver sees by whom, and there is nothing to take back.
  await press(page, "Serahkan ke Back Office");
  await expectPlace(page, "Menunggu diterima Back Office");
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const colleague = await other.newPage();
  await signIn("dian", colleague);
  await act(colleague, address, { command: "accept" });
  await expectPlace(page, "Di tangan Back Office (DK)");
  await expect(page.locator(".dossier-actions").getByRole("button", { name: "Tarik kembali" })).toHaveCount(0);
  await other.close();
});

test("a colleague of the role takes a file over, and its clock runs on", async ({ page, problems, signIn }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { address } = await register(page, "Erlina");
  const due = await page.locator(".clock-due").nth(1).innerText();

  await signIn("rahmat");
  await open(page, address);
  // Whoever accepted a file works on it: a colleague may do nothing with it before he holds it.
  await page.getByRole("button", { name: "Pindahkan ke…" }).click();
  const ways = page.getByRole("group", { name: "Pindahkan ke…" });
  await expect(ways.getByRole("button", { name: /^2/ })).toContainText("Berkas dipegang YS");
  await expect(ways.getByRole("button", { name: /^2/ })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await press(page, "Ambil alih");
  await expectPlace(page, "Di tangan Front Office (RH)");
  await expect(page.locator(".clock-due").nth(1)).toHaveText(due);
  await page.locator(".card-log summary").click();
  await expect(page.locator(".card-log li").last()).toContainText("diambil alih dari YS · Rahmat Hidayat (RH), Front Office");

  // He goes on with it; she is now the colleague.
  await move(page, /Serahkan dan terima/);
  await expect(page.locator(".trail [aria-current=step]")).toContainText("Verifikasi");
  await signIn("yuliana");
  await open(page, address);
  await expectPlace(page, "Di tangan Front Office (RH)");
  await expect(page.locator(".dossier-actions").getByRole("button", { name: "Ambil alih" })).toBeVisible();
});
