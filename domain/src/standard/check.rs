//! What the file format of a standard cannot check by itself.

use super::{
    ComponentPart, FieldKind, Requirement, ServiceField, ServiceStandard, StandardError, Step, StepKind, Text,
};
use crate::clock::Norm;
use crate::role::OfficeRole;

/// The most steps of an SOP.
const MOST_STEPS: usize = 40;
/// The most requirements of a service.
const MOST_REQUIREMENTS: usize = 200;

fn fault(entry: impl Into<String>, fault: impl Into<String>) -> StandardError {
    StandardError { entry: entry.into(), fault: fault.into() }
}

impl ServiceStandard {
    /// Checks what the file format alone cannot.
    ///
    /// # Errors
    /// The first [`StandardError`], naming the entry.
    pub fn validate(&self) -> Result<(), StandardError> {
        if !is_key(&self.service) {
            return Err(fault("service", "a key is small letters, digits and hyphens"));
        }
        for (entry, said) in [
            ("title", &self.title),
            ("short", &self.short),
            ("product", &self.product),
            ("collect_at", &self.collect_at),
            ("collect_hours", &self.collect_hours),
        ] {
            text(entry, said)?;
        }
        for (entry, said) in [("classification", &self.classification), ("licence_code", &self.licence_code)]
        {
            if said.trim().is_empty() {
                return Err(fault(entry, "it is part of the number and must not be empty"));
            }
        }
        norm("promise", self.promise)?;
        norm("legal", self.legal)?;
        if self.validity_years == 0 {
            return Err(fault("validity_years", "a licence holds for at least one year"));
        }
        if self.kinds.is_empty() {
            return Err(fault("kinds", "at least one kind of application is needed"));
        }
        keys("kinds", self.kinds.iter().map(|kind| kind.key.as_str()))?;
        keys("requirements", self.requirements.iter().map(|item| item.key.as_str()))?;
        keys("fields", self.fields.iter().map(|field| field.key.as_str()))?;
        keys("roles", self.roles.iter().map(|role| role.key.as_str()))?;
        keys("steps", self.steps.iter().map(|step| step.key.as_str()))?;
        if let Some(place) = self.roles.iter().position(|role| OfficeRole::from_key(&role.key).is_some()) {
            return Err(fault(format!("roles[{place}].key"), "this role is the office's own"));
        }
        if self.requirements.len() > MOST_REQUIREMENTS {
            return Err(fault("requirements", "more than two hundred requirements"));
        }
        for (place, item) in self.requirements.iter().enumerate() {
            self.check_requirement(&format!("requirements[{place}]"), item)?;
        }
        for (place, field) in self.fields.iter().enumerate() {
            check_field(&format!("fields[{place}]"), field)?;
        }
        if self.steps.len() > MOST_STEPS {
            return Err(fault("steps", "more than forty steps"));
        }
        for (place, step) in self.steps.iter().enumerate() {
            self.check_step(&format!("steps[{place}]"), step)?;
        }
        self.check_kinds_of_steps()?;
        self.check_order()?;
        self.check_components()
    }

    fn check_requirement(&self, entry: &str, item: &Requirement) -> Result<(), StandardError> {
        text(&format!("{entry}.text"), &item.text)?;
        text(&format!("{entry}.purpose"), &item.purpose)?;
        if item.accepts.is_empty() {
            return Err(fault(format!("{entry}.accepts"), "no form is accepted"));
        }
        if item.copies == 0 {
            return Err(fault(format!("{entry}.copies"), "at least one copy"));
        }
        match item.for_kinds.iter().find(|kind| self.kinds.iter().all(|known| known.key != **kind)) {
            Some(unknown) => {
                Err(fault(format!("{entry}.for_kinds"), format!("{unknown:?} is not among the kinds")))
            }
            None => Ok(()),
        }
    }

    fn check_step(&self, entry: &str, step: &Step) -> Result<(), StandardError> {
        let known = step.role.office_role().is_some_and(OfficeRole::works_at_steps)
            || self.roles.iter().any(|own| own.key == step.role.0);
        if !known {
            return Err(fault(format!("{entry}.role"), format!("{:?} is no role of an SOP", step.role.0)));
        }
        text(&format!("{entry}.name"), &step.name)?;
        norm(&format!("{entry}.norm"), step.norm)
    }

