import { register } from "../../fixtures/counter";
import { expect, test } from "../../fixtures/test";

// Half a minute before the office closes: long enough to register and short enough to see the clock stand still.
test.use({ clock: "2026-11-24T15:59:35+07:00" });

test("at closing time a clock stands still without a reload and says when it goes on", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  await register(page, "Zainal Abidin Pane");
  const step = page.locator(".clock").nth(1);
  await expect(step).toContainText("sisa 5 m");
  await expect(step).toContainText("lanjut Rabu 07.30", { timeout: 40_000 });
  await expect(step).toContainText("di luar jam kerja");
  await expect(page.locator(".top-bar")).toContainText("Tutup");
});
