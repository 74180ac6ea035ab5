//! The table of my sessions.

use domain::time::Instant;
use leptos::prelude::*;

use super::api::{Computer, MySession};
use crate::ui::{Button, Icon, Size, use_calendar};
use crate::words;

fn time(at: Instant) -> String {
    let lang = words::lang();
    use_calendar().map(|calendar| calendar.local(at).day_month_time(lang)).unwrap_or_default()
}

/// Where I am signed in. `on_end` is given the session to end.
#[component]
pub(super) fn Sessions(
    /// The sessions.
    sessions: Vec<MySession>,
    /// One is to end.
    #[prop(into)]
    on_end: Callback<MySession>,
) -> impl IntoView {
    let lang = words::lang();
    let w = &words::words().account;
    let rows = sessions
        .into_iter()
        .map(|session| {
            let name = words::account::browser_name(lang, &session.user_agent);
            let icon = if session.user_agent.contains("Mobi") { Icon::Phone } else { Icon::Computer };
            let ended = session.clone();
            view! {
                <tr class:current=session.current>
                    <td>
                        <span class="row">
                            {icon.view()}
                            <span>
                                <b>{name}</b>
                                {(session.computer == Computer::Shared)
                                    .then(|| view! { <span class="muted">" · "{w.on_shared}</span> })}
                            </span>
                        </span>
                    </td>
                    <td class="nowrap" data-label=w.since>{time(session.since)}</td>
                    <td class="nowrap" data-label=w.last_seen>{time(session.last_seen)}</td>
                    <td class="number">
                        {if session.current {
                            view! { <span class="muted">{w.this_one}</span> }.into_any()
                        } else {
                            view! {
                                <Button size=Size::Small on:click=move |_| on_end.run(ended.clone())>
                                    {w.end_one}
                                </Button>
                            }
                                .into_any()
                        }}
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll">
            <table class="table session-table">
                <thead>
                    <tr>
                        <th scope="col">{w.device}</th>
                        <th scope="col">{w.since}</th>
                        <th scope="col">{w.last_seen}</th>
                        <th scope="col" class="number">
                            {w.act}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
