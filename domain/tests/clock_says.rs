//! What cards and dossiers say of their clocks, in the office's own words.

use domain::calendar::Calendar;
use domain::clock::{
    ClockError, ClockEvent, ClockEventKind, Consumed, Norm, Status, Verdict, consumed, evaluate,
};
use domain::clock_words::{
    ClockFacts, EarlierLateness, PromiseEnd, PromiseFacts, StepClockFacts, VerdictWord, Words, duration,
    promise_words, step_words,
};
use domain::explain::{Phase, Reason, Used, by_days, explain};
use domain::lang::Lang;
use domain::time::words::short_day;
use domain::time::{Instant, WorkingMs};

/// The shipped calendar.
fn office() -> Calendar {
    domain::calendar_file::read(include_str!("../../server/calendars/default.toml")).expect("a calendar")
}

fn wib(text: &str) -> Instant {
    format!("{text}+07:00").parse().expect("an instant")
}

fn clock(events: &[(&str, ClockEventKind)]) -> Vec<ClockEvent> {
    events.iter().map(|&(at, event)| ClockEvent { at: wib(at), event }).collect()
}

fn started(at: &str) -> Vec<ClockEvent> {
    clock(&[(at, ClockEventKind::Start)])
}

struct Desk {
    calendar: Calendar,
    norm: Norm,
    events: Vec<ClockEvent>,
}

impl Desk {
    fn with(norm: Norm, events: Vec<ClockEvent>) -> Desk {
        Desk { calendar: office(), norm, events }
    }

    fn step(&self, now: &str, lang: Lang) -> Words {
        let facts = StepClockFacts::Clocked(ClockFacts::new(self.norm, &self.events));
        step_words(&self.calendar, &facts, wib(now), lang).expect("a clock")
    }

    fn says(&self, now: &str) -> String {
        self.step(now, Lang::Id).text
    }

    fn promise(&self, now: &str) -> Words {
        let facts = PromiseFacts::new(ClockFacts::new(self.norm, &self.events));
        promise_words(&self.calendar, &facts, wib(now), Lang::Id).expect("a clock")
    }
}

#[test]
fn a_step_of_minutes_counts_down_and_then_up() {
    let desk = Desk::with(Norm::Minutes(90), started("2026-11-24T09:00:00"));
    assert_eq!(desk.says("2026-11-24T09:00:00"), "sisa 1 j 30 m kerja");
    assert_eq!(desk.says("2026-11-24T09:30:00"), "sisa 60 m kerja");
    assert_eq!(desk.says("2026-11-24T09:29:59.999"), "sisa 1 j 1 m kerja");
    assert_eq!(desk.says("2026-11-24T10:12:00.001"), "sisa 18 m kerja");
    assert_eq!(desk.says("2026-11-24T10:30:00"), "sisa 0 m kerja");
    assert_eq!(desk.says("2026-11-24T10:30:00.001"), "lewat < 1 m");
    assert_eq!(desk.says("2026-11-24T11:05:59"), "lewat 35 m kerja");
    assert_eq!(desk.step("2026-11-24T10:12:00.001", Lang::En).text, "18 m working time left");
    assert_eq!(desk.step("2026-11-24T11:05:59", Lang::En).text, "35 m working time late");
}

#[test]
fn words_name_the_instant_at_which_they_change() {
    let desk = Desk::with(Norm::Minutes(90), started("2026-11-24T09:00:00"));
    let words = desk.step("2026-11-24T10:00:00", Lang::Id);
    assert_eq!((words.verdict, words.verdict_word), (Some(Verdict::OnTrack), Some(VerdictWord::OnTime)));
    assert_eq!(words.share_permille, Some(666));
    assert_eq!(words.next_text_change_at, Some(wib("2026-11-24T10:01:00")));
    let near = desk.step("2026-11-24T10:07:00", Lang::Id);
    assert_eq!(near.next_text_change_at, Some(wib("2026-11-24T10:07:30")), "three quarters are used");
    let due = desk.step("2026-11-24T10:30:00", Lang::Id);
    assert_eq!((due.verdict_word, due.due_at), (Some(VerdictWord::Near), Some(wib("2026-11-24T10:30:00"))));
    assert_eq!(due.next_text_change_at, Some(wib("2026-11-24T10:30:00.001")));
}

