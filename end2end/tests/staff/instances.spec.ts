import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { column, openBoard } from "../../fixtures/board";
import { open, register } from "../../fixtures/counter";
import { act, cardAt, check, idOf, look } from "../../fixtures/desk";
import { Office } from "../../fixtures/office";
import { expect, test as base } from "../../fixtures/test";

/** The PostgreSQL that both share; the suite starts it. */
function server(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error("TEST_POSTGRES_URL names no PostgreSQL: run `make test`, which starts one");
  return url;
}

/** Two instances of the program on one PostgreSQL. */
const test = base.extend<{ neighbour: Office; across: Page }>({
  office: async ({ clock }, use, info) => {
    const office = await Office.onPostgres(server(), clock);
    await use(office);
    if (info.status !== info.expectedStatus) await info.attach("server.log", { body: office.logged() });
    await office.close();
  },
  neighbour: async ({ office, clock }, use, info) => {
    const neighbour = await office.beside(clock);
    await use(neighbour);
    if (info.status !== info.expectedStatus) await info.attach("neighbour.log", { body: neighbour.logged() });
    await neighbour.end();
  },
  /** A colleague's browser at the neighbour. */
  across: async ({ browser, neighbour, problems }, use) => {
    const context = await browser.newContext({ baseURL: neighbour.url, locale: "id-ID" });
    problems.watch(context, neighbour.url);
    await use(await context.newPage());
    await context.close();
  },
});

test("what is done at one instance is seen at the other within a second, and a conflict between them says who was first", async ({
  page,
  across,
  problems,
  signIn,
}) => {
  test.setTimeout(60_000);
  problems.allow(/status of 409/);
  await signIn("yuliana");
  const { address } = await register(page, "Nurbaiti Simatupang");
  await check(page, address);
  await signIn("dian", across);
  await openBoard(across);
  await expect(across.locator(".status-live")).toBeVisible();
  await expect(cardAt(across, address, 2)).toBeVisible();

  await act(page, address, { command: "hand_over", then: "hand_over" });
  await expect(cardAt(across, address, 3)).toBeVisible({ timeout: 1_000 });

  // And the other way.
  await openBoard(page);
  await expect(page.locator(".status-live")).toBeVisible();
  const tray = column(page, 3).locator(".tray");
  await expect(tray.locator(`[data-card="${idOf(address)}"]`)).toBeVisible();
  await act(across, address, { command: "accept" });
  await expect(tray.locator(`[data-card="${idOf(address)}"]`)).toHaveCount(0, { timeout: 1_000 });

  // What is being written at one instance was begun before the other wrote.
  await signIn("yuliana");
  const { address: second } = await register(page, "Halimatun Pohan");
  await check(page, second);
  await open(page, second);
  await page.getByRole("button", { name: "Ubah tempat berkas" }).click();
  await page.getByRole("dialog").getByLabel("Tempat berkas").fill("Map 8");
  await signIn("rahmat", across);
  await act(across, second, { command: "place", place: "Map 7" });
  await page.getByRole("dialog").getByRole("button", { name: "Simpan" }).click();
  await expect(page.locator(".toast")).toContainText("Rahmat Hidayat");
  await expect(page.locator(".dossier-folder")).toContainText("Map 7");

  // Both at the same moment: one of them is first.
  const { card } = await look(page, second);
  const put = (at: Page, place: string) =>
    at.request.post("/api/command/act", {
      data: { dossier: idOf(second), seen: card.standing.version, id: randomUUID(), command: { command: "place", place } },
    });
  const answers = await Promise.all([put(page, "Map 9"), put(across, "Map 10")]);
  expect(answers.map((answer) => answer.status()).sort()).toEqual([200, 409]);
});

test("an instance that ends leaves the other at work; who was there catches up when it is back", async ({
  page,
  across,
  neighbour,
  problems,
  signIn,
  clock,
}) => {
  test.setTimeout(60_000);
  problems.allow(/events|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING/);
  await signIn("yuliana");
  const { address } = await register(page, "Nurbaiti Simatupang");
  await check(page, address);
  await signIn("dian", across);
  await openBoard(across);
  await expect(cardAt(across, address, 2)).toBeVisible();
  await neighbour.end();
  await expect(across.locator(".status-offline")).toBeVisible();
  await act(page, address, { command: "hand_over", then: "hand_over" });
  await expect(cardAt(across, address, 2)).toBeVisible();
  await neighbour.reopen(clock);
  await expect(across.locator(".status-live")).toBeVisible();
  await expect(cardAt(across, address, 3)).toBeVisible();
});
