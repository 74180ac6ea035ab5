// The measures of speed and size, each beside its floor in the same run. Nothing here is a test.
// `node xtask/bench.mjs [ROW…] [--large N]`: the rows by their names, all unless said otherwise, and how many dossiers
// the large office has.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { brotliDecompressSync } from "node:zlib";

import { Client } from "./bench/client.mjs";
import { Screen } from "./bench/screen.mjs";
import { watch } from "./bench/watchers.mjs";
import { SITE, TARGET, postgres, serve, sqlite } from "./bench/office.mjs";

const MODULE = join(TARGET, "wasm32-unknown-unknown/wasm-release/examples/clock_bench.wasm");
const CLOCKS = join(TARGET, "release/examples/clock_bench");
const PAPERS = join(TARGET, "release/examples/papers_bench");
const FLOOR = join(TARGET, "release/examples/moves_floor");
const SERVICE = "sipp-inseminator";
const BOARD = `/papan/${SERVICE}`;
const BUSY = ["--dossiers", "2600", "--open", "2000"];

const RUNS = 5;
const CLIENTS = 8;
const SECONDS = 3;

const ROWS = { clocks, sizes, papers, board, moves, large, screen, watchers };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { large: { type: "string", default: "100000" } },
});
const LARGE = Number(values.large);
const unknown = positionals.filter((name) => !ROWS[name]);
if (unknown.length > 0 || !Number.isInteger(LARGE)) {
  console.error(`usage: bench.mjs [${Object.keys(ROWS).join("] [")}] [--large N]`);
  process.exit(2);
}

const table = [];
function row(measure, ours, { spread = "", floor = "", ratio = "", reach = "", reached } = {}) {
  table.push([measure, ours, spread, floor, ratio, reach, reached === undefined ? "" : reached ? "yes" : "NO"]);
  console.log(`  ${measure}: ${ours}${spread ? ` [${spread}]` : ""}${floor ? ` (floor ${floor})` : ""}`);
}
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const median = (numbers) => sorted(numbers)[Math.floor(numbers.length / 2)];
/** The least and the most of several runs. */
const between = (numbers, digits = 0) => [sorted(numbers)[0], sorted(numbers).at(-1)].map((number) => number.toFixed(digits)).join(" to ");
const pause = (ms) => new Promise((next) => setTimeout(next, ms));

async function clocks() {
  const native = execFileSync(CLOCKS, { encoding: "utf8" }).trim().split("\n").map((line) => line.split("\t"));
  const figures = native.map(([name, figure, reach]) => {
    const [ours, limit] = [Number.parseFloat(figure), Number(/\d+/.exec(reach)?.[0])];
    row(name, figure, { reach: reach.replace("reach ", ""), reached: limit ? ours <= limit : undefined });
    return ours;
  });
  const { instance } = await WebAssembly.instantiate(readFileSync(MODULE), {});
  for (const [kind, name] of [[0, "without pauses"], [1, "with ten pauses"]]) {
    const ours = clockInWasm(instance, kind);
    const ratio = ours / figures[kind];
    const beside = { floor: `${figures[kind]} ns`, ratio: ratio.toFixed(2), reach: "<= 4x", reached: ratio <= 4 };
    row(`clock ${name}, WebAssembly`, `${ours.toFixed(0)} ns`, beside);
  }
}

/** Nanoseconds for one clock: the module evaluates a thousand of them as often as asked. */
function clockInWasm(instance, kind) {
  instance.exports.run(kind, 20);
  const runs = Array.from({ length: RUNS }, () => {
    const begun = performance.now();
    instance.exports.run(kind, 200);
    return ((performance.now() - begun) * 1e6) / (200 * 1000);
  });
  return median(runs);
}

function sizes() {
  const { files } = JSON.parse(readFileSync(join(SITE, "manifest.json"), "utf8"));
  const bytes = ["kendali.js", "kendali.wasm"].map((name) => statSync(join(SITE, "pkg", `${files[name]}.br`)).size);
  const ours = (bytes[0] + bytes[1]) / 1000;
  const beside = { floor: "148 kB", ratio: (ours / 148).toFixed(2), reach: "<= 350 kB", reached: ours <= 350 };
  row("script and module, brotli", `${ours.toFixed(0)} kB`, beside);
}

