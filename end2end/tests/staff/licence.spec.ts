import { type Browser, type Page, expect } from "@playwright/test";
import { dialogFaults, faults } from "../../fixtures/access";
import { confirm, open, register, track } from "../../fixtures/counter";
import { act, ask, idOf, initial, verify } from "../../fixtures/desk";
import { type Office, PASSWORD } from "../../fixtures/office";
import { paper, qrOf } from "../../fixtures/paper";
import { test } from "../../fixtures/test";

type SignIn = (user: string) => Promise<void>;

/** Signs and numbers a file that lies with the Kepala Dinas; the licence then waits at the counter, and Yuliana is signed in. */
async function makeReady(page: Page, address: string, signIn: SignIn): Promise<void> {
  await signIn("fauzi");
  await act(page, address, { command: "accept" });
  await ask(page, "account/confirm_password", { password: PASSWORD });
  await act(page, address, { command: "sign", then: "hand_over" });
  await signIn("dian");
  await act(page, address, { command: "accept" });
  await act(page, address, { command: "number", stamped: true, then: "hand_over" });
  await signIn("yuliana");
  await act(page, address, { command: "accept" });
}

/** A dossier whose licence was issued and handed over; Yuliana is signed in. */
async function licensed(page: Page, name: string, signIn: SignIn): Promise<string> {
  await signIn("yuliana");
  const { address } = await register(page, name);
  await verify(page, address);
  await initial(page, address, signIn);
  await makeReady(page, address, signIn);
  await act(page, address, { command: "deliver", recipient: "applicant" });
  return address;
}

/** Everybody's browser, without script. */
async function anybody(browser: Browser, office: Office): Promise<Page> {
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: office.url, locale: "id-ID" });
  return plain.newPage();
}

/** Chooses from the menu of the rarer acts of a dossier. */
async function choose(page: Page, act: string): Promise<void> {
  await page.getByRole("button", { name: "Tindakan lain" }).click();
  await page.getByRole("group", { name: "Tindakan lain" }).getByRole("button", { name: act }).click();
}

test("a licence is checked by its QR and its file by anybody, and after it is revoked the public is told so", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(150_000);
  problems.allow(/status of 403.*command\/act/);
  const address = await licensed(page, "Hendra Gunawan", signIn);
  await open(page, address);
  const link = page.getByRole("link", { name: /^Surat izin / });
  await expect(link).toHaveAttribute("target", "_blank");
  const letter = await paper(page, (await link.getAttribute("href"))!);
  const copy = await paper(page, (await page.getByRole("link", { name: /lembar kantor/ }).getAttribute("href"))!);
  expect(copy.equals(letter)).toBe(false);

  const qr = await qrOf(letter);
  expect(qr.startsWith(`${office.url}/izin?n=`)).toBe(true);
  expect(await qrOf(copy), "the office's copy bears the same").toBe(qr);
  const public_ = await anybody(browser, office);
  await public_.goto(qr);
  const told = public_.locator("main");
  await expect(told).toContainText("BERLAKU");
  await expect(told).toContainText("Tanda tangan digital");
  await expect(told).toContainText("H*** G***");
  await expect(told).not.toContainText("Gunawan");
  await public_.goto(qr.replace(/&s=\d{4}/, "&s=2099"));
  await expect(told).toContainText("TIDAK SAH");

  const drop = async (file: Buffer) => {
    await public_.goto("/izin");
    await public_.locator('input[type="file"]').setInputFiles({ name: "surat-izin.pdf", mimeType: "application/pdf", buffer: file });
    await public_.locator('form[action="/izin/berkas"] button[type="submit"]').click();
  };
  await drop(letter);
  await expect(told).toContainText("sama persis");
  const changed = Buffer.from(letter);
  changed[letter.length - 40] ^= 1;
  await drop(changed);
  await expect(told).toContainText("bukan surat yang kami terbitkan");

  await signIn("fauzi");
  await open(page, address);
  await choose(page, "Cabut izin");
  const dialog = page.locator("#revoke");
  await dialog.getByRole("button", { name: "Cabut izin" }).click();
  await expect(dialog).toContainText("Tulis alasannya.");
  const found = await faults(page, "a revocation without its reason");
  await dialog.locator("textarea").fill("Berpraktik di luar tempat yang tercantum dalam izin.");
  await dialog.getByRole("button", { name: "Cabut izin" }).click();
  await expect(page.locator("#sandi-lagi")).toContainText(/\d{6} Hendra Gunawan/);
  found.push(...(await faults(page, "the password before a revocation")));
  await confirm(page);
  await expect(page.locator(".dossier-over")).toContainText("Izin dicabut sejak 24 November 2026");
  await expect(page.getByRole("button", { name: "Tindakan lain" })).toHaveCount(0);
  found.push(...(await faults(page, "a licence that was revoked")));
  expect(found).toEqual([]);
  const revocation = await paper(page, (await page.getByRole("link", { name: /^Surat pencabutan izin/ }).getAttribute("href"))!);
  await public_.goto(await qrOf(revocation));
  await expect(told).toContainText("DICABUT");
  await public_.goto(qr);
  await expect(told).toContainText("DICABUT");
  await expect(told).not.toContainText("Berpraktik di luar");
  // The letter itself stays what it was.
  expect((await paper(page, `${address}/surat-izin.pdf`)).equals(letter)).toBe(true);
  await signIn("yuliana");
  await open(page, address);
  await expect(page.locator(".dossier-actions").getByRole("link")).toHaveCount(0);
  await public_.context().close();
});

