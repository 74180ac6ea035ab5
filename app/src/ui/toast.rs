//! What was done, said at the edge of the page, and the one place where things are read aloud.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;

use super::icon::Icon;
use super::sign_in_again;
use crate::error::AppError;
use crate::{live, words};

/// How long a toast stays.
const STAYS_MS: u32 = 8_000;
/// How long one stays that offers an act or tells a failure.
const STAYS_LONG_MS: u32 = 14_000;
/// Most toasts at once; the oldest goes.
const MOST: usize = 3;

/// What a toast is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastKind {
    /// It is done.
    Done,
    /// Something is to be known.
    Warning,
    /// It was not done.
    Error,
}

/// An act that a toast offers.
#[derive(Clone)]
pub struct ToastAction {
    /// The verb.
    pub label: String,
    /// What it does; the toast goes.
    pub act: Callback<()>,
}

/// Something to say.
#[derive(Clone)]
pub struct Toast {
    /// What it is about.
    pub kind: ToastKind,
    /// What happened.
    pub title: String,
    /// Why, and what to do; may be empty.
    pub detail: String,
    /// What can be done now.
    pub action: Option<ToastAction>,
}

impl Toast {
    /// It is done.
    pub fn done(title: impl Into<String>) -> Self {
        Self { kind: ToastKind::Done, title: title.into(), detail: String::new(), action: None }
    }

    /// Something is to be known.
    pub fn warning(title: impl Into<String>) -> Self {
        Self { kind: ToastKind::Warning, ..Self::done(title) }
    }

    /// It was not done, and why.
    pub fn error(error: &AppError) -> Self {
        let told = words::error::app_error(words::lang(), error);
        let kind =
            if matches!(error, AppError::Changed { .. }) { ToastKind::Warning } else { ToastKind::Error };
        let action = (*error == AppError::SignIn).then(|| ToastAction {
            label: words::words().common.sign_in.to_owned(),
            act: Callback::new(|()| sign_in_again::go_beside()),
        });
        Self { kind, title: told.title, detail: told.detail, action }
    }

    /// With a second line.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// With an act.
    #[must_use]
    pub fn action(self, label: impl Into<String>, act: Callback<()>) -> Self {
        Self { action: Some(ToastAction { label: label.into(), act }), ..self }
    }
}

#[derive(Clone)]
struct Shown {
    id: u64,
    toast: Toast,
}

thread_local! {
    static TIMERS: RefCell<Vec<(u64, Timeout)>> = const { RefCell::new(Vec::new()) };
}

/// Says things. Cheap to copy; taken from the page by [`use_toasts`].
#[derive(Clone, Copy)]
pub struct Toasting {
    shown: RwSignal<Vec<Shown>>,
    spoken: RwSignal<Vec<(u64, String)>>,
    next_id: StoredValue<u64>,
}

impl Toasting {
    pub(super) fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            spoken: RwSignal::new(Vec::new()),
            next_id: StoredValue::new(0),
        }
    }

    /// Shows a toast and reads it aloud.
    pub fn say(self, toast: Toast) {
        let id = self.new_id();
        let stays =
            if toast.action.is_some() || toast.kind == ToastKind::Error { STAYS_LONG_MS } else { STAYS_MS };
        self.announce(&format!("{}. {}", toast.title, toast.detail));
        self.shown.update(|shown| {
            shown.push(Shown { id, toast });
            let surplus = shown.len().saturating_sub(MOST);
            shown.drain(..surplus);
        });
        self.take_away_after(stays, id);
    }

    fn new_id(self) -> u64 {
        let id = self.next_id.get_value();
        self.next_id.set_value(id + 1);
        id
    }

    fn take_away_after(self, stays: u32, id: u64) {
        if cfg!(target_arch = "wasm32") {
            let timer = Timeout::new(stays, move || self.take_away(id));
            TIMERS.with_borrow_mut(|timers| timers.push((id, timer)));
        }
    }

    /// Shows that something was done.
    pub fn done(self, title: impl Into<String>) {
        self.say(Toast::done(title));
    }

    /// Shows why something was not done.
    pub fn error(self, error: &AppError) {
        if *error == AppError::SignIn {
            live::session_ended();
        }
        self.say(Toast::error(error));
    }

    /// Reads something aloud that is already seen. It stands for a while beside what was said before it, so that nothing
    /// said later takes it away unread; the same text twice is read twice.
    pub fn announce(self, text: &str) {
        let id = self.new_id();
        self.spoken.update(|spoken| spoken.push((id, text.to_owned())));
        self.take_away_after(STAYS_MS, id);
    }

    fn take_away(self, id: u64) {
        if self.spoken.try_with_untracked(|spoken| spoken.iter().any(|(one, _)| *one == id)) == Some(true) {
            self.spoken.try_update(|spoken| spoken.retain(|(one, _)| *one != id));
        } else {
            self.shown.try_update(|shown| shown.retain(|one| one.id != id));
        }
        TIMERS.with_borrow_mut(|timers| {
            if let Some(at) = timers.iter().position(|(timer, _)| *timer == id) {
                // The timer may be the one that is running now: it is spent and must only not be cancelled twice.
                let (_, timer) = timers.swap_remove(at);
                timer.forget();
            }
        });
    }
}

/// The page's voice.
pub fn use_toasts() -> Toasting {
    use_context::<Toasting>().unwrap_or_else(Toasting::new)
}

/// The place of the toasts, and the one live region of the page.
#[component]
pub fn Toasts() -> impl IntoView {
    let toasting = use_toasts();
    let w = words::words();
    let one = move |Shown { id, toast }: Shown| {
        let (class, icon) = match toast.kind {
            ToastKind::Done => ("toast", Icon::Tick),
            ToastKind::Warning => ("toast toast-warning", Icon::Info),
            ToastKind::Error => ("toast toast-error", Icon::Refused),
        };
        let close = move |_| toasting.take_away(id);
        let action = toast.action.map(|ToastAction { label, act }| {
            let do_it = move |_| {
                toasting.take_away(id);
                act.run(());
            };
            view! { <button type="button" class="link" on:click=do_it>{label}</button> }
        });
        let detail = (!toast.detail.is_empty()).then(|| view! { <p>{toast.detail}</p> });
        view! {
            <div class=class>
                {icon.view()}
                <div class="grow">
                    <b>{toast.title}</b>
                    {detail}
                </div>
                {action}
                <button
                    type="button"
                    class="button-icon"
                    aria-label=w.common.close
                    title=w.common.close
                    on:click=close
                >
                    {Icon::Close.small()}
                </button>
            </div>
        }
    };
    view! {
        <div class="toasts">
            <For each=move || toasting.shown.get() key=|shown| shown.id children=one/>
        </div>
        // Each line is read as it comes; that it goes is not.
        <div class="unseen" aria-live="polite" aria-relevant="additions">
            <For each=move || toasting.spoken.get() key=|(id, _)| *id let:line>
                <p>{line.1}</p>
            </For>
        </div>
    }
    .into_any()
}
