import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { faults } from "../../fixtures/access";
import { open, register } from "../../fixtures/counter";
import { act, ask, initial, verify } from "../../fixtures/desk";
import { PASSWORD } from "../../fixtures/office";
import { paper } from "../../fixtures/paper";
import { test } from "../../fixtures/test";

test("the scan of a letter signed by hand is brought in, told, saved and replaced; another file is refused with the reason", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn("yuliana");
  const { address } = await register(page, "Hendra Gunawan");
  await verify(page, address);
  await initial(page, address, signIn);
  await signIn("fauzi");
  await act(page, address, { command: "accept" });
  await ask(page, "account/confirm_password", { password: PASSWORD });
  await act(page, address, { command: "sign", then: "hand_over" });
  await signIn("dian");
  await open(page, address);
  const form = page.locator("form.bring-copy");
  const bring = async (name: string, mimeType: string, buffer: Buffer, verb: string) => {
    await form.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer });
    await form.getByRole("button", { name: verb }).click();
    await page.locator("html[data-ready]").waitFor({ state: "attached" });
  };

  // What a file is, its first bytes say, not its name.
  await bring("surat.pdf", "application/pdf", Buffer.from("bukan PDF"), "Unggah pindaian");
  await expect(form).toContainText("Berkas harus PDF, JPG, atau PNG.");
  await expect(page.getByRole("link", { name: /^Unduh pindaian/ })).toHaveCount(0);
  const found = await faults(page, "a scan that was refused");

  const scan = await paper(page, `${address}/tanda-terima.pdf`);
  await bring("surat.pdf", "application/pdf", scan, "Unggah pindaian");
  await expect(page).toHaveURL(address);
  await expect(form).not.toContainText("Berkas harus");
  const kept = page.getByRole("link", { name: /^Unduh pindaian \(PDF, \d+ kB\)/ });
  await expect(kept).toHaveCount(1);
  await expect(page.locator("li").filter({ has: kept })).toContainText("DK, 24 Nov");
  const saving = page.waitForEvent("download");
  await kept.click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^surat-bertanda-tangan-REG-2026-\d{6}-\d+\.pdf$/);
  expect((await readFile(await saved.path())).equals(scan)).toBe(true);

  // A better scan takes its place, and the first one stays.
  const better = await paper(page, `${address}/kartu-kendali.pdf`);
  await bring("surat-2.pdf", "application/pdf", better, "Unggah pengganti");
  await page.getByText("Pindaian sebelumnya (1)").click();
  await expect(page.getByRole("link", { name: /^Unduh pindaian/ })).toHaveCount(2);
  found.push(...(await faults(page, "a scan that was replaced")));
  expect(found).toEqual([]);

  // The desk before the signature brings none.
  await signIn("nurlela");
  await open(page, address);
  await expect(page.getByRole("link", { name: /^Unduh pindaian/ }).first()).toBeVisible();
  await expect(form).toHaveCount(0);
});
