//! What a place shows while it waits, when it is empty, and when it failed.

use domain::role::Permission;
use leptos::prelude::*;

use super::button::{Button, Size};
use super::frame::use_me;
use super::icon::Icon;
use super::sign_in_again::SignInAgain;
use crate::error::AppError;
use crate::{routes, words};

/// The shape of what is being waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkeletonShape {
    /// Lines of text.
    Lines(u8),
    /// Blocks as high as a card.
    Blocks(u8),
}

/// Stands for content that is under way; the same height, so that nothing jumps.
#[component]
pub fn Skeleton(
    /// The shape.
    shape: SkeletonShape,
) -> impl IntoView {
    let w = words::words();
    let (count, class) = match shape {
        SkeletonShape::Lines(count) => (count, "skeleton-line"),
        SkeletonShape::Blocks(count) => (count, "skeleton-block"),
    };
    view! {
        <div class="skeleton" role="status">
            <span class="unseen">{w.common.loading}</span>
            {(0..count).map(|_| view! { <div class=class aria-hidden="true"></div> }).collect_view()}
        </div>
    }
    .into_any()
}

/// Stands where nothing is yet; says what will come there. A link or a button may follow.
#[component]
pub fn Empty(
    /// That there is nothing.
    #[prop(into)]
    title: String,
    /// What will come there.
    #[prop(optional, into)]
    text: String,
    /// What can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <b>{title}</b>
            {text}
            {children.map(|children| view! { <div>{children()}</div> })}
        </div>
    }
    .into_any()
}

/// Stands where something could not be shown: what happened, why, and what to do.
#[component]
pub fn Failed(
    /// What happened.
    error: AppError,
    /// What "try again" does; none where it would not help.
    #[prop(optional, into)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    let lang = words::lang();
    let w = words::words();
    let told = words::error::app_error(lang, &error);
    let class = match error {
        AppError::Forbidden { .. } | AppError::NotFound => "empty empty-refused empty-page",
        _ => "empty empty-failed empty-page",
    };
    let way = match error {
        AppError::SignIn => view! { <SignInAgain/> }.into_any(),
        AppError::MustChangePassword => {
            view! { <a class="link" href=routes::ACCOUNT>{w.common.change_password}</a> }.into_any()
        }
        AppError::Forbidden { .. } | AppError::NotFound => {
            // Only where the reader may see it: who may not has the places of the bar.
            let may = use_me().is_some_and(|me| me.actor.may(Permission::Board));
            may.then(|| view! { <a class="link" href=routes::BOARDS>{w.common.to_the_board}</a> }).into_any()
        }
        _ => retry
            .map(|retry| {
                view! {
                    <Button size=Size::Small on:click=move |_| retry.run(())>
                        {Icon::Refresh.small()}
                        {w.common.try_again}
                    </Button>
                }
            })
            .into_any(),
    };
    view! {
        <div class=class role="alert">
            <b>{told.title}</b>
            {told.detail}
            <div>{way}</div>
        </div>
    }
    .into_any()
}

/// Stands where an address leads nowhere.
#[component]
pub fn NotFoundPart() -> impl IntoView {
    view! { <Failed error=AppError::NotFound/> }
}
