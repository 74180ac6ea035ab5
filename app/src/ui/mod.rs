//! Parts of every screen; no word of any slice.
