//! What every request can reach.

use app::ssr::{Office, SessionCookie};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use std::sync::Arc;
use storage::Store;
use storage::rulebook::Rulebook;

use crate::assets::Site;
use crate::checkpoints::Loss;
use crate::clock::OfficeClock;
use crate::config::ServeConfig;
use crate::documents::{Aside, Press};
use crate::feed::Feed;
use crate::papers::OfficeLetters;
use crate::shutdown::Shutdown;
use crate::signing::Signing;

/// The server's parts, shared by all requests. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The settings of `serve`.
    pub config: Arc<ServeConfig>,
    /// The store, with its keys.
    pub store: Store,
    /// The standards and calendars read so far.
    pub rulebook: Rulebook,
    /// The built screens.
    pub site: Site,
    /// The office's time.
    pub clock: OfficeClock,
    /// What the checkpoint misses.
    pub loss: Loss,
    /// What moves, for those who watch.
    pub feed: Feed,
    /// Sets what is printed.
    pub press: Press,
    /// The templates of the office that this program cannot print with.
    pub aside: Aside,
    /// Electronic signatures; none where letters are signed by hand.
    pub signing: Option<Signing>,
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
        Self {
            config: Arc::new(config),
            store,
            rulebook: Rulebook::new(),
            site,
            clock,
            loss: Loss::default(),
            feed: Feed::default(),
            press: Press::default(),
            aside: Aside::default(),
            signing: None,
            shutdown,
            leptos,
        }
    }

    /// The same parts with electronic signatures.
    #[must_use]
    pub fn signing_with(self, signing: Option<Signing>) -> Self {
        Self { signing, ..self }
    }

    /// The same parts, some templates of the office set aside.
    #[must_use]
    pub fn with_aside(self, aside: Aside) -> Self {
        Self { aside, ..self }
    }

    /// The office as the server functions know it.
    pub fn office(&self) -> Office {
        let session_cookie =
            if self.config.is_https() { SessionCookie::Secure } else { SessionCookie::Plain };
        Office {
            store: self.store.clone(),
            rulebook: self.rulebook.clone(),
            public_url: self.config.public_url.clone(),
            session_cookie,
            newest_told: self.feed.newest(),
            letters: Arc::new(
                OfficeLetters::new(self.store.clone(), self.rulebook.clone(), self.aside.clone())
                    .signing_with(self.signing.clone()),
            ),
        }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
