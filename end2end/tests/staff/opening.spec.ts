import { expect, test } from "../../fixtures/test";

test("the sign-in page comes alive under its content security policy", async ({ page, ready }) => {
  const answer = await page.goto("/masuk");
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()["content-security-policy"]).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic'/);
  await ready();
});