    fn check_kinds_of_steps(&self) -> Result<(), StandardError> {
        for kind in StepKind::ALL {
            let places: Vec<usize> =
                (0..self.steps.len()).filter(|place| self.steps[*place].kind == kind).collect();
            let (is_right, rule) = match kind {
                StepKind::Intake => (places == [0], "exactly one, the first step"),
                StepKind::Deliver => {
                    (places.len() == 1 && places[0] + 1 == self.steps.len(), "exactly one, the last step")
                }
                StepKind::Verify | StepKind::Draft | StepKind::Sign | StepKind::Number => {
                    (places.len() == 1, "exactly one step")
                }
                StepKind::Initial => (true, "any number of steps"),
            };
            if !is_right {
                let entry = places
                    .get(1)
                    .or(places.first())
                    .map_or("steps".to_owned(), |p| format!("steps[{p}].kind"));
                return Err(fault(entry, format!("{}: {rule}", kind.key())));
            }
        }
        Ok(())
    }

    fn check_order(&self) -> Result<(), StandardError> {
        let place = |kind: StepKind| self.steps.iter().position(|step| step.kind == kind).unwrap_or(0);
        let draft = place(StepKind::Draft);
        for (before, after, rule) in [
            (place(StepKind::Verify), draft, "the draft comes after verification"),
            (draft, place(StepKind::Sign), "the signature comes after the draft"),
            (draft, place(StepKind::Number), "the number comes after the draft"),
        ] {
            if before > after {
                return Err(fault(format!("steps[{after}].kind"), rule));
            }
        }
        let sign = place(StepKind::Sign);
        let astray =
            |(at, step): &(usize, &Step)| step.kind == StepKind::Initial && !(draft..sign).contains(at);
        match self.steps.iter().enumerate().find(astray) {
            Some((at, _)) => {
                Err(fault(format!("steps[{at}].kind"), "an initial stands between draft and signature"))
            }
            None => Ok(()),
        }
    }

    fn check_components(&self) -> Result<(), StandardError> {
        for (place, component) in self.components.iter().enumerate() {
            text(&format!("components[{place}].title"), &component.title)?;
            if component.paragraphs.is_empty() {
                return Err(fault(format!("components[{place}].paragraphs"), "a component has a paragraph"));
            }
        }
        for (part, count) in [(ComponentPart::Delivery, 6), (ComponentPart::Manufacturing, 8)] {
            let numbers = self.components.iter().filter(|component| component.part == part).map(|c| c.number);
            if !numbers.eq(1..=count) {
                let rule = "six of delivery and eight of manufacturing, numbered in order";
                return Err(fault("components", rule));
            }
        }
        Ok(())
    }
}

fn check_field(entry: &str, field: &ServiceField) -> Result<(), StandardError> {
    text(&format!("{entry}.label"), &field.label)?;
    if (field.kind == FieldKind::Choice) == field.choices.is_empty() {
        return Err(fault(format!("{entry}.choices"), "exactly the fields of kind choice have choices"));
    }
    keys(&format!("{entry}.choices"), field.choices.iter().map(|choice| choice.key.as_str()))
}

fn text(entry: &str, said: &Text) -> Result<(), StandardError> {
    if said.id.trim().is_empty() { Err(fault(entry, "the Indonesian text is empty")) } else { Ok(()) }
}

fn norm(entry: &str, norm: Norm) -> Result<(), StandardError> {
    if norm.is_valid() { Ok(()) } else { Err(fault(entry, format!("a norm is 1 to {}", Norm::MOST))) }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn keys<'a>(list: &str, keys: impl Iterator<Item = &'a str>) -> Result<(), StandardError> {
    let mut seen: Vec<&str> = Vec::new();
    for (place, key) in keys.enumerate() {
        let rule = if !is_key(key) {
            "a key is small letters, digits and hyphens"
        } else if seen.contains(&key) {
            "this key stands twice"
        } else {
            seen.push(key);
            continue;
        };
        return Err(fault(format!("{list}[{place}].key"), format!("{key:?}: {rule}")));
    }
    Ok(())
}
