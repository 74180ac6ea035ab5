import { expectPlace, move, open, press, register } from "../../fixtures/counter";
import { expect, test } from "../../fixtures/test";

test("who comes second is told who did what, and nothing is lost", async ({ page, browser, office, problems, signIn }) => {
  test.setTimeout(90_000);
  problems.allow(/status of 409.*command\/act/);
  await signIn("yuliana");
  const { address } = await register(page, "Yusnidar");
  await move(page, /Serahkan dan terima/);
  await expect(page.locator(".trail [aria-current=step]")).toContainText("Verifikasi");

  // A colleague looks at the same file in another browser.
  const other = await browser.newContext({ baseURL: office.url, locale: "id-ID" });
  const colleague = await other.newPage();
  await signIn("rahmat", colleague);
  await open(colleague, address);
  await press(colleague, "Ambil alih");
  await expectPlace(colleague, "Front Office (RH)");

  await press(page, "Kembalikan ke pemohon…");
  const back = page.getByRole("dialog");
  await back.getByRole("checkbox").first().check();
  for (const field of await back.locator("textarea, input[type=text]").all())
    if (await field.isVisible()) await field.fill("Belum ada");
  await back.getByRole("button").last().click();
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
