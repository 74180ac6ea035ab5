import { FORTY_SIX } from "../../fixtures/offices";
import { expect, test } from "../../fixtures/test";

const BOARD = "/papan/sipp-inseminator";

test("the widths of the columns are kept for the person who set them", async ({ page, browser, office, signIn, ready }) => {
  await signIn("yuliana");
  await page.goto(BOARD);
  await ready();
  const column = page.locator('[data-column="7"]');
  const width = async () => (await column.boundingBox())?.width ?? 0;
  const before = await width();
  expect(before, "few files make a rail").toBeCloseTo(54, 0);
  await page.getByRole("button", { name: /^(Tampilan|Lebar kolom): / }).click();
  await page.getByRole("button", { name: "Lebar kolom…" }).click();
  const dialog = page.locator("#lebar");
  await dialog.getByLabel("8 Penomoran").selectOption({ label: "Lebar" });
  await dialog.getByRole("button", { name: "Simpan" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(width).toBeGreaterThanOrEqual(188);
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

test.describe("with many files", () => {
  test.use({ holds: FORTY_SIX, viewport: { width: 1440, height: 420 } });

  test("rows stand for cards where the reader wants them, by verdict, with the tray folded", async ({ page, signIn, ready }) => {
    await signIn("yuliana");
    await page.goto(BOARD);
    await ready();
    await page.getByRole("button", { name: /^(Tampilan|Lebar kolom): / }).click();
    await page.getByRole("button", { name: "Padat", exact: true }).click();
    const deliver = page.locator('[data-column="8"].dense');
    await expect(deliver.locator(".dense-head").first()).toBeVisible();
    await page.reload();
    await ready();
    await expect(deliver.locator(".dense-row").first()).toBeVisible();

    // The tray opens in the place of the desk's rows, and a file is accepted there.
    const verify = page.locator('[data-column="1"].dense');
    const fold = verify.locator(".dense-tray > button").first();
    await expect(fold).toContainText("Menunggu 3");
    await fold.click();
    await expect(verify.locator(".dense-accept")).toHaveCount(3);
    const accepted = await verify.locator(".dense-row").first().getAttribute("data-card");
    await verify.locator(".dense-accept").first().click();
    await expect(fold).toContainText("Menunggu 2");
    await expect(verify.locator(".dense-accept")).toHaveCount(2);
    await fold.click();
    await expect(verify.locator(`[data-card="${accepted}"]`)).toHaveCount(1);

    // What is below is reached by scrolling.
    const foot = deliver.locator(".dense-foot");
    await expect(foot).toContainText(/^1–\d dari 10/);
    await deliver.locator(".dense-list").evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(foot).toContainText(/–10 dari 10/);
    await expect(deliver.locator(".dense-row").nth(9)).toBeInViewport({ ratio: 1 });
  });
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
