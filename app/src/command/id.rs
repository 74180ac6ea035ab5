//! The identity of a command, made by the browser so that a repeated one gets the first answer.

use domain::id::CommandId;
use domain::time::{Instant, ms_of};
use leptos::prelude::*;

/// A new identity: the office's time and the browser's randomness. In the browser only.
pub fn new_command_id(now: Instant) -> CommandId {
    let mut random = [0; 10];
    if let Ok(crypto) = window().crypto() {
        // Without randomness the time alone still tells two commands of a person apart.
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    uuid_v7(ms_of(now), random)
}

/// A UUIDv7: 48 bits of milliseconds, the version, the variant and 74 random bits. Source: RFC 9562 §5.7.
fn uuid_v7(ms: i64, random: [u8; 10]) -> CommandId {
    let mut bytes = [0_u8; 16];
    bytes[..6].copy_from_slice(&ms.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&random);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let mut text = String::with_capacity(36);
    for (place, byte) in bytes.into_iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 0x0f] {
            text.push(char::from_digit(u32::from(digit), 16).expect("half a byte is one hex digit"));
        }
    }
    CommandId::parse(&text).expect("36 characters of hex and hyphens are a UUID")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_id_carries_the_time_and_sorts_by_it() {
        let earlier = uuid_v7(1_795_485_600_000, [0xff; 10]);
        let later = uuid_v7(1_795_485_600_001, [0; 10]);
        assert_eq!(earlier.as_str(), "01a20b48-0900-7fff-bfff-ffffffffffff");
        assert!(earlier < later);
    }
}
