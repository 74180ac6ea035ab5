import { dialogFaults, faults } from "../../fixtures/access";
import { PASSPHRASE, StandIn } from "../../fixtures/bsre";
import { open } from "../../fixtures/counter";
import { PASSWORD } from "../../fixtures/office";
import { paper } from "../../fixtures/paper";
import { expect, test as base } from "../../fixtures/test";

/** An office whose letters are signed by BSrE where the number comes before the signature. */
const test = base.extend<{ bsre: StandIn }>({
  bsre: async ({}, use) => {
    const bsre = await StandIn.open();
    await use(bsre);
    await bsre.close();
  },
  surroundings: async ({ bsre }, use) => use((folder) => bsre.settingsIn(folder)),
});

test.use({ holds: "--dossiers 420" });

const BOARD = "/papan/sip-dokter-hewan";

test("a letter is signed with the passphrase of its signer, and anybody is told that its signature holds", async ({ page, bsre, problems, signIn, ready }) => {
  problems.allow(/status of 403.*(command\/act|confirm)/);
  problems.allow(/503.*command\/act/);
  await signIn("fauzi");
  await page.goto(BOARD);
  await ready();
  const column = page.locator('[data-column="6"]');
  const address = `/berkas/${await column.locator("[data-card]:not(.tray [data-card])").first().getAttribute("data-card")}`;
  await open(page, address);
  const sign = page.getByRole("button", { name: /^Tanda tangani/ });
  bsre.isOut = true;
  await sign.click();
  await page.locator("#sandi-lagi").locator('input[type="password"]').fill(PASSWORD);
  await page.locator("#sandi-lagi").locator('button[type="submit"]').click();
  await expect(page.getByText("Layanan BSrE sedang terganggu", { exact: true })).toBeVisible();
  bsre.isOut = false;

  const dialog = page.locator("#frasa-sandi");
  const found = await dialogFaults(page, "the passphrase", async () => {
    await sign.click();
    await expect(dialog).toBeVisible();
  });
  await sign.click();
  await dialog.locator('input[type="password"]').fill("keliru");
  await dialog.getByRole("button", { name: "Tanda tangani" }).click();
  await expect(dialog).toContainText("Frasa sandi salah");
  await expect(dialog.locator('input[type="password"]')).toHaveValue("");
  expect(bsre.signed).toBe(0);
  await dialog.locator('input[type="password"]').fill(PASSPHRASE);
  await dialog.getByRole("button", { name: "Tanda tangani" }).click();
  await expect(page.getByRole("link", { name: /^Surat izin / })).toBeVisible();
  expect(bsre.signed).toBe(1);
  expect(found).toEqual([]);

  const letter = await paper(page, `${address}/surat-izin.pdf`);
  expect(letter.subarray(-18).toString()).toContain("ditandatangani");
  await page.goto("/izin");
  await page.locator('input[type="file"]').setInputFiles({ name: "surat-izin.pdf", mimeType: "application/pdf", buffer: letter });
  await page.locator('form[action="/izin/berkas"] button[type="submit"]').click();
  await expect(page.locator("main")).toContainText("Dinyatakan sah oleh BSrE, dibubuhkan oleh Ahmad Fauzi");
  expect(await faults(page, "an electronic signature, checked")).toEqual([]);
});

test("several letters are signed with one passphrase", async ({ page, bsre, problems, signIn, ready }) => {
  problems.allow(/status of 403.*command\/act/);
  await signIn("fauzi");
  await page.goto(BOARD);
  await ready();
  const column = page.locator('[data-column="6"]');
  await column.locator(".tray").getByRole("button", { name: /^Terima:/ }).first().click();
  await column.getByRole("button", { name: "Tanda tangani semua…" }).click();
  const list = page.locator("#banyak");
  await expect(list.getByRole("checkbox")).toHaveCount(2);
  await list.locator('input[type="password"]').fill(PASSWORD);
  await list.getByRole("button", { name: "Tanda tangani 2 berkas" }).click();
  const passphrase = list.getByLabel("Frasa sandi (passphrase) BSrE");
  await expect(passphrase).toBeFocused();
  const found = await faults(page, "the passphrase of several");
  await passphrase.fill("keliru");
  await list.getByRole("button", { name: "Tanda tangani 2 berkas" }).click();
  await expect(list).toContainText("Frasa sandi salah");
  await passphrase.fill(PASSPHRASE);
  await list.getByRole("button", { name: "Tanda tangani 2 berkas" }).click();
  await expect(list.locator(".bulk-summary")).toHaveText("2 berkas ditandatangani dan diserahkan.");
  expect(bsre.signed).toBe(2);
  expect(found).toEqual([]);
});