#[test]
fn outside_hours_a_clock_says_when_it_goes_on() {
    let desk = Desk::with(Norm::Minutes(90), started("2026-11-24T11:30:00"));
    assert_eq!(desk.says("2026-11-24T12:15:00"), "sisa 60 m · lanjut 13.00");
    let lunch = desk.step("2026-11-24T12:15:00", Lang::Id);
    assert_eq!(lunch.status, Some(Status::OutsideHours));
    assert_eq!(lunch.next_text_change_at, Some(wib("2026-11-24T13:00:00")));
    let late = Desk::with(Norm::Minutes(90), started("2026-11-24T13:55:00"));
    assert_eq!(late.says("2026-11-24T20:00:00"), "lewat 35 m · lanjut Rabu 07.30");
    assert_eq!(late.step("2026-11-24T20:00:00", Lang::En).text, "35 m late · resumes Wednesday 07:30");
    let evening = late.step("2026-11-24T20:00:00", Lang::Id);
    assert_eq!(evening.next_text_change_at, Some(wib("2026-11-25T00:00:00")), "Rabu becomes today");
    assert_eq!(late.says("2026-11-25T00:00:00"), "lewat 35 m · lanjut 07.30");
    let feast = Desk::with(Norm::Minutes(90), started("2026-03-17T14:30:00"));
    assert_eq!(feast.says("2026-03-17T15:00:00"), "sisa 60 m · lanjut Rabu 25 Mar 07.30");
    assert_eq!(feast.says("2026-03-19T09:00:00"), "sisa 60 m · lanjut Rabu 07.30");
}

#[test]
fn a_norm_in_working_days_names_dates_before_its_last_and_hours_on_it() {
    let desk = Desk::with(Norm::WorkingDays(2), started("2026-11-24T09:00:00"));
    assert_eq!(desk.says("2026-11-24T09:00:00"), "sisa 2 hari kerja");
    assert_eq!(desk.says("2026-11-24T18:00:00"), "sisa 2 hari kerja · lanjut Rabu 07.30");
    assert_eq!(desk.says("2026-11-25T08:00:00"), "sisa 1 hari kerja");
    assert_eq!(desk.says("2026-11-26T06:00:00"), "sisa 7 j 30 m · lanjut 07.30");
    assert_eq!(desk.says("2026-11-26T15:00:00"), "sisa 60 m kerja");
    assert_eq!(desk.says("2026-11-27T09:00:00"), "lewat 1 j 30 m kerja");
    assert_eq!(desk.says("2026-11-27T16:29:59"), "lewat 7 j 29 m kerja");
    assert_eq!(desk.says("2026-11-27T16:30:00"), "lewat 1 hari kerja · lanjut Senin 07.30");
    assert_eq!(desk.says("2026-12-01T10:00:00"), "lewat 2 hari kerja");
    assert_eq!(desk.step("2026-11-25T08:00:00", Lang::En).text, "1 working day left");
    assert_eq!(desk.step("2026-12-01T10:00:00", Lang::En).text, "2 working days late");
}

#[test]
fn a_norm_in_minutes_never_says_days_while_time_remains() {
    let desk = Desk::with(Norm::Minutes(1_000), started("2026-11-24T09:00:00"));
    assert_eq!(desk.says("2026-11-24T09:00:00"), "sisa 16 j 40 m kerja");
    assert_eq!(desk.says("2026-12-02T09:00:00"), "lewat 3 hari kerja", "due on Thursday the 26th at 10:40");
}

