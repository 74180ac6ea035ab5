// The board in a real Chromium: when it can be used, what a drag takes, what the clocks take while nobody does anything.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { chromium } = createRequire(resolve("end2end/package.json"))("@playwright/test");
const SIZE = { width: 1440, height: 900 };

/** What the page itself notes: when it answers to clicks, the tasks above 50 ms, the moments of a drop, changed texts. */
function notes() {
  const noted = { ready: 0, long: [], up: 0, answered: 0, repainted: 0, texts: 0 };
  window.noted = noted;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) noted.long.push([task.startTime, task.duration]);
  }).observe({ type: "longtask", buffered: true });
  const see = () => {
    if (!noted.ready && document.documentElement?.hasAttribute("data-ready")) noted.ready = performance.now();
  };
  new MutationObserver(see).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
  addEventListener("pointerup", (event) => (noted.up = event.timeStamp), true);
  new PerformanceObserver((list) => {
    for (const asked of list.getEntries()) if (asked.name.includes("command/act")) noted.answered = asked.responseEnd;
  }).observe({ type: "resource" });
}

/** Notes the end of the frame that shows a card gone from its column and counted in the other one. */
function noteArrival([card, from, to]) {
  const { noted } = window;
  const counted = () => document.querySelector(`[data-column="${to}"] .dense-counts`)?.textContent;
  const before = counted();
  noted.repainted = 0;
  const seen = new MutationObserver(() => {
    const stays = document.querySelector(`[data-column="${from}"] [data-card="${card}"]`);
    if (stays || counted() === before) return;
    seen.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => (noted.repainted = performance.now())));
  });
  seen.observe(document.querySelector(".board"), { subtree: true, childList: true, characterData: true });
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

  /** Milliseconds of a round trip to the server, as the page itself asks it. */
  static async roundTrip(page) {
    return page.evaluate(async () => {
      const times = [];
      for (let time = 0; time < 25; time += 1) {
        const begun = performance.now();
        await (await fetch("/healthz", { cache: "no-store" })).text();
        times.push(performance.now() - begun);
      }
      return times.sort((one, other) => one - other)[12];
    });
  }

  /**
   * Drags a row of one column into another: the first that it takes, further down where none of those that are seen is.
   * Answers the milliseconds from the drop to the answer and to the frame that shows the row at its new place, and the
   * longest task from the lift to that frame.
   */
  static async drag(page, from, to) {
    const list = page.locator(`[data-column="${from}"] .dense-list`);
    const { card, begun } = await Screen.lift(page, list, to);
    const slot = await page.locator(`[data-column="${to}"] .slot`).boundingBox();
    await page.mouse.move(slot.x + slot.width / 2, slot.y + slot.height / 2, { steps: 10 });
    await page.evaluate(noteArrival, [card, from, to]);
    await page.mouse.up();
    await page.waitForFunction(() => window.noted.answered > window.noted.up && window.noted.repainted > 0);
    return page.evaluate((begun) => {
      const { up, answered, repainted, long } = window.noted;
      const during = long.filter(([at]) => at > begun && at < repainted).map(([, ms]) => ms);
      return { answered: answered - up, repainted: repainted - up, longest: Math.max(0, ...during) };
    }, begun);
  }

  /** Lifts the first row of a list that a column takes; answers its card and when it was lifted. */
  static async lift(page, list, to) {
    const seen = await list.boundingBox();
    for (;;) {
      for (const row of await list.locator(".dense-row").all()) {
        const box = await row.boundingBox();
        if (!box || box.y < seen.y + 24 || box.y + box.height > seen.y + seen.height) continue;
        const begun = await page.evaluate(() => performance.now());
        await page.mouse.move(box.x + 30, box.y + 10);
        await page.mouse.down();
        await page.mouse.move(box.x + 40, box.y + 16, { steps: 4 });
        const card = await row.getAttribute("data-card");
        if (await page.locator(`[data-column="${to}"].accepts`).count()) return { card, begun };
        await page.keyboard.press("Escape");
        await page.mouse.up();
      }
      const goesOn = await list.evaluate((list) => {
        const before = list.scrollTop;
        list.scrollBy(0, list.clientHeight - 60);
        return list.scrollTop > before;
      });
      if (!goesOn) throw new Error("no row can be handed over");
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    }
  }

  /**
   * What each of so many seconds takes in which nobody does anything: milliseconds of script, layouts, changed texts, and
   * whether the office's clock went on by a minute in it.
   */
  static async idle(page, seconds) {
    // What a large board still reads after its first paint is no work of the clocks.
    await page.waitForTimeout(5000);
    await page.evaluate(() => {
      const count = (changes) => (window.noted.texts += changes.length);
      new MutationObserver(count).observe(document, { subtree: true, characterData: true, childList: true });
    });
    const session = await page.context().newCDPSession(page);
    // The time of the thread, not that in which the computer did something else.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const read = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      const of = (name) => metrics.find((metric) => metric.name === name).value;
      return { script: of("ScriptDuration") * 1000, layouts: of("LayoutCount") };
    };
    const told = () => page.evaluate(() => [document.querySelector(".office-time")?.textContent, window.noted.texts]);
    const found = [];
    for (let second = 0; second < seconds; second += 1) {
      const [time, texts] = await told();
      const before = await read();
      await page.waitForTimeout(1000);
      const after = await read();
      const [later, more] = await told();
      found.push({
        script: after.script - before.script,
        layouts: after.layouts - before.layouts,
        texts: more - texts,
        minute: later !== time,
      });
    }
    return found;
  }

  /** The boxes of the page, and how many of them each layout of so many seconds makes anew. */
  async relaid(seconds) {
    const session = await this.browser.newBrowserCDPSession();
    const layouts = [];
    session.on("Tracing.dataCollected", ({ value }) => layouts.push(...value.filter(({ name, args }) => name === "Layout" && args.beginData)));
    await session.send("Tracing.start", { traceConfig: { includedCategories: ["devtools.timeline"] }, transferMode: "ReportEvents" });
    await new Promise((next) => setTimeout(next, seconds * 1000));
    const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
    await session.send("Tracing.end");
    await complete;
    return layouts.map(({ args }) => ({ anew: args.beginData.dirtyObjects, all: args.beginData.totalObjects }));
  }

  async close() {
    await this.browser.close();
  }
}
