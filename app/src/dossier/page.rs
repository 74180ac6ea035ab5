//! The page of one dossier: it loads, its parts show.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::control_card::ControlCard;
use domain::dossier::End;
use domain::dossier_view::{CardProof, DossierView};
use domain::event::Hand;
use domain::id::DossierId;
use domain::role::Actor;
use domain::standard::{ServiceStandard, Standards};
use domain::time::Instant;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::actions::Actions;
use super::api::{DossierPayload, Link, Loan, read_dossier};
use super::checklist::Checklist;
use super::clocks::Clocks;
use super::control_card::ControlCardPanel;
use super::facts::FactsPanel;
use super::followed::Followed;
use super::head::Head;
use super::letter::LetterPanel;
use super::links::LinksPanel;
use super::log::CardLog;
use super::papers::PapersPanel;
use super::trail::Trail;
use super::why_drawing::Patterns;
use crate::command::{Answers, CommandDesk, CommandDialogs, provide_command_desk};
use crate::error::AppError;
use crate::register::api::Letterhead;
use crate::ticker::{self, live};
use crate::ui::{Failed, PageTitle, Skeleton, SkeletonShape, tell_room, use_toasts};
use crate::words::words;

/// What every part of the page knows. Cheap to clone; made anew with each answer of the server.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) view: Arc<DossierView>,
    pub(super) standard: Arc<ServiceStandard>,
    pub(super) calendar: Arc<Calendar>,
    pub(super) actor: Arc<Actor>,
    /// What the reading proved of the card.
    pub(super) proof: CardProof,
    pub(super) links: Arc<Vec<Link>>,
    pub(super) loans: Arc<Vec<Loan>>,
    pub(super) letterhead: Arc<Letterhead>,
}

impl Shown {
    fn of(payload: DossierPayload) -> Self {
        Self {
            view: Arc::new(payload.view),
            standard: Arc::new(payload.standard),
            calendar: Arc::new(payload.calendar),
            actor: Arc::new(payload.actor),
            proof: payload.proof,
            links: Arc::new(payload.links),
            loans: Arc::new(payload.loans),
            letterhead: Arc::new(payload.letterhead),
        }
    }

    /// The days on which the role of a hand was lent, where they are known.
    pub(super) fn loan_of(&self, hand: &Hand) -> Option<(NaiveDate, NaiveDate)> {
        let lent = |loan: &&Loan| loan.account == hand.account && loan.role == hand.role;
        self.loans.iter().rev().find(lent).map(|loan| (loan.from, loan.to))
    }

    /// The application that renews or replaces the licence of this dossier, while it runs or once it did.
    pub(super) fn successor(&self) -> Option<&Link> {
        let follows = |link: &&Link| {
            link.dossier.predecessor.as_ref() == Some(&self.view.dossier.id)
                && link.dossier.line.end.is_none_or(End::leaves_licence)
        };
        self.links.iter().find(follows)
    }

    fn card_at(&self, now: Instant) -> Option<ControlCard> {
        ControlCard::of(&self.standard, &self.calendar, &self.view.dossier, now).ok()
    }

    /// The office's time, turned whenever a whole minute of the card is full.
    fn by_the_minute(&self) -> ReadSignal<Instant> {
        let shown = self.clone();
        live(self.view.as_of, move |now| {
            let card = shown.card_at(now);
            (now, card.and_then(|card| card.next_minute(&shown.calendar, &shown.view.dossier, now)))
        })
    }
}

/// One dossier, `/berkas/<id>`.
#[component]
pub fn DossierPage() -> impl IntoView {
    dossier_page("page dossier", 4, |shown, desk| view! { <Content shown=shown desk=desk/> }.into_any())
}

