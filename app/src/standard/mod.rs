//! The published service standards: no script.
