//! The SOP as the office publishes it: a row per step, a column per performer, and the quality standard.

use domain::dashboard::Dashboard;
use domain::standard::{ServiceStandard, Step, StepNo};
use leptos::prelude::*;

use super::flow::{Cell, Column, Flow, Shape, Side, Way};
use super::performance;
use crate::public::said;
use crate::words::common::role_name_under;
use crate::words::{self, standard::Standard};

/// The table.
pub(super) fn table(standard: &ServiceStandard, kept: &Dashboard) -> AnyView {
    let w = &words::words().standard;
    let lang = words::lang();
    let flow = Flow::of(&standard.steps);
    let columns: Vec<String> = flow
        .columns
        .iter()
        .map(|column| match column {
            Column::Applicant => w.applicant.to_owned(),
            Column::Role(role) => role_name_under(lang, standard, role),
        })
        .collect();
    let performers = columns.len().to_string();
    let heads =
        columns.iter().map(|name| view! { <th scope="col" class="who">{name.clone()}</th> }).collect_view();
    let rows = standard
        .numbered()
        .zip(&flow.rows)
        .map(|((no, step), cells)| {
            row(w, (no, step), cells, &role_name_under(lang, standard, &step.role), kept)
        })
        .collect_view();
    let before_total = (columns.len() + 3).to_string();
    view! {
        <div class="sop" role="region" aria-labelledby="prosedur" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col" rowspan="2">{w.no}</th>
                        <th scope="col" rowspan="2" class="text">{w.activity}</th>
                        <th scope="colgroup" colspan=performers>{w.performers}</th>
                        <th scope="colgroup" colspan="3">{w.quality}</th>
                        <th scope="colgroup" colspan="2" class="kept-head">{w.performance_now}</th>
                    </tr>
                    <tr>
                        {heads}
                        <th scope="col" class="text">{w.completeness}</th>
                        <th scope="col">{w.norm}</th>
                        <th scope="col" class="text">{w.output}</th>
                        <th scope="col" class="kept-head">{w.mean}</th>
                        <th scope="col" class="kept-head">{w.within_norm}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" class="text" colspan=before_total>{w.total}</th>
                        <td class="norm">{standard.promise.text(lang)}</td>
                        <td class="rest"></td>
                        <td class="rest kept-cell"></td>
                        <td class="kept-cell">{performance::total(kept)}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn row(
    w: &'static Standard,
    (no, step): (StepNo, &Step),
    cells: &[Cell],
    role: &str,
    kept: &Dashboard,
) -> AnyView {
    let drawn = cells.iter().map(|one| cell(w, one)).collect_view();
    let label = |text: &'static str| view! { <span class="cell-label">{text}</span> };
    view! {
        <tr>
            <td class="no">{no.number()}</td>
            <th scope="row" class="text activity">{said(&step.activity)}</th>
            <td class="role-cell">{label(w.performers)}{role.to_owned()}</td>
            {drawn}
            <td class="text small-cell">{label(w.completeness)}{said(&step.completeness)}</td>
            <td class="norm">{label(w.norm)}{step.norm.text(words::lang())}</td>
            <td class="text small-cell">{label(w.output)}{said(&step.output)}</td>
            <td class="kept-cell">{label(w.mean)}<span>{performance::times(kept, no)}</span></td>
            <td class="kept-cell">{label(w.within_norm)}{performance::within(kept, no)}</td>
        </tr>
    }
    .into_any()
}

fn cell(w: &'static Standard, cell: &Cell) -> AnyView {
    let lines = (!cell.lines.is_empty() || cell.way.is_some()).then(|| {
        let pieces = cell
            .lines
            .iter()
            .map(|&(x1, y1, x2, y2)| view! { <line x1=x1 y1=y1 x2=x2 y2=y2></line> })
            .collect_view();
        let way = cell.way.map(|way| match way {
            Way::Yes => view! { <text x="58%" y="94%">{w.yes}</text> }.into_any(),
            Way::No => view! { <text x="58%" y="72%">{w.no_way}</text> }.into_any(),
        });
        view! { <svg class="flow-lines" width="100%" height="100%" aria-hidden="true">{pieces}{way}</svg> }
    });
    let shape = cell.shape.map(|shape| mark(w, shape, &cell.arrows));
    view! { <td class="flow">{lines}{shape}</td> }.into_any()
}

fn mark(w: &'static Standard, shape: Shape, arrows: &[Side]) -> AnyView {
    let (path, read) = match shape {
        Shape::Begin => (CAPSULE, w.begins),
        Shape::End => (CAPSULE, w.ends),
        Shape::Activity => (BOX, w.does),
        Shape::Decision => (DIAMOND, w.decides),
    };
    let arrows = arrows.iter().map(|side| {
        let path = match (side, shape) {
            (Side::Top, Shape::Decision) => "M28 1h6l-3 5z",
            (Side::Top, _) => "M28 5h6l-3 5z",
            (Side::Bottom, _) => "M28 39h6l-3-5z",
            (Side::Left, _) => "M5 19v6l5-3z",
            (Side::Right, _) => "M57 19v6l-5-3z",
        };
        view! { <path class="arrow" d=path></path> }
    });
    view! {
        <svg class="flow-mark" viewBox="0 0 62 44" aria-hidden="true">
            <path d=path></path>
            {arrows.collect_view()}
        </svg>
        <span class="unseen">{read}</span>
    }
    .into_any()
}

const CAPSULE: &str = "M22 10h18a12 12 0 0 1 0 24H22a12 12 0 0 1 0-24z";
const BOX: &str = "M10 10h42v24H10z";
const DIAMOND: &str = "M31 6l23 16-23 16L8 22z";
