//! The program `kendali`: serves an office and keeps it.
// A view is one deep type; the layout of the largest needs more than the usual 128 steps.
#![recursion_limit = "512"]

pub mod answer;
pub mod assets;
pub mod batch;
pub mod checkpoints;
pub mod clock;
pub mod command;
pub mod config;
pub mod documents;
pub mod events;
pub mod feed;
pub mod headers;
pub mod health;
pub mod incident;
pub mod jobs;
pub mod language;
pub mod licence;
pub mod network;
pub mod opening;
pub mod pages;
pub mod papers;
pub mod public;
pub mod register;
pub mod router;
pub mod serving;
pub mod shipped;
pub mod shutdown;
pub mod signing;
pub mod staff;
pub mod state;