#[test]
fn a_tray_tells_its_queue_and_no_verdict() {
    let calendar = office();
    let facts = StepClockFacts::Tray { since: wib("2026-11-24T11:55:00") };
    let words = step_words(&calendar, &facts, wib("2026-11-24T13:07:30"), Lang::Id).expect("a tray");
    assert_eq!(words.text, "menunggu diterima 12 m kerja");
    assert_eq!((words.verdict_word, words.status, words.share_permille), (None, None, None));
    assert_eq!(words.next_text_change_at, Some(wib("2026-11-24T13:08:00")));
    let evening = step_words(&calendar, &facts, wib("2026-11-24T17:00:00"), Lang::En).expect("a tray");
    assert_eq!(evening.text, "awaiting acceptance 3 h 5 m working time");
    assert_eq!(evening.next_text_change_at, Some(wib("2026-11-25T07:31:00")));
}

#[test]
fn an_answer_in_the_tray_tells_the_queue_and_what_the_desk_has_left() {
    let calendar = office();
    let events = clock(&[
        ("2026-11-23T09:00:00", ClockEventKind::Start),
        ("2026-11-23T09:12:00", ClockEventKind::Pause),
    ]);
    let clock = Some(ClockFacts::new(Norm::Minutes(30), &events));
    let facts = StepClockFacts::Answered { since: wib("2026-11-24T08:00:00"), clock };
    let words = step_words(&calendar, &facts, wib("2026-11-24T08:12:00"), Lang::Id).expect("a clock");
    assert_eq!(words.text, "dijawab, menunggu diterima 12 m · tersisa 18 m");
    assert_eq!((words.verdict_word, words.status), (None, Some(Status::Paused)));
    let facts = StepClockFacts::Answered { since: wib("2026-11-24T08:00:00"), clock: None };
    let words = step_words(&calendar, &facts, wib("2026-11-24T08:12:00"), Lang::En).expect("a tray");
    assert_eq!(words.text, "answered, awaiting acceptance 12 m");
}

#[test]
fn a_file_with_the_applicant_stops_the_step_and_the_promise() {
    let away =
        [("2026-11-24T09:00:00", ClockEventKind::Start), ("2026-11-24T09:12:00", ClockEventKind::Pause)];
    let desk = Desk::with(Norm::Minutes(30), clock(&away));
    let words = desk.step("2026-11-26T10:00:00", Lang::Id);
    assert_eq!(words.text, "menunggu pemohon · tersisa 18 m");
    assert_eq!(words.verdict_word, Some(VerdictWord::WaitingApplicant));
    assert_eq!(words.next_text_change_at, None);
    assert_eq!(desk.step("2026-11-26T10:00:00", Lang::En).text, "waiting for the applicant · 18 m left");

    let promise = Desk::with(Norm::WorkingDays(2), clock(&away)).promise("2026-11-26T10:00:00");
    assert_eq!(promise.text, "janji berhenti");
    assert_eq!((promise.verdict_word, promise.due_at), (Some(VerdictWord::WaitingApplicant), None));
    assert_eq!(promise.next_text_change_at, None);
}

#[test]
fn a_promise_overdue_when_it_was_returned_keeps_date_and_verdict() {
    let events = clock(&[
        ("2026-11-23T09:00:00", ClockEventKind::Start),
        ("2026-11-26T09:00:00", ClockEventKind::Pause),
    ]);
    let desk = Desk::with(Norm::WorkingDays(2), events);
    let promise = desk.promise("2026-12-01T10:00:00");
    assert_eq!((promise.text.as_str(), promise.verdict_word), ("Rabu 25 Nov 16.00", Some(VerdictWord::Late)));
    assert_eq!(desk.says("2026-12-01T10:00:00"), "menunggu pemohon · lewat 1 j 30 m");
}

