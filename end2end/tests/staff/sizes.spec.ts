import type { Page } from "@playwright/test";
import { BOARD, column, openBoard } from "../../fixtures/board";
import { register } from "../../fixtures/counter";
import { FORTY_SIX, NONE, ONE, THOUSANDS } from "../../fixtures/offices";
import { SCREENS, sideways } from "../../fixtures/shape";
import { expect, test } from "../../fixtures/test";

const STEPS = ["Permohonan", "Verifikasi", "Cetak blanko", "Paraf Ahli Muda", "Paraf Ahli Madya", "Paraf Sekretaris", "Tanda tangan", "Penomoran", "Penyerahan"];

/** What goes over an edge at each of the house's screens; on a telephone in each column. */
async function overEdges(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    const cells = screen.width < 720 ? await page.locator(".steps .step").all() : [undefined];
    for (const [place, cell] of cells.entries()) {
      if (cell) {
        await cell.click();
        await expect(column(page, place + 1)).toBeVisible();
      }
      found.push(...(await sideways(page)).map((fault) => `${screen.width}${cell ? ` column ${place + 1}` : ""}: ${fault}`));
    }
  }
  await page.setViewportSize(SCREENS[0]!);
  return found;
}

test.describe("an office without files", () => {
  test.use({ holds: NONE });

  test("says in every column what will come there", async ({ page, signIn }) => {
    await signIn("yuliana");
    await openBoard(page);
    await expect(page.locator(".status-total")).toHaveText("0 berkas");
    await expect(page.locator("[data-card]")).toHaveCount(0);
    for (const [place] of STEPS.entries()) {
      const says = place === 0 ? "Permohonan baru akan muncul di sini." : `Berkas yang lolos ${STEPS[place - 1]} akan muncul di sini.`;
      await expect(column(page, place + 1).locator(".column-empty")).toContainText(says);
    }
    // A rail has no room for it; every wider column shows it.
    for (const of of await page.locator("[data-column]:is(.wide, .compact)").all()) await expect(of.locator(".column-empty")).toBeVisible();
    expect(await overEdges(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [place] of STEPS.entries()) {
      await page.locator(".steps .step").nth(place).click();
      await expect(column(page, place + 1).locator(".column-empty")).toBeVisible();
    }
  });

  test("has an empty desk and an empty register, and says so", async ({ page, signIn, ready }) => {
    await signIn("yuliana");
    for (const address of ["/meja", "/berkas"]) {
      await page.goto(address);
      await ready();
      await expect(page.locator(".empty")).toBeVisible();
      for (const screen of SCREENS) {
        await page.setViewportSize(screen);
        expect(await sideways(page), `${address} at ${screen.width}`).toEqual([]);
      }
    }
  });
});

test.describe("an office with a single file", () => {
  test.use({ holds: ONE });

  test("shows it, and in every other column what will come there", async ({ page, signIn }) => {
    await signIn("yuliana");
    await openBoard(page);
    await expect(page.locator(".status-total")).toHaveText("1 berkas");
    await expect(page.locator("[data-card]")).toHaveCount(1);
    await expect(page.locator(".column-empty")).toHaveCount(STEPS.length - 1);
    expect(await overEdges(page)).toEqual([]);
  });
});

test.describe("an office with 46 files", () => {
  test.use({ holds: FORTY_SIX });

  test("shows every card, the longest names too, within its column", async ({ page, signIn }) => {
    test.setTimeout(60_000);
    await signIn("yuliana");
    const long = "Tengku Syarifah Nurhidayatullah Fatimah Azzahra Ramadhani Kesuma Dewi binti Muhammad Fakhrurrozi Al-Mahmudi Zainal Abidin Hamzah";
    await register(page, long);
    await register(page, `Nur${"hidayatullah".repeat(4)}`);
    await openBoard(page);
    await expect(page.locator(".status-total")).toHaveText("48 berkas");
    for (const unfold of await page.locator(".tray-more").all()) await unfold.click();
    await expect(page.locator("[data-card]")).toHaveCount(48);
    await expect(page.locator(".dense")).toHaveCount(0);
    expect(await overEdges(page)).toEqual([]);

    // The same as rows.
    await page.getByRole("button", { name: /^(Tampilan|Lebar kolom): / }).click();
    await page.getByRole("button", { name: "Padat", exact: true }).click();
    await expect(page.locator("[data-column].dense")).toHaveCount(STEPS.length);
    expect(await overEdges(page)).toEqual([]);
  });
});

test.describe("an office with 2,000 files", () => {
  test.use({ holds: THOUSANDS });

  test("shows rows by itself, draws only those that are seen, and goes where its map is clicked", async ({ page, signIn }) => {
    test.setTimeout(60_000);
    await signIn("yuliana");
    await openBoard(page);
    const total = Number(/\d+/.exec(await page.locator(".status-total").innerText())?.[0]);
    expect(total).toBeGreaterThan(2_000);
    await expect(page.locator("[data-column].dense")).toHaveCount(STEPS.length);
    const drawn = async () => {
      const count = await page.locator(".dense-row").count();
      expect(count).toBeGreaterThan(STEPS.length);
      expect(count, "rows that are drawn").toBeLessThan(total / 4);
    };
    await drawn();

    const verify = column(page, 2);
    const list = verify.locator(".dense-list");
    const foot = verify.locator(".dense-foot");
    /** The first and the last of the rows that are seen, and how many there are, as the foot says. */
    const seen = async () => {
      const [from, to, of] = [...(await foot.innerText()).matchAll(/\d+/g)].map(Number);
      return { from: from!, to: to!, of: of! };
    };
    const { from, to, of } = await seen();
    expect(from).toBe(1);
    expect(of).toBeGreaterThan(500);

    // The map leads there at one click, and its frame stands where the click was.
    const map = verify.locator(".dense-map");
    const { x, y, width, height } = (await map.boundingBox())!;
    await page.mouse.click(x + width / 2, y + height * 0.75);
    await expect.poll(async () => (await seen()).from).toBeGreaterThan(to);
    const middle = (await seen()).from / of;
    expect(middle).toBeGreaterThan(0.7);
    expect(middle).toBeLessThan(0.8);
    const frame = (await map.locator(".map-frame").boundingBox())!;
    expect(frame.y).toBeLessThanOrEqual(y + height * 0.75);
    expect(frame.y + frame.height).toBeGreaterThanOrEqual(y + height * 0.75);
    await drawn();

    // The head of the group stays above its rows.
    const top = (await list.boundingBox())!.y;
    const first = list.locator(".dense-head").first();
    await expect.poll(async () => Math.abs((await first.boundingBox())!.y - top)).toBeLessThanOrEqual(2);
    await expect(first).toContainText("menunggu pemohon");
    await page.mouse.click(x + width / 2, y + 3);
    await expect(first).toContainText("terlambat");
    await page.mouse.move(x - 60, y + height / 2);
    await page.mouse.wheel(0, 340);
    await expect.poll(async () => (await seen()).from).toBeGreaterThan(5);
    await expect.poll(async () => Math.abs((await first.boundingBox())!.y - top)).toBeLessThanOrEqual(2);
    await expect(first).toContainText("terlambat");

    // The last row is there when the list is scrolled to its end.
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect.poll(async () => (await seen()).to).toBe(of);
    await drawn();
    expect(await overEdges(page)).toEqual([]);
    await drawn();

    // What is left by a filter is shown as cards again, where it is not more than 400.
    await page.goto(`${BOARD}?cari=siti`);
    await expect(page.locator("html[data-ready]")).toBeAttached();
    const left = Number(/\d+/.exec(await page.locator(".status-total").innerText())?.[0]);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(400);
    await expect(page.locator(".dense")).toHaveCount(0);
  });
});
