//! Lengths in drawings as a share of their width: what is drawn keeps its shape, however wide the drawing is.

/// A part of a whole as a length in SVG, to a hundredth of a percent: `"12.50%"`; nothing of nothing.
///
/// ```
/// # use app::ui::portion;
/// assert_eq!(portion(1, 8), "12.50%");
/// assert_eq!(portion(5, 0), "0.00%");
/// ```
pub fn portion(part: i64, whole: i64) -> String {
    let hundredths = if whole == 0 { 0 } else { part * 10_000 / whole };
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
