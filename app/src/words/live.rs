//! What others do while a page is open.

use domain::lang::Lang;

/// An act elsewhere is not shown yet.
pub const fn has_changed(lang: Lang) -> &'static str {
    lang.pick("Berkas ini baru saja berubah.", "This dossier has just changed.")
}

/// Shows it.
pub const fn show(lang: Lang) -> &'static str {
    lang.pick("Tampilkan", "Show")
}

/// Read aloud once it is shown.
pub const fn is_shown(lang: Lang) -> &'static str {
    lang.pick(
        "Berkas ini baru saja berubah. Halaman menampilkan keadaan terbaru.",
        "This dossier has just changed. The page shows it as it is now.",
    )
}
