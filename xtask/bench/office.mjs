// Demonstration offices in either database, copies of them, and servers upon them. All of it is gone when the program ends.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const TARGET = process.env.CARGO_TARGET_DIR ?? "target";
export const SITE = join(TARGET, "site");
const PROGRAM = join(TARGET, "release/kendali");
const MORNING = "2026-11-24T09:00:00+07:00";
/** On a disk: where /tmp lies in memory nothing would be durable. */
const SCRATCH = process.env.TMPDIR ?? "/var/tmp";

const atTheEnd = [];
process.on("exit", () => atTheEnd.reverse().forEach((undo) => undo()));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));

function newFolder() {
  const folder = mkdtempSync(join(SCRATCH, "kendali-bench-"));
  atTheEnd.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const settings = ({ url, keys }, clock = MORNING) => ({
  PATH: process.env.PATH,
  KENDALI_DATABASE_URL: url,
  KENDALI_KEYS: keys,
  KENDALI_CLOCK: clock,
  KENDALI_SITE: SITE,
  KENDALI_LOG: "error",
});
const demo = (office, options) =>
  execFileSync(PROGRAM, ["demo", ...options], { env: settings(office), stdio: ["ignore", "ignore", "inherit"] });

/** A database: `make` fills an office with the options of `kendali demo`, `copy` gives the same office once more. */
export const sqlite = { make: makeFile, copy: copyFile };

const inFolder = (folder) => ({ url: `sqlite:${join(folder, "kendali.db")}`, keys: join(folder, "kendali.keys"), folder });

function makeFile(...options) {
  const office = inFolder(newFolder());
  demo(office, options);
  return office;
}

function copyFile(office) {
  const copy = inFolder(newFolder());
  for (const name of ["kendali.db", "kendali.keys"]) copyFileSync(join(office.folder, name), join(copy.folder, name));
  // Otherwise the copy itself would be written to the disk while the copy is at work.
  execFileSync("sync");
  return copy;
}

/** Runs functions of xtask/postgres.sh. */
const shell = (script, ...values) =>
  execFileSync("bash", ["-c", `source xtask/postgres.sh && ${script}`, "bash", ...values], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });

/** A cluster with PostgreSQL's own defaults, so that what is committed is on the disk. */
export function postgres() {
  shell("postgres_programs >/dev/null || install_packages postgresql");
  const folder = newFolder();
  atTheEnd.push(() => shell('stop_postgres "$1" || true', folder));
  const server = shell('start_postgres "$1"', folder).trim();
  let databases = 0;
  const create = (from = "") => {
    const name = `office_${(databases += 1)}`;
    query(server, `create database ${name} ${from}`);
    return { url: server.replace("/postgres?", `/${name}?`), keys: join(newFolder(), "kendali.keys"), name };
  };
  const make = (...options) => {
    const office = create();
    demo(office, options);
    // An office at work has the statistics that PostgreSQL gathers within the first minutes.
    query(office.url, "vacuum analyze");
    return office;
  };
  const copy = (office) => {
    const copy = create(`template ${office.name}`);
    copyFileSync(office.keys, copy.keys);
    query(server, "checkpoint");
    return copy;
  };
  return { make, copy };
}

const query = (url, sql) => shell('"$(postgres_programs)/psql" "$1" -qc "$2"', url, sql);

/** A server upon an office, at a port of its own; its clock starts on that morning unless said otherwise. */
export async function serve(office, clock) {
  const stdio = ["ignore", "pipe", "inherit"];
  const child = spawn(PROGRAM, ["serve", "--addr", "127.0.0.1:0"], { env: settings(office, clock), stdio });
  atTheEnd.push(() => child.kill("SIGKILL"));
  const ended = new Promise((done) => child.once("exit", done));
  const listening = new Promise((found) => {
    const lines = createInterface(child.stdout);
    lines.on("line", (line) => line.startsWith("http:") && found(new URL(line).port));
  });
  const port = await Promise.race([listening, ended.then(() => undefined)]);
  if (!port) throw new Error("the server did not start");
  return { port, pid: child.pid, end: () => (child.kill(), ended) };
}
