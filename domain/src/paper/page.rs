//! Sizes and margins of the papers. Defaults: A4 and the margins of Permendagri 1/2023 Ps 28 and Ps 34 for letters; an
//! office under other rules sets its own.

use serde::{Deserialize, Serialize};

use super::Mm;

/// The paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 215 × 330 mm, asked for by the rules of some regions.
    F4,
}

/// A sheet of paper with its margins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The paper.
    pub paper: PaperSize,
    /// From the edge to the letterhead of the first page.
    pub head: Mm,
    /// From the edge to the text of the others.
    pub top: Mm,
    /// The lower margin.
    pub bottom: Mm,
    /// The left margin: room for the holes of a binder.
    pub left: Mm,
    /// The right margin.
    pub right: Mm,
}

/// The label of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelPage {
    /// Its width.
    pub width: Mm,
    /// Its height.
    pub height: Mm,
    /// The margin around.
    pub margin: Mm,
}

/// The paper of each kind of sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Changes")]
pub struct Papers {
    /// Licences and letters.
    pub letter: Page,
    /// Receipt, control card, handover list.
    pub form: Page,
    /// The SOP, across the paper.
    pub sop: Page,
    /// The label of a folder.
    pub label: LabelPage,
}

impl Default for Papers {
    fn default() -> Self {
        let page = |head, top, bottom, left, right| Page {
            paper: PaperSize::A4,
            head,
            top: Mm::whole(top),
            bottom: Mm::whole(bottom),
            left: Mm::whole(left),
            right: Mm::whole(right),
        };
        Self {
            letter: page(Mm::tenths(105), 20, 25, 30, 20),
            form: page(Mm::tenths(105), 15, 18, 23, 19),
            sop: page(Mm::whole(12), 12, 15, 14, 14),
            label: LabelPage { width: Mm::whole(100), height: Mm::whole(70), margin: Mm::whole(5) },
        }
    }
}

/// What an office sets of one kind; the rest stays as it comes with the program.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct PageChange {
    paper: Option<PaperSize>,
    head: Option<Mm>,
    top: Option<Mm>,
    bottom: Option<Mm>,
    left: Option<Mm>,
    right: Option<Mm>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LabelChange {
    width: Option<Mm>,
    height: Option<Mm>,
    margin: Option<Mm>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Changes {
    letter: PageChange,
    form: PageChange,
    sop: PageChange,
    label: LabelChange,
}

impl PageChange {
    fn over(self, page: &Page) -> Page {
        Page {
            paper: self.paper.unwrap_or(page.paper),
            head: self.head.unwrap_or(page.head),
            top: self.top.unwrap_or(page.top),
            bottom: self.bottom.unwrap_or(page.bottom),
            left: self.left.unwrap_or(page.left),
            right: self.right.unwrap_or(page.right),
        }
    }
}

impl From<Changes> for Papers {
    fn from(changes: Changes) -> Self {
        let shipped = Self::default();
        let label = changes.label;
        Self {
            letter: changes.letter.over(&shipped.letter),
            form: changes.form.over(&shipped.form),
            sop: changes.sop.over(&shipped.sop),
            label: LabelPage {
                width: label.width.unwrap_or(shipped.label.width),
                height: label.height.unwrap_or(shipped.label.height),
                margin: label.margin.unwrap_or(shipped.label.margin),
            },
        }
    }
}

/// The least and the most of a margin. The lower one holds the foot.
const MARGIN: (Mm, Mm) = (Mm::whole(5), Mm::whole(60));
const LOWER_MARGIN: (Mm, Mm) = (Mm::whole(15), Mm::whole(60));

impl Papers {
    /// The first length that leaves no room for the text, or that no printer reaches: its entry and what is wrong.
    pub fn fault(&self) -> Option<(String, String)> {
        let pages = [("letter", &self.letter), ("form", &self.form), ("sop", &self.sop)];
        for (kind, page) in pages {
            let margins = [
                ("head", page.head, MARGIN),
                ("top", page.top, MARGIN),
                ("bottom", page.bottom, LOWER_MARGIN),
                ("left", page.left, MARGIN),
                ("right", page.right, MARGIN),
            ];
            for (side, length, (least, most)) in margins {
                if length < least || length > most {
                    let what = format!("{length} mm; it is {least} to {most} mm");
                    return Some((format!("paper.{kind}.{side}"), what));
                }
            }
        }
        let label = &self.label;
        let sides = [
            ("width", label.width, Mm::whole(60), Mm::whole(297)),
            ("height", label.height, Mm::whole(40), Mm::whole(297)),
            ("margin", label.margin, Mm::whole(0), Mm::whole(15)),
        ];
        let out = sides.into_iter().find(|(_, length, least, most)| length < least || length > most);
        out.map(|(side, length, least, most)| {
            (format!("paper.label.{side}"), format!("{length} mm; it is {least} to {most} mm"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Papers, String> {
        toml::from_str(text).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn an_office_sets_what_differs_and_keeps_the_rest() {
        let papers = read("letter = { paper = \"f4\", left = 25.5 }").expect("in order");
        assert_eq!(papers.letter.paper, PaperSize::F4);
        assert_eq!((papers.letter.left, papers.letter.right), (Mm::tenths(255), Mm::whole(20)));
        assert_eq!(papers.form, Papers::default().form);
        assert_eq!(papers.fault(), None);
        let again: Papers =
            serde_json::from_value(serde_json::to_value(&papers).expect("data")).expect("read back");
        assert_eq!(again, papers);
    }

    #[test]
    fn what_is_no_paper_is_named() {
        for (text, told) in [
            ("letter = { paper = \"a5\" }", "a5"),
            ("letter = { edge = 3 }", "edge"),
            ("envelope = {}", "envelope"),
            ("letter = { left = \"3 cm\" }", "millimetres"),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.contains(told), "{text}: {error}");
        }
        for (text, entry) in [
            ("letter = { left = 200 }", "paper.letter.left"),
            ("letter = { bottom = 10 }", "paper.letter.bottom"),
            ("sop = { head = 1 }", "paper.sop.head"),
            ("label = { width = 10 }", "paper.label.width"),
        ] {
            let fault = read(text).expect("readable").fault().expect("out of bounds");
            assert_eq!(fault.0, entry);
        }
    }
}
