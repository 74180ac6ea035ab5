import type { Locator, Page } from "@playwright/test";
import { register } from "../../fixtures/counter";
import { act, cardAt, cardOf, verify } from "../../fixtures/desk";
import { expect, test } from "../../fixtures/test";

const BOARD = "/papan/sipp-inseminator";

/** Presses a key until the focus has come to an element. */
async function walk(page: Page, key: string, to: Locator): Promise<void> {
  for (let step = 0; step < 30; step++) {
    if (await to.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(to).toBeFocused();
}

test("a card is moved by the keyboard alone", async ({ page, signIn, ready }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Kartini Manurung");
  await page.goto(BOARD);
  await ready();
  const card = cardOf(page, address);
  // The tabulator leads to a card of the column, the arrows to this one.
  await walk(page, "Tab", page.locator("[data-column='0'] [data-card][tabindex='0']"));
  await page.keyboard.press("End");
  await expect(page.locator("[data-column='0'] [data-card]").last()).toBeFocused();
  await walk(page, "ArrowUp", card);

  await page.keyboard.press("ContextMenu");
  const menu = page.getByRole("menu", { name: "Pindahkan ke…: Kartini Manurung" });
  await expect(menu).toBeVisible();
  await expect(menu.getByRole("menuitem").first()).toBeFocused();

  // A step that refuses is read too, and choosing it does nothing.
  const refused = menu.getByRole("menuitem").filter({ hasText: "Paraf Ahli Muda" });
  await expect(refused).toHaveAttribute("aria-disabled", "true");
  await expect(refused).toContainText("dulu · SOP langkah 1");
  await walk(page, "ArrowDown", refused);
  await page.keyboard.press("Enter");
  await expect(menu).toBeVisible();
  await expect(cardAt(page, address, 1)).toBeVisible();

  // Esc leaves the menu, and the focus is where it was.
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(card).toBeFocused();

  await page.keyboard.press("ContextMenu");
  const forward = menu.getByRole("menuitem", { name: /Serahkan ke Verifikasi/ });
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await walk(page, "ArrowDown", forward);
  await page.keyboard.press("Enter");
  await expect(menu).toBeHidden();
  await expect(cardAt(page, address, 2)).toBeVisible();
  await expect(cardAt(page, address, 1)).toHaveCount(0);
  // The focus goes with the card.
  await expect(cardAt(page, address, 2)).toBeFocused();
  await expect(page.locator("[aria-live=polite]")).toContainText("diserahkan ke Front Office, paraf YS");
});

test("a card is moved by the mouse, and a column that refuses says so and takes nothing", async ({ page, signIn, ready }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Paruhuman Harahap");
  await act(page, address, { command: "hand_over", then: "hand_over_and_accept" });
  await page.goto(BOARD);
  await ready();
  const dots = cardOf(page, address).getByRole("button", { name: "Pindahkan ke…: Paruhuman Harahap" });
  const menu = page.getByRole("menu", { name: "Pindahkan ke…: Paruhuman Harahap" });
  await dots.click();
  // Verification is not done: the next column refuses.
  const next = menu.getByRole("menuitem").filter({ hasText: "Cetak blanko" });
  await expect(next).toContainText("Belum dapat diserahkan");
  await next.click({ force: true });
  await expect(menu).toBeVisible();
  await expect(cardAt(page, address, 2)).toBeVisible();
  // A click beside the menu leaves it.
  await page.mouse.click(5, 5);
  await expect(menu).toBeHidden();

  await dots.click();
  await menu.getByRole("menuitem", { name: /Kembalikan ke pemohon…/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox").first().check();
  await dialog.getByLabel("Kekurangannya").fill("Tanda tangan belum ada");
  await dialog.getByLabel("Cara memperbaiki").fill("Tanda tangani surat permohonan");
  await dialog.getByRole("button", { name: "Kembalikan ke pemohon" }).click();
  await expect(page.locator("[data-column='1'] .group-name").filter({ hasText: "Di tangan pemohon" })).toBeVisible();
  await expect(cardAt(page, address, 2)).toHaveClass(/verdict-paused/);
});

test("a file in another desk's tray is taken back from the board, not worked on", async ({ page, signIn, ready }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Syarifah Aini");
  await verify(page, address);
  await page.goto(BOARD);
  await ready();
  const menu = page.getByRole("menu", { name: "Pindahkan ke…: Syarifah Aini" });
  await cardAt(page, address, 3).getByRole("button", { name: "Pindahkan ke…: Syarifah Aini" }).click();
  await expect(menu.getByRole("menuitem").filter({ hasText: "Terima" }).first()).toContainText("Bukan meja Anda");
  await expect(menu.getByRole("menuitem", { name: "Tarik kembali" })).toHaveCount(1);
  await menu.getByRole("menuitem", { name: "Tarik kembali" }).click();
  await expect(cardAt(page, address, 2)).toBeVisible();
  await expect(cardAt(page, address, 2)).toHaveClass(/verdict-ontime/);
});
