import { register } from "../../fixtures/counter";
import { BEFORE, expectTurn, follow, wib } from "../../fixtures/instant";
import { test } from "../../fixtures/test";

test.use({ clock: "2026-11-24T15:57:00+07:00" });

test("at closing time a clock stands still without a reload, to the second, and says when it goes on", async ({ page, signIn, later, ready }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { address } = await register(page, "Zainal Abidin Pane");
  const closing = wib("2026-11-24", "16:00");
  await later(closing - BEFORE);
  await page.goto(address);
  await ready();
  const step = await follow(page.locator(".clock").nth(1));
  const office = await follow(page.locator(".office-clock"));
  await expectTurn(page, address, step, {
    from: /verdict-ontime.*tepat waktusisa 3 m kerja/s,
    to: /verdict-closed.*di luar jam kerjasisa 3 m · lanjut Rabu 07\.30/s,
    at: closing,
  });
  await expectTurn(page, address, office, { from: /tutup 16\.00/, to: /Tutup · buka Rabu 07\.30/, at: closing });
});
