import type { Page } from "@playwright/test";
import { confirm, expectPlace, open, press, register, track } from "../../fixtures/counter";
import { act, check } from "../../fixtures/desk";
import { expect, test } from "../../fixtures/test";

const SERVICE = "sip-dokter-hewan";

/** Carries a verified file through drafting, both initials and the number, to the tray of the Kepala Dinas. */
async function numbered(page: Page, address: string, signIn: (user: string) => Promise<void>): Promise<void> {
  for (const [user, work] of [
    ["dian", /^Cetak konsep dan serahkan/],
    ["nurlela", /^Paraf dan serahkan/],
    ["hendri", /^Paraf dan serahkan/],
    ["dian", /^Beri nomor dan serahkan/],
  ] as const) {
    await signIn(user);
    await open(page, address);
    await press(page, /^Terima/);
    await press(page, work);
    await expectPlace(page, "Menunggu diterima");
  }
}

test("a second service runs by its own standard: eight steps, a fee, the number before the signature", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(120_000);
  problems.allow(/status of 403.*command\/act/);
  await signIn("yuliana");
  const { register: number, code, address } = await register(page, "Cut Meutia Zahara", SERVICE);
  await expect(page.locator(".trail li")).toHaveCount(8);
  await expect(page.locator(".dossier-numbers")).toContainText("Rp100.000");
  await check(page, address);
  await act(page, address, { command: "hand_over", then: "hand_over" });
  await numbered(page, address, signIn);
  await expect(page.getByText(/\/SIP-DRH\/DPMPTSP\/2026/).first()).toBeVisible();

  await signIn("fauzi");
  await open(page, address);
  await press(page, /^Terima/);
  await press(page, /^Tanda tangani dan serahkan ke Front Office/);
  await confirm(page);
  await expectPlace(page, "Menunggu diterima");

  await signIn("yuliana");
  await open(page, address);
  await press(page, /^Terima/);
  await expectPlace(page, "Siap diambil");
  await press(page, /^Serahkan izin/);
  await page.getByRole("dialog").getByRole("button", { name: "Serahkan izin" }).click();
  await expectPlace(page, "diserahkan");
  const applicant = await track(browser, office, { code });
  await expect(applicant.getByRole("heading", { level: 1 })).toContainText("sudah Anda terima");
  await expect(applicant.locator("main")).toContainText(number);
  await applicant.context().close();

  // Its board has its own eight columns.
  await open(page, `/papan/${SERVICE}`);
  await expect(page.locator("[data-column]")).toHaveCount(8);
});

test("refused after it was numbered, a file leaves its number void", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(120_000);
  problems.allow(/status of 403.*command\/act/);
  await signIn("yuliana");
  const { code, address } = await register(page, "Sri Rejeki Handayani", SERVICE);
  await check(page, address);
  await act(page, address, { command: "hand_over", then: "hand_over" });
  await numbered(page, address, signIn);
  await signIn("fauzi");
  await open(page, address);
  await press(page, /^Terima/);
  await press(page, /^Tolak permohonan/);
  const dialog = page.getByRole("dialog");
  await dialog.locator("textarea").fill("Tempat praktik tidak memenuhi syarat.");
  await dialog.getByRole("button", { name: /^Tolak/ }).click();
  await confirm(page);
  await expectPlace(page, "ditolak");
  await expect(page.locator("dd").filter({ hasText: /\/SIP-DRH\/DPMPTSP\/2026/ })).toContainText("batal");
  const applicant = await track(browser, office, { code });
  await expect(applicant.locator("main")).toContainText("Tempat praktik tidak memenuhi syarat.");
  await applicant.context().close();
});
