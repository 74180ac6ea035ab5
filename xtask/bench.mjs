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
import { SITE, TARGET, postgres, serve, sqlite } from "./bench/office.mjs";

const MODULE = join(TARGET, "wasm32-unknown-unknown/wasm-release/examples/clock_bench.wasm");
const CLOCKS = join(TARGET, "release/examples/clock_bench");
const FLOOR = join(TARGET, "release/examples/moves_floor");
const SERVICE = "sipp-inseminator";
const BOARD = `/papan/${SERVICE}`;
const BUSY = ["--dossiers", "2600", "--open", "2000"];

const RUNS = 5;
const CLIENTS = 8;
const SECONDS = 3;

const ROWS = { clocks, sizes, board, moves, large };
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
function row(measure, ours, { floor = "", ratio = "", reach = "", reached } = {}) {
  table.push([measure, ours, floor, ratio, reach, reached === undefined ? "" : reached ? "yes" : "NO"]);
  console.log(`  ${measure}: ${ours}${floor ? ` (floor ${floor})` : ""}`);
}
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
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
  const beside = { floor: ms(floor), ratio: `+${ms(more)}`, reach: "<= 15 ms more", reached: more <= 15 };
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
  const beside = { floor: `${floor.toFixed(0)} /s`, ratio: `${share.toFixed(0)} %`, reach: ">= 60 %" };
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
  const ours = median(await Promise.all(people.map((user) => memoryAfterAMinute(office, user))));
  row("resident memory after 60 s", `${ours.toFixed(0)} MB`, { reach: "<= 60 MB", reached: ours <= 60 });
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

function print() {
  const lines = [["measure", "ours", "floor", "ratio", "reach", "reached"], ...table];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  console.log();
  for (const cells of lines) console.log(cells.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
}

for (const name of positionals.length > 0 ? positionals : Object.keys(ROWS)) await ROWS[name]();
print();
