//! From the store's errors to what a person can be told; what is inside stays in the log under an incident number.
