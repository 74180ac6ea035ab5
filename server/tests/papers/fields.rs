//! The tables of the templates' README against the sheets: each field stands there, and what stands there exists.

use std::collections::{BTreeMap, BTreeSet};

use domain::paper::{
    ControlCardSheet, FolderLabel, HandoverList, Licence, Receipt, RefusalLetter, ReminderLetter,
    ReturnLetter, RevocationLetter, Sheet, SopSheet,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use server::documents::shipped::README;
use server::documents::{Templates, set};

use crate::poppler::{QR, print, samples};

const LETTERS: [Sheet; 4] =
    [Sheet::ReturnLetter, Sheet::RefusalLetter, Sheet::ReminderLetter, Sheet::RevocationLetter];

/// What a table says of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Field {
    kind: String,
    nullable: bool,
}

type Fields = BTreeMap<String, Field>;

/// The words in backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The tables of the README by their headings.
fn tables() -> BTreeMap<&'static str, Fields> {
    let mut tables: BTreeMap<&str, Fields> = BTreeMap::new();
    let mut heading = "";
    for line in README.lines() {
        if let Some(title) = line.strip_prefix("##") {
            heading = title.trim_start_matches('#').trim();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if cells.len() < 5 || !cells[1].starts_with('`') || cells[1].ends_with(".typ`") {
            continue;
        }
        let kind = cells[2];
        let field = Field { kind: kind.trim_end_matches('?').to_owned(), nullable: kind.ends_with('?') };
        let table = tables.entry(heading).or_default();
        table.extend(quoted(cells[1]).map(|key| (key.to_owned(), field.clone())));
    }
    tables
}

/// Every field that the README names for a sheet, with the tables that its types name.
fn documented(sheet: Sheet) -> Fields {
    let tables = tables();
    let mut fields = tables["Fields of every sheet"].clone();
    if sheet == Sheet::FolderLabel {
        fields.retain(|key, _| !key.starts_with("page."));
    }
    if LETTERS.contains(&sheet) {
        fields.extend(tables["letters"].clone());
    }
    fields.extend(tables[sheet.key()].clone());
    loop {
        let named = fields.iter().find_map(|(key, field)| {
            let of = tables.get(field.kind.as_str())?;
            Some((key.clone(), of.clone()))
        });
        let Some((key, of)) = named else { return fields };
        fields.extend(of.into_iter().map(|(own, field)| (format!("{key}.{own}"), field)));
        fields.entry(key).and_modify(|field| "object".clone_into(&mut field.kind));
    }
}

/// The paths of what is said, with where it was null.
fn said(value: &Value, path: &str, paths: &mut BTreeMap<String, bool>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                *paths.entry(path.clone()).or_default() |= value.is_null();
                said(value, &path, paths);
            }
        }
        Value::Array(entries) => {
            for entry in entries {
                said(entry, &format!("{path}[]"), paths);
            }
        }
        _ => {}
    }
}

/// Whether a sheet can say this.
fn readable(sheet: Sheet, value: &Value) -> Result<(), String> {
    fn of<T: DeserializeOwned>(value: &Value) -> Result<(), String> {
        serde_json::from_value::<T>(value.clone()).map(|_| ()).map_err(|error| error.to_string())
    }
    match sheet {
        Sheet::Receipt => of::<Receipt>(value),
        Sheet::ControlCard => of::<ControlCardSheet>(value),
        Sheet::FolderLabel => of::<FolderLabel>(value),
        Sheet::HandoverList => of::<HandoverList>(value),
        Sheet::ReturnLetter => of::<ReturnLetter>(value),
        Sheet::RefusalLetter => of::<RefusalLetter>(value),
        Sheet::ReminderLetter => of::<ReminderLetter>(value),
        Sheet::RevocationLetter => of::<RevocationLetter>(value),
        Sheet::Licence => of::<Licence>(value),
        Sheet::Sop => of::<SopSheet>(value),
    }
}