#[test]
fn a_paused_norm_in_days_tells_the_days_it_would_take_if_resumed_now() {
    let events = clock(&[
        ("2026-11-23T09:00:00", ClockEventKind::Start),
        ("2026-11-24T11:15:00", ClockEventKind::Pause),
    ]);
    let desk = Desk::with(Norm::WorkingDays(2), events);
    assert_eq!(
        desk.says("2026-11-24T11:15:00"),
        "menunggu pemohon · tersisa 1 hari kerja",
        "half a day is used"
    );
    assert_eq!(desk.says("2026-11-25T11:15:00"), "menunggu pemohon · tersisa 1 hari kerja");
    let turn = desk.step("2026-11-25T11:15:00", Lang::Id).next_text_change_at;
    assert_eq!(turn, Some(wib("2026-11-25T11:15:00.001")), "half of Wednesday no longer suffices");
    assert_eq!(desk.says("2026-11-25T11:15:00.001"), "menunggu pemohon · tersisa 2 hari kerja");
    assert_eq!(desk.says("2026-11-26T00:00:00"), "menunggu pemohon · tersisa 1 hari kerja");
}

#[test]
fn a_ready_licence_says_since_when_and_freezes_the_promise() {
    let calendar = office();
    let facts = StepClockFacts::Ready { since: wib("2026-11-24T14:00:00") };
    let words = step_words(&calendar, &facts, wib("2026-12-24T14:00:00"), Lang::Id).expect("a step");
    assert_eq!(
        (words.text.as_str(), words.verdict_word),
        ("siap diambil sejak 24 Nov", Some(VerdictWord::Ready))
    );
    assert_eq!(words.next_text_change_at, None);

    let events = clock(&[
        ("2026-11-23T09:00:00", ClockEventKind::Start),
        ("2026-11-24T14:00:00", ClockEventKind::Stop),
    ]);
    let desk = Desk::with(Norm::WorkingDays(2), events);
    let promise = desk.promise("2026-12-24T14:00:00");
    assert_eq!(
        (promise.text.as_str(), promise.verdict_word),
        ("Rabu 25 Nov 16.00", Some(VerdictWord::OnTime))
    );
    assert_eq!((promise.verdict, promise.next_text_change_at), (Some(Verdict::Met), None));
    assert_eq!(desk.says("2026-12-24T14:00:00"), "selesai dalam 11 j 30 m kerja");
}

#[test]
fn a_withdrawn_promise_has_no_verdict_and_an_earlier_lateness_is_not_forgotten() {
    let calendar = office();
    let events = clock(&[
        ("2026-11-23T09:00:00", ClockEventKind::Start),
        ("2026-11-24T14:00:00", ClockEventKind::Stop),
    ]);
    let mut facts = PromiseFacts::new(ClockFacts::new(Norm::WorkingDays(2), &events));
    facts.earlier = EarlierLateness::LateBeforeReturn;
    let say = |facts: &PromiseFacts<'_>| {
        promise_words(&calendar, facts, wib("2026-11-30T09:00:00"), Lang::Id).expect("a clock")
    };
    let kept = say(&facts);
    assert_eq!(kept.verdict_word.map(|word| word.text(Lang::Id)), Some("terlambat sebelum dikembalikan"));
    facts.end = PromiseEnd::Discontinued;
    let withdrawn = say(&facts);
    assert_eq!((withdrawn.text.as_str(), withdrawn.verdict), ("dihentikan", None));
}

#[test]
fn a_due_time_beyond_the_decree_is_provisional() {
    let promise =
        Desk::with(Norm::WorkingDays(2), started("2026-12-30T13:45:00")).promise("2026-12-30T14:00:00");
    assert_eq!((promise.text.as_str(), promise.provisional), ("Senin 4 Jan 16.00", true));
}

