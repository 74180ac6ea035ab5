import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { faults } from "../../fixtures/access";
import { openBoard } from "../../fixtures/board";
import { FORTY_SIX } from "../../fixtures/offices";
import { expect, test } from "../../fixtures/test";

test("fifty receipts are printed although the tab is closed, and come as one file", async ({ page, context, signIn, ready }, info) => {
  await signIn("yuliana");
  const read = await page.request.post("/api/register/read", { data: { query: {} } });
  const { page: register } = await read.json();
  const ids = register.lines.slice(0, 50).map((line: { id: string }) => line.id);
  expect(ids).toHaveLength(50);
  await page.goto(`/cetak?berkas=${ids.join(",")}`);
  await ready();
  await page.getByRole("combobox", { name: "Lembar" }).selectOption("receipt");
  await page.getByRole("button", { name: "Cetak 50 lembar" }).click();
  await expect(page).toHaveURL(/\/cetak\/[0-9a-f-]{36}$/);
  const address = page.url();
  const again = await context.newPage();
  await page.close();

  await again.goto(address);
  await ready(again);
  await expect(again.locator(".batch-count")).toHaveText("50 dari 50 tercetak");
  await expect(again.locator('.batch-items > [data-state="done"]')).toHaveCount(50);
  const link = again.getByRole("link", { name: /^Unduh satu PDF/ });
  const file = await again.request.get((await link.getAttribute("href"))!);
  expect(file.headers()["content-type"]).toBe("application/pdf");
  const path = info.outputPath("cetakan.pdf");
  writeFileSync(path, await file.body());
  expect(execFileSync("pdfinfo", [path]).toString()).toMatch(/^Pages:\s+[5-9]\d$/m);

  await again.getByRole("link", { name: "Semua cetakan" }).click();
  await expect(again.getByRole("row", { name: /Tanda terima .*50 dari 50 tercetak/ })).toBeVisible();
});

test("an open page hears from the stream how far its batch is, and asks by itself only while the stream is lost", async ({ page, problems, signIn, ready }) => {
  test.setTimeout(90_000);
  problems.allow(/events|ERR_FAILED/);
  await signIn("yuliana");
  const read = await page.request.post("/api/register/read", { data: { query: {} } });
  const { page: register } = await read.json();
  const dossiers = register.lines.slice(0, 30).map((line: { id: string }) => line.id);
  let asked = 0;
  page.on("request", (request) => (asked += Number(request.url().endsWith("/api/batch/read"))));
  const begin = async (id: string) => {
    const begun = await page.request.post("/api/batch/begin", { data: { id, paper: "receipt", dossiers } });
    expect(begun.ok()).toBe(true);
  };
  const print = async (id: string) => {
    await begin(id);
    await page.goto(`/cetak/${id}`);
    await ready();
    await expect(page.locator(".batch-count")).toHaveText("30 dari 30 tercetak");
    await expect(page.locator('.batch-items > [data-state="done"]')).toHaveCount(30);
  };
  await print("01a20b48-0900-7000-8000-00000000be01");
  expect(asked, "the stream tells").toBe(0);
  await page.route("**/events?**", (route) => route.abort());
  await print("01a20b48-0900-7000-8000-00000000be02");
});

test.describe("on a full board", () => {
  test.use({ holds: FORTY_SIX });

  test("files that are chosen on the board lead to a batch of their letters", async ({ page, signIn, ready }) => {
    await signIn("hendri");
    await openBoard(page);
    await page.getByRole("button", { name: "Terima semua" }).first().click();
    const list = page.locator("#banyak");
    const boxes = list.getByRole("checkbox");
    const all = await boxes.count();
    expect(all).toBeGreaterThan(1);
    await boxes.first().uncheck();
    await list.getByRole("link", { name: /^Cetak/ }).click();
    await expect(page).toHaveURL(/\/cetak\?berkas=/);
    expect(new URL(page.url()).searchParams.get("berkas")?.split(",")).toHaveLength(all - 1);
    await ready();
    await expect(page.locator(".batch-form").getByRole("checkbox")).toHaveCount(all - 1);
  });
});

test("a file without the paper is named with the reason, the others are printed, and it can be tried again", async ({ page, signIn, ready }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  await page.goto("/cetak?surat=licence");
  await ready();
  // What was issued is offered by itself.
  const boxes = page.locator(".batch-form").getByRole("checkbox");
  await expect(boxes.first()).toBeChecked();
  const found = await faults(page, "the beginning of a batch");
  const issued = (await boxes.first().getAttribute("name"))!.replace("berkas-", "");
  const read = await page.request.post("/api/register/read", { data: { query: {} } });
  const { page: register } = await read.json();
  const other = register.lines.find((line: { end: unknown; id: string }) => line.end === null && line.id !== issued).id;
  // Asked for by the address alone: the form would not let it.
  const id = "01a20b48-0900-7000-8000-00000000beef";
  const begun = await page.request.post("/api/batch/begin", { data: { id, paper: "licence", dossiers: [issued, other] } });
  expect(begun.ok()).toBe(true);
  await page.goto(`/cetak/${id}`);
  await ready();
  await expect(page.locator(".batch-count")).toHaveText("1 dari 2 tercetak, 1 gagal");
  await expect(page.locator('.batch-items > [data-state="failed"]')).toContainText("sekarang tidak mempunyai lembar tersebut");
  found.push(...(await faults(page, "a batch of which a paper failed")));
  expect(found).toEqual([]);
  // How it ended comes by the stream, or the page would ask.
  let asked = 0;
  page.on("request", (request) => (asked += Number(request.url().endsWith("/api/batch/read"))));
  const again = page.getByRole("button", { name: "Coba lagi yang gagal" });
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith("/api/batch/retry")), again.click()]);
  await expect(page.locator(".batch-count")).toHaveText("1 dari 2 tercetak, 1 gagal");
  expect(asked, "the stream tells").toBe(0);
  await expect(page.getByRole("link", { name: /^Unduh satu PDF/ })).toBeVisible();
});
