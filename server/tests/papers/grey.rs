//! A page in sixteen shades of grey, and what differs between two of them.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

/// Dots an inch of the pictures that are compared.
pub(crate) const DPI: usize = 60;

/// The side of the windows that are compared, in dots: 1.3 mm of paper.
const WINDOW: usize = 3;
/// How far the mean grey of a window may be from the approved one, of 255.
const APART: u64 = 20;

/// A page in grey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grey {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) dots: Vec<u8>,
}

impl Grey {
    /// Reads the pages that pdftoppm writes in grey, each `P5`, width, height, 255, then a byte each dot.
    pub(crate) fn pages_of_pgm(bytes: &[u8]) -> Vec<Self> {
        let mut pages = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let mut word = || {
                let start = at + bytes[at..].iter().position(|byte| !byte.is_ascii_whitespace()).unwrap();
                let end = start + bytes[start..].iter().position(u8::is_ascii_whitespace).unwrap();
                at = end;
                String::from_utf8(bytes[start..end].to_vec()).unwrap()
            };
            assert_eq!(word(), "P5");
            let (width, height): (usize, usize) = (word().parse().unwrap(), word().parse().unwrap());
            assert_eq!(word(), "255");
            let first = at + 1;
            at = first + width * height;
            pages.push(Self { width, height, dots: bytes[first..at].to_vec() });
        }
        pages
    }

    /// The same in the sixteen shades that an approved picture has.
    pub(crate) fn sixteenths(mut self) -> Self {
        for dot in &mut self.dots {
            *dot = (*dot).saturating_add(8) / 17 * 17;
        }
        self
    }

    pub(crate) fn read(path: &Path) -> Option<Self> {
        let mut decoder = png::Decoder::new(BufReader::new(File::open(path).ok()?));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut dots = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut dots).unwrap();
        assert_eq!(info.color_type, png::ColorType::Grayscale, "{}", path.display());
        Some(Self { width: info.width as usize, height: info.height as usize, dots })
    }

    /// Writes it in sixteen shades.
    pub(crate) fn write(&self, path: &Path) {
        let rows = self.dots.chunks(self.width);
        let packed: Vec<u8> = rows
            .flat_map(|row| row.chunks(2).map(|two| two[0] / 17 * 16 + two.get(1).map_or(0, |dot| dot / 17)))
            .collect();
        write(path, (self.width, self.height), png::ColorType::Grayscale, png::BitDepth::Four, &packed);
    }

    /// Writes it over the approved one: what is gone in red, what is new in blue.
    pub(crate) fn write_beside(&self, approved: &Self, path: &Path) {
        let size = (self.width.max(approved.width), self.height.max(approved.height));
        let dot = |page: &Self, x: usize, y: usize| {
            if x < page.width && y < page.height { page.dots[y * page.width + x] } else { 255 }
        };
        let places = (0..size.1).flat_map(|y| (0..size.0).map(move |x| (x, y)));
        let dots: Vec<u8> = places
            .flat_map(|(x, y)| {
                let (ours, theirs) = (dot(self, x, y), dot(approved, x, y));
                [ours, ours.max(theirs) / 2 + ours.min(theirs) / 2, theirs]
            })
            .collect();
        write(path, size, png::ColorType::Rgb, png::BitDepth::Eight, &dots);
    }

    /// The sums of grey over every window, row by row.
    fn windows(&self) -> impl Iterator<Item = ((usize, usize), u64)> {
        let places = (0..=self.height - WINDOW).flat_map(|y| (0..=self.width - WINDOW).map(move |x| (x, y)));
        places.map(|(x, y)| {
            let rows = (y..y + WINDOW).map(|y| y * self.width + x);
            let sum =
                rows.flat_map(|start| &self.dots[start..start + WINDOW]).map(|dot| u64::from(*dot)).sum();
            ((x, y), sum)
        })
    }

    /// The place that is farthest from the approved picture, where it is too far.
    pub(crate) fn differs(&self, approved: &Self) -> Option<String> {
        if (self.width, self.height) != (approved.width, approved.height) {
            return Some(format!("another size: {} by {} dots", self.width, self.height));
        }
        let dots = (WINDOW * WINDOW) as u64;
        let both = self.windows().zip(approved.windows());
        let apart = both.map(|((place, ours), (_, theirs))| (ours.abs_diff(theirs) / dots, place));
        let (most, (x, y)) = apart.max()?;
        let mm = |dots: usize| dots * 254 / (10 * DPI);
        (most > APART).then(|| {
            format!("{} mm from the left, {} mm from the top: {most} of 255 darker or lighter", mm(x), mm(y))
        })
    }
}

fn write(path: &Path, size: (usize, usize), color: png::ColorType, depth: png::BitDepth, bytes: &[u8]) {
    let file = BufWriter::new(File::create(path).unwrap());
    let count = |dots: usize| u32::try_from(dots).unwrap();
    let mut encoder = png::Encoder::new(file, count(size.0), count(size.1));
    encoder.set_color(color);
    encoder.set_depth(depth);
    // The small ones are committed, the others looked at once.
    let small = size.0 * size.1 < 700_000;
    encoder.set_compression(if small { png::Compression::High } else { png::Compression::Fast });
    encoder.write_header().unwrap().write_image_data(bytes).unwrap();
}
