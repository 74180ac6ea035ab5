//! Identities and codes drawn by chance that can be repeated.

use domain::time::{Instant, ms_of};
use domain::tracking_code::TrackingCode;

use super::rng::Rng;

/// A `UUIDv7` of this instant in its text form.
pub(super) fn uuid(rng: &mut Rng, at: Instant) -> String {
    let ms = ms_of(at) & 0xffff_ffff_ffff;
    let (one, two) = (rng.next(), rng.next());
    format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        ms >> 16,
        ms & 0xffff,
        one & 0xfff,
        (two >> 48) & 0x3fff | 0x8000,
        two & 0xffff_ffff_ffff
    )
}

/// A tracking code.
pub(super) fn tracking_code(rng: &mut Rng) -> TrackingCode {
    loop {
        let mut symbols = [0; 9];
        for symbol in &mut symbols {
            *symbol = u8::try_from(rng.below(32)).expect("below 32");
        }
        // Some draws have no check character in the alphabet.
        if let Some(code) = TrackingCode::from_random(symbols) {
            return code;
        }
    }
}
