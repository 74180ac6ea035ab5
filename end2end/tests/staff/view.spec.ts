import { expect, test } from "../../fixtures/test";

const BOARD = "/papan/sipp-inseminator";

test("the widths of the columns are kept for the person who set them", async ({ page, browser, office, signIn, ready }) => {
  await signIn("yuliana");
  await page.goto(BOARD);
  await ready();
  const column = page.locator('[data-column="7"]');
  const width = async () => (await column.boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole("button", { name: /^(Tampilan|Lebar kolom): / }).click();
  await page.getByRole("button", { name: "Lebar kolom…" }).click();
  const dialog = page.locator("#lebar");
  const wanted = before > 150 ? "Rel" : "Lebar";
  await dialog.getByLabel("8 Penomoran").selectOption({ label: wanted });
  await dialog.getByRole("button", { name: "Simpan" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => Math.abs((await width()) - before)).toBeGreaterThan(50);
  const after = await width();
  await page.reload();
  await ready();
  expect(await width()).toBeCloseTo(after, 0);

  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID", viewport: { width: 1440, height: 900 } });
  const colleague = await other.newPage();
  await signIn("rahmat", colleague);
  await colleague.goto(BOARD);
  expect((await colleague.locator('[data-column="7"]').boundingBox())?.width).toBeCloseTo(before, 0);
  await other.close();
});

test("rows stand for cards where the reader wants them, by verdict, with the tray folded", async ({ page, signIn, ready }) => {
  await page.setViewportSize({ width: 1440, height: 420 });
  await signIn("yuliana");
  await page.goto(BOARD);
  await ready();
  await page.getByRole("button", { name: /^(Tampilan|Lebar kolom): / }).click();
  await page.getByRole("button", { name: "Padat", exact: true }).click();
  const column = page.locator('[data-column="8"].dense');
  await expect(column.locator(".dense-head").first()).toBeVisible();
  await page.reload();
  await ready();
  await expect(column.locator(".dense-row").first()).toBeVisible();

  // The tray opens in the place of the desk's rows, and a file is accepted there.
  const verify = page.locator('[data-column="1"].dense');
  const fold = verify.locator(".dense-tray > button").first();
  const waiting = Number(/\d+/.exec(await fold.innerText())?.[0]);
  await fold.click();
  await verify.locator(".dense-accept").first().click();
  if (waiting > 1) await expect(fold).toContainText(`Menunggu ${waiting - 1}`);
  else await expect(fold).toHaveCount(0);

  // What is below is drawn when it is scrolled to.
  const list = column.locator(".dense-list");
  const last = column.locator(".dense-row").last();
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(last).toBeInViewport();
});

test("the initials of an officer show the files of that desk alone, by an address that can be sent", async ({ page, signIn, ready }) => {
  await signIn("yuliana");
  await page.goto(BOARD);
  await ready();
  await page.locator('[data-column="1"]').getByRole("link", { name: /Hanya berkas yang dipegang Rahmat/ }).click();
  await expect(page).toHaveURL(/pemegang=RH/);
  await expect(page.locator(".tray-card")).toHaveCount(0);
  const held = await page.locator(".board-card").count();
  expect(held).toBeGreaterThan(0);
  await page.reload();
  await ready();
  await expect(page.locator(".board-card")).toHaveCount(held);
  await page.locator(".board-sieves").getByRole("link", { name: /Pemegang/ }).click();
  await expect(page).not.toHaveURL(/pemegang/);
});
