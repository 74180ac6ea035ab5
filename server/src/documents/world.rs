//! The world in which a sheet is set: a template with what it shares with others, one set of data, one QR, one emblem and
//! the committed typefaces. No clock, no network, no packages, no file of the computer.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::shipped::FONTS;
use super::templates::Templates;
use domain::paper::Sheet;

/// What every world shares, made when the first sheet is printed.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS.iter().flat_map(|(_, data)| Font::iter(Bytes::new(*data))).collect();
    Shared {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// The id of a file of this name. There are few names, and each keeps its id.
fn id(name: &str) -> FileId {
    let path = VirtualPath::new(format!("/{name}")).expect("a plain name is a path");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// The templates as they were last read, by name: an office has one set of them, and reading one costs as much as printing
/// half a receipt.
static READ: Mutex<BTreeMap<String, Source>> = Mutex::new(BTreeMap::new());

/// The template of this name and text, read anew only where its text is another than the last time.
fn template(name: &str, text: &str) -> Source {
    let mut read = READ.lock().expect("nothing panics while it holds the templates");
    if let Some(source) = read.get(name).filter(|source| source.text() == text) {
        return source.clone();
    }
    let source = Source::new(id(name), text.to_owned());
    read.insert(name.to_owned(), source.clone());
    source
}

/// What one sheet, or a pile of them, is set from.
pub(super) struct SheetWorld {
    main: FileId,
    sources: Vec<Source>,
    files: Vec<(FileId, Bytes)>,
}

impl SheetWorld {
    /// The world of a sheet: `data` is JSON, `qr` an SVG picture.
    pub(super) fn new(sheet: Sheet, templates: &Templates, data: Vec<u8>, qr: Option<String>) -> Self {
        let main = id(&Templates::file_of(sheet));
        let sources = templates.used_by(sheet).map(|(name, text)| template(name, text));
        let emblem = templates.emblem().to_owned();
        Self {
            main,
            sources: sources.collect(),
            files: vec![
                (id("data.json"), Bytes::new(data)),
                (id("qr.svg"), Bytes::from_string(qr.unwrap_or_default())),
                (id("emblem.svg"), Bytes::from_string(emblem)),
            ],
        }
    }

    /// The world of a pile: `sizes` is JSON, the papers are `0.pdf`, `1.pdf` and so on.
    pub(super) fn of_pile(text: &str, sizes: Vec<u8>, papers: Vec<Vec<u8>>) -> Self {
        let main = id("pile.typ");
        let papers =
            papers.into_iter().enumerate().map(|(no, paper)| (id(&format!("{no}.pdf")), Bytes::new(paper)));
        let mut files = vec![(id("sizes.json"), Bytes::new(sizes))];
        files.extend(papers);
        Self { main, sources: vec![Source::new(main, text.to_owned())], files }
    }
}

impl World for SheetWorld {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.sources.iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(file, _)| *file == id);
        match found {
            Some((_, bytes)) => Ok(bytes.clone()),
            None => self.source(id).map(|source| Bytes::from_string(source.text().to_owned())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    /// The date of a sheet is a fact of its data.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Package(package) => FileError::Package(PackageError::NotFound(package.clone())),
        VirtualRoot::Project => FileError::NotFound(id.vpath().get_without_slash().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_of_another_text_is_read_anew_and_one_of_the_same_is_not() {
        let first = template("lain.typ", "satu");
        assert_eq!(template("lain.typ", "satu").root().span(), first.root().span());
        let other = template("lain.typ", "dua");
        assert_eq!((other.text(), other.id()), ("dua", first.id()));
        assert_eq!(template("lain.typ", "satu").text(), "satu");
    }
}
