//! What others do while a page is open.

use domain::lang::Lang;

/// Somebody else's act is not shown yet.
pub const fn has_changed(lang: Lang) -> &'static str {
    lang.pick("Berkas ini baru saja diubah petugas lain.", "Another officer has just changed this dossier.")
}

/// Shows it.
pub const fn show(lang: Lang) -> &'static str {
    lang.pick("Tampilkan", "Show")
}

/// Read aloud once it is shown.
pub const fn is_shown(lang: Lang) -> &'static str {
    lang.pick(
        "Berkas ini diubah petugas lain. Halaman menampilkan keadaan terbaru.",
        "Another officer has changed this dossier. The page shows it as it is now.",
    )
}
