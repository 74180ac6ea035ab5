import { expect, test } from "../../fixtures/test";

test("a path that leads nowhere is told without any script", async ({ page, problems }) => {
  problems.allow(/404/);
  const answer = await page.goto("/tidak-ada");
  expect(answer?.status()).toBe(404);
  expect(await answer?.text()).not.toContain("<script");
  expect(answer?.headers()["content-security-policy"]).toContain("script-src 'none'");
});
