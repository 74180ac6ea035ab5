import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { confirm, expectPlace, move, open, press, register } from "../../fixtures/counter";
import { initial, verify } from "../../fixtures/desk";
import { wib } from "../../fixtures/instant";
import { kendali } from "../../fixtures/office";
import { sideways } from "../../fixtures/shape";
import { expect, test } from "../../fixtures/test";

const CALENDAR = resolve(import.meta.dirname, "../../../server/calendars/default.toml");

/** The rows of the control card that were reached. */
const visits = (page: Page) => page.locator(".control-card tbody tr:not(.to-come)");

/** How many pages a printed page has, and how large they are in mm. */
async function printed(page: Page): Promise<{ pages: number; size: [number, number] }> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
  const mm = (points?: string) => Math.round(Number(points) / 2.8346);
  return { pages: [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length, size: [mm(width), mm(height)] };
}

test("a person's other dossiers stand beside the open one, under every service", async ({ page, signIn, problems }) => {
  test.setTimeout(120_000);
  problems.allow(/status of 403.*command\/act/);
  await signIn("yuliana");
  const first = await register(page, "Siti Nurhayati Harahap");
  const links = page.locator("[aria-labelledby=links]");
  await expect(links).toContainText("Tidak ada berkas lain dengan NIK ini.");
  await verify(page, first.address);
  await initial(page, first.address, signIn);
  await signIn("fauzi");
  await open(page, first.address);
  await press(page, /^Terima/);
  await press(page, "Tolak permohonan…");
  await page.locator("#perintah textarea").fill("Tempat praktik tidak memenuhi syarat.");
  await page.locator("#perintah").getByRole("button", { name: "Tolak permohonan" }).click();
  await confirm(page);
  await expectPlace(page, "ditolak");

  await signIn("yuliana");
  const other = await register(page, "Siti Nurhayati Harahap", "sip-dokter-hewan");
  const again = await register(page, "Siti N. Harahap");
  await open(page, again.address);
  await expect(links.locator("li")).toHaveCount(2);
  const [newest, refused] = [links.locator("li").first(), links.locator("li").last()];
  await expect(newest).toContainText("SIP Dokter Hewan");
  await expect(newest).toContainText(other.register);
  await expect(newest).toContainText("1 Permohonan");
  await expect(newest, "another name under the same NIK is told").toContainText("atas nama Siti Nurhayati Harahap");
  await expect(refused).toContainText(first.register);
  await expect(refused).toContainText("ditolak 24 November 2026");
  await refused.getByRole("link", { name: `Buka ${first.register}` }).click();
  await expect(page).toHaveURL(new RegExp(`${first.address}$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Siti Nurhayati Harahap");
  await expect(links.locator("li")).toHaveCount(2);
});

test("the control card says whether its chain is whole, and what delayed the file", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("yuliana");
  const { address } = await register(page, "Budi Santoso");
  await expect(page.locator(".card-proof")).toContainText(/Rantai utuh, diperiksa \d\d\.\d\d/);
  await move(page, /Serahkan dan terima/);
  await expect(page.locator(".trail [aria-current=step]")).toContainText("Verifikasi");
  await press(page, "Kembalikan ke pemohon…");
  const back = page.getByRole("dialog");
  await back.getByRole("checkbox").first().check();
  await back.getByLabel("Kekurangannya").fill("Tanda tangan belum ada.");
  await back.getByLabel("Cara memperbaiki").fill("Tanda tangani surat permohonan.");
  await back.getByRole("button", { name: "Kembalikan ke pemohon" }).click();
  await expectPlace(page, "Di tangan pemohon");
  const notes = visits(page).nth(1).locator(".remarks");
  await expect(notes).toContainText(/Sel 24\/11 \d\d\.\d\d dikembalikan ke pemohon: Surat Permohonan: Tanda tangan belum ada/);
  await expect(notes).toContainText("Jawaban ditunggu");
  await press(page, "Catat jawaban pemohon");
  await page.getByRole("dialog").getByRole("checkbox").first().check();
  await page.getByRole("dialog").getByRole("button", { name: "Catat jawaban" }).click();
  await expectPlace(page, "Front Office (YS)");
  await expect(notes).toContainText(/Dijawab \d\d\.\d\d, janji mulai lagi/);
  await expect(notes).toContainText("sedang dikerjakan");
  await expect(page.locator(".why-opening")).toContainText("berjalan lagi sejak jawaban pemohon");
});

test("a due time is explained day by day, and the shares add up to what the clock has used", async ({ page, signIn, later }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Asnawi");
  await expect(page.locator(".why-opening")).toContainText(
    /^Janji 2 hari kerja berjalan sejak pengajuan Selasa, 24 November pukul.09\.\d\d; hari itu hari ke-0 dan tidak dihitung\./,
  );
  await later(wib("2026-11-26", "10:42"));
  await signIn("yuliana");
  await open(page, address);
  const rows = page.locator(".why-table tbody tr");
  await expect(rows.locator("th")).toHaveText(["Sel 24 Nov", "Rab 25 Nov", "Kam 26 Nov"]);
  await expect(rows.locator(".why-share")).toHaveText(["tidak dihitung", "1,000 hari", /^0,4\d\d hari$/]);
  const shares = await rows.locator(".why-share").allInnerTexts();
  const told = (text: string) => Number(/(\d),(\d{3}) (?:hari|dari)/.exec(text)?.slice(1).join("") ?? 0);
  const sum = shares.map(told).reduce((one, other) => one + other);
  await expect(page.locator(".why-table tfoot")).toContainText(/terpakai 1,4\d\d dari 2 hari/);
  expect(told(await page.locator(".why-table tfoot").innerText())).toBe(sum);
  await expect(page.locator(".why-table tfoot")).toContainText("tenggat Kamis, 26 November 2026 pukul 16.00 WIB");

  // The step's norm is in minutes: its time says it.
  await page.getByRole("group", { name: "Jam" }).getByRole("button", { name: "Langkah" }).click();
  await expect(page.locator(".why-opening")).toContainText("Norma 5 menit untuk langkah 1 Permohonan");
  await expect(page.locator(".why-table .why-share")).toHaveCount(0);
});

test("a calendar that moved a due time says so where the due time is explained, and on the card", async ({ page, office, signIn }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  const { address } = await register(page, "Ratna Juwita");
  const closed = join(office.folder, "kalender.toml");
  const day = `[[days]]\ndate = "2026-11-25"\nkind = "penutupan khusus"\nname = "Pemadaman listrik"\n`;
  await writeFile(closed, `${await readFile(CALENDAR, "utf8")}\n${day}`);
  await kendali(office.folder, ["calendar", "import", closed]);
  await open(page, address);
  const moved = /bergeser.* dari Kamis, 26 November pukul.16\.00 ke Jumat, 27 November pukul.16\.30: libur Pemadaman listrik \(25 November 2026\) ditambahkan \(kalender versi 2, /;
  await expect(page.locator(".why-moved")).toHaveText(moved);
  const row = page.locator(".why-table tbody tr").nth(1);
  await expect(row).toContainText("Rab 25 Nov");
  await expect(row).toContainText("penutupan khusus: Pemadaman listrik");
  await expect(row.locator(".why-share")).toHaveText("0 hari");
  await expect(visits(page).first().locator(".remarks")).toContainText(
    "Tenggat bergeser: janji layanan dari Kam 26/11 16.00 ke Jum 27/11 16.30",
  );
});

test("the control card and the explanation are printed by themselves, with the head of the office", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  await signIn("yuliana");
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-was-printed", "");
  });
  const { address, register: number } = await register(page, "Siti Nurhayati Harahap");
  for (const [button, shown, hidden] of [
    ["Cetak kartu", ".card-panel", ".clocks-panel"],
    ["Cetak penjelasan", ".why", ".card-panel"],
  ]) {
    await open(page, address);
    await page.getByRole("button", { name: button }).click();
    await expect(page.locator("html[data-was-printed]")).toHaveCount(1);
    await page.emulateMedia({ media: "print" });
    const head = page.locator(`${shown} .paper-head`);
    await expect(head).toContainText("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu");
    await expect(head).toContainText(number);
    await expect(page.locator(hidden)).toBeHidden();
    await expect(page.locator("h1")).toBeHidden();
    expect(await printed(page)).toEqual({ pages: 1, size: [297, 210] });
    // Once it is printed, what is printed next is the page again.
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await expect(head).toBeHidden();
    await expect(page.locator(hidden)).toBeVisible();
    await page.emulateMedia({ media: "screen" });
  }
});

test("nothing on the page of a dossier is smaller than eleven pixels", async ({ page, signIn }) => {
  await signIn("yuliana");
  await register(page, "Halimah Tusadiah");
  const small = await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set<string>();
    while (texts.nextNode()) {
      const around = texts.currentNode.parentElement;
      if (!texts.currentNode.textContent?.trim() || !around || around.closest("script, style, .unseen")) continue;
      if (Number.parseFloat(getComputedStyle(around).fontSize) < 11) found.add(`${around.className}: ${texts.currentNode.textContent}`);
    }
    return [...found];
  });
  expect(small).toEqual([]);
});

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the steps of a service are one row of plates, however many there are", async ({ page, signIn }) => {
    test.setTimeout(60_000);
    await signIn("yuliana");
    for (const [service, steps] of [
      ["sipp-inseminator", 9],
      ["sip-dokter-hewan", 8],
    ] as const) {
      await register(page, "Cut Meutia Zahara", service);
      const plates = page.locator(".trail .plate");
      await expect(plates).toHaveCount(steps);
      const boxes = await plates.evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON()));
      expect(new Set(boxes.map(({ top }) => top)).size, "in one row").toBe(1);
      expect(Math.round(boxes[0].left)).toBe(12);
      expect(Math.round(boxes.at(-1)!.right), "to the other side").toBe(378);
      await expect(page.locator(".trail-line")).toHaveText(`1 Permohonan · ${steps - 1} langkah lagi`);
      expect(await sideways(page)).toEqual([]);
    }
  });

  test("the promise leads, the newest visit stands first, and what is read seldom is folded to its head", async ({ page, signIn }) => {
    test.setTimeout(60_000);
    await signIn("yuliana");
    const { address } = await register(page, "Siti Nurhayati Harahap");
    await move(page, /Serahkan dan terima/);
    await expectPlace(page, "Front Office (YS)");
    await open(page, address);
    const promise = await page.locator(".clock").first().boundingBox();
    expect(promise!.y + promise!.height, "the promise is seen without scrolling").toBeLessThan(844 - 64 - 76);
    const [first, second] = [await visits(page).nth(0).boundingBox(), await visits(page).nth(1).boundingBox()];
    expect(second!.y).toBeLessThan(first!.y);
    await expect(page.locator(".why-table")).toBeHidden();
    await expect(page.locator(".why-list li").first()).toContainText(/Hari ke-0\s*Sel 24\/11, 09\.\d\d–/i);

    const facts = page.getByRole("button", { name: "Data pemohon" });
    await expect(facts).toHaveAttribute("aria-expanded", "false");
    await expect(page.locator("#facts-body")).toBeHidden();
    await facts.tap();
    await expect(page.locator("#facts-body")).toContainText("Siak Sri Indrapura");
    // What she has to mark is open from the start.
    await expect(page.getByRole("button", { name: "Tandai semua: ada" })).toBeVisible();
    expect(await sideways(page)).toEqual([]);
  });
});
