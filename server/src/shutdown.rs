//! Ending in order: stop accepting, end the open streams, let answers finish, then stop.

use std::time::Duration;
use tokio::sync::watch;

/// How long open answers may take once the end has begun.
pub const DRAIN: Duration = Duration::from_secs(20);

/// Tells every part of the server that it is to end. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Shutdown {
    begun: watch::Receiver<bool>,
}

impl Shutdown {
    /// Listens for SIGTERM and ctrl-c.
    ///
    /// # Errors
    /// When the signal handlers cannot be installed.
    pub fn on_signal() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let (end, begun) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            tracing::info!("ending: no new connections");
            end.send_replace(true);
        });
        Ok(Self { begun })
    }

    /// One that never begins, for tests and single commands.
    pub fn never() -> Self {
        let (end, begun) = watch::channel(false);
        // The sender must outlive every receiver, or `begun` would answer at once.
        Box::leak(Box::new(end));
        Self { begun }
    }

    /// Whether the end has begun.
    pub fn has_begun(&self) -> bool {
        *self.begun.borrow()
    }

    /// Waits for the beginning of the end; a stream of events ends with it.
    pub async fn begun(&self) {
        let mut begun = self.begun.clone();
        // The sender lives as long as the signal task: an error means the runtime itself is going.
        let _ended = begun.wait_for(|begun| *begun).await;
    }
}
