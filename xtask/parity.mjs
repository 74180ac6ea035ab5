// Runs the WebAssembly module of `domain/examples/parity.rs` and compares its digests with the native program's.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const [program, module] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(module), {});
const CASES = 20_000;
let differing = 0;
for (const seed of [1, 2, 3, 4, 5]) {
  const native = execFileSync(program, [String(seed), String(CASES)], { encoding: "utf8" }).trim();
  const digest = BigInt.asUintN(64, instance.exports.digest(BigInt(seed), CASES));
  const browser = digest.toString(16).padStart(16, "0");
  if (native !== browser) differing += 1;
  console.log(`seed ${seed}: native ${native}, WebAssembly ${browser}${native === browser ? "" : "  DIFFER"}`);
}
process.exit(differing === 0 ? 0 : 1);
