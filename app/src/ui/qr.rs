//! A QR as a drawing of squares.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A QR: how many squares wide with its margin, and the dark ones as a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrDrawing {
    /// The side in squares, the margin of four among them.
    pub side: u32,
    /// The dark squares.
    pub path: String,
}

/// The drawing, dark on light whatever the theme: a camera reads it.
#[component]
pub fn Qr(
    /// What is drawn.
    drawing: QrDrawing,
    /// What it leads to, for those who do not see it.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let side = drawing.side;
    view! {
        <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=name shape-rendering="crispEdges">
            <rect class="qr-ground" width=side.to_string() height=side.to_string()></rect>
            <path class="qr-ink" d=drawing.path></path>
        </svg>
    }
}
