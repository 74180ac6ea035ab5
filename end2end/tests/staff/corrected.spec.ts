import { expectPlace, open, press, register } from "../../fixtures/counter";
import { act, verify } from "../../fixtures/desk";
import { kendali } from "../../fixtures/office";
import { expect, test } from "../../fixtures/test";

test("data are corrected with a reason, and a letter drafted from the old ones is stale", async ({ page, office, signIn }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { address } = await register(page, "Nurhayati Lubis");
  await verify(page, address);
  await signIn("dian");
  await act(page, address, { command: "accept" });
  await act(page, address, { command: "draft", then: "hand_over" });
  await signIn("nurlela");
  await act(page, address, { command: "accept" });

  // The Front Office corrects, though the file is on another desk.
  await signIn("yuliana");
  await open(page, address);
  await page.getByRole("button", { name: "Tindakan lain" }).click();
  await page.getByRole("group", { name: "Tindakan lain" }).getByRole("button", { name: "Perbaiki data" }).click();
  const dialog = page.locator("#correct");
  await expect(dialog.locator('[name="name"]')).toHaveValue("Nurhayati Lubis");
  await dialog.locator('[name="name"]').fill("Nurhayati Lubis Siregar");
  await dialog.getByRole("button", { name: "Simpan perbaikan" }).click();
  await expect(dialog).toContainText("Tulis alasannya.");
  await dialog.locator('[name="correct-reason"]').fill("Nama pada KTP lebih panjang.");
  await dialog.getByRole("button", { name: "Simpan perbaikan" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nurhayati Lubis Siregar");
  await page.locator(".card-log summary").click();
  const entry = page.locator(".card-log > ol > li").last();
  await expect(entry).toContainText("1 isian diperbaiki · Yuliana Sari, A.Md. (YS), Front Office");
  await expect(entry).toContainText("Nama pada KTP lebih panjang.");
  await expect(entry).toContainText("Nama: semula Nurhayati Lubis, kini Nurhayati Lubis Siregar");
  await expect(page.locator("main")).toContainText("usang: data berubah sesudah konsep dicetak");
  await expectPlace(page, "(NS)");
  // The data before the correction are kept: the card's sealed entries still hold with them.
  expect(await kendali(office.folder, ["verify"])).toMatch(/^utuh: 61 kartu/);

  // What is stale is not initialled.
  await signIn("nurlela");
  await open(page, address);
  await page.getByRole("button", { name: "Pindahkan ke…" }).click();
  const ways = page.getByRole("group", { name: "Pindahkan ke…" });
  await expect(ways.getByRole("button", { name: /^5/ })).toContainText("Konsep usang");
  await expect(ways.getByRole("button", { name: /^5/ })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await press(page, "Kembalikan ke pemohon…");
  await expect(page.getByRole("dialog")).toBeVisible();
});
