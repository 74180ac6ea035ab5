//! Lifting a card by a pointer: a mouse after four pixels, a finger after a quarter of a second. The card follows the
//! pointer, the columns answer in the same frame, and dropping it does what the menu would do.

use std::cell::{Cell, RefCell};

use domain::id::DossierId;
use domain::standard::StepNo;
use gloo::timers::callback::Timeout;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::keys::{Hands, card_of, closest, element_of};
use super::lift::{Hand, Lifted, Reception};
use super::passing::{LASTS_MS, image_of, put};
use crate::ui::{Toast, ToastKind};
use crate::words;

/// How far a mouse moves before the card is lifted, and a finger before it scrolls instead.
const LIFTS_AFTER_PX: f64 = 4.0;
const SCROLLS_AFTER_PX: f64 = 8.0;
/// How long a finger rests before the card is lifted.
const LONG_PRESS_MS: u32 = 250;
/// How long a card is above a column before it counts as staying there.
const STAYS_AFTER_MS: u32 = 300;
/// How far a card floats above the finger.
const ABOVE_FINGER_PX: f64 = 20.0;
/// How near it comes to the edge of the window and to the bar of targets.
const EDGE_PX: f64 = 8.0;

/// A pointer that is down on a card and has not lifted it yet.
struct Press {
    id: DossierId,
    card: Element,
    pointer: i32,
    hand: Hand,
    x: f64,
    y: f64,
    /// The long press that is waited for.
    _timer: Option<Timeout>,
}

/// The card that follows the pointer.
struct Floating {
    image: HtmlElement,
    card: Element,
    pointer: i32,
    hand: Hand,
    /// Where in the card the pointer holds it.
    grip: (f64, f64),
    home: (f64, f64),
}

