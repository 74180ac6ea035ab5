//! Many files at once: accept, initial, sign.

use domain::lang::Lang;
use domain::transition::BulkAct;

const fn verb_of(lang: Lang, act: BulkAct) -> &'static str {
    match act {
        BulkAct::Accept => lang.pick("Terima", "Accept"),
        BulkAct::Initial => lang.pick("Paraf dan serahkan", "Initial and hand over"),
        BulkAct::Sign => lang.pick("Tanda tangani dan serahkan", "Sign and hand over"),
    }
}

/// "3 berkas".
pub fn files(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Id, _) => format!("{count} berkas"),
        (Lang::En, 1) => "1 file".to_owned(),
        (Lang::En, _) => format!("{count} files"),
    }
}

/// The title of the list.
pub fn title(lang: Lang, act: BulkAct) -> String {
    format!("{} {}", verb_of(lang, act), lang.pick("beberapa berkas", "several files"))
}

/// What the act means for each file.
pub const fn lead(lang: Lang, act: BulkAct) -> &'static str {
    match act {
        BulkAct::Accept => lang.pick(
            "Paraf penerima Anda dibubuhkan pada tiap berkas yang dicentang.",
            "Your receiver's initial is set on each ticked file.",
        ),
        BulkAct::Initial => lang.pick(
            "Tiap surat yang dicentang diparaf sendiri-sendiri, lalu diserahkan ke meja berikutnya.",
            "Each ticked letter is initialled by itself, then handed to the next desk.",
        ),
        BulkAct::Sign => lang.pick(
            "Tiap surat yang dicentang ditandatangani sendiri-sendiri, lalu diserahkan.",
            "Each ticked letter is signed by itself, then handed over.",
        ),
    }
}

/// The button: "Terima 3 berkas".
pub fn verb(lang: Lang, act: BulkAct, count: usize) -> String {
    match act {
        BulkAct::Accept => format!("{} {}", verb_of(lang, act), files(lang, count)),
        BulkAct::Initial => format!("{} {}", lang.pick("Paraf", "Initial"), files(lang, count)),
        BulkAct::Sign => format!("{} {}", lang.pick("Tanda tangani", "Sign"), files(lang, count)),
    }
}

/// The link below a group of a column.
pub const fn offer(lang: Lang, act: BulkAct) -> &'static str {
    match act {
        BulkAct::Accept => lang.pick("Terima semua", "Accept all"),
        BulkAct::Initial => lang.pick("Paraf semua…", "Initial all…"),
        BulkAct::Sign => lang.pick("Tanda tangani semua…", "Sign all…"),
    }
}

/// Why an act does not fit any chosen file: "Paraf: terima dulu".
pub const fn unfit(lang: Lang, act: BulkAct) -> &'static str {
    match act {
        BulkAct::Accept => lang.pick("Terima: sudah diterima", "Accept: already accepted"),
        BulkAct::Initial => lang.pick("Paraf: terima dulu", "Initial: accept first"),
        BulkAct::Sign => lang.pick("Tanda tangan: terima dulu", "Sign: accept first"),
    }
}

/// What came of the list.
pub fn summary(lang: Lang, act: BulkAct, done: usize, failed: usize) -> String {
    let what = match act {
        BulkAct::Accept => lang.pick("diterima", "accepted"),
        BulkAct::Initial => lang.pick("diparaf dan diserahkan", "initialled and handed over"),
        BulkAct::Sign => lang.pick("ditandatangani dan diserahkan", "signed and handed over"),
    };
    let done = format!("{} {what}.", files(lang, done));
    if failed == 0 {
        return done;
    }
    match lang {
        Lang::Id => format!("{done} {failed} tidak; sebabnya tertulis di sampingnya."),
        Lang::En => format!("{done} {failed} not; the reason stands beside each."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_done_is_told_with_what_was() {
        assert_eq!(summary(Lang::Id, BulkAct::Accept, 3, 0), "3 berkas diterima.");
        assert_eq!(
            summary(Lang::Id, BulkAct::Sign, 2, 1),
            "2 berkas ditandatangani dan diserahkan. 1 tidak; sebabnya tertulis di sampingnya."
        );
    }
}
