import { drag, leadTo, lift, openBoard } from "../../fixtures/board";
import { expectPlace, move, open, press, register } from "../../fixtures/counter";
import { act, cardAt, cardOf, check, look, verify } from "../../fixtures/desk";
import { expect, test } from "../../fixtures/test";

test("who comes second is told who did what, and nothing is lost", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(90_000);
  problems.allow(/status of 409.*command\/act/);
  await signIn("yuliana");
  const { address } = await register(page, "Yusnidar");
  await move(page, /Serahkan dan terima/);
  await expect(page.locator(".trail [aria-current=step]")).toContainText("Verifikasi");

  await press(page, "Kembalikan ke pemohon…");
  const back = page.getByRole("dialog");
  await back.getByRole("checkbox").first().check();
  await back.getByLabel("Kekurangannya").fill("Belum ada");
  await back.getByLabel("Cara memperbaiki").fill("Bawa yang asli");

  // Meanwhile a colleague takes the same file over in another browser: what is being written stays, and it is said.
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const colleague = await other.newPage();
  await signIn("rahmat", colleague);
  await open(colleague, address);
  await press(colleague, "Ambil alih");
  await expectPlace(colleague, "Front Office (RH)");
  await expect(page.locator(".news")).toContainText("Berkas ini baru saja berubah");
  await back.getByRole("button", { name: "Kembalikan ke pemohon" }).click();
  await expect(page.locator(".toasts")).toContainText("Rahmat Hidayat");
  // The page now shows what is true.
  await expectPlace(page, "Front Office (RH)");
  await other.close();
});

test("a command that is repeated gets the first answer", async ({ page, signIn }) => {
  await signIn("yuliana");
  const { address } = await register(page, "Suparman");
  const dossier = address.split("/").pop();
  const act = async () => {
    const data = {
      dossier,
      seen: 1,
      id: "01a20b48-0900-7fff-bfff-00000000abcd",
      command: { command: "hand_over", then: "hand_over" },
    };
    return page.request.post("/api/command/act", { data });
  };
  const [first, second] = [await act(), await act()];
  expect(first.ok()).toBe(true);
  expect(second.ok()).toBe(true);
  expect((await second.json()).card.standing.version).toBe((await first.json()).card.standing.version);
});

test("two hands lift the same card: the one that drops first has it, the other is told", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(90_000);
  problems.allow(/status of 409.*command\/act/);
  await signIn("yuliana");
  const { address } = await register(page, "Khairunnisa Siregar");
  await verify(page, address);
  await openBoard(page);

  // Yuliana lifts the file out of the Back Office's tray to take it back; Dian, meanwhile, accepts it and lifts it too.
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const colleague = await other.newPage();
  await signIn("dian", colleague);
  await openBoard(colleague);
  await lift(page, cardAt(page, address, 3));
  await leadTo(page, 2);
  await act(colleague, address, { command: "accept" });
  await expect(cardAt(colleague, address, 3)).toHaveClass(/board-card/);
  await drag(colleague, address, { from: 3, to: 4 });
  await expect(cardAt(colleague, address, 4)).toBeVisible();

  // What she holds stays in her hand, and letting it go changes nothing.
  await expect(page.locator(".floating")).toBeVisible();
  const { card } = await look(page, address);
  await page.mouse.up();
  const told = page.locator(".toast").filter({ hasText: "Berkas sudah diubah oleh Dian Kusuma" });
  await expect(told).toContainText("Perubahan Anda tidak disimpan.");
  await expect(cardAt(page, address, 4)).toBeVisible();
  await expect(cardOf(page, address)).toHaveCount(1);
  await expect(page.locator(".floating")).toHaveCount(0);
  await expect(page.locator("[data-lifted]")).toHaveCount(0);
  expect((await look(page, address)).card.standing.version).toBe(card.standing.version);
  await other.close();
});

test("one officer at two computers lifts the same card: the second drop is told of the first", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(90_000);
  problems.allow(/status of 409.*command\/act/);
  await signIn("yuliana");
  const { address } = await register(page, "Tengku Mariam");
  await check(page, address);
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const counter = await other.newPage();
  await signIn("yuliana", counter);
  for (const [own, step] of [
    [page, 3],
    [counter, 1],
  ] as const) {
    await openBoard(own);
    await lift(own, cardAt(own, address, 2));
    await leadTo(own, step);
  }
  await page.mouse.up();
  await expect(cardAt(page, address, 3)).toBeVisible();

  // The other drop would ask what is missing; that the file has gone is told when the answer is sent.
  await counter.mouse.up();
  const back = counter.getByRole("dialog");
  await back.getByRole("checkbox").first().check();
  await back.getByLabel("Kekurangannya").fill("Belum ditandatangani");
  await back.getByLabel("Cara memperbaiki").fill("Tanda tangani surat permohonan");
  await back.getByRole("button", { name: "Kembalikan ke pemohon" }).click();
  await expect(counter.locator(".toasts")).toContainText("Berkas sudah diubah oleh Yuliana Sari");
  await expect(cardAt(counter, address, 3)).toBeVisible();
  await expect(cardAt(counter, address, 2)).toHaveCount(0);
  await other.close();
});
