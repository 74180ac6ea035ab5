//! What is wrong with a template or its data, and where.

use std::fmt;

use typst::diag::SourceDiagnostic;
use typst::syntax::Lines;
use typst::{World, WorldExt};

/// One fault, with its place in the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file; none where the fault belongs to no line of a file.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong, and what could be done.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{file}:{}:{}: {}", self.line, self.column, self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl Fault {
    /// A fault that belongs to a whole file or to none.
    pub(super) fn of(file: Option<&str>, reason: String) -> Self {
        Self { file: file.map(str::to_owned), line: 1, column: 1, reason }
    }

    pub(super) fn read(world: &dyn World, diagnostic: &SourceDiagnostic) -> Self {
        let mut reason = diagnostic.message.to_string();
        for hint in &diagnostic.hints {
            reason.push_str("; ");
            reason.push_str(&hint.v);
        }
        let whole = Self::of(None, reason.clone());
        // Where the fault lies in what a template calls, the call is the place that its author knows.
        let Some(id) = diagnostic.span.id() else { return whole };
        let file = id.vpath().get_without_slash().to_owned();
        let start = world.range(diagnostic.span).map_or(0, |range| range.start);
        let place = match world.source(id) {
            Ok(source) => source.lines().byte_to_line_column(start),
            Err(_) => world.file(id).ok().and_then(|bytes| {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                Lines::new(text).byte_to_line_column(start)
            }),
        };
        let (line, column) = place.unwrap_or((0, 0));
        Self { file: Some(file), line: line + 1, column: column + 1, reason }
    }
}

/// Why a sheet was not printed: at least one fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// The reason of the first.
    pub fn first_reason(&self) -> &str {
        self.0.first().map_or("", |fault| &fault.reason)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, fault) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}
