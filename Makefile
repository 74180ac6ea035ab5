# Debian 12 with rustup, gcc, make, git and Node 20 or newer; everything else is fetched by cargo and npm.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run build tools journeys test bench dev clean

KENDALI := target/release/kendali
XTASK := target/release/xtask
TOOLS := target/tools/.installed
JOURNEYS := end2end/node_modules/.installed
WASM := target/.wasm32

help:
	@echo "make run    build, fill data/kendali.db with a demonstration office if it is new, serve http://127.0.0.1:3000"
	@echo "make test   the whole suite, its set-up included"
	@echo "make bench  the benchmarks"
	@echo "make dev    rebuild and reload at every change (needs cargo-leptos)"

run: build
	@if [ -z "$${KENDALI_DATABASE_URL:-}" ] && [ ! -e data/kendali.db ]; then \
		mkdir -p data && chmod 700 data; \
		trap 'rm -f data/kendali.db data/kendali.db-shm data/kendali.db-wal data/kendali.keys; exit 1' INT TERM; \
		$(KENDALI) demo || { rm -f data/kendali.db{,-shm,-wal} data/kendali.keys; exit 1; }; \
	fi
	@exec $(KENDALI) serve

build: $(WASM) $(TOOLS) $(XTASK)
	@$(XTASK)

tools: $(TOOLS)

journeys: $(JOURNEYS)

test: build journeys
	@xtask/suite.sh

# Chosen beside the server, the examples are linked with the very crates that the server is linked with.
bench: build journeys
	@cargo build --release --locked -p server -p domain -p storage --example clock_bench --example moves_floor --example papers_bench
	@cargo build --locked -p frontend --example clock_bench --profile wasm-release --target wasm32-unknown-unknown
	@node xtask/bench.mjs

dev: $(TOOLS)
	@command -v cargo-leptos >/dev/null || { \
		echo "make dev needs cargo-leptos: cargo install --locked --features no_downloads cargo-leptos --version 0.3.10"; \
		exit 1; }
	@PATH="$$PWD/target/tools/node_modules/.bin:$$PATH" cargo leptos watch

clean:
	@rm -rf target end2end/node_modules end2end/test-results end2end/report

# The toolchain of rust-toolchain.toml may be there without the browser's target.
$(WASM): rust-toolchain.toml
	@command -v cargo >/dev/null || { echo "cargo is missing: install rustup, see https://rustup.rs"; exit 1; }
	@test -d "$$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" || rustup target add wasm32-unknown-unknown
	@mkdir -p target && touch $@

# wasm-opt, pinned by xtask/package-lock.json.
$(TOOLS): xtask/package.json xtask/package-lock.json xtask/.npmrc
	@node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null \
		|| { echo "Node 20 or newer is missing"; exit 1; }
	@mkdir -p target/tools && cp xtask/package.json xtask/package-lock.json xtask/.npmrc target/tools/
	@cd target/tools && npm ci --ignore-scripts --loglevel=error && touch .installed

# The browser itself is Debian's: no script of the package may fetch another.
$(JOURNEYS): end2end/package.json end2end/package-lock.json end2end/.npmrc
	@cd end2end && npm ci --ignore-scripts --loglevel=error && touch node_modules/.installed

$(XTASK): $(wildcard xtask/src/*.rs) xtask/Cargo.toml Cargo.lock
	@begun=$$SECONDS; cargo build --release --locked -p xtask; touch $@; echo "  xtask     $$((SECONDS - begun)) s" >&2
