//! My account: who I am today, my password, my sessions.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{self, MySession};
use super::password_form::PasswordForm;
use super::sessions::Sessions;
use crate::ui::{
    Button, ButtonKind, Failed, Icon, Me, PageTitle, Paraf, Skeleton, SkeletonShape, use_me, use_toasts,
};
use crate::{routes, words};

/// My account. Before the first change of the password it shows nothing else.
#[component]
pub fn AccountPage() -> impl IntoView {
    let w = words::words();
    let content = use_me().map(|me| {
        if me.must_change_password {
            view! { <FirstChange/> }.into_any()
        } else {
            view! { <MyAccount me=me/> }.into_any()
        }
    });
    view! {
        <PageTitle text=w.account.title.to_owned()/>
        <main id="isi" class="page-narrow" tabindex="-1">
            {content}
        </main>
    }
    .into_any()
}

/// The change that comes before all else.
#[component]
fn FirstChange() -> impl IntoView {
    let w = &words::words().account;
    let go_on = |()| drop(window().location().assign(routes::BOARDS));
    view! {
        <div class="page-head">
            <h1>{w.first_change}</h1>
        </div>
        <div class="account-first stack">
            <p class="note">
                {Icon::Lock.view()}
                <span>{w.first_change_lead}</span>
            </p>
            <section class="panel">
                <PasswordForm on_changed=go_on/>
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn MyAccount(me: Me) -> impl IntoView {
    let lang = words::lang();
    let w = &words::words().account;
    let toasts = use_toasts();
    let asked = RwSignal::new(0_u32);
    let sessions = Resource::new(move || asked.get(), |_| api::sessions());
    let again = move || asked.update(|asked| *asked += 1);
    let end_one = move |session: MySession| {
        spawn_local(async move {
            match api::end_session(session.id).await {
                Ok(()) => toasts.done(w.ended_one),
                Err(error) => toasts.error(&error),
            }
            again();
        });
    };
    let end_others = move |_| {
        spawn_local(async move {
            match api::end_other_sessions().await {
                Ok(()) => toasts.done(w.ended_others),
                Err(error) => toasts.error(&error),
            }
            again();
        });
    };
    let actor = me.actor;
    let roles: Vec<String> =
        actor.grants.iter().map(|grant| words::common::grant_name(lang, grant)).collect();
    let roles = if roles.is_empty() { w.no_role.to_owned() } else { roles.join(", ") };
    view! {
        <div class="page-head">
            <h1>{w.title}</h1>
        </div>
        <div class="account">
            <section class="panel">
                <h2 class="panel-title">{actor.name}</h2>
                <dl class="facts">
                    <dt>{w.initials}</dt>
                    <dd>
                        <Paraf initials=actor.initials.to_string() mine=true/>
                    </dd>
                    <dt>{w.roles}</dt>
                    <dd>{roles}</dd>
                </dl>
            </section>
            <section class="panel" aria-labelledby="sessions-title">
                <div class="panel-head">
                    <div class="grow">
                        <h2 class="panel-title" id="sessions-title">
                            {w.sessions}
                        </h2>
                        <p class="muted">{w.sessions_lead}</p>
                    </div>
                    <Button kind=ButtonKind::Danger on:click=end_others>
                        {w.end_others}
                    </Button>
                </div>
                <Suspense fallback=|| view! { <Skeleton shape=SkeletonShape::Lines(3)/> }>
                    {move || Suspend::new(async move {
                        match sessions.await {
                            Ok(sessions) => view! { <Sessions sessions=sessions on_end=end_one/> }.into_any(),
                            Err(error) => view! { <Failed error=error retry=Callback::new(move |()| again())/> }.into_any(),
                        }
                    })}
                </Suspense>
            </section>
            <section class="panel" aria-labelledby="password-title">
                <h2 class="panel-title" id="password-title">
                    {w.change_password}
                </h2>
                <PasswordForm on_changed=move |()| again()/>
            </section>
        </div>
    }
    .into_any()
}
