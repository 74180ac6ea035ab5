#!/usr/bin/env bash
# Every check and every test, in the order of their cost, with a PostgreSQL of its own. Goes on after a failure and
# ends with a line `N passed, N failed` over all runners.
set -uo pipefail
cd "$(dirname "$0")/.."

passed=0
failed=0
notes=()
scratch=$(mktemp -d "${TMPDIR:-/tmp}/kendali-suite.XXXXXX")
postgres=""

finish() {
    [ -z "$postgres" ] || as_postgres "$pg_bin/pg_ctl" -D "$scratch/pg/data" -m immediate -w stop >/dev/null 2>&1
    rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM

die() {
    echo "make test: $*" >&2
    exit 1
}

# PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

install_missing() {
    local missing=()
    command -v chromium >/dev/null || missing+=(chromium)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    [ ${#missing[@]} -gt 0 ] || return 0
    [ "$(id -u)" = 0 ] || die "missing packages, install them as root: apt-get install ${missing[*]}"
    echo "installing ${missing[*]}"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        >"$scratch/apt.log" 2>&1 || { tail -n 20 "$scratch/apt.log"; die "could not install ${missing[*]}"; }
}

# A cluster in the scratch folder, reached by a socket only: no port is taken, nothing survives.
start_postgres() {
    local initdb
    initdb=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)
    pg_bin=$(dirname "$initdb")
    mkdir "$scratch/pg"
    [ "$(id -u)" != 0 ] || { chmod 711 "$scratch"; chown postgres "$scratch/pg"; }
    (cd "$scratch/pg" && as_postgres "$initdb" -D "$scratch/pg/data" -U kendali -A trust -E UTF8 --locale=C --no-sync) \
        >"$scratch/initdb.log" 2>&1 || { cat "$scratch/initdb.log"; die "initdb failed"; }
    (cd "$scratch/pg" && as_postgres "$pg_bin/pg_ctl" -D "$scratch/pg/data" -l "$scratch/pg/log" -w start \
        -o "-k $scratch/pg -c listen_addresses='' -c max_connections=300 -c fsync=off -c full_page_writes=off") \
        >"$scratch/pg_ctl.log" 2>&1 || { cat "$scratch/pg_ctl.log"; die "PostgreSQL did not start"; }
    postgres=running
    export TEST_POSTGRES_URL="postgres://kendali@localhost/postgres?host=$scratch/pg"
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
start_postgres
check "cargo fmt" cargo fmt --all --check
check "clippy" cargo clippy --release --locked "${native[@]}" -- -D warnings
check "clippy, browser" cargo clippy --locked --all-targets "${browser[@]}" -- -D warnings
rust_tests
parity
journeys

[ ${#notes[@]} = 0 ] || printf 'failed in: %s\n' "${notes[@]}"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