/** Single papers, each with facts of its own, after the first; what the press holds. */
function papers() {
  for (const line of execFileSync(PAPERS, { encoding: "utf8" }).trim().split("\n")) {
    const [name, ours, beside, reach, reached] = line.split("\t");
    row(name, ours, { spread: beside, reach, reached: reached === "yes" });
  }
}

async function board() {
  const server = await serve(sqlite.make(...BUSY));
  const client = new Client(server);
  const cookie = await client.signIn("yuliana");
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    runs.push({ floor: await timed(client, "/healthz", cookie), ours: await timed(client, BOARD, cookie) });
  }
  const ms = (number) => `${number.toFixed(1)} ms`;
  const [floor, ours] = [median(runs.map((run) => run.floor.first)), median(runs.map((run) => run.ours.first))];
  const more = ours - floor;
  const spread = between(runs.map((run) => run.ours.first), 1);
  const beside = { spread, floor: ms(floor), ratio: `+${ms(more)}`, reach: "<= 15 ms more", reached: more <= 15 };
  row("board of 2,000 open: first byte", ms(ours), beside);
  // The head of the page is sent while the board is still being read.
  row("board of 2,000 open: last byte", ms(median(runs.map((run) => run.ours.last))));
  const page = await client.ask(BOARD, { cookie, encoding: "br" });
  const [sent, whole] = [page.body.length / 1000, brotliDecompressSync(page.body).length / 1000];
  const size = { floor: `${whole.toFixed(0)} kB raw`, reach: "<= 60 kB", reached: sent <= 60 };
  row("board of 2,000 open: HTML, brotli", `${sent.toFixed(1)} kB`, size);
  client.close();
  await server.end();
}

/** Milliseconds to the first and to the last byte, each the median of many requests after the first few. */
async function timed(client, path, cookie) {
  const answers = [];
  for (let time = 0; time < 40; time += 1) answers.push(await client.ask(path, { cookie }));
  const failed = answers.find((answer) => answer.status !== 200);
  if (failed) throw new Error(`${path}: ${failed.status}`);
  const [first, last] = ["first", "last"].map((byte) => median(answers.slice(5).map((answer) => answer[byte])));
  return { first, last };
}

async function moves() {
  await movesOn(() => sqlite, "SQLite");
  await movesOn(postgres, "PostgreSQL");
}

/** Moves over HTTP beside the same moves without it, in turns, each run on a fresh copy of one office. */
async function movesOn(open, name) {
  const measure = `durable moves, ${CLIENTS} clients, ${name}`;
  let database;
  try {
    database = open();
  } catch {
    return row(measure, "not measured", { reach: ">= 60 %" });
  }
  const office = database.make(...BUSY);
  const movers = await prepareMovers(office);
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const ours = await overHttp(database.copy(office), movers);
    runs.push({ ours, floor: bare(database.copy(office), movers) });
  }
  const [ours, floor] = [median(runs.map((run) => run.ours)), median(runs.map((run) => run.floor))];
  const share = (100 * ours) / floor;
  const spread = between(runs.map((run) => run.ours));
  const beside = { spread, floor: `${floor.toFixed(0)} /s`, ratio: `${share.toFixed(0)} %`, reach: ">= 60 %" };
  row(measure, `${ours.toFixed(0)} /s`, { ...beside, reached: share >= 60 });
}

/** Analysts initial drafts on their desks: such a file can be handed over and taken back for ever. */
async function prepareMovers(office) {
  const server = await serve(office);
  const client = new Client(server);
  const movers = [];
  for (const user of ["nurlela", "hendri"]) movers.push(...(await initialled(client, user, CLIENTS / 2)));
  client.close();
  await server.end();
  if (movers.length < CLIENTS) throw new Error(`only ${movers.length} files can be handed over`);
  return movers;
}

