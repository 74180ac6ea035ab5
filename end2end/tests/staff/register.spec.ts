import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { register } from "../../fixtures/counter";
import { expect, test } from "../../fixtures/test";

/** Presses a button that gives a file; its name and its bytes. */
async function file(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** How many pages a printed page has, and how large the first is in points. */
function paper(pdf: Buffer): { pages: number; width: number; height: number } {
  const text = pdf.toString("latin1");
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(text) ?? [];
  return { pages: [...text.matchAll(/\/Type\s*\/Page\b/g)].length, width: Number(width), height: Number(height) };
}

test("the register is taken along as CSV and workbook, with the filters of the page and all their lines", async ({ page, signIn, ready }) => {
  await signIn("yuliana");
  await register(page, "Siti Nurhayati Harahap");
  await page.goto("/berkas?layanan=sipp-inseminator&keadaan=selesai");
  await ready();
  const told = await page.locator(".pages").innerText();
  const total = Number(/(\d+) berkas/.exec(told)?.[1]);
  expect(total).toBeGreaterThan(0);

  const csv = await file(page, "Ekspor CSV");
  expect(csv.name).toBe("register-sipp-inseminator-2026-11-24.csv");
  const lines = csv.bytes.toString("utf8").trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFFRegister;Pemohon;Layanan;Diajukan;/);
  expect(lines).toHaveLength(total + 1);
  expect(lines.join()).not.toContain("Siti Nurhayati Harahap");

  const xlsx = await file(page, "Ekspor XLSX");
  expect(xlsx.name).toBe("register-sipp-inseminator-2026-11-24.xlsx");
  expect(xlsx.bytes.subarray(0, 2).toString()).toBe("PK");

  // All of it, not a page of it.
  await page.goto("/berkas?halaman=2");
  await ready();
  const all = Number(/dari (\d+) berkas/.exec(await page.locator(".pages").innerText())?.[1]);
  expect(all).toBeGreaterThan(50);
  const whole = await file(page, "Ekspor CSV");
  expect(whole.name).toBe("register-semua-layanan-2026-11-24.csv");
  expect(whole.bytes.toString("utf8").trimEnd().split("\r\n")).toHaveLength(all + 1);
});

test("who was signed out comes to the door instead of taking its page along as the register", async ({ page, context, signIn, ready }) => {
  await signIn("yuliana");
  await page.goto("/berkas");
  await ready();
  await context.clearCookies();
  await page.getByRole("link", { name: "Ekspor CSV" }).click();
  await expect(page).toHaveURL(/\/masuk\?ke=/);
});

test("who may not export sees the register and no way to take it along", async ({ page, signIn, ready }) => {
  await signIn("dian");
  await page.goto("/berkas");
  await ready();
  await expect(page.locator(".register-table tbody tr").first()).toBeVisible();
  await expect(page.getByText("Ekspor CSV")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Cetak" })).toHaveCount(0);
  expect((await page.request.get("/berkas/ekspor.csv")).status()).toBe(403);
});

test("the register is printed as a book: the office at its head, the filters, the lines, no button", async ({ page, signIn, ready }) => {
  await signIn("yuliana");
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-was-printed", "");
  });
  await page.goto("/berkas?layanan=sipp-inseminator&dari=2026-10-01&sampai=2026-10-31");
  await ready();
  // The period is that of the submission.
  const days = await page.locator(".register-table tbody td:nth-child(4)").allInnerTexts();
  expect(days.length).toBeGreaterThan(0);
  for (const day of days) expect(day).toMatch(/\/10 /);
  await page.goto("/berkas?layanan=sipp-inseminator&dari=2026-10-01");
  await ready();
  await expect(page.locator(".register-head")).toBeHidden();
  // All lines of the filters, not those of the screen's page; the browser's dialog opens by itself.
  await page.getByRole("link", { name: "Cetak" }).click();
  await expect(page).toHaveURL(/cetak=1/);
  await expect(page.locator("html[data-was-printed]")).toHaveCount(1);

  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const head = page.locator(".register-head");
  await expect(head).toContainText("Dinas Penanaman Modal");
  await expect(head).toContainText("diajukan sejak 1 Oktober 2026");
  await expect(head).toContainText("keadaan Selasa, 24 November 2026");
  for (const hidden of [".top-bar", ".filters", ".pages", ".register > .page-head"])
    await expect(page.locator(hidden)).toBeHidden();
  await expect(page.locator(".register-table thead")).toBeVisible();
  const { pages, width, height } = paper(await page.pdf({ preferCSSPageSize: true }));
  expect(pages, "a page of the register is several of paper").toBeGreaterThan(1);
  expect(width, "A4 across").toBeGreaterThan(height);
});
