import { expect } from "@playwright/test";
import { dialogFaults, faults } from "../../fixtures/access";
import { fill, open } from "../../fixtures/counter";
import { test } from "../../fixtures/test";

const FORM = "/papan/sipp-inseminator/daftar";

test("what was filled in at the counter is not left without being asked", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  await open(page, FORM);
  const desk = page.locator('.top-nav a[href="/meja"]');
  await page.locator('[name="name"]').fill("Siti Nurhayati Harahap");
  const found = await dialogFaults(page, "before a form is left", () => desk.click());
  expect(found).toEqual([]);
  await expect(page).toHaveURL(FORM);
  const dialog = page.getByRole("dialog", { name: "Tinggalkan halaman ini?" });
  await desk.click();
  await dialog.getByRole("button", { name: "Lanjut mengisi" }).click();
  await expect(page.locator('[name="name"]')).toHaveValue("Siti Nurhayati Harahap");
  await desk.click();
  await dialog.getByRole("button", { name: "Tinggalkan" }).click();
  await expect(page).toHaveURL("/meja");
  // Nothing typed, nothing asked.
  await open(page, FORM);
  await desk.click();
  await expect(page).toHaveURL("/meja");
});

test("an open application of the same person is told as soon as the NIK is whole", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  await fill(page, "Siti Nurhayati Harahap");
  const number = await page.locator(".receipt .facts dd b").first().innerText();
  await open(page, FORM);
  const nik = page.locator('[name="nik"]');
  const told = page.locator(".counter-doubles");
  await nik.fill("147108120389037");
  await expect(told).toBeEmpty();
  await nik.fill("1471081203890377");
  await expect(told).toContainText("masih mempunyai permohonan terbuka");
  await expect(told.getByRole("link", { name: number })).toHaveAttribute("target", "_blank");
  expect(await faults(page, "a form that names another open application")).toEqual([]);
  await nik.fill("1471081203890376");
  await expect(told).toBeEmpty();
});
