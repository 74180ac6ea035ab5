//! The browser's half of the proof that it computes what the server computes: a module that exports `digest`, run by
//! `xtask/parity.mjs`. The other half is `domain/examples/parity.rs`.

/// The digest of the first `cases` clocks of a seed.
#[expect(unsafe_code, reason = "the host of the module calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn digest(seed: u64, cases: u32) -> u64 {
    domain::parity::digest(seed, cases as usize)
}

fn main() {}
