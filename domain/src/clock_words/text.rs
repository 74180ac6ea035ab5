//! Faces in words.

use super::face::{Amount, Resumes, StepFace, StepPlace};
use crate::calendar::Calendar;
use crate::lang::Lang;
use crate::time::instant_ms;
use crate::time::words::day_month;

/// Whole minutes in words: "18 m", above sixty "1 j 20 m"; in English "1 h 20 m".
pub fn duration(minutes: i64, lang: Lang) -> String {
    if minutes <= 60 {
        return format!("{minutes} m");
    }
    let (hours, rest) = (minutes / 60, minutes % 60);
    let hour = lang.pick("j", "h");
    if rest == 0 { format!("{hours} {hour}") } else { format!("{hours} {hour} {rest} m") }
}

pub(super) fn step(calendar: &Calendar, face: &StepFace, lang: Lang) -> String {
    match face.place {
        StepPlace::Tray(minutes) => match lang {
            Lang::Id => format!("menunggu diterima {} kerja", duration(minutes, lang)),
            Lang::En => format!("awaiting acceptance {} working time", duration(minutes, lang)),
        },
        StepPlace::Answered(minutes) => {
            let answered = lang.pick("dijawab, menunggu diterima", "answered, awaiting acceptance");
            with_rest(format!("{answered} {}", duration(minutes, lang)), face.amount, lang)
        }
        StepPlace::NotStarted => lang.pick("belum mulai", "not started").to_owned(),
        StepPlace::Desk => desk(calendar, face, lang),
        StepPlace::Applicant => {
            let waiting = lang.pick("menunggu pemohon", "waiting for the applicant");
            with_rest(waiting.to_owned(), face.amount, lang)
        }
        StepPlace::Done(minutes) => {
            let minutes = if minutes == 0 { "< 1 m".to_owned() } else { duration(minutes, lang) };
            match lang {
                Lang::Id => format!("selesai dalam {minutes} kerja"),
                Lang::En => format!("done in {minutes} working time"),
            }
        }
        StepPlace::Ready(since) => {
            let date = day_month(calendar.date(instant_ms(since)), lang);
            format!("{} {date}", lang.pick("siap diambil sejak", "ready for collection since"))
        }
    }
}

fn desk(calendar: &Calendar, face: &StepFace, lang: Lang) -> String {
    let Some(amount) = face.amount else {
        return lang.pick("sedang dikerjakan", "in progress").to_owned();
    };
    let Some(resumes) = face.resumes else {
        return ticking(amount, lang);
    };
    let at = |ms: i64| calendar.local(instant_ms(ms));
    let when = match resumes {
        Resumes::Today(ms) => at(ms).time(lang),
        Resumes::ThisWeek(ms) => at(ms).weekday_time(lang),
        Resumes::Later(ms) => at(ms).chip(lang),
    };
    format!("{} · {} {when}", standing(amount, "sisa", lang), lang.pick("lanjut", "resumes"))
}

/// The amount of a clock that runs: it is working time that passes.
fn ticking(amount: Amount, lang: Lang) -> String {
    match (amount, lang) {
        (Amount::LeftMinutes(minutes), Lang::Id) => format!("sisa {} kerja", duration(minutes, lang)),
        (Amount::LeftMinutes(minutes), Lang::En) => format!("{} working time left", duration(minutes, lang)),
        (Amount::LateMinutes(minutes), Lang::Id) if minutes > 0 => {
            format!("lewat {} kerja", duration(minutes, lang))
        }
        (Amount::LateMinutes(minutes), Lang::En) if minutes > 0 => {
            format!("{} working time late", duration(minutes, lang))
        }
        _ => standing(amount, "sisa", lang),
    }
}

/// The amount of a clock that stands still; `left` is the Indonesian word for what is left.
fn standing(amount: Amount, left: &str, lang: Lang) -> String {
    match (amount, lang) {
        (Amount::LeftMinutes(minutes), Lang::Id) => format!("{left} {}", duration(minutes, lang)),
        (Amount::LeftMinutes(minutes), Lang::En) => format!("{} left", duration(minutes, lang)),
        (Amount::LeftDays(days), Lang::Id) => format!("{left} {days} hari kerja"),
        (Amount::LeftDays(days), Lang::En) => format!("{} left", working_days(days)),
        (Amount::LateMinutes(0), Lang::Id) => "lewat < 1 m".to_owned(),
        (Amount::LateMinutes(0), Lang::En) => "< 1 m late".to_owned(),
        (Amount::LateMinutes(minutes), Lang::Id) => format!("lewat {}", duration(minutes, lang)),
        (Amount::LateMinutes(minutes), Lang::En) => format!("{} late", duration(minutes, lang)),
        (Amount::LateDays(days), Lang::Id) => format!("lewat {days} hari kerja"),
        (Amount::LateDays(days), Lang::En) => format!("{} late", working_days(days)),
    }
}

fn with_rest(first: String, amount: Option<Amount>, lang: Lang) -> String {
    match amount {
        Some(amount) => format!("{first} · {}", standing(amount, "tersisa", lang)),
        None => first,
    }
}

fn working_days(days: i64) -> String {
    if days == 1 { "1 working day".to_owned() } else { format!("{days} working days") }
}
