//! The templates, samples and typefaces that come with the program, within it.

macro_rules! within {
    ($as:ident, $include:ident, $folder:literal, $($name:literal),+ $(,)?) => {
        &[$(($name, $as($include!(concat!("../../templates/", $folder, $name))))),+]
    };
}

const fn text(text: &'static str) -> &'static str {
    text
}

const fn bytes(bytes: &'static [u8]) -> &'static [u8] {
    bytes
}

/// The emblem of an office that has not set its own: a neutral shield.
pub const EMBLEM: &str = include_str!("../../templates/emblem.svg");

/// What a template's author needs to know: every field of every sheet.
pub const README: &str = include_str!("../../templates/README.md");

/// The templates by name.
pub const TEMPLATES: &[(&str, &str)] = within!(
    text,
    include_str,
    "",
    "_sheet.typ",
    "control-card.typ",
    "folder-label.typ",
    "handover-list.typ",
    "licence.typ",
    "receipt.typ",
    "refusal-letter.typ",
    "reminder-letter.typ",
    "return-letter.typ",
    "revocation-letter.typ",
    "sop.typ",
);

/// The typefaces.
pub const FONTS: &[(&str, &[u8])] = within!(
    bytes,
    include_bytes,
    "fonts/",
    "LiberationMono-Regular.ttf",
    "LiberationSans-Bold.ttf",
    "LiberationSans-BoldItalic.ttf",
    "LiberationSans-Italic.ttf",
    "LiberationSans-Regular.ttf",
);

/// The samples by name: `receipt.longest.json` is one of the receipt.
pub const SAMPLES: &[(&str, &str)] = within!(
    text,
    include_str,
    "samples/",
    "control-card.hostile.json",
    "control-card.longest.json",
    "control-card.shortest.json",
    "control-card.typical.json",
    "folder-label.hostile.json",
    "folder-label.longest.json",
    "folder-label.shortest.json",
    "folder-label.typical.json",
    "handover-list.hostile.json",
    "handover-list.longest.json",
    "handover-list.shortest.json",
    "handover-list.typical.json",
    "licence.an.json",
    "licence.draft-empty.json",
    "licence.draft.json",
    "licence.electronic-office.json",
    "licence.electronic.json",
    "licence.f4.json",
    "licence.hostile.json",
    "licence.longest-electronic.json",
    "licence.longest-office.json",
    "licence.longest.json",
    "licence.office.json",
    "licence.plh.json",
    "licence.shortest.json",
    "licence.typical.json",
    "licence.ub.json",
    "receipt.hostile.json",
    "receipt.longest.json",
    "receipt.shortest.json",
    "receipt.typical.json",
    "refusal-letter.hostile.json",
    "refusal-letter.longest.json",
    "refusal-letter.shortest.json",
    "refusal-letter.typical.json",
    "reminder-letter.hostile.json",
    "reminder-letter.longest.json",
    "reminder-letter.shortest.json",
    "reminder-letter.typical.json",
    "return-letter.electronic.json",
    "return-letter.hostile.json",
    "return-letter.longest.json",
    "return-letter.shortest.json",
    "return-letter.typical.json",
    "revocation-letter.hostile.json",
    "revocation-letter.longest.json",
    "revocation-letter.shortest.json",
    "revocation-letter.typical.json",
    "sop.hostile.json",
    "sop.longest.json",
    "sop.shortest.json",
    "sop.typical.json",
    "sop.veterinarian.json",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &str, ending: &str) -> Vec<String> {
        let folder = format!("{}/templates/{folder}", env!("CARGO_MANIFEST_DIR"));
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(ending))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn every_template_sample_and_typeface_is_within_the_program() {
        let within =
            |list: &[(&str, &str)]| list.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(within(TEMPLATES), names("", ".typ"));
        assert_eq!(within(SAMPLES), names("samples", ".json"));
        let fonts: Vec<String> = FONTS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(fonts, names("fonts", ".ttf"));
    }
}
