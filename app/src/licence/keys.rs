//! The public keys with which letters are checked, for everybody who wants to check without the office.

use domain::time::{Instant, Offset};
use leptos::prelude::*;

use crate::public::Mark;
use crate::routes;
use crate::words;
use crate::words::tracking::moment::Teller;

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// The id that a QR names.
    pub id: String,
    /// The key. Shape: 64 hex digits.
    pub public: String,
    /// Since when it signs.
    pub from: Instant,
    /// When it was given up.
    pub until: Option<Instant>,
}

/// The page of the keys.
pub fn keys(keys: &[PublicKey], offset: Offset, now: Instant) -> AnyView {
    let w = &words::words().licence;
    let teller = Teller::new(words::lang(), offset, now);
    let rows = keys
        .iter()
        .map(|key| {
            let until = key.until.map_or_else(|| w.in_use.to_owned(), |until| teller.full_date_of(until));
            let public = key
                .public
                .as_bytes()
                .chunks(4)
                .map(|part| view! { <span class="piece">{String::from_utf8_lossy(part).into_owned()}</span>" " })
                .collect_view();
            view! {
                <section class="licence-key">
                    <h2>{w.key}" "<code>{key.id.clone()}</code></h2>
                    <p class="licence-hex"><code>{public}</code></p>
                    <p class="small muted">{teller.full_date_of(key.from)}" – "{until}</p>
                </section>
            }
        })
        .collect_view();
    view! {
        <div class="narrow">
            <a class="back" href=routes::LICENCES>{Mark::Back.view()}<span>{w.title}</span></a>
            <div class="pagehead">
                <h1>{w.keys_title}</h1>
                <p class="lead">{w.keys_lead}</p>
            </div>
            {rows}
            <section class="block">
                <h2>{w.keys_how}</h2>
                <p>{w.keys_text}</p>
                <pre class="licence-text"><code>{w.keys_example}</code></pre>
            </section>
        </div>
    }
    .into_any()
}