/// The same with null at a path, wherever that is; none where it is nowhere.
fn without(value: &Value, path: &str) -> Option<Value> {
    fn clear(value: &mut Value, path: &[&str]) -> bool {
        let [first, rest @ ..] = path else { return false };
        let (key, list) = first.strip_suffix("[]").map_or((*first, false), |key| (key, true));
        let Some(own) = value.get_mut(key) else { return false };
        match (rest, list) {
            ([], _) => {
                *own = Value::Null;
                true
            }
            (rest, true) => {
                let entries = own.as_array_mut().map(Vec::as_mut_slice).unwrap_or_default();
                // Every entry is cleared, whichever of them has it.
                let mut met = false;
                for entry in entries {
                    met |= clear(entry, rest);
                }
                met
            }
            (rest, false) => clear(own, rest),
        }
    }
    let mut other = value.clone();
    let path: Vec<&str> = path.split('.').collect();
    clear(&mut other, &path).then_some(other)
}

fn samples_of(sheet: Sheet) -> impl Iterator<Item = (&'static str, Value)> {
    samples()
        .filter(move |(of, _, _)| *of == sheet)
        .map(|(_, name, data)| (name, serde_json::from_str(data).unwrap()))
}

#[test]
fn every_field_of_a_sheet_stands_in_the_readme_and_each_that_stands_there_exists() {
    for sheet in Sheet::ALL {
        let mut paths = BTreeMap::new();
        for (_, data) in samples_of(sheet) {
            said(&data, "", &mut paths);
        }
        let documented = documented(sheet);
        let told: BTreeSet<&String> = documented.keys().collect();
        let said: BTreeSet<&String> = paths.keys().collect();
        // What is null in every sample says nothing of its fields.
        let silent = |key: &str| {
            let above = key.match_indices('.').map(|(at, _)| &key[..at]);
            let says_more = |above: &str| paths.keys().any(|path| path.starts_with(&format!("{above}.")));
            above.filter(|above| paths.get(*above) == Some(&true)).any(|above| !says_more(above))
        };
        let untold: Vec<_> = said.difference(&told).collect();
        let unsaid: Vec<_> = told.difference(&said).filter(|key| !silent(key)).collect();
        assert!(untold.is_empty(), "{}: not in the README: {untold:?}", sheet.key());
        assert!(unsaid.is_empty(), "{}: in the README alone: {unsaid:?}", sheet.key());
        let null = paths.iter().filter(|(_, null)| **null).map(|(key, _)| key);
        for key in null {
            assert!(
                documented[key].nullable,
                "{}: {key} may be null, which the README must say",
                sheet.key()
            );
        }
    }
}

#[test]
fn what_is_not_known_is_left_out_and_the_sheet_still_prints() {
    for sheet in Sheet::ALL {
        let fields = documented(sheet);
        let mut barest: Option<Value> = None;
        for (key, field) in &fields {
            let found = samples_of(sheet).find_map(|(name, data)| Some((name, without(&data, key)?)));
            let Some((name, mut data)) = found else { continue };
            // In whose name one signs is said with the form.
            if key.ends_with(".of_office_lines") || key.ends_with(".through_lines") {
                let form = key.rsplit_once('.').map(|(signature, _)| format!("{signature}.form"));
                data = form.and_then(|form| without(&data, &form)).unwrap_or(data);
            }
            let readable = readable(sheet, &data);
            assert_eq!(readable.is_ok(), field.nullable, "{name} with {key} null: {readable:?}");
            if field.nullable {
                let printed = set(sheet, &Templates::shipped(), data.to_string().into_bytes(), Some(QR));
                let printed = printed.unwrap_or_else(|faults| panic!("{name} with {key} null: {faults}"));
                assert_eq!(printed.warnings, [], "{name} with {key} null");
                let all = barest.take().or_else(|| samples_of(sheet).next().map(|(_, data)| data)).unwrap();
                barest = Some(without(&all, key).unwrap_or(all));
            }
        }
        let barest = barest.expect("every sheet has what may be unknown");
        print(sheet, &format!("{}.barest", sheet.key()), &barest.to_string());
    }
}
