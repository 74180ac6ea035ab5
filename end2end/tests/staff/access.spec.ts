import type { Page } from "@playwright/test";
import { dialogFaults, faults } from "../../fixtures/access";
import { confirm, expectPlace, move, open, press, register } from "../../fixtures/counter";
import { act, check, initial, verify } from "../../fixtures/desk";
import { expect, test } from "../../fixtures/test";

test("every staff page keeps WCAG 2.2 AA, in light and dark, on a desk and on a telephone", async ({ page, signIn, ready }) => {
  test.setTimeout(240_000);
  const found: string[] = [];
  await page.goto("/masuk");
  await ready();
  found.push(...(await faults(page, "sign-in")));
  await signIn("yuliana");
  await page.goto("/papan/sipp-inseminator");
  await ready();
  found.push(...(await faults(page, "board")));
  await page.locator("[data-column='1'] .card-more").first().click();
  await expect(page.getByRole("menu")).toBeVisible();
  found.push(...(await faults(page, "menu of moves")));
  await page.keyboard.press("Escape");
  await page.goto("/papan/sipp-inseminator/daftar");
  await ready();
  await page.getByRole("button", { name: "Daftarkan" }).click();
  found.push(...(await faults(page, "counter with faults")));
  const { address } = await register(page, "Siti Nurhayati Harahap");
  found.push(...(await faults(page, "dossier")));
  await act(page, address, { command: "hand_over", then: "hand_over_and_accept" });
  await page.goto(address);
  await ready();
  await page.getByRole("button", { name: "Kembalikan ke pemohon…" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  found.push(...(await faults(page, "return dialog")));
  await page.goto("/berkas");
  await ready();
  found.push(...(await faults(page, "register")));
  await page.goto("/akun");
  await ready();
  found.push(...(await faults(page, "account")));
  await signIn("fauzi");
  await page.goto("/dasbor");
  await ready();
  found.push(...(await faults(page, "dashboard")));
  expect(found).toEqual([]);
});

test("a lifted card keeps WCAG 2.2 AA", async ({ page, signIn, ready }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { address } = await register(page, "Siti Nurhayati Harahap");
  await check(page, address);
  await page.goto("/papan/sipp-inseminator");
  await ready();
  await page.locator(`[data-card="${address.split("/").pop()}"]`).focus();
  await page.keyboard.press("Space");
  await expect(page.locator(".slot").first()).toBeVisible();
  expect(await faults(page, "lifted card")).toEqual([]);
});

/** Chooses from the menu of the rarer acts of a dossier. */
async function choose(page: Page, act: string): Promise<void> {
  await page.getByRole("button", { name: "Tindakan lain" }).click();
  await page.getByRole("group", { name: "Tindakan lain" }).getByRole("button", { name: act }).click();
}

test("every dialog of the counter keeps WCAG 2.2 AA", async ({ page, signIn }) => {
  test.setTimeout(240_000);
  await signIn("yuliana");
  const { address } = await register(page, "Siti Nurhayati Harahap");
  await act(page, address, { command: "hand_over", then: "hand_over_and_accept" });
  await open(page, address);
  const found: string[] = [];
  const back = page.getByRole("dialog");
  found.push(
    ...(await dialogFaults(page, "return with its faults", async () => {
      await press(page, "Kembalikan ke pemohon…");
      await back.getByRole("checkbox").first().check();
      await back.getByRole("button", { name: "Kembalikan ke pemohon" }).click();
      await expect(back.getByRole("alert")).toBeVisible();
    })),
  );
  for (const name of ["Perbaiki data", "Ganti nomor telepon", "Tarik permohonan"])
    found.push(...(await dialogFaults(page, name, () => choose(page, name))));
  const place = page.getByRole("button", { name: "Ubah tempat berkas" });
  found.push(...(await dialogFaults(page, "place of the file", () => place.click())));
  await page.getByRole("button", { name: "Pindahkan ke…" }).click();
  await expect(page.getByRole("group", { name: "Pindahkan ke…" })).toBeVisible();
  found.push(...(await faults(page, "the moves of a dossier")));
  await page.keyboard.press("Escape");
  await act(page, address, { command: "return", items: [], remark: "Tanda tangan belum ada." });
  await open(page, address);
  found.push(...(await dialogFaults(page, "answer", () => press(page, "Catat jawaban pemohon"))));
  await signIn("hendri");
  await open(page, address);
  found.push(...(await dialogFaults(page, "annul", () => choose(page, "Batalkan (berkas ganda)"))));
  expect(found).toEqual([]);
});

test("the dialogs of the desks from the draft to the hands keep WCAG 2.2 AA", async ({ page, problems, signIn }) => {
  test.setTimeout(240_000);
  problems.allow(/status of 403.*command\/act/);
  await signIn("yuliana");
  const { address } = await register(page, "Siti Nurhayati Harahap");
  await verify(page, address);
  await initial(page, address, signIn);
  const found: string[] = [];

  await signIn("fauzi");
  await act(page, address, { command: "accept" });
  await open(page, address);
  found.push(...(await dialogFaults(page, "send back", () => move(page, /Kirim balik ke Cetak blanko/))));
  found.push(...(await dialogFaults(page, "refuse", () => press(page, "Tolak permohonan…"))));
  found.push(...(await dialogFaults(page, "password", () => press(page, /^Tanda tangani dan serahkan/))));
  await press(page, /^Tanda tangani dan serahkan/);
  await confirm(page);
  await expectPlace(page, "Menunggu diterima");

  await signIn("dian");
  await act(page, address, { command: "accept" });
  await open(page, address);
  found.push(...(await dialogFaults(page, "number", () => press(page, /^Beri nomor/))));
  await act(page, address, { command: "number", stamped: true, then: "hand_over" });

  await signIn("yuliana");
  await act(page, address, { command: "accept" });
  await open(page, address);
  found.push(
    ...(await dialogFaults(page, "deliver to a proxy", async () => {
      await press(page, /^Serahkan izin/);
      await page.getByRole("dialog").getByLabel("Orang yang diberi kuasa").check();
    })),
  );
  expect(found).toEqual([]);
});

test("the menus and dialogs of the board and of one's desk keep WCAG 2.2 AA", async ({ page, signIn, ready }) => {
  test.setTimeout(120_000);
  await signIn("yuliana");
  await page.goto("/papan/sipp-inseminator");
  await ready();
  const found: string[] = [];
  await page.locator(".person-button").click();
  await expect(page.locator(".person .menu")).toBeVisible();
  found.push(...(await faults(page, "the menu of the person")));
  await page.keyboard.press("Escape");
  await page.locator(".board-service").click();
  await expect(page.locator(".board-bar .menu-item").first()).toBeVisible();
  found.push(...(await faults(page, "the menu of services")));
  await page.keyboard.press("Escape");
  await page.locator(".phase-widen").first().click();
  found.push(...(await faults(page, "a widened phase")));
  found.push(
    ...(await dialogFaults(page, "widths of the columns", async () => {
      await page.getByRole("button", { name: /^(Tampilan|Lebar kolom): / }).click();
      await page.getByRole("button", { name: "Lebar kolom…" }).click();
    })),
  );
  await signIn("fauzi");
  await open(page, "/meja");
  found.push(...(await faults(page, "my desk")));
  found.push(
    ...(await dialogFaults(page, "sign many", async () => {
      await page.goto("/papan/sipp-inseminator");
      await ready();
      const column = page.locator("[data-column='6']");
      await column.locator(".tray").getByRole("button", { name: /^Terima:/ }).first().click();
      await column.getByRole("button", { name: "Tanda tangani semua…" }).click();
    })),
  );
  expect(found).toEqual([]);
});
