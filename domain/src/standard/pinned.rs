//! The standards of several services and versions side by side: a dossier is judged by the version that it pins, whatever
//! is in force today.

use serde::{Deserialize, Serialize};

use super::{ServiceStandard, StepNo};

/// A version of a service's standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinnedStandard {
    /// The version.
    pub version: u32,
    /// The standard.
    pub standard: ServiceStandard,
}

/// The standards that a list of dossiers pins, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Standards(Vec<PinnedStandard>);

impl Standards {
    /// The standard of a service in a version.
    pub fn find(&self, service: &str, version: u32) -> Option<&ServiceStandard> {
        let found =
            self.0.iter().find(|pinned| pinned.version == version && pinned.standard.service == service);
        found.map(|pinned| &pinned.standard)
    }

    /// Takes a version in, where it is not there yet.
    pub fn add(&mut self, version: u32, standard: &ServiceStandard) {
        if self.find(&standard.service, version).is_none() {
            self.0.push(PinnedStandard { version, standard: standard.clone() });
        }
    }

    /// Every version that is here.
    pub fn iter(&self) -> impl Iterator<Item = &PinnedStandard> {
        self.0.iter()
    }

    /// The same without the prose that no list shows.
    #[must_use]
    pub fn without_prose(&self) -> Self {
        let plain = |pinned: &PinnedStandard| PinnedStandard {
            version: pinned.version,
            standard: pinned.standard.without_prose(),
        };
        Self(self.0.iter().map(plain).collect())
    }
}

impl ServiceStandard {
    /// The place among the columns of this standard of a step of another version: the step with the same key, or, where
    /// it is no more, the last of those before it that still is.
    pub fn column_of(&self, pinned: &Self, step: StepNo) -> usize {
        let until = usize::from(step.0).saturating_add(1).min(pinned.steps.len());
        let place = |key: &str| self.steps.iter().position(|step| step.key == key);
        pinned.steps[..until].iter().rev().find_map(|step| place(&step.key)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard_file::read_standard;

    fn shipped() -> ServiceStandard {
        let text = include_str!("../../../server/standards/sipp-inseminator.toml");
        read_standard(text).expect("the shipped standard holds")
    }

    #[test]
    fn a_file_of_an_earlier_version_stands_in_the_column_of_its_step() {
        let earlier = shipped();
        let mut now = earlier.clone();
        now.steps.remove(3);
        assert_eq!(now.column_of(&earlier, StepNo(6)), 5, "the same step, one place to the left");
        assert_eq!(now.column_of(&earlier, StepNo(3)), 2, "a step that is no more: the one before it");
        assert_eq!(earlier.column_of(&now, StepNo(5)), 6);
    }

    #[test]
    fn a_version_is_taken_in_once() {
        let standard = shipped();
        let mut all = Standards::default();
        all.add(1, &standard);
        all.add(1, &standard);
        all.add(2, &standard);
        assert_eq!(all.iter().count(), 2);
        assert!(all.find(&standard.service, 2).is_some() && all.find("lain", 2).is_none());
    }
}
