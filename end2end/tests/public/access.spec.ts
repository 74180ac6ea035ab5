import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test } from "../../fixtures/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test.describe("with the checker's own script", () => {
  // The pages hold no script; the checker needs one of its own in the page, past its content security policy.
  test.use({ javaScriptEnabled: true, bypassCSP: true });

  for (const path of ["/", "/lacak", "/standar", "/standar/sipp-inseminator", "/tidak-ada"])
    test(`${path} keeps WCAG 2.2 AA, in light and dark, on a desk and on a telephone`, async ({ page, problems }) => {
      test.setTimeout(60_000);
      problems.allow(/status of 404/);
      const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
      const found: string[] = [];
      for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ])
        for (const colorScheme of ["light", "dark"] as const) {
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await page.goto(path);
          await page.evaluate(axe);
          const faults = await page.evaluate(async (values) => {
            const { violations } = await (window as any).axe.run(document, { runOnly: { type: "tag", values } });
            return violations.flatMap(({ id, nodes }: any) => nodes.map(({ target }: any) => `${id} ${target.join(" ")}`));
          }, RULES);
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          found.push(...faults.map((fault: string) => `${viewport.width} ${colorScheme}: ${fault}`));
          if (wider > 0) found.push(`${viewport.width} ${colorScheme}: ${wider} px wider than the window`);
        }
      expect(found).toEqual([]);
    });
});