test("a licence that is revoked while it waits at the counter is not handed over, and its applicant reads why", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(150_000);
  problems.allow(/status of 403.*command\/act/);
  await signIn("yuliana");
  const receipt = await register(page, "Hendra Gunawan");
  const { address } = receipt;
  await verify(page, address);
  await initial(page, address, signIn);
  await makeReady(page, address, signIn);
  await signIn("fauzi");
  await open(page, address);
  await choose(page, "Cabut izin");
  const dialog = page.locator("#revoke");
  await expect(dialog).toContainText("surat yang masih di loket tidak diserahkan lagi");
  await dialog.locator("textarea").fill("Rekomendasi ternyata palsu.");
  await dialog.getByRole("button", { name: "Cabut izin" }).click();
  await confirm(page);
  await expect(page.locator(".dossier-place")).toContainText("dicabut sebelum diserahkan");
  const found = await faults(page, "a dossier whose licence was revoked at the counter");
  await signIn("yuliana");
  await open(page, address);
  await expect(page.locator(".dossier-actions").getByRole("button", { name: /Serahkan/ })).toHaveCount(0);
  await open(page, `/berkas?cari=${receipt.register}&keadaan=selesai`);
  await expect(page.locator(".register-table tbody tr")).toContainText("dicabut sebelum diserahkan");
  const applicant = await track(browser, office, receipt);
  const told = applicant.locator("main");
  await expect(told.getByRole("heading", { level: 1 })).toHaveText("Izin Anda dicabut sebelum diserahkan");
  await expect(told).toContainText("Rekomendasi ternyata palsu.");
  await expect(told).toContainText("21 hari kerja sejak pencabutan diumumkan");
  expect(found).toEqual([]);
  await applicant.context().close();
});

