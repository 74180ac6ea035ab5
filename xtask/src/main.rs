//! Builds what `kendali serve` needs: the program, the WebAssembly app, the style sheet, and a folder `target/site`
//! with hashed names and compressed copies.
//!
//! Each stage says its seconds and is skipped where its inputs are those of the last time.

mod bindgen;
mod compile;
mod css;
mod inputs;
mod optimise;
mod site;
mod stage;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::stage::Stages;

/// The result of a stage.
type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// What the staff app's script and module should take together, in bytes, brotli. Told when it is passed, for a build must
/// not fail over what a fast line loads in a tenth of a second.
const BUDGET: u64 = 350 * 1000;

/// Where things lie.
struct Places {
    /// The repository.
    root: PathBuf,
    /// cargo's target folder.
    target: PathBuf,
    /// What lies between the stages.
    work: PathBuf,
    /// The result.
    site: PathBuf,
}

impl Places {
    fn find() -> Outcome<Self> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no repository")?.to_path_buf();
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let work = target.join("xtask-work");
        std::fs::create_dir_all(&work)?;
        Ok(Self { site: target.join("site"), root, target, work })
    }
}

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("build: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Outcome {
    let begun = Instant::now();
    let places = Places::find()?;
    let stages = Stages::new(&places)?;
    let common = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];
    let browser = inputs::digest(&places.root, &[&common[..], &["domain", "app", "frontend"]].concat())?;
    let native = inputs::digest(
        &places.root,
        &[&common[..], &["domain", "storage", "app", "server", "migrations"]].concat(),
    )?;
    let style = inputs::digest(&places.root, &["style"])?;

    let css = places.work.join("kendali.css");
    stages.run("css", style, &[&css], || css::bundle(&places.root.join("style"), &css))?;

    // The module's last minute is one thread of link-time optimisation: the server's crates compile beside it.
    let program = places.target.join("release/kendali");
    let module = places.work.join("kendali.wasm");
    let glue = places.work.join("bindgen/kendali.js");
    std::thread::scope(|scope| -> Outcome {
        let server = scope.spawn(|| stages.run("server", native, &[&program], || compile::server(&places)));
        let raw = places.target.join("wasm32-unknown-unknown/wasm-release/frontend.wasm");
        let wasm = (|| -> Outcome {
            stages.run("wasm", browser, &[&raw], || compile::wasm(&places))?;
            let made = inputs::digest_file(&raw)?;
            stages
                .run("bindgen", made, &[&glue], || bindgen::generate(&raw, &places.work.join("bindgen")))?;
            let bound = places.work.join("bindgen/kendali_bg.wasm");
            let made = inputs::digest_file(&bound)?;
            stages.run("wasm-opt", made, &[&module], || optimise::shrink(&places, &bound, &module))
        })();
        server.join().map_err(|_| "the server's stage failed")??;
        wasm
    })?;

    let published = site::Sources { style: places.root.join("style"), css, glue, module };
    let digest = published.digest()?;
    let manifest = places.site.join("manifest.json");
    stages.run("site", digest, &[&manifest], || site::publish(&published, &places.site))?;

    let size = site::size_of_app(&places.site)?;
    eprintln!(
        "build: {:.1} s; script and module {:.1} kB brotli of {} kB",
        begun.elapsed().as_secs_f64(),
        kilobytes(size),
        BUDGET / 1000
    );
    if size > BUDGET {
        eprintln!("build: the staff app is {:.1} kB over its budget", kilobytes(size - BUDGET));
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a size for reading")]
fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}
