//! Texts as QR.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// The light margin that a reader needs. Source: ISO/IEC 18004.
pub const MARGIN: u32 = 4;

/// A QR: how many squares wide with its margin, and the dark ones as a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrDrawing {
    /// The side in squares, the margin of four among them.
    pub side: u32,
    /// The dark squares.
    pub path: String,
}

/// A text as QR; a seventh of it may be dirty or torn. None for a text that no QR holds.
pub fn drawing(text: &str) -> Option<QrDrawing> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    let margin = MARGIN.cast_signed();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                write!(path, "M{} {}h{run}v1h-{run}z", x + margin, y + margin)
                    .expect("a string takes every write");
            }
            x += run.max(1);
        }
    }
    Some(QrDrawing { side: u32::try_from(code.size() + 2 * margin).unwrap_or(0), path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_drawn_with_its_corner_and_its_margin() {
        let address = "https://izin.example.go.id/berkas/0192f0c1-7a3b-7c4d-8e5f-0123456789ab/pindai";
        let drawn = drawing(address).expect("it fits");
        assert!((29..=61).contains(&drawn.side), "{}", drawn.side);
        assert!(drawn.path.starts_with("M4 4h7v1h-7z"), "{}", drawn.path);
        assert_eq!(drawing(&"a".repeat(4_000)), None);
    }
}
