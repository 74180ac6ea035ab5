//! The server functions of this slice.
