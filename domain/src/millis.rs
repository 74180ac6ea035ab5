//! Instants on the wire and in the database: whole milliseconds, as a number.

/// `#[serde(with = "domain::millis::at")]` for an instant.
pub mod at {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::time::{Instant, instant_ms, ms_of};

    /// Writes the milliseconds.
    ///
    /// # Errors
    /// What the serialiser says.
    pub fn serialize<S: Serializer>(at: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(ms_of(*at))
    }

    /// Reads the milliseconds.
    ///
    /// # Errors
    /// What the deserialiser says.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
        i64::deserialize(deserializer).map(instant_ms)
    }
}

/// `#[serde(with = "domain::millis::optional")]` for an instant that may be missing.
pub mod optional {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::time::{Instant, instant_ms, ms_of};

    /// Writes the milliseconds or nothing.
    ///
    /// # Errors
    /// What the serialiser says.
    pub fn serialize<S: Serializer>(at: &Option<Instant>, serializer: S) -> Result<S::Ok, S::Error> {
        at.map(ms_of).serialize(serializer)
    }

    /// Reads the milliseconds or nothing.
    ///
    /// # Errors
    /// What the deserialiser says.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Instant>, D::Error> {
        Ok(Option::<i64>::deserialize(deserializer)?.map(instant_ms))
    }
}