test("a licence is renewed from its dossier, and both dossiers tell of each other", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  const address = await licensed(page, "Ratna Juwita", signIn);
  await open(page, address);
  await page.locator(".dossier-actions").getByRole("link", { name: "Perpanjang" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Perpanjang izin");
  await expect(page.locator(".counter-from")).toContainText("SIPP-I/DPMPTSP/2026");
  await expect(page.locator('[name="name"]')).toHaveValue("Ratna Juwita");
  await expect(page.locator('[name="nik"]')).toHaveValue("1471081203890377");
  await expect(page.locator('[name="street"]')).toHaveValue("Jalan Melati No. 3, RT 02/RW 05");
  await expect(page.getByLabel("Jenis permohonan")).toHaveValue("perpanjangan");
  const found = await faults(page, "the form of a renewal");
  await page.getByRole("button", { name: "Tandai semua: fisik diterima" }).click();
  await page.getByRole("button", { name: "Daftarkan", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Permohonan terdaftar" })).toBeVisible();
  await page.getByRole("link", { name: "Buka berkas" }).click();
  await expect(page.locator(".links")).toContainText("diperpanjang atau diganti oleh berkas ini");
  const renewal = new URL(page.url()).pathname;
  await page.locator(".links").getByRole("link").first().click();
  await expect(page.locator(".links")).toContainText("memperpanjang atau mengganti izin berkas ini");
  await expect(page.locator(".dossier-actions").getByRole("link")).toHaveCount(0);
  found.push(...(await faults(page, "a dossier that is renewed")));
  expect(idOf(page.url())).not.toBe(idOf(renewal));
  expect(found).toEqual([]);
});

test("a letter that is wrong is replaced: ordered by the Kepala Dinas, registered anew at the counter", async ({ page, problems, signIn }) => {
  test.setTimeout(150_000);
  problems.allow(/status of 403.*command\/act/);
  const address = await licensed(page, "Ratna Juwita", signIn);
  await signIn("fauzi");
  await open(page, address);
  const found: string[] = [];
  for (const name of ["Cabut izin", "Ganti surat izin"])
    found.push(...(await dialogFaults(page, name, () => choose(page, name))));
  await choose(page, "Ganti surat izin");
  await page.locator("#replace textarea").fill("Nama pada surat keliru.");
  await page.locator("#replace").getByRole("button", { name: "Ganti surat izin" }).click();
  await confirm(page);
  await expect(page.locator(".dossier-over")).toContainText("Surat pengganti belum didaftarkan");
  found.push(...(await faults(page, "a licence that is to be replaced")));
  await signIn("yuliana");
  await open(page, address);
  await page.locator(".dossier-actions").getByRole("link", { name: "Daftarkan surat pengganti" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Daftarkan surat pengganti");
  await expect(page.locator('[name="name"]')).toHaveValue("Ratna Juwita");
  await page.getByRole("button", { name: "Tandai semua: fisik diterima" }).click();
  await page.getByRole("button", { name: "Daftarkan", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Permohonan terdaftar" })).toBeVisible();
  await open(page, address);
  await expect(page.locator(".dossier-over")).not.toContainText("belum didaftarkan");
  expect(found).toEqual([]);
});

test("licences that end are counted on the desk of the counter and found in the register", async ({ page, later, signIn }) => {
  test.setTimeout(150_000);
  const address = await licensed(page, "Hendra Gunawan", signIn);
  // Sixty days before the last day of the licence; those of the demonstration end about the same time.
  await later(Date.parse("2031-09-25T09:00:00+07:00"));
  await signIn("yuliana");
  await open(page, "/meja");
  const ending = page.locator(".desk-ending");
  await expect(ending).toContainText("Izin akan berakhir:");
  const soon = ending.getByRole("link", { name: /^\d+ dalam 90 hari$/ });
  const count = Number.parseInt(await soon.innerText(), 10);
  const found = await faults(page, "a desk that is told of licences that end");
  await soon.click();
  await expect(page).toHaveURL(/\/berkas\?izin=akan-berakhir-90$/);
  await expect(page.locator(".pages")).toContainText(`dari ${count} berkas`);
  found.push(...(await faults(page, "licences that end")));
  // Who works at no step is told on the dashboard.
  await signIn("wirdawati");
  await open(page, "/dasbor?layanan=sipp-inseminator");
  const tile = page.locator(".tile").filter({ hasText: "Izin akan berakhir" });
  const ofService = Number.parseInt(await tile.locator(".tile-main").innerText(), 10);
  expect(ofService).toBeGreaterThan(0);
  found.push(...(await faults(page, "a dashboard that tells of licences that end")));
  await tile.locator(".tile-main").getByRole("link").click();
  await expect(page).toHaveURL(/izin=akan-berakhir-90/);
  await expect(page.locator(".pages")).toContainText(`dari ${ofService} berkas`);
  expect(found).toEqual([]);
  await signIn("yuliana");
  await open(page, "/berkas?izin=akan-berakhir-90");
  const row = page.locator(".register-table tbody tr").filter({ hasText: "Hendra Gunawan" });
  await expect(row.locator(".register-licence")).toContainText("segera berakhir, 24 November 2031");
  await row.getByRole("link").click();
  await expect(page).toHaveURL(address);
  await expect(page.locator(".dossier-actions .button-primary")).toHaveText("Perpanjang");
});
