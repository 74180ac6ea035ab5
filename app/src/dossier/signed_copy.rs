//! The scan of a letter that was signed by hand: what is kept, and the form that brings another. A form of the browser's own:
//! a file of some megabytes goes by itself, and the answer is the page anew.

use domain::dossier_view::CardLine;
use domain::signed_copy::{COPY_LIMIT, CopyFault, CopyKind, SignedCopy, copies, may_bring};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::page::Shown;
use crate::routes;
use crate::ui::{Button, ButtonRole, FormError, Icon};
use crate::words::papers::{copy_fault, size};
use crate::words::{lang, words};

/// What the form takes, for the browser's own choice of a file.
const ACCEPTS: &str = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png";

/// The scans of the signed letter; nothing before there is a signature to scan.
pub(super) fn signed_copies(shown: &Shown) -> Option<impl IntoView + use<>> {
    let w = words();
    let standing = &shown.view.dossier.standing;
    let card = &shown.view.card;
    let kept = copies(card.iter().map(|line| (line.seq, &line.event)));
    let may = may_bring(&shown.standard, standing, &shown.actor).is_ok();
    if standing.signature.is_none() || (kept.is_empty() && !may) {
        return None;
    }
    let line = |seq: u32, copy: &SignedCopy| {
        let entry = card.iter().find(|line| line.seq == seq);
        kept_line(shown, seq, copy, entry)
    };
    let newest = kept.last().map(|(seq, copy)| view! { <ul class="plain-list">{line(*seq, copy)}</ul> });
    let earlier = kept.len().checked_sub(1).filter(|count| *count > 0).map(|count| {
        let lines = kept[..count].iter().rev().map(|(seq, copy)| line(*seq, copy)).collect_view();
        view! {
            <details class="links-more">
                <summary class="link">{w.papers.earlier_copies}" ("{count}")"</summary>
                <ul class="plain-list">{lines}</ul>
            </details>
        }
    });
    let verb = if kept.is_empty() { w.papers.bring_copy } else { w.papers.replace_copy };
    let form =
        may.then(|| view! { <BringForm action=routes::signed_copy(&shown.view.dossier.id) verb=verb/> });
    Some(view! {
        <h3 class="papers-part" id="signed-copy">{w.papers.signed_copy}</h3>
        {newest}
        {earlier}
        {form}
    })
}

fn kept_line(shown: &Shown, seq: u32, copy: &SignedCopy, entry: Option<&CardLine>) -> impl IntoView + use<> {
    let (lang, w) = (lang(), words());
    let kind = match copy.kind {
        CopyKind::Pdf => "PDF",
        CopyKind::Jpg => "JPG",
        CopyKind::Png => "PNG",
    };
    let by = entry.map(|line| {
        let at = shown.calendar.local(line.at).day_month_time(lang);
        let initials = line.by.hand().map(|hand| format!("{}, ", hand.initials)).unwrap_or_default();
        format!("{initials}{at}")
    });
    let hash: String = copy.sha256.chars().take(12).collect();
    view! {
        <li>
            {Icon::Download.small()}
            " "
            <a class="link" href=routes::a_signed_copy(&shown.view.dossier.id, seq) rel="external" download="">
                {w.papers.save_copy}" ("{kind}", "{size(lang, copy.bytes)}")"
            </a>
            " "
            <span class="muted">{by}" · SHA-256 "<code>{hash}"…"</code></span>
        </li>
    }
}

#[component]
fn BringForm(action: String, verb: &'static str) -> impl IntoView {
    let (lang, w) = (lang(), words());
    let address = use_query_map();
    let fault =
        address.with_untracked(|address| address.get_str(routes::COPY_FAULT).and_then(CopyFault::from_key));
    let megabytes = COPY_LIMIT / (1024 * 1024);
    let told = fault.map(|fault| view! { <FormError text=copy_fault(lang, fault)/> });
    view! {
        <form class="bring-copy" method="post" action=action enctype="multipart/form-data">
            <label class="field">
                <span class="field-label">{w.papers.copy_file}</span>
                <input class="input" type="file" name="berkas" accept=ACCEPTS required aria-describedby="copy-hint"/>
                <span class="field-hint" id="copy-hint">{w.papers.copy_hint}" "{megabytes}" MB."</span>
            </label>
            {told}
            <Button role=ButtonRole::Submit>{verb}</Button>
        </form>
    }
}
