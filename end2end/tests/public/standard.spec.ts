import { expect, test } from "../../fixtures/test";

test("the standard of a service is read whole without any script", async ({ page }) => {
  const list = await page.goto("/standar");
  expect(await list?.text()).not.toContain("<script");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Standar pelayanan");
  await page.getByRole("link", { name: /Surat Izin Praktik Paramedik Inseminator/ }).click();
  await expect(page).toHaveURL(/\/standar\/sipp-inseminator$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Surat Izin Praktik Paramedik Inseminator");

  // Nine steps with their norms, eleven requirements, no fee.
  const rows = page.locator(".sop tbody tr");
  await expect(rows).toHaveCount(9);
  await expect(rows.nth(1)).toContainText("20 menit");
  await expect(page.locator(".short")).toContainText("2 hari kerja");
  await expect(page.locator(".short")).toContainText("GRATIS");
  await expect(page.locator(".components")).toContainText("Foto copy KTP");

  // What is folded opens by the browser alone.
  const folded = page.locator(".standard-folds details").first();
  const inside = folded.locator(":scope > :not(summary)").first();
  await expect(inside).toBeHidden();
  await folded.locator("summary").click();
  await expect(inside).toBeVisible();

  const answer = await page.reload();
  expect(await answer?.text()).not.toContain("<script");
  expect(answer?.headers()["content-security-policy"]).toContain("script-src 'none'");
  await expect(page.locator("script")).toHaveCount(0);
});