/** So many files that a person can initial: tried, since only the rules know. */
async function initialled(client, user, count) {
  const cookie = await client.signIn(user);
  const movers = [];
  for (const { id, standing } of await client.held(cookie, SERVICE)) {
    const seen = { dossier: id, seen: standing.version };
    const card = await client.act(cookie, seen, { command: "initial" }).catch(() => undefined);
    if (card) movers.push({ user, dossier: id, seen: card.standing.version });
    if (movers.length === count) break;
  }
  return movers;
}

async function overHttp(office, movers) {
  const server = await serve(office);
  const client = new Client(server);
  const cookies = {};
  for (const { user } of movers) cookies[user] ??= await client.signIn(user);
  const begun = performance.now();
  const until = begun + SECONDS * 1000;
  const counts = await Promise.all(movers.map((mover) => moveUntil(until, client, cookies[mover.user], mover)));
  const speed = counts.reduce((sum, count) => sum + count) / ((performance.now() - begun) / 1000);
  client.close();
  await server.end();
  return speed;
}

/** Hands a file over and takes it back until the time is up; answers how often. */
async function moveUntil(until, client, cookie, { dossier, seen }) {
  const commands = [{ command: "hand_over", then: "hand_over" }, { command: "take_back" }];
  let count = 0;
  for (; performance.now() < until; count += 1) {
    await client.act(cookie, { dossier, seen: seen + count }, commands[count % 2]);
  }
  return count;
}

function bare({ url, keys }, movers) {
  const files = movers.map(({ user, dossier }) => `${user}:${dossier}`);
  return Number(execFileSync(FLOOR, [url, keys, String(SECONDS), ...files], { encoding: "utf8" }));
}

/** The office is made once, since that takes a minute; the servers upon it wait side by side. */
async function large() {
  const begun = performance.now();
  const office = sqlite.make("--dossiers", String(LARGE), "--open", "120");
  const speed = LARGE / ((performance.now() - begun) / 1000);
  const reach = { reach: ">= 1500 /s", reached: speed >= 1500 };
  row(`demonstration of ${LARGE} dossiers, one run`, `${speed.toFixed(0)} /s`, reach);
  // A person for each run: nobody signs in as often as that.
  const people = ["yuliana", "rahmat", "dian", "nurlela", "hendri"].slice(0, RUNS);
  const runs = await Promise.all(people.map((user) => memoryAfterAMinute(office, user)));
  const ours = median(runs);
  row("resident memory after 60 s", `${ours.toFixed(0)} MB`, { spread: between(runs), reach: "<= 60 MB", reached: ours <= 60 });
}

/** Resident MiB of a server a minute after its start and a look at the board. */
async function memoryAfterAMinute(office, user) {
  const server = await serve(office);
  const client = new Client(server);
  await client.ask(BOARD, { cookie: await client.signIn(user) });
  await pause(60_000);
  const kibibytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]);
  client.close();
  await server.end();
  return kibibytes / 1024;
}

/** The board in Chromium: 2,000 open dossiers and 10,000. */
async function screen() {
  const first = await usable("2,000 open", BUSY);
  await dragOnBusy(first.office);
  const ten = await usable("10,000 open", ["--dossiers", "10600", "--open", "10000"]);
  const ratio = ten.ready / first.ready;
  row("board of 10,000 beside 2,000: can be used", ratio.toFixed(2), { reach: "<= 1.5x", reached: ratio <= 1.5 });
  await clocksOnTen(ten.office);
}

async function usable(name, options) {
  const office = sqlite.make(...options);
  const { shown, close } = await look(office, "yuliana");
  const runs = [];
  // The first fills the cache.
  for (let run = 0; run <= RUNS; run += 1) {
    const { page, ...found } = await shown.load(BOARD);
    if (run > 0) runs.push({ ...found, floor: await shown.plain(BOARD) });
    await page.close();
  }
  const all = (key) => runs.map((run) => run[key]);
  const of = (key) => median(all(key));
  const ms = (number) => `${number.toFixed(0)} ms`;
  const [paint, ready, floor] = [of("paint"), of("ready"), of("floor")];
  const beside = (key, reach) => {
    const ratio = `${(of(key) / floor).toFixed(2)}`;
    return { spread: between(all(key)), floor: ms(floor), ratio, reach: `<= ${reach} ms`, reached: of(key) <= reach };
  };
  row(`board of ${name}: first paint`, ms(paint), beside("paint", 250));
  row(`board of ${name}: can be used`, ms(ready), beside("ready", 500));
  const longest = { spread: between(all("longest")), reach: "<= 50 ms", reached: of("longest") <= 50 };
  row(`board of ${name}: longest task after paint`, ms(of("longest")), longest);
  row(`board of ${name}: nodes`, String(of("nodes")), { reach: "<= 20000", reached: of("nodes") <= 20_000 });
  await close();
  return { office, ready };
}