thread_local! {
    static PRESS: RefCell<Option<Press>> = const { RefCell::new(None) };
    static FLOATING: RefCell<Option<Floating>> = const { RefCell::new(None) };
    static OPENING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// A lift has just ended: the click that follows it opens nothing.
    static JUST_DROPPED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a click only ends a lift. Asked once for each.
pub fn ends_a_lift() -> bool {
    JUST_DROPPED.take()
}

/// Whether a finger is on the way with a card, so that the page must not scroll.
pub fn holds_the_page() -> bool {
    FLOATING.with_borrow(Option::is_some)
}

/// The box of the bar of targets, where the page shows it.
fn thumb_bar() -> Option<web_sys::DomRect> {
    let bar = document().query_selector(".thumb-bar").ok().flatten()?.get_bounding_client_rect();
    (bar.height() > 0.0).then_some(bar)
}

/// The slot of a column, where it takes the lifted card.
fn slot_of(place: usize) -> Option<Element> {
    document().query_selector(&format!("[data-column=\"{place}\"] .slot")).ok().flatten()
}

impl Floating {
    /// The image of a card, held at a point.
    fn of(press: &Press, x: f64, y: f64) -> Option<Self> {
        let at = press.card.get_bounding_client_rect();
        let image = image_of(&press.card, "floating")?;
        let grip = match press.hand {
            Hand::Finger => (x - at.left(), at.height() + ABOVE_FINGER_PX),
            Hand::Pointer | Hand::Keys => (x - at.left(), y - at.top()),
        };
        drop(press.card.set_attribute("data-lifted", words::lift::place_left(words::lang())));
        let (pointer, hand) = (press.pointer, press.hand);
        let home = (at.left(), at.top());
        let floating = Self { image, card: press.card.clone(), pointer, hand, grip, home };
        put(&floating.image, floating.place_at(x, y));
        Some(floating)
    }

    /// Where the image is while the pointer is at a point. Under a finger it stays within the window and above the bar of
    /// targets.
    fn place_at(&self, x: f64, y: f64) -> (f64, f64) {
        let (left, top) = (x - self.grip.0, y - self.grip.1);
        if self.hand != Hand::Finger {
            return (left, top);
        }
        let own = self.image.get_bounding_client_rect();
        let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
        let bar = thumb_bar().map_or(f64::INFINITY, |bar| bar.top());
        let left = left.clamp(EDGE_PX, (width - own.width() - EDGE_PX).max(EDGE_PX));
        (left, top.min(bar - own.height() - EDGE_PX))
    }

    /// Puts the image where the pointer is. The words of the slot below it stand beside the image, never beneath.
    fn follow(&self, (x, y): (f64, f64), over: Option<usize>) {
        let at = self.place_at(x, y);
        if let Some(slot) = over.and_then(slot_of)
            && let Ok(Some(words)) = slot.query_selector(".slot-words")
        {
            let top = slot.get_bounding_client_rect().top();
            let words = words.get_bounding_client_rect().height() + EDGE_PX;
            let hides = at.1 < top + words && at.1 + f64::from(self.image.offset_height()) > top;
            drop(slot.class_list().toggle_with_force("slot-turned", hides));
        }
        put(&self.image, at);
    }

    /// Sends the image to its end and takes it away there.
    fn land(self, at: (f64, f64)) {
        drop(self.image.class_list().add_1("landing"));
        put(&self.image, at);
        let Self { image, card, .. } = self;
        Timeout::new(LASTS_MS, move || {
            image.remove();
            drop(card.remove_attribute("data-lifted"));
        })
        .forget();
    }

    /// The column below a point: on a phone the targets at the thumb alone.
    fn column_at(&self, x: f64, y: f64) -> Option<usize> {
        #[expect(clippy::cast_possible_truncation, reason = "a window is smaller than 2^24 pixels")]
        let below = document().element_from_point(x as f32, y as f32)?;
        let at_thumb = self.hand == Hand::Finger && thumb_bar().is_some();
        let name = if at_thumb { "data-target" } else { "data-column" };
        closest(&below, &format!("[{name}]"))?.get_attribute(name)?.parse().ok()
    }
}

impl Hands {
    /// A pointer goes down on the board.
    pub fn press(self, event: &PointerEvent) {
        JUST_DROPPED.set(false);
        PRESS.take();
        let Some(target) = element_of(event.target()) else { return };
        if event.button() != 0 || !event.is_primary() || closest(&target, "button, input, summary").is_some()
        {
            return;
        }
        let (Some(card), Some(id)) = (closest(&target, "[data-card]"), card_of(&target)) else { return };
        let is_finger = event.pointer_type() == "touch";
        let hand = if is_finger { Hand::Finger } else { Hand::Pointer };
        let timer = is_finger.then(|| Timeout::new(LONG_PRESS_MS, move || self.lift_pressed()));
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        PRESS.set(Some(Press { id, card, pointer: event.pointer_id(), hand, x, y, _timer: timer }));
    }

    /// Lifts the card under the pointer that is down.
    fn lift_pressed(self) {
        let Some(press) = PRESS.take() else { return };
        let Some(placed) = self.state.card(&press.id) else { return };
        let Some(floating) = Floating::of(&press, press.x, press.y) else { return };
        if press.hand == Hand::Finger {
            // Where the telephone can; a browser without it answers false.
            let _ = window().navigator().vibrate_with_duration(12);
        }
        // Moves that leave the board are told to it too.
        if let Some(board) = closest(&press.card, ".board") {
            drop(board.set_pointer_capture(press.pointer));
        }
        FLOATING.set(Some(floating));
        self.menu.close();
        self.lift.lift(self.state, placed, press.hand);
        self.say_lifted();
    }

    /// The card has stayed above a column: a narrow one opens, and what dropping means is read aloud. Columns that are only
    /// passed over say nothing.
    fn stay_above(self, place: usize) {
        self.lift.open(place);
        if self.lift.over_now() == Some(place)
            && let Some(told) = self.lift.now().and_then(|lifted| self.told_above(&lifted, place))
        {
            self.toasts.announce(&told);
        }
    }

    /// A pointer moves.
    pub fn drag(self, event: &PointerEvent) {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let far = PRESS.with_borrow(|press| {
            let press = press.as_ref().filter(|press| press.pointer == event.pointer_id())?;
            Some((press.hand, (x - press.x).hypot(y - press.y)))
        });
        match far {
            Some((Hand::Finger, far)) if far > SCROLLS_AFTER_PX => drop(PRESS.take()),
            Some((Hand::Pointer, far)) if far >= LIFTS_AFTER_PX => self.lift_pressed(),
            _ => {}
        }
        let over = FLOATING.with_borrow(|floating| {
            let floating = floating.as_ref().filter(|floating| floating.pointer == event.pointer_id())?;
            let over = floating.column_at(x, y);
            floating.follow((x, y), over);
            Some(over)
        });
        let Some(over) = over else { return };
        event.prevent_default();
        if self.lift.hover(over) {
            OPENING.set(over.map(|place| Timeout::new(STAYS_AFTER_MS, move || self.stay_above(place))));
        }
    }

    /// A pointer goes up: the card is dropped where it is.
    pub fn release(self, event: &PointerEvent) {
        PRESS.take();
        let mine = FLOATING
            .with_borrow(|floating| floating.as_ref().is_some_and(|one| one.pointer == event.pointer_id()));
        if mine {
            event.prevent_default();
            JUST_DROPPED.set(true);
            self.drop_card();
        }
    }

    /// The browser took the pointer away, or Esc was pressed: the card goes home.
    pub fn give_up(self) {
        PRESS.take();
        self.lift.hover(None);
        self.drop_card();
    }

    /// Ends the lift above the column where the card is.
    pub fn drop_card(self) {
        let place = self.lift.over_now();
        // Read before the lift ends, since the slot goes with it.
        let slot = place.and_then(slot_of).map(|slot| {
            let at = slot.get_bounding_client_rect();
            (at.left(), at.top())
        });
        OPENING.take();
        let Some(lifted) = self.lift.end() else { return };
        let floating = FLOATING.take();
        let met = place.and_then(|place| lifted.receptions.get(place).cloned().map(|met| (place, met)));
        match met {
            Some((_, Reception::Accepts { deed, .. })) => {
                if let Some(floating) = floating {
                    let home = floating.home;
                    floating.land(slot.unwrap_or(home));
                }
                self.desk.take(&lifted.placed.card, deed);
            }
            Some((place, Reception::Refuses { rule })) => {
                go_home(floating);
                self.say_refused(place, &rule);
            }
            Some((_, Reception::Origin)) | None => {
                go_home(floating);
                self.say_returned(&lifted);
            }
        }
    }

    /// Reads aloud what is lifted and how many columns take it.
    pub fn say_lifted(self) {
        let Some(lifted) = self.lift.now() else { return };
        let (lang, card) = (words::lang(), &lifted.placed.card);
        let (accepting, refusing) = (lifted.accepting().count(), lifted.refusing().0.len());
        let mut told = words::lift::lifted(lang, card.short_register(), &card.name.name, accepting, refusing);
        if lifted.hand == Hand::Keys {
            told = format!("{told} {}", words::lift::keys_of_a_lift(lang));
        }
        self.toasts.announce(&told);
    }

    /// What a column says to the lifted card; nothing where the card came from.
    pub fn told_above(self, lifted: &Lifted, place: usize) -> Option<String> {
        let (lang, step) = (words::lang(), self.step_name(place));
        match lifted.receptions.get(place)? {
            Reception::Origin => None,
            Reception::Accepts { verb, .. } => Some(words::lift::above(lang, &step, verb)),
            Reception::Refuses { rule } => Some(words::lift::refused_by(lang, &step, rule)),
        }
    }

    fn say_refused(self, place: usize, rule: &str) {
        let told = words::lift::refused_by(words::lang(), &self.step_name(place), rule);
        self.toasts.say(Toast { kind: ToastKind::Error, ..Toast::done(told) });
    }

    fn say_returned(self, lifted: &Lifted) {
        let register = lifted.placed.card.short_register();
        self.toasts.announce(&words::lift::returned(words::lang(), register));
    }

    /// The name of a column's step.
    pub fn step_name(self, place: usize) -> String {
        let facts = self.state.facts();
        let no = StepNo(u8::try_from(place).unwrap_or(u8::MAX));
        facts.standard.step(no).map_or("", |step| step.name.get(facts.lang)).to_owned()
    }
}

fn go_home(floating: Option<Floating>) {
    if let Some(floating) = floating {
        let home = floating.home;
        floating.land(home);
    }
}
