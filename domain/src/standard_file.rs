//! Service standards as TOML, with every fault told by line and entry.

use toml::de::{DeTable, DeValue};

use crate::standard::{ServiceStandard, StandardError};

/// What is wrong with the file of a standard, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {entry}: {fault}")]
pub struct StandardFileError {
    /// The line, from 1.
    pub line: usize,
    /// The entry, as a path such as `steps[3].role`; the whole file where the format itself is broken.
    pub entry: String,
    /// What is wrong.
    pub fault: String,
}

/// Reads a standard and checks it.
///
/// # Errors
/// The first [`StandardFileError`], naming line and entry.
pub fn read_standard(text: &str) -> Result<ServiceStandard, StandardFileError> {
    let standard: ServiceStandard = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let fault = error.message().to_owned();
        StandardFileError { line: line_at(text, at), entry: entry_at(text, at), fault }
    })?;
    standard.validate().map_err(|StandardError { entry, fault }| {
        let line = line_at(text, offset_of(text, &entry).unwrap_or(0));
        StandardFileError { line, entry, fault }
    })?;
    Ok(standard)
}

fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

/// Where the entry with this path begins; the nearest one above it where the file does not spell it out.
fn offset_of(text: &str, path: &str) -> Option<usize> {
    let table = DeTable::parse(text).ok()?;
    let mut parts = path.split('.').flat_map(|part| {
        let (name, index) = part.split_once('[').map_or((part, None), |(name, rest)| (name, Some(rest)));
        let index = index.and_then(|rest| rest.trim_end_matches(']').parse::<usize>().ok());
        [Some(Part::Name(name)), index.map(Part::Index)].into_iter().flatten()
    });
    let first = parts.next()?;
    let Part::Name(name) = first else { return None };
    let mut here = table.get_ref().get(name)?;
    let mut offset = here.span().start;
    for part in parts {
        let found = match (part, here.get_ref()) {
            (Part::Name(name), DeValue::Table(inner)) => inner.get(name),
            (Part::Index(index), DeValue::Array(inner)) => inner.get(index),
            _ => None,
        };
        let Some(found) = found else { break };
        here = found;
        offset = here.span().start;
    }
    Some(offset)
}

enum Part<'a> {
    Name(&'a str),
    Index(usize),
}

/// The nearest table head above an offset with the key of its line, such as `steps[3].norm`.
fn entry_at(text: &str, offset: usize) -> String {
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |line_end| line_end + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let heads: Vec<&str> = text
        .get(..start + line.len())
        .unwrap_or(text)
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with('[') && line.ends_with(']'))
        .map(|head| head.trim_matches(['[', ']']))
        .collect();
    let table = heads.last().map(|last| {
        let place = heads.iter().filter(|head| *head == last).count() - 1;
        format!("{last}[{place}]")
    });
    let key = line.split_once('=').map(|(key, _)| key.trim()).filter(|key| is_bare(key));
    match (table, key) {
        (Some(table), Some(key)) => format!("{table}.{key}"),
        (Some(table), None) => table,
        (None, Some(key)) => key.to_owned(),
        (None, None) => "file".to_owned(),
    }
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}