/** A browser of somebody upon a copy of an office, whose clock may start at another time. */
async function look(office, user, clock) {
  const server = await serve(sqlite.copy(office), clock);
  const client = new Client(server);
  const cookie = await client.signIn(user);
  const shown = await Screen.open(server, cookie);
  const close = async () => {
    await shown.close();
    client.close();
    await server.end();
  };
  return { server, client, cookie, shown, close };
}

const DRAGS = 2 * RUNS;

/**
 * Drags on a board of 2,000, all of them shown as rows: files that wait for an analyst's initial go to the next desk, while
 * that desk's own browser watches the board.
 */
async function dragOnBusy(office) {
  const { server, client, shown, close } = await look(office, "hendri");
  const watcher = await client.signIn("marlina");
  const sent = new Map();
  const topics = `board:${SERVICE},desk`;
  const leave = await watch(server, watcher, topics, 1, (seq, _at, bytes) => sent.set(seq, (sent.get(seq) ?? 0) + bytes));
  const { page } = await shown.load(BOARD);
  const before = sent.size;
  const runs = [];
  for (let run = 0; run < DRAGS; run += 1) runs.push({ ...(await Screen.drag(page, 4, 5)), floor: await Screen.roundTrip(page) });
  const heard = [...sent.values()].slice(before);
  if (heard.length < DRAGS) throw new Error(`only ${heard.length} of ${DRAGS} moves were told to who watches`);
  const all = (key) => runs.map((run) => run[key]);
  const [floor, ms] = [median(all("floor")), (number) => `${number.toFixed(1)} ms`];
  const told = (measure, key, reach) => {
    const ours = median(all(key));
    const beside = { spread: between(all(key)), floor: ms(floor), ratio: (ours / floor).toFixed(1) };
    row(measure, ms(ours), { ...beside, reach: `<= ${reach} ms`, reached: ours <= reach });
  };
  told("2,000 rows: from the drop to the answer", "answered", 50);
  told("2,000 rows: from the drop to the frame with the row in its place", "repainted", 100);
  const longest = median(all("longest"));
  const none = { spread: between(all("longest")), reach: "<= 50 ms", reached: longest <= 50 };
  row("2,000 rows: longest task from the lift to that frame", `${longest.toFixed(0)} ms`, none);
  const most = Math.max(...heard);
  row("a drop: sent to each watching browser", `${most} B`, { spread: between(heard), reach: "<= 2048 B", reached: most <= 2048 });
  leave();
  await close();
}

/** Long enough for a full minute of the office, and for the waits, which turn by the minute of the page. */
const WATCHED_SECONDS = 70;
/** When no clock runs and no text changes. */
const EVENING = "2026-11-24T19:00:10+07:00";

