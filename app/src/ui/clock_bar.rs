//! The bar of a clock: the share of the norm that is used.

use leptos::prelude::*;

use super::verdict::ClockFace;

/// The thousandths that make the whole bar.
const WHOLE: u32 = 1000;

/// Per cent with one decimal, as an attribute.
fn percent(permille: u32) -> String {
    format!("{}.{}%", permille / 10, permille % 10)
}

/// A bar as wide as its place. In time: the used part. Late: the norm's part, a notch, and the excess striped, so that it
/// reads in greyscale. Standing still: dashed. An ornament: the words beside it say the same.
#[component]
pub fn ClockBar(
    /// The clock.
    #[prop(into)]
    face: Signal<ClockFace>,
) -> impl IntoView {
    let class = move || face.with(|face| format!("clock-bar {}", face.tone_class()));
    let drawing = move || {
        face.with(|face| {
            let share = face.share_permille?;
            if share > WHOLE {
                let norm = WHOLE * WHOLE / share;
                let width = percent(norm);
                return Some(
                    view! {
                        <rect class="used" width=width.clone() height="4"></rect>
                        <rect class="over-ground" x=width.clone() width=percent(WHOLE - norm) height="4"></rect>
                        <line class="over" x1=width.clone() x2="100%" y1="2" y2="2" stroke-width="4"></line>
                        <rect class="notch" x=width width="2" height="4"></rect>
                    }
                    .into_any(),
                );
            }
            let width = percent(share);
            Some(if face.stands() {
                view! { <line class="still" x1="0" x2=width y1="2" y2="2" stroke-width="4"></line> }.into_any()
            } else {
                view! { <rect class="used" width=width height="4"></rect> }.into_any()
            })
        })
    };
    view! { <svg class=class height="4" aria-hidden="true">{drawing}</svg> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::Status;
    use domain::clock_words::VerdictWord;

    fn html(share: u32, word: VerdictWord, status: Status) -> String {
        let face = ClockFace {
            text: String::new(),
            word: Some(word),
            status: Some(status),
            share_permille: Some(share),
        };
        let owner = Owner::new();
        owner.with(|| view! { <ClockBar face=Signal::stored(face)/> }.to_html())
    }

    #[test]
    fn half_of_the_norm_is_half_of_the_bar() {
        let html = html(500, VerdictWord::OnTime, Status::Running);
        assert!(html.contains("width=\"50.0%\"") && html.contains("verdict-ontime"), "{html}");
    }

    #[test]
    fn twice_the_norm_shows_its_second_half_striped() {
        let html = html(2000, VerdictWord::Late, Status::Running);
        assert!(html.contains("x1=\"50.0%\"") && html.contains("class=\"notch\""), "{html}");
    }

    #[test]
    fn a_paused_clock_is_dashed() {
        let html = html(300, VerdictWord::WaitingApplicant, Status::Paused);
        assert!(html.contains("class=\"still\"") && html.contains("x2=\"30.0%\""), "{html}");
    }
}
