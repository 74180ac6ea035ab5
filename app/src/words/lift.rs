//! A lifted card: what its columns say, and what is read aloud.

use domain::lang::Lang;

/// In the place that the lifted card left; two lines.
pub const fn place_left(lang: Lang) -> &'static str {
    lang.pick("tempat asal\nEsc mengembalikan", "its place\nEsc puts it back")
}

/// No rule leads to a column.
pub const fn no_way(lang: Lang) -> &'static str {
    lang.pick("Tidak ada jalan ke langkah ini.", "No way leads to this step.")
}

/// Dropping on the first column asks what is missing.
pub const fn choose_items(lang: Lang) -> &'static str {
    lang.pick(
        "Lepas untuk memilih kekurangan. Janji berhenti selama berkas di tangan pemohon.",
        "Drop to choose what is missing. The promise stops while the applicant has the file.",
    )
}

/// Dropping on an earlier column asks why.
pub const fn give_reason(lang: Lang) -> &'static str {
    lang.pick("Lepas untuk menulis alasan.", "Drop to write the reason.")
}

/// The file comes back from the tray.
pub const fn comes_back(lang: Lang) -> &'static str {
    lang.pick("Berkas kembali ke meja yang menyerahkan.", "The file comes back to the desk that gave it.")
}

/// The giver's initial and its time.
pub fn initial_is_set(lang: Lang, time: &str) -> String {
    match lang {
        Lang::Id => format!("Paraf penyerah Anda dicatat pukul {time}."),
        Lang::En => format!("Your giver's initial is set at {time}."),
    }
}

/// Before the number of the lifted card, on a phone.
pub const fn drop_on(lang: Lang) -> &'static str {
    lang.pick("Lepas pada tujuan:", "Drop on a target:")
}

/// How the finger cancels.
pub const fn slide_out(lang: Lang) -> &'static str {
    lang.pick("geser ke luar untuk batal", "slide out to cancel")
}

/// After the plates of the columns that refuse.
pub const fn refuse(lang: Lang) -> &'static str {
    lang.pick("menolak", "refuse")
}

/// Before the lifted card.
pub const fn lifting(lang: Lang) -> &'static str {
    lang.pick("Mengangkat", "Lifting")
}

/// Where it came from.
pub fn from(lang: Lang, step: &str) -> String {
    format!("{} {step}", lang.pick("dari", "from"))
}

/// How many columns take it and how many refuse.
pub fn summary(lang: Lang, accepting: usize, refusing: usize) -> String {
    match lang {
        Lang::Id => format!("{accepting} kolom menerima · {refusing} menolak dan menyebut alasannya"),
        Lang::En if accepting == 1 => format!("1 column takes it · {refusing} refuse and say why"),
        Lang::En => format!("{accepting} columns take it · {refusing} refuse and say why"),
    }
}

/// No column on that side takes it: the one chosen before stays chosen.
pub fn stays(lang: Lang, step: &str) -> String {
    match lang {
        Lang::Id => format!("Tujuan tetap {step}."),
        Lang::En => format!("The target is still {step}."),
    }
}

/// The arrows.
pub const fn key_choose(lang: Lang) -> &'static str {
    lang.pick("pilih kolom", "choose a column")
}

/// The space bar.
pub const fn key_drop(lang: Lang) -> &'static str {
    lang.pick("lepas", "drop")
}

/// Escape.
pub const fn key_cancel(lang: Lang) -> &'static str {
    lang.pick("batal", "cancel")
}

/// Read aloud when a card is lifted.
pub fn lifted(lang: Lang, register: &str, name: &str, accepting: usize, refusing: usize) -> String {
    let summary = summary(lang, accepting, refusing);
    match lang {
        Lang::Id => format!("{register} {name} diangkat. {summary}."),
        Lang::En => format!("{register} {name} lifted. {summary}."),
    }
}

/// Read aloud after it, where the keys lifted it.
pub const fn keys_of_a_lift(lang: Lang) -> &'static str {
    lang.pick(
        "Panah kiri dan kanan memilih, spasi melepas, Esc membatalkan.",
        "Arrows choose, space drops, Esc cancels.",
    )
}

/// Read aloud above a column that takes the card.
pub fn above(lang: Lang, step: &str, verb: &str) -> String {
    match lang {
        Lang::Id => format!("{step} menerima: {verb}"),
        Lang::En => format!("{step} takes it: {verb}"),
    }
}

/// Read aloud of columns that refuse: each that an arrow passes over, with its rule.
pub fn refused_by(lang: Lang, step: &str, rule: &str) -> String {
    match lang {
        Lang::Id => format!("{step} menolak: {rule}"),
        Lang::En => format!("{step} refuses: {rule}"),
    }
}

/// Read aloud when a lift ends without a move.
pub fn returned(lang: Lang, register: &str) -> String {
    match lang {
        Lang::Id => format!("{register} kembali ke tempatnya"),
        Lang::En => format!("{register} is back in its place"),
    }
}
