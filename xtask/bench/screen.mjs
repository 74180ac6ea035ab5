// The board in a real Chromium: when it can be used, what a drag takes, what the clocks take while nobody does anything.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { chromium } = createRequire(resolve("end2end/package.json"))("@playwright/test");
const SIZE = { width: 1440, height: 900 };

/** What the page itself notes: when it answers to clicks, the tasks above 50 ms, the moments of a drag. */
function notes() {
  const noted = { ready: 0, long: [], up: 0, answered: 0 };
  window.noted = noted;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) noted.long.push([task.startTime, task.duration]);
  }).observe({ type: "longtask", buffered: true });
  const see = () => {
    if (!noted.ready && document.documentElement?.hasAttribute("data-ready")) noted.ready = performance.now();
  };
  new MutationObserver(see).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
  addEventListener("pointerup", () => (noted.up = performance.now()), true);
  const fetch = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await fetch(...asked);
    const address = asked[0]?.url ?? String(asked[0]);
    if (address.includes("command/act")) noted.answered = performance.now();
    return answer;
  };
}

export class Screen {
  static async open({ port }, cookie) {
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
    const context = await browser.newContext({ viewport: SIZE, locale: "id-ID", timezoneId: "Asia/Jakarta" });
    const url = `http://127.0.0.1:${port}`;
    const [name, ...value] = cookie.split("; ")[0].split("=");
    await context.addCookies([{ name, value: value.join("="), url }]);
    await context.addInitScript(notes);
    return Object.assign(new Screen(), { browser, context, url });
  }

  /** Opens an address with all files of the program in the cache; answers first paint, readiness, longest task, nodes. */
  async load(path) {
    const page = await this.context.newPage();
    await page.goto(this.url + path);
    await page.locator("html[data-ready]").waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle").catch(() => {});
    const found = await page.evaluate(() => {
      const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
      const after = window.noted.long.filter(([at]) => at > paint).map(([, ms]) => ms);
      return { paint, ready: window.noted.ready, longest: Math.max(0, ...after), nodes: document.querySelectorAll("*").length };
    });
    return { page, ...found };
  }

  /** First paint of the same document without its scripts. */
  async plain(path) {
    const page = await this.context.newPage();
    const html = (await (await this.context.request.get(this.url + path)).text()).replace(/<script[\s\S]*?<\/script>/g, "");
    await page.route(`${this.url}/polos`, (route) => route.fulfill({ body: html, contentType: "text/html" }));
    await page.goto(`${this.url}/polos`);
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
    await page.close();
    return paint;
  }

  /** Drags a card into a column; answers the milliseconds from the drop to the answer and to the card at its place. */
  static async drag(page, card, column) {
    const from = await page.locator(`[data-card="${card}"]`).boundingBox();
    const to = await page.locator(`[data-column="${column}"]`).boundingBox();
    if (!from || !to) throw new Error("the card or the column is not seen");
    const begun = await page.evaluate(() => performance.now());
    await page.mouse.move(from.x + 40, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 30, { steps: 4 });
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
    const gone = page.evaluate(
      ([card, column]) =>
        new Promise((done) => {
          const look = () => {
            const shown = document.querySelector(`[data-card="${card}"]:not([data-lifted])`);
            const still = shown && shown.closest("[data-column]")?.dataset.column !== column;
            if (window.noted.up && !still) done(performance.now() - window.noted.up);
            else requestAnimationFrame(look);
          };
          window.noted.up = 0;
          look();
        }),
      [card, column],
    );
    await page.mouse.up();
    const repainted = await gone;
    await page.waitForFunction(() => window.noted.answered > window.noted.up);
    return page.evaluate(
      ([repainted, begun]) => ({
        answered: window.noted.answered - window.noted.up,
        repainted,
        longest: Math.max(0, ...window.noted.long.filter(([at]) => at > begun && at < window.noted.up).map(([, ms]) => ms)),
      }),
      [repainted, begun],
    );
  }

  /** Milliseconds of script and layouts in each second in which nobody does anything. */
  static async idle(page, seconds) {
    // What a large board still reads after its first paint is no work of the clocks.
    await page.waitForTimeout(5000);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const read = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      const of = (name) => metrics.find((metric) => metric.name === name).value;
      return { script: of("ScriptDuration") * 1000, layouts: of("LayoutCount") };
    };
    const before = await read();
    await page.waitForTimeout(seconds * 1000);
    const after = await read();
    return { script: (after.script - before.script) / seconds, layouts: (after.layouts - before.layouts) / seconds };
  }

  async close() {
    await this.browser.close();
  }
}
