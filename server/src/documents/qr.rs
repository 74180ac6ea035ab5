//! A text as QR, as the SVG picture that a template shows.

use app::ssr::qr::{MARGIN, drawing};

/// The picture.
///
/// # Errors
/// Where no QR holds the text.
pub(super) fn svg(text: &str) -> Result<String, String> {
    let drawn = drawing(text).ok_or_else(|| format!("no QR holds a text of {} letters", text.len()))?;
    // The sheet is the light margin; without one of its own the code is as large as its place.
    let (margin, side) = (MARGIN, drawn.side - 2 * MARGIN);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{margin} {margin} {side} {side}\">\
         <path shape-rendering=\"crispEdges\" d=\"{}\"/></svg>",
        drawn.path
    ))
}