#[test]
fn why_this_due_time_is_answered_span_by_span() {
    let calendar = office();
    let events = started("2026-12-23T15:00:00");
    let told =
        explain(&calendar, Norm::WorkingDays(1), &events, wib("2026-12-23T15:30:00")).expect("a clock");
    let lines: Vec<String> = told
        .spans
        .iter()
        .map(|span| {
            let [from, to] = [span.from, span.to].map(|at| calendar.local(at).day_month_time(Lang::Id));
            format!("{from} - {to}: {} {} m", span.reason.text(Lang::Id), span.working.whole_minutes())
        })
        .collect();
    let expected = [
        "23 Des 15.00 - 23 Des 15.30: hari penerimaan, tidak dihitung 30 m",
        "23 Des 15.30 - 23 Des 16.00: hari penerimaan, tidak dihitung 30 m",
        "23 Des 16.00 - 24 Des 00.00: di luar jam kerja 0 m",
        "24 Des 00.00 - 25 Des 00.00: cuti bersama: Hari Raya Natal 0 m",
        "25 Des 00.00 - 26 Des 00.00: libur nasional: Hari Raya Natal 0 m",
        "26 Des 00.00 - 28 Des 00.00: akhir pekan 0 m",
        "28 Des 00.00 - 28 Des 07.30: di luar jam kerja 0 m",
        "28 Des 07.30 - 28 Des 12.00: dihitung 270 m",
        "28 Des 12.00 - 28 Des 13.00: istirahat 0 m",
        "28 Des 13.00 - 28 Des 16.00: dihitung 180 m",
    ];
    assert_eq!(lines, expected);
    assert_eq!(told.day_zero.map(|date| date.to_string()).as_deref(), Some("2026-12-23"));
    assert_eq!((told.spans[0].phase, told.spans[1].phase), (Phase::Gone, Phase::Ahead));
    assert_eq!(told.remaining(), WorkingMs::minutes(480));
    // Shown as not counted, the day of receipt is in neither sum that is told beside the drawing.
    assert_eq!((told.counted(), told.left_to_count()), (WorkingMs::ZERO, WorkingMs::minutes(450)));
}

#[test]
fn a_promise_in_days_is_told_day_by_day_with_the_share_that_each_took() {
    let closed =
        "[[days]]\ndate = \"2026-11-20\"\nkind = \"penutupan khusus\"\nname = \"Pemadaman listrik\"\n";
    let shipped = include_str!("../../server/calendars/default.toml");
    let calendar = domain::calendar_file::read(&format!("{shipped}\n{closed}")).expect("a calendar");
    let events = clock(&[
        ("2026-11-18T14:20:00", ClockEventKind::Start),
        ("2026-11-19T10:00:00", ClockEventKind::Pause),
        ("2026-11-19T15:15:00", ClockEventKind::Resume),
    ]);
    let told = |most| {
        by_days(&calendar, Norm::WorkingDays(2), &events, wib("2026-11-24T10:42:00"), most).expect("a clock")
    };
    let (explanation, table) = told(21);
    let lines: Vec<_> = table
        .lines
        .iter()
        .map(|line| {
            let used = match line.used {
                Used::DayThousandths(thousandths) => thousandths,
                Used::Time(_) => panic!("the norm is in days"),
            };
            (short_day(line.from, Lang::Id), line.gone.whole_minutes(), used, line.whole.is_some())
        })
        .collect();
    let line = |day: &str, minutes, used, whole| (day.to_owned(), minutes, used, whole);
    assert_eq!(
        lines,
        [
            line("Rab 18/11", 100, 0, false),
            line("Kam 19/11", 195, 433, false),
            line("Jum 20/11", 0, 0, true),
            line("Sab 21/11", 0, 0, true),
            line("Sen 23/11", 450, 1_000, false),
            line("Sel 24/11", 192, 427, false),
        ]
    );
    assert_eq!(short_day(table.lines[3].to, Lang::Id), "Min 22/11", "a weekend is one line");
    assert_eq!((table.used, table.earlier_days), (Used::DayThousandths(1_860), 0));
    assert_eq!(table.lines[5].ahead, WorkingMs::minutes(63));
    assert_eq!(explanation.evaluation.due_at, Some(wib("2026-11-24T11:45:00")));

    // Of a long history the last lines are told, the others in a sum.
    let (_, short) = told(2);
    assert_eq!((short.lines.len(), short.earlier_days, short.earlier), (2, 5, Used::DayThousandths(433)));
    assert_eq!(short.used, table.used);
}

