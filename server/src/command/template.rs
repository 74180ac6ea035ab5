//! `kendali template`: the templates of the papers.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use domain::office::Office;
use domain::paper::Sheet;
use storage::Store;
use storage::settings_log::By;

use super::{Outcome, file};
use crate::config::{Common, TemplateCommand};
use crate::documents::shipped::{README, SAMPLES};
use crate::documents::{Aside, Checked, Faults, Templates, check, known, print_samples};
use crate::opening::{self, OpeningError};
use crate::papers;

/// Lists, checks, takes in, writes out or gives up templates.
///
/// # Errors
/// When a template cannot print one of its samples, with file, line and reason; nothing is written then.
pub async fn run(common: Common, command: TemplateCommand) -> Outcome {
    match command {
        TemplateCommand::List => list(&common).await,
        TemplateCommand::Check { into, files } => {
            let (office, _) = in_use(existing(&common).await?.as_ref()).await?;
            let texts = read(&files)?;
            let Checked { printed, .. } = tell_faults(&files, check(&office, &texts))?;
            if let Some(folder) = into {
                std::fs::create_dir_all(&folder).map_err(failed(&folder))?;
                for (name, pdf) in &printed {
                    let path = folder.join(format!("{name}.pdf"));
                    std::fs::write(&path, pdf).map_err(failed(&path))?;
                }
            }
            writeln!(std::io::stdout().lock(), "in order: {} samples printed", printed.len())?;
            Ok(ExitCode::SUCCESS)
        }
        TemplateCommand::Import { files } => import(&common, &files).await,
        TemplateCommand::Export { folder } => export(&common, &folder).await,
        TemplateCommand::Reset { name } => reset(&common, &name).await,
    }
}

/// The office, where there is one: a template is checked, and the program's own are written out, before one is founded.
async fn existing(common: &Common) -> Result<Option<Store>, OpeningError> {
    match opening::existing(common).await {
        Ok(store) => Ok(Some(store)),
        Err(OpeningError::NoDatabase(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The templates that an office prints from, those that this program cannot print with set aside; the program's own before
/// there is an office.
async fn in_use(store: Option<&Store>) -> Result<(Templates, Aside), storage::StorageError> {
    let Some(store) = store else { return Ok((Templates::shipped(), Aside::default())) };
    let identity = store.setting::<Office>().await?.unwrap_or_default();
    let aside = papers::set_aside(store, &identity).await?;
    Ok((papers::templates(store, &identity, &aside).await?, aside))
}

async fn list(common: &Common) -> Outcome {
    let store = existing(common).await?;
    let own: BTreeMap<String, storage::template::TemplateText> = match &store {
        Some(store) => store.templates().await?.into_iter().map(|own| (own.name.clone(), own)).collect(),
        None => BTreeMap::new(),
    };
    let (templates, aside) = in_use(store.as_ref()).await?;
    let mut out = std::io::stdout().lock();
    for (name, _) in templates.all() {
        let from = own.get(name).map_or_else(
            || "the program's".to_owned(),
            |own| {
                let loaded = own.loaded_at.to_rfc3339();
                if aside.holds(name, &own.sha256) {
                    format!("the program's, since the office's, loaded {loaded}, does not print with it")
                } else {
                    format!("the office's, loaded {loaded}")
                }
            },
        );
        let sheet = Sheet::ALL.into_iter().find(|sheet| Templates::file_of(*sheet) == name);
        let version = sheet.map(|sheet| format!("  version {}", &templates.version(sheet)[..16]));
        writeln!(out, "{name:<24} {from}{}", version.unwrap_or_default())?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn import(common: &Common, files: &[PathBuf]) -> Outcome {
    let texts = read(files)?;
    let store = opening::open(common).await?;
    let (office, _) = in_use(Some(&store)).await?;
    let checked = tell_faults(files, check(&office, &texts))?;
    let now = opening::clock(common, &store).await?.now();
    let taken = store.use_templates(&texts, &By::CommandLine, now).await?;
    store.close().await;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} samples printed", checked.printed.len())?;
    for (name, _) in &texts {
        let news = if taken.contains(name) { "is printed from now on" } else { "is in use already" };
        writeln!(out, "{name} {news}")?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn export(common: &Common, folder: &Path) -> Outcome {
    // What is set aside too: it is to be mended.
    let templates = match existing(common).await? {
        Some(store) => papers::templates(&store, &Office::default(), &Aside::default()).await?,
        None => Templates::shipped(),
    };
    let samples = SAMPLES.iter().map(|(name, data)| (format!("samples/{name}"), *data));
    let beside = samples.chain([("README.md".to_owned(), README)]);
    let own = templates.all().map(|(name, text)| (name.to_owned(), text));
    std::fs::create_dir_all(folder.join("samples")).map_err(failed(folder))?;
    let files: Vec<(PathBuf, &str)> =
        own.chain(beside).map(|(name, text)| (folder.join(name), text)).collect();
    // What somebody is working on is not written over.
    for (path, text) in files.iter().filter(|(path, _)| path.exists()) {
        if file::read(path)? != *text {
            return Err(format!("{}: another text is there; choose an empty folder", path.display()).into());
        }
    }
    let mut out = std::io::stdout().lock();
    for (path, text) in files {
        std::fs::write(&path, text).map_err(failed(&path))?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// An error of a file under its name.
fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> String {
    let path = path.display().to_string();
    move |error| format!("{path}: {error}")
}

async fn reset(common: &Common, name: &str) -> Outcome {
    if known(name).is_none() {
        let names: Vec<&str> = Templates::shipped().all().map(|(name, _)| name).collect::<Vec<_>>();
        return Err(format!("{name}: there is no such template; the names are {}", names.join(", ")).into());
    }
    let store = opening::open(common).await?;
    let (office, _) = in_use(Some(&store)).await?;
    // Others of the office's own may rest on what is given up.
    let shipped = Templates::shipped();
    let text = shipped.text(name).unwrap_or_default().to_owned();
    check(&office, &[(name.to_owned(), text)])?;
    let now = opening::clock(common, &store).await?.now();
    let had = store.reset_template(name, &By::CommandLine, now).await?;
    store.close().await;
    let told = if had { "is the program's again" } else { "is the program's already" };
    writeln!(std::io::stdout().lock(), "{name} {told}")?;
    Ok(ExitCode::SUCCESS)
}

/// The texts of files by their names.
fn read(files: &[PathBuf]) -> Result<Vec<(String, String)>, String> {
    let mut texts: Vec<(String, String)> = Vec::with_capacity(files.len());
    for path in files {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if texts.iter().any(|(other, _)| *other == name) {
            return Err(file::fault(path, &"a file of this name is given twice"));
        }
        texts.push((name, file::read(path)?));
    }
    Ok(texts)
}

/// Faults under the names that the files were given by.
fn tell_faults<T>(files: &[PathBuf], checked: Result<T, Faults>) -> Result<T, Faults> {
    checked.map_err(|Faults(mut faults)| {
        for fault in &mut faults {
            let given = fault.file.clone().unwrap_or_default();
            let named =
                |path: &&PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy() == given);
            if let Some(path) = files.iter().find(named) {
                fault.file = Some(path.display().to_string());
            }
        }
        Faults(faults)
    })
}

/// What an emblem does to the papers: it must be a picture that every sheet can show.
///
/// # Errors
/// [`Faults`] of the sheets that show it.
pub(super) fn check_emblem(emblem: &str) -> Result<(), Faults> {
    let templates = Templates::shipped().with_emblem(Some(emblem));
    print_samples(&templates, vec![Sheet::Receipt]).map(|_| ())
}