/// The page of the dossier that the address names: a skeleton of so many blocks, then its content or why there is none.
pub(super) fn dossier_page(class: &'static str, blocks: u8, content: ContentOf) -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let payload = Resource::new(id, |id| async move {
        let id = DossierId::parse(&id).map_err(|_| AppError::NotFound)?;
        read_dossier(id).await
    });
    let retry = Callback::new(move |()| payload.refetch());
    view! {
        <main id="isi" class=class>
            <Suspense fallback=move || {
                view! {
                    <PageTitle text=words().dossier.title/>
                    <Skeleton shape=SkeletonShape::Blocks(blocks)/>
                }
            }>
                {move || Suspend::new(async move {
                    match payload.await {
                        Ok(payload) => view! { <Loaded payload=payload content=content/> }.into_any(),
                        Err(error) => {
                            view! {
                                <PageTitle text=words().dossier.title/>
                                <Failed error=error retry=retry/>
                            }
                            .into_any()
                        }
                    }
                })}
            </Suspense>
        </main>
    }
}

/// What a page shows of a dossier as it was read last, with the desk that sends commands.
type ContentOf = fn(Shown, CommandDesk) -> AnyView;

/// The dossier as it was read last, and the desk that sends commands. A newer answer replaces what is shown in one go;
/// the desk stays. What others do is followed.
fn living(payload: DossierPayload) -> (RwSignal<Shown>, CommandDesk, Followed) {
    let as_of = payload.view.as_of;
    Effect::new(move |_| ticker::begin(as_of));
    let toasts = use_toasts();
    let (following, id) =
        (payload.view.dossier.id.clone(), StoredValue::new(payload.view.dossier.id.clone()));
    let seq = payload.seq;
    let mut standards = Standards::default();
    standards.add(payload.view.dossier.standard, &payload.standard);
    let standards = Arc::new(standards);
    let actor = payload.actor.clone();
    let current = RwSignal::new(Shown::of(payload));
    let show = Callback::new(move |newer: DossierPayload| {
        ticker::correct(newer.view.as_of);
        // The reader may have left the page meanwhile.
        drop(current.try_set(Shown::of(newer)));
    });
    let reload = Callback::new(move |()| {
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            match read_dossier(id).await {
                Ok(newer) => show.run(newer),
                Err(error) => toasts.error(&error),
            }
        });
    });
    let answers = Answers {
        done: Callback::new(move |_| reload.run(())),
        changed: Callback::new(move |_| reload.run(())),
    };
    let desk = provide_command_desk(standards, actor, answers);
    let version = Signal::derive(move || current.with(|shown| shown.view.dossier.standing.version));
    (current, desk, Followed::new((following, seq), desk, version, show))
}

/// The title of the page: the applicant, or the number where the name was erased.
fn title_of(current: RwSignal<Shown>) -> Signal<String> {
    Signal::derive(move || {
        current.with(|shown| {
            let facts = shown.view.facts.as_ref();
            facts.map_or_else(|| shown.view.dossier.register.clone(), |facts| facts.name.full())
        })
    })
}

#[component]
fn Loaded(payload: DossierPayload, content: ContentOf) -> impl IntoView {
    let (current, desk, followed) = living(payload);
    tell_room(move || current.with(|shown| shown.view.dossier.register.clone()));
    view! {
        <PageTitle text=title_of(current)/>
        {followed.line()}
        // Made anew rather than changed in place: no button keeps what an earlier answer gave it.
        <For
            each=move || [current.get()]
            key=|shown| (shown.view.dossier.standing.version, shown.view.as_of)
            children=move |shown| content(shown, desk)
        />
        <CommandDialogs desk=desk/>
    }
}

#[component]
fn Content(shown: Shown, desk: CommandDesk) -> impl IntoView {
    let now = shown.by_the_minute();
    let at = shown.clone();
    let card = Memo::new(move |_| at.card_at(now.get()));
    view! {
        <div class="dossier-head">
            <Head shown=shown.clone() desk=desk/>
            <Actions shown=shown.clone() desk=desk/>
        </div>
        <Trail shown=shown.clone() card=card now=now/>
        <div class="dossier-columns">
            <div class="dossier-side">
                <FactsPanel shown=shown.clone()/>
                <LinksPanel shown=shown.clone()/>
                <PapersPanel shown=shown.clone()/>
            </div>
            <Clocks shown=shown.clone() now=now/>
        </div>
        <ControlCardPanel shown=shown.clone() card=card now=now/>
        <div class="dossier-papers">
            <Checklist shown=shown.clone() desk=desk/>
            <LetterPanel shown=shown.clone()/>
        </div>
        <CardLog shown=shown/>
        <Patterns/>
    }
}