#[test]
fn days_with_the_applicant_are_one_line_however_many() {
    let events = clock(&[
        ("2026-11-16T09:00:00", ClockEventKind::Start),
        ("2026-11-16T10:00:00", ClockEventKind::Pause),
        ("2026-11-26T13:30:00", ClockEventKind::Resume),
    ]);
    let now = wib("2026-11-26T14:00:00");
    let (_, table) = by_days(&office(), Norm::Minutes(120), &events, now, 21).expect("a clock");
    let days: Vec<_> = table.lines.iter().map(|line| (line.to - line.from).num_days() + 1).collect();
    assert_eq!(days, [1, 9, 1]);
    assert_eq!(table.lines[1].whole, Some(Reason::WithApplicant));
    assert_eq!(table.used, Used::Time(WorkingMs::minutes(90)));
}

#[test]
fn a_pause_is_told_as_one_span_with_the_applicant() {
    let calendar = office();
    let events = clock(&[
        ("2026-11-24T09:00:00", ClockEventKind::Start),
        ("2026-11-24T10:00:00", ClockEventKind::Pause),
        ("2026-11-25T08:00:00", ClockEventKind::Resume),
    ]);
    let told = explain(&calendar, Norm::Minutes(90), &events, wib("2026-11-25T09:00:00")).expect("a clock");
    let away: Vec<_> = told.spans.iter().filter(|span| span.reason == Reason::WithApplicant).collect();
    assert_eq!((away.len(), away[0].working), (1, WorkingMs::minutes(330)));
    assert_eq!((told.elapsed(), told.overdue()), (WorkingMs::minutes(120), WorkingMs::minutes(30)));
}

#[test]
fn what_is_used_is_told_in_the_unit_of_the_norm() {
    let calendar = office();
    let events = started("2026-11-24T09:00:00");
    let now = wib("2026-11-25T11:15:00");
    let used = |norm| consumed(&calendar, norm, &events, now).expect("a clock");
    assert_eq!(used(Norm::WorkingDays(2)), Consumed::DayThousandths(500));
    assert_eq!(used(Norm::Minutes(20)), Consumed::Working(WorkingMs::minutes(585)));
}

#[test]
fn a_norm_of_nothing_or_of_aeons_is_refused_and_the_largest_is_not() {
    let calendar = office();
    let events = started("2026-11-24T09:00:00");
    let now = wib("2026-11-24T10:00:00");
    for amount in [0, Norm::MOST + 1, u32::MAX] {
        for norm in [Norm::Minutes(amount), Norm::WorkingDays(amount)] {
            assert_eq!(evaluate(&calendar, norm, &events, now), Err(ClockError::Norm(amount)));
        }
    }
    for norm in [Norm::Minutes(Norm::MOST), Norm::WorkingDays(Norm::MOST)] {
        let found = evaluate(&calendar, norm, &events, now).expect("a clock");
        assert!(found.due_at > Some(now) && found.verdict == Verdict::OnTrack);
        let told = explain(&calendar, norm, &events, now).expect("a clock");
        assert_eq!(told.remaining(), found.remaining);
    }
}

#[test]
fn durations_above_an_hour_are_hours_and_minutes() {
    let texts = [0, 1, 60, 61, 120, 2_250].map(|minutes| duration(minutes, Lang::Id));
    assert_eq!(texts, ["0 m", "1 m", "60 m", "1 j 1 m", "2 j", "37 j 30 m"]);
    assert_eq!(duration(80, Lang::En), "1 h 20 m");
}
