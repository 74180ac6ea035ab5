//! What every request can reach.

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use std::sync::Arc;
use storage::Store;

use crate::assets::Site;
use crate::clock::OfficeClock;
use crate::config::ServeConfig;
use crate::shutdown::Shutdown;

/// The server's parts, shared by all requests. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The settings of `serve`.
    pub config: Arc<ServeConfig>,
    /// The store, with its keys.
    pub store: Store,
    /// The built screens.
    pub site: Site,
    /// The office's time.
    pub clock: OfficeClock,
    /// Tells long answers that the server is ending.
    pub shutdown: Shutdown,
    leptos: LeptosOptions,
}

impl AppState {
    /// Puts the parts together.
    pub fn new(
        config: ServeConfig,
        store: Store,
        site: Site,
        clock: OfficeClock,
        shutdown: Shutdown,
    ) -> Self {
        let leptos = LeptosOptions::builder().output_name("kendali").build();
        Self { config: Arc::new(config), store, site, clock, shutdown, leptos }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
