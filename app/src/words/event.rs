//! Entries of the control card in words.

use domain::event::{Channel, Event, RecipientKind};
use domain::lang::Lang;

/// What happened, as a clause without an end: "diserahkan ke langkah 3".
pub fn event_text(lang: Lang, event: &Event) -> String {
    match lang {
        Lang::Id => in_indonesian(event),
        Lang::En => in_english(event),
    }
}

fn in_indonesian(event: &Event) -> String {
    match event {
        Event::Registered { register, channel, .. } => {
            let way = match channel {
                Channel::Counter => "di loket",
                Channel::Online => "secara daring",
            };
            format!("didaftarkan {way} sebagai {register}")
        }
        Event::Accepted => "diterima".to_owned(),
        Event::ItemsMarked { marks } => format!("{} persyaratan ditandai", marks.len()),
        Event::FileCompleted => "berkas dinyatakan lengkap".to_owned(),
        Event::Drafted { draft } => format!("konsep {draft} dicetak"),
        Event::Initialled { draft } => format!("konsep {draft} diparaf"),
        Event::Signed { draft } => format!("konsep {draft} ditandatangani"),
        Event::Numbered { number: Some(number), .. } => format!("diberi nomor {number}"),
        Event::Numbered { number: None, .. } => "diberi nomor".to_owned(),
        Event::NumberConfirmed { .. } => "nomor dikukuhkan lagi".to_owned(),
        Event::HandedOver { to } => format!("diserahkan ke langkah {}", to.number()),
        Event::TakenBack => "ditarik kembali oleh yang menyerahkan".to_owned(),
        Event::TakenOver { from } => format!("diambil alih dari {}", from.initials),
        Event::SentBack { to } => format!("dikirim balik ke langkah {}", to.number()),
        Event::Corrected { fields, .. } => format!("{} isian diperbaiki", fields.len()),
        Event::Returned { items, .. } => {
            format!("dikembalikan ke pemohon, {} persyaratan diminta", items.len())
        }
        Event::Answered { mistaken_return: true, .. } => "pengembalian keliru, dilanjutkan".to_owned(),
        Event::Answered { marks, .. } => format!("dijawab pemohon, {} persyaratan dibawa", marks.len()),
        Event::Refused => "permohonan ditolak".to_owned(),
        Event::Withdrawn => "permohonan ditarik pemohon".to_owned(),
        Event::Closed => "ditutup karena tidak dilengkapi pada waktunya".to_owned(),
        Event::Annulled => "dibatalkan sebagai berkas ganda".to_owned(),
        Event::ApplicantArrived => "pemohon datang".to_owned(),
        Event::ApplicantLeft => "pemohon pergi".to_owned(),
        Event::Delivered { recipient: RecipientKind::Applicant } => "diserahkan kepada pemohon".to_owned(),
        Event::Delivered { recipient: RecipientKind::Proxy } => "diserahkan kepada kuasa".to_owned(),
        Event::Issued(letter) => format!("surat izin {} terbit", letter.number),
        Event::Revoked => "izin dicabut".to_owned(),
        Event::Replaced { by: Some(by) } => format!("izin diganti dengan {by}"),
        Event::Replaced { by: None } => "izin diperintahkan untuk diganti".to_owned(),
        Event::NotDelivered => "tidak diserahkan lagi".to_owned(),
        Event::SignedCopyKept(copy) => {
            format!("pindaian surat bertanda tangan disimpan ({})", copy.kind.key().to_uppercase())
        }
        Event::PhoneChanged => "nomor telepon diganti".to_owned(),
        Event::Placed { place: Some(place) } => format!("berkas ditaruh di {place}"),
        Event::Placed { place: None } => "tempat berkas dihapus".to_owned(),
        Event::CalendarMoved { calendar, .. } => format!("tenggat bergeser oleh kalender versi {calendar}"),
        Event::KeysReplaced { .. } => "kunci diganti".to_owned(),
    }
}

fn in_english(event: &Event) -> String {
    match event {
        Event::Registered { register, channel, .. } => {
            let way = match channel {
                Channel::Counter => "at the counter",
                Channel::Online => "online",
            };
            format!("registered {way} as {register}")
        }
        Event::Accepted => "accepted".to_owned(),
        Event::ItemsMarked { marks } => format!("{} requirements marked", marks.len()),
        Event::FileCompleted => "file declared complete".to_owned(),
        Event::Drafted { draft } => format!("draft {draft} made"),
        Event::Initialled { draft } => format!("draft {draft} initialled"),
        Event::Signed { draft } => format!("draft {draft} signed"),
        Event::Numbered { number: Some(number), .. } => format!("numbered {number}"),
        Event::Numbered { number: None, .. } => "numbered".to_owned(),
        Event::NumberConfirmed { .. } => "number confirmed again".to_owned(),
        Event::HandedOver { to } => format!("handed over to step {}", to.number()),
        Event::TakenBack => "taken back by the giver".to_owned(),
        Event::TakenOver { from } => format!("taken over from {}", from.initials),
        Event::SentBack { to } => format!("sent back to step {}", to.number()),
        Event::Corrected { fields, .. } => format!("{} fields corrected", fields.len()),
        Event::Returned { items, .. } => {
            format!("returned to the applicant, {} requirements asked for", items.len())
        }
        Event::Answered { mistaken_return: true, .. } => "returned by mistake, resumed".to_owned(),
        Event::Answered { marks, .. } => {
            format!("answered by the applicant, {} requirements brought", marks.len())
        }
        Event::Refused => "application refused".to_owned(),
        Event::Withdrawn => "withdrawn by the applicant".to_owned(),
        Event::Closed => "closed, not completed in time".to_owned(),
        Event::Annulled => "annulled as a double entry".to_owned(),
        Event::ApplicantArrived => "applicant arrived".to_owned(),
        Event::ApplicantLeft => "applicant left".to_owned(),
        Event::Delivered { recipient: RecipientKind::Applicant } => "handed to the applicant".to_owned(),
        Event::Delivered { recipient: RecipientKind::Proxy } => "handed to a proxy".to_owned(),
        Event::Issued(letter) => format!("licence {} issued", letter.number),
        Event::Revoked => "licence revoked".to_owned(),
        Event::Replaced { by: Some(by) } => format!("licence replaced by {by}"),
        Event::Replaced { by: None } => "licence ordered to be replaced".to_owned(),
        Event::NotDelivered => "not handed over any more".to_owned(),
        Event::SignedCopyKept(copy) => {
            format!("scan of the signed letter kept ({})", copy.kind.key().to_uppercase())
        }
        Event::PhoneChanged => "telephone number changed".to_owned(),
        Event::Placed { place: Some(place) } => format!("file put at {place}"),
        Event::Placed { place: None } => "place of the file removed".to_owned(),
        Event::CalendarMoved { calendar, .. } => format!("due times moved by calendar version {calendar}"),
        Event::KeysReplaced { .. } => "keys replaced".to_owned(),
    }
}
