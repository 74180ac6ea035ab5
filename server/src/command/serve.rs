//! `kendali serve`: migrates the database and serves the office until it is told to end.

use domain::office::Office;
use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;
use storage::checkpoint;
use storage::setting::Demonstration;
use storage::{StorageError, Store};
use tokio::net::TcpListener;

use super::{Outcome, demo};
use crate::assets::Site;
use crate::checkpoints;
use crate::config::{Common, ServeConfig};
use crate::documents::{Aside, SetAside};
use crate::router::router;
use crate::shipped;
use crate::shutdown::{DRAIN, Shutdown};
use crate::signing::{Bsre, Signing};
use crate::state::AppState;
use crate::{batch, feed, jobs, opening, papers, serving};

/// How long the end waits for a signature that BSrE is making, so that it is not made in vain.
const SIGNATURE_DRAIN: Duration = Duration::from_mins(1);

/// Serves until SIGTERM or ctrl-c, then lets open answers finish.
///
/// # Errors
/// When the settings are unsafe, the built screens are missing or the address is taken.
pub async fn run(common: Common, options: ServeConfig) -> Outcome {
    refuse_unsafe(&options)?;
    let site = Site::open(options.site.as_deref())?;
    let store = opening::open(&common).await?;
    let clock = opening::clock(&common, &store).await?;
    shipped::load_missing(&store, clock.now()).await?;
    warn_of_unconfirmed(&store).await?;
    let demonstration = store.setting::<Demonstration>().await?;
    if demonstration.is_some() && !options.addr.ip().is_loopback() && !options.public_demo {
        return Err("a demonstration office, whose passwords are known, is served on this computer only; \
                    --public-demo serves it to others"
            .into());
    }
    let shutdown = Shutdown::on_signal()?;
    let listener = listen(options.addr).await?;
    let addr = listener.local_addr()?;
    let signing = Bsre::open(&options.bsre)?.map(Signing::new);
    let state = AppState::new(options, store.clone(), site, clock, shutdown.clone());
    warn_of_hands(&store, signing.as_ref()).await?;
    let state = state.with_aside(recheck_templates(&store).await?).signing_with(signing.clone());
    let (loss, feed, rulebook) = (state.loss.clone(), state.feed.clone(), state.rulebook.clone());
    let printing = tokio::spawn(batch::keep(state.clone()));
    let router = router(state)?;
    let mut out = std::io::stdout();
    if demonstration.is_some() {
        demo::introduce(&mut out)?;
    }
    writeln!(out, "\nhttp://{addr}")?;
    out.flush()?;
    tracing::info!(%addr, office_time = %clock.now(), "serving");

    let path = checkpoint::path_beside(&common.keys);
    let keeping = tokio::spawn(checkpoints::keep(store.clone(), path, loss, clock, shutdown.clone()));
    tokio::spawn(feed::keep(store.clone(), feed, clock, shutdown.clone()));
    let jobs = tokio::spawn(jobs::keep(store.clone(), rulebook, clock, shutdown.clone()));
    tokio::select! {
        () = serving::serve(listener, router, &shutdown) => {}
        () = drained(&shutdown) => tracing::warn!("ended with answers still open"),
    }
    if let Some(signing) = signing
        && tokio::time::timeout(SIGNATURE_DRAIN, signing.finished()).await.is_err()
    {
        tracing::warn!("ended with a signature still under way");
    }
    if tokio::time::timeout(DRAIN, async { tokio::join!(keeping, jobs, printing) }).await.is_err() {
        tracing::warn!("ended without a last checkpoint");
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Rules that no person of the office has looked at yet decide about applicants: said at every start.
async fn warn_of_unconfirmed(store: &Store) -> Result<(), StorageError> {
    if store.latest_calendar().await?.is_some_and(|calendar| calendar.confirmed_at.is_none()) {
        tracing::warn!("the calendar is not confirmed by the office");
    }
    for standard in store.standards().await?.iter().filter(|standard| standard.confirmed_at.is_none()) {
        tracing::warn!(
            service = standard.service,
            version = standard.version,
            "the standard is not confirmed"
        );
    }
    Ok(())
}

/// Whoever is to sign electronically signs by hand where BSrE is not configured: said at every start.
async fn warn_of_hands(store: &Store, signing: Option<&Signing>) -> Result<(), StorageError> {
    let identity = store.setting::<Office>().await?.unwrap_or_default();
    if signing.is_none() && !identity.signing.signers.is_empty() {
        tracing::warn!("KENDALI_BSRE_URL is not set: the letters of the office's signers are signed by hand");
    }
    Ok(())
}

/// Looks at the office's own templates with this program, which may be newer than the one that took them in.
async fn recheck_templates(store: &Store) -> Result<Aside, StorageError> {
    let identity = store.setting::<Office>().await?.unwrap_or_default();
    let aside = papers::set_aside(store, &identity).await?;
    for SetAside { name, faults, .. } in aside.iter() {
        for fault in &faults.0 {
            tracing::error!(
                template = name,
                %fault,
                "a template of the office does not print with this program, whose own prints in its place"
            );
        }
    }
    Ok(aside)
}

async fn listen(addr: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(addr).await.map_err(|error| format!("cannot listen on {addr}: {error}"))
}

async fn drained(shutdown: &Shutdown) {
    shutdown.begun().await;
    tokio::time::sleep(DRAIN).await;
}

fn refuse_unsafe(options: &ServeConfig) -> Result<(), String> {
    if options.addr.ip().is_loopback() || options.is_https() {
        return Ok(());
    }
    if !options.insecure_http {
        return Err(format!(
            "{} is reached from other computers by plain http: set KENDALI_PUBLIC_URL to the https address of the \
             proxy, or accept the risk with --insecure-http",
            options.addr
        ));
    }
    tracing::warn!("plain http beyond this computer: passwords cross the network unprotected");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Cli, Command};
    use clap::Parser;

    fn options(arguments: &[&str]) -> ServeConfig {
        let line = ["kendali", "serve"].iter().chain(arguments);
        match Cli::parse_from(line).command {
            Command::Serve(options) => options,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn plain_http_beyond_this_computer_must_be_asked_for() {
        assert!(refuse_unsafe(&options(&[])).is_ok());
        assert!(refuse_unsafe(&options(&["--addr", "0.0.0.0:80"])).unwrap_err().contains("--insecure-http"));
        assert!(refuse_unsafe(&options(&["--addr", "0.0.0.0:80", "--insecure-http"])).is_ok());
        let proxied = ["--addr", "0.0.0.0:80", "--public-url", "https://izin.example.go.id"];
        assert!(refuse_unsafe(&options(&proxied)).is_ok());
    }
}
