//! Every sheet as a picture beside the approved one.
//!
//! The typefaces and the program are the same everywhere, so a page has the same lines everywhere; what may differ is how a
//! version of poppler shades the edges of letters. A picture of 50 dots an inch is therefore compared in cells of four by
//! four dots, two millimetres of paper: other shades of an edge cancel out within a cell, a letter that is gone, added or
//! moved by half its width does not.
//!
//! To approve a new look: look at `target/papers/<name>.png`, then copy `target/papers/small/<name>.png` to
//! `server/tests/papers/approved/`.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::poppler::{poppler, print, printed_into, samples};

/// The samples that are looked at, with the page: one of each sheet, and what looks otherwise.
const LOOKED_AT: [(&str, u32); 15] = [
    ("receipt.typical", 1),
    ("receipt.longest", 1),
    ("control-card.typical", 1),
    ("control-card.longest", 1),
    ("folder-label.typical", 1),
    ("handover-list.typical", 1),
    ("return-letter.typical", 1),
    ("refusal-letter.typical", 1),
    ("reminder-letter.typical", 1),
    ("revocation-letter.typical", 1),
    ("licence.draft", 1),
    ("licence.office", 1),
    ("licence.electronic", 1),
    ("sop.typical", 1),
    ("sop.typical", 2),
];

/// The side of a cell in dots.
const CELL: usize = 4;
/// How far the mean grey of a cell may be from the approved one, of 255. Half a letter of 10 points is about 40.
const APART: i64 = 24;

/// A page in grey.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Grey {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

impl Grey {
    /// Reads what pdftoppm writes in grey: `P5`, width, height, 255, then a byte each dot.
    fn of_pgm(bytes: &[u8]) -> Self {
        let mut at = 0;
        let mut word = || {
            let start = at + bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace()).unwrap();
            let end = start + bytes[start..].iter().position(u8::is_ascii_whitespace).unwrap();
            at = end;
            String::from_utf8(bytes[start..end].to_vec()).unwrap()
        };
        assert_eq!(word(), "P5");
        let (width, height) = (word().parse().unwrap(), word().parse().unwrap());
        assert_eq!(word(), "255");
        let dots = bytes[at + 1..].to_vec();
        assert_eq!(dots.len(), width * height);
        Self { width, height, dots }
    }

    fn read(path: &Path) -> Option<Self> {
        let decoder = png::Decoder::new(std::io::BufReader::new(File::open(path).ok()?));
        let mut reader = decoder.read_info().unwrap();
        let mut dots = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut dots).unwrap();
        assert_eq!(info.color_type, png::ColorType::Grayscale, "{}", path.display());
        Some(Self { width: info.width as usize, height: info.height as usize, dots })
    }

    fn write(&self, path: &Path) {
        let file = BufWriter::new(File::create(path).unwrap());
        let (width, height) = (u32::try_from(self.width).unwrap(), u32::try_from(self.height).unwrap());
        let mut encoder = png::Encoder::new(file, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_compression(png::Compression::High);
        encoder.write_header().unwrap().write_image_data(&self.dots).unwrap();
    }

    /// The mean grey of each cell, with its place.
    fn cells(&self) -> impl Iterator<Item = ((usize, usize), i64)> {
        let places =
            (0..self.height).step_by(CELL).flat_map(|y| (0..self.width).step_by(CELL).map(move |x| (x, y)));
        places.map(|(x, y)| {
            let rows = y..(y + CELL).min(self.height);
            let columns = x..(x + CELL).min(self.width);
            let count = rows.len() * columns.len();
            let sum: i64 = rows
                .flat_map(|y| columns.clone().map(move |x| (x, y)))
                .map(|(x, y)| i64::from(self.dots[y * self.width + x]))
                .sum();
            ((x, y), sum / i64::try_from(count).unwrap())
        })
    }

    /// The first cell that is too far from the approved one.
    fn differs(&self, approved: &Self) -> Option<String> {
        if (self.width, self.height) != (approved.width, approved.height) {
            return Some(format!("another size: {} by {} dots", self.width, self.height));
        }
        for (((x, y), ours), (_, theirs)) in self.cells().zip(approved.cells()) {
            if (ours - theirs).abs() > APART {
                let mm = |dots: usize| dots * 254 / 500;
                let place = format!("{} mm from the left, {} mm from the top", mm(x), mm(y));
                return Some(format!("{place}: a mean grey of {ours}, approved is {theirs}"));
            }
        }
        None
    }
}

fn picture(pdf: &Path, page: u32, dpi: &str) -> Grey {
    let page = page.to_string();
    let pdf = pdf.to_str().unwrap();
    Grey::of_pgm(&poppler("pdftoppm", &["-gray", "-r", dpi, "-f", &page, "-l", &page, pdf]))
}

fn approved(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers/approved").join(format!("{name}.png"))
}

#[test]
fn every_sheet_looks_as_it_was_approved() {
    let small = printed_into().join("small");
    std::fs::create_dir_all(&small).unwrap();
    let mut different = Vec::new();
    for (name, page) in LOOKED_AT {
        let (sheet, _, data) = samples().find(|(_, known, _)| *known == name).unwrap();
        let pdf = print(sheet, name, data);
        let named = if page == 1 { name.to_owned() } else { format!("{name}.{page}") };
        picture(&pdf, page, "110").write(&printed_into().join(format!("{named}.png")));
        let ours = picture(&pdf, page, "50");
        ours.write(&small.join(format!("{named}.png")));
        match Grey::read(&approved(&named)) {
            None => different.push(format!("{named}: nothing is approved yet")),
            Some(theirs) => different.extend(ours.differs(&theirs).map(|what| format!("{named}: {what}"))),
        }
    }
    assert!(
        different.is_empty(),
        "{}\nlook at target/papers/<name>.png; what is right is approved by\n  cp target/papers/small/<name>.png \
         server/tests/papers/approved/",
        different.join("\n")
    );
}

#[test]
fn a_letter_that_is_gone_is_seen_and_another_shade_of_an_edge_is_not() {
    let (sheet, name, data) = samples().find(|(_, name, _)| *name == "receipt.typical").unwrap();
    let page = picture(&print(sheet, name, data), 1, "50");
    assert_eq!(page.differs(&page), None);
    // Every edge a little darker, as another smoothing would draw it.
    let shade = |dot: &u8| if (40..220).contains(dot) { dot.saturating_sub(12) } else { *dot };
    let shaded = Grey { dots: page.dots.iter().map(shade).collect(), ..page.clone() };
    assert_eq!(shaded.differs(&page), None);
    let other = data.replace("7KM4Q-9TX2T", "7KM4Q-9TX2I");
    let other = picture(&print(sheet, "receipt.other", &other), 1, "50");
    assert!(other.differs(&page).is_some(), "a letter of the code is another one");
}