/** What the clocks of 10,000 cards take at work, and that they take nothing where no text changes. */
async function clocksOnTen(office) {
  const name = "clocks of 10,000 cards";
  const atWork = await look(office, "yuliana");
  const { page } = await atWork.shown.load(BOARD);
  const seconds = await Screen.idle(page, WATCHED_SECONDS);
  const relaid = await atWork.shown.relaid(10);
  await atWork.close();
  const script = (of) => of.map(({ script }) => script);
  const [usual, full] = [seconds.filter(({ minute }) => !minute), seconds.filter(({ minute }) => minute)];
  if (full.length === 0) throw new Error("no full minute was seen");
  const tick = median(script(usual));
  const texts = `${median(usual.map(({ texts }) => texts))} texts`;
  row(`${name}: script in a second`, `${tick.toFixed(2)} ms`, {
    spread: between(script(usual), 1),
    floor: texts,
    reach: "<= 2 ms",
    reached: tick <= 2,
  });
  const most = full.reduce((one, other) => (one.script > other.script ? one : other));
  row(`${name}: script in the second of a full minute`, `${most.script.toFixed(2)} ms`, { floor: `${most.texts} texts` });
  const anew = relaid.map(({ anew }) => anew);
  row(`${name}: boxes laid out anew at once`, String(median(anew)), {
    spread: between(anew),
    floor: `${median(relaid.map(({ all }) => all))} boxes`,
  });

  const atRest = await look(office, "yuliana", EVENING);
  const evening = await atRest.shown.load(BOARD);
  const still = (await Screen.idle(evening.page, 20)).filter(({ texts }) => texts === 0);
  await atRest.close();
  if (still.length === 0) throw new Error("no second without a changed text was seen");
  const layouts = Math.max(...still.map(({ layouts }) => layouts));
  row(`${name}: layouts in a second without a changed text`, String(layouts), {
    spread: `${still.length} seconds`,
    reach: "0",
    reached: layouts === 0,
  });
}

const WATCHERS = 1000;
const MOVES_A_SECOND = 20;

/** Watchers of one board while files move: the time from the answer to the mover until the last watcher knows. */
async function watchers() {
  const office = sqlite.make(...BUSY);
  const movers = await prepareMovers(office);
  const server = await serve(office);
  const client = new Client(server);
  const cookies = {};
  for (const { user } of movers) cookies[user] ??= await client.signIn(user);
  const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]);
  const before = resident();
  const last = new Map();
  let largest = 0;
  const newest = JSON.parse((await client.ask("/api/board/read", { cookie: cookies.hendri, body: { service: SERVICE, query: {} } })).body).seq;
  const leave = await watch(server, cookies.hendri, `board:${SERVICE}`, WATCHERS, (seq, at, bytes) => {
    const known = last.get(seq) ?? { count: 0, at: 0 };
    last.set(seq, { count: known.count + 1, at: Math.max(known.at, at) });
    if (seq > newest) largest = Math.max(largest, bytes);
  });
  await pause(1000);
  const each = (resident() - before) / WATCHERS;
  const asked = [];
  const commands = [{ command: "hand_over", then: "hand_over" }, { command: "take_back" }];
  for (let move = 0; move < MOVES_A_SECOND * 10; move += 1) {
    const mover = movers[move % movers.length];
    const turn = Math.floor(move / movers.length);
    asked.push(performance.now());
    await client.act(cookies[mover.user], { dossier: mover.dossier, seen: mover.seen + turn }, commands[turn % 2]);
    await pause(Math.max(0, 1000 / MOVES_A_SECOND - (performance.now() - asked.at(-1))));
  }
  await pause(1000);
  const told = [...last.entries()].filter(([seq, { count }]) => seq > newest && count >= WATCHERS).sort(([one], [other]) => one - other);
  const waits = told.map(([, { at }], place) => at - asked[place]).sort((one, other) => one - other);
  if (waits.length < asked.length) throw new Error(`only ${waits.length} of ${asked.length} moves reached every watcher`);
  const p99 = waits[Math.floor(waits.length * 0.99)];
  const spread = between(waits);
  row(`${WATCHERS} watchers: from the drop to the last, p99`, `${p99.toFixed(0)} ms`, { spread, reach: "<= 100 ms", reached: p99 <= 100 });
  row("memory of a watcher", `${each.toFixed(1)} KiB`, { reach: "<= 20 KiB", reached: each <= 20 });
  row("largest message to a watcher", `${largest} B`, { reach: "<= 2048 B", reached: largest <= 2048 });
  leave();
  client.close();
  await server.end();
}

function print() {
  const lines = [["measure", "ours", "spread", "floor", "ratio", "reach", "reached"], ...table];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  console.log();
  for (const cells of lines) console.log(cells.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
}

for (const name of positionals.length > 0 ? positionals : Object.keys(ROWS)) await ROWS[name]();
print();
