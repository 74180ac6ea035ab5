#!/usr/bin/env bash
# Every check and every test, in the order of their cost, with a PostgreSQL of its own. Goes on after a failure and
# ends with a line `N passed, N failed` over all runners.
set -uo pipefail
cd "$(dirname "$0")/.."
source xtask/postgres.sh

passed=0
failed=0
notes=()
scratch=$(mktemp -d "${TMPDIR:-/tmp}/kendali-suite.XXXXXX")

finish() {
    [ ! -d "$scratch/pg" ] || stop_postgres "$scratch"
    rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM

die() {
    echo "make test: $*" >&2
    exit 1
}

install_missing() {
    local missing=()
    command -v chromium >/dev/null || missing+=(chromium)
    postgres_programs >/dev/null || missing+=(postgresql)
    command -v pdftoppm >/dev/null && command -v pdftotext >/dev/null || missing+=(poppler-utils)
    command -v zbarimg >/dev/null || missing+=(zbar-tools)
    [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}" || die "a package is missing"
}

# One check: a name and a command; counts as one test.
check() {
    local name=$1
    shift
    echo "== $name"
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)) && notes+=("$name"); fi
}

# Rust's tests: adds up every `test result:` line; a crate that does not compile is one failure.
rust_tests() {
    echo "== cargo test"
    cargo test --release --locked --no-fail-fast -p domain -p storage -p app -p server 2>&1 | tee "$scratch/cargo.log"
    local status=${PIPESTATUS[0]} ok bad
    ok=$(awk '/^test result:/ {n += $4} END {print n + 0}' "$scratch/cargo.log")
    bad=$(awk '/^test result:/ {n += $6} END {print n + 0}' "$scratch/cargo.log")
    [ "$status" = 0 ] || [ "$bad" -gt 0 ] || bad=1
    passed=$((passed + ok)) failed=$((failed + bad))
    [ "$bad" = 0 ] || notes+=("cargo test")
}

# The same clocks in the server's program and in WebAssembly: one test for each seed.
parity() {
    echo "== clocks, native and WebAssembly"
    local examples=target/wasm32-unknown-unknown/wasm-release/examples ok=0
    cargo build --release --locked -p domain --example parity \
        && cargo build --locked --example parity "${browser[@]}" \
        && node xtask/parity.mjs target/release/examples/parity "$examples/parity.wasm" | tee "$scratch/parity.log"
    local status=$?
    [ ! -s "$scratch/parity.log" ] || ok=$(grep -vc DIFFER "$scratch/parity.log")
    passed=$((passed + ok))
    [ "$status" = 0 ] || { failed=$((failed + 5 - ok)); notes+=("clocks, native and WebAssembly"); }
}

# The browser's journeys against the release build.
journeys() {
    echo "== journeys"
    (cd end2end && PLAYWRIGHT_JSON_OUTPUT_NAME="$scratch/journeys.json" npx --no-install playwright test \
        --reporter=list,json)
    local status=$? ok=0 bad=1
    if [ -s "$scratch/journeys.json" ]; then
        read -r ok bad < <(node -e '
            const { stats, errors } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
            console.log(stats.expected, stats.unexpected + stats.flaky + errors.length);
        ' "$scratch/journeys.json")
    fi
    [ "$status" = 0 ] || [ "$bad" -gt 0 ] || bad=1
    passed=$((passed + ok)) failed=$((failed + bad))
    [ "$bad" = 0 ] || notes+=("journeys")
}

native=(-p domain -p storage -p app -p server -p xtask --all-targets)
browser=(-p frontend --profile wasm-release --target wasm32-unknown-unknown)

install_missing
# Nothing that a test writes has to outlive the computer.
TEST_POSTGRES_URL=$(start_postgres "$scratch" max_connections=300 fsync=off full_page_writes=off) \
    || die "PostgreSQL did not start"
export TEST_POSTGRES_URL
check "cargo fmt" cargo fmt --all --check
check "clippy" cargo clippy --release --locked "${native[@]}" -- -D warnings
check "clippy, browser" cargo clippy --locked --all-targets "${browser[@]}" -- -D warnings
rust_tests
parity
journeys

[ ${#notes[@]} = 0 ] || printf 'failed in: %s\n' "${notes[@]}"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
