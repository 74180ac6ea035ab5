//! The services with their standards.

use leptos::prelude::*;

use crate::public::Service;
use crate::words;

/// The list.
pub fn list(services: &[Service]) -> AnyView {
    let w = &words::words().standard;
    let none = services.is_empty().then(|| view! { <p class="pub-note">{w.none}</p> });
    view! {
        <div class="pagehead">
            <h1>{w.title}</h1>
            <p class="lead">{w.lead}</p>
        </div>
        {none}
        <ul class="links services">{services.iter().map(Service::entry).collect_view()}</ul>
    }
    .into_any()
}
