//! Are the faces and the papers of this program what they were when it was made?

use super::Bilingual;
use super::receipt::{self, ChildLine, Copy, Fact, Header, Receipt};
use super::sheet::{self, Cell, Column, Part, Sheet, Table};
use crate::typeset::Face;
use crate::typeset::layout::{Item, Page};
use crate::typeset::pdf::About;
use crate::typeset::shape::{Font, shape};

/// What is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// This face does not draw what it should.
    Face(&'static str),
    /// A paper cannot be composed, or letters are missing on it.
    Drawing,
}

/// Stacks, split vowels, marks above and below: what breaks first when a face or the shaper is not right.
const WORDS: &str = "ស្ត្រីខ្មែរ ពោធិ៍ ឃ្មុំ ញ្ញើ ០៩ Aa";

/// The glyphs that [`WORDS`] are, face by face.
fn known(face: Face) -> &'static [u16] {
    match face {
        // Two weights of one family number their glyphs alike.
        Face::Text | Face::Strong => &[
            205, 84, 307, 277, 111, 54, 315, 79, 259, 110, 166, 121, 71, 276, 259, 56, 315, 329,
            284, 259, 110, 118, 345, 283, 259, 220, 229, 259, 1, 27,
        ],
        Face::Heading => &[
            135, 84, 288, 313, 111, 54, 296, 79, 259, 110, 186, 140, 71, 312, 259, 56, 296, 339,
            320, 259, 110, 137, 301, 319, 259, 220, 229, 259, 1, 27,
        ],
        Face::Plain => &[
            220, 83, 204, 109, 132, 50, 216, 78, 3, 131, 284, 68, 107, 3, 52, 216, 115, 137, 3,
            131, 59, 195, 109, 3, 173, 182, 3, 387, 499,
        ],
    }
}

/// Looks at every face and composes a receipt and a sheet with them.
pub fn look() -> Result<(), Fault> {
    for face in Face::ALL {
        let font = Font::from_bytes(face.bytes().to_vec()).map_err(|_| Fault::Face(face.name()))?;
        if !draws(&font, known(face)) {
            return Err(Fault::Face(face.name()));
        }
    }
    let receipt = receipt();
    let sheet = sheet();
    let pages = [receipt::pages(&receipt, receipt::Sheet::A5), sheet::pages(&sheet)].concat();
    let drawn = pages.len() == 2 && pages.iter().all(no_letter_is_missing);
    let written = receipt::pdf(&receipt, receipt::Sheet::A5).is_ok() && sheet::pdf(&sheet).is_ok();
    if drawn && written { Ok(()) } else { Err(Fault::Drawing) }
}

fn draws(font: &Font, glyphs: &[u16]) -> bool {
    shape(font, WORDS).iter().map(|glyph| glyph.id).eq(glyphs.iter().copied())
}

fn no_letter_is_missing(page: &Page) -> bool {
    let mut texts = 0;
    let whole = page.items.iter().all(|item| match item {
        Item::Text(run) => {
            texts += 1;
            let circle = run.face.font().dotted_circle();
            run.glyphs.iter().all(|glyph| glyph.id != 0 && (circle == 0 || glyph.id != circle))
        }
        Item::Block(_) | Item::Rule(_) | Item::Figure(_) => true,
    });
    whole && 3 < texts
}

fn receipt() -> Receipt {
    Receipt {
        code: super::test_page::CODE.to_owned(),
        number: "00000".to_owned(),
        ticket: Some(105),
        picture: None,
        training: false,
        header: Header::Organiser {
            name: Bilingual::new("អ្នករៀបចំ", "The organiser")
        },
        event: Bilingual::new("ការចុះបញ្ជីកំណើត", "Birth registration"),
        child: ChildLine {
            khmer: "ស៊ើប សុភាស្ត្រី".to_owned(), latin: "SEUB Sophea Strey".to_owned()
        },
        facts: vec![Fact {
            label: Bilingual::of("receipt-fact-sex"),
            value: Bilingual::of("paper-sex-female"),
        }],
        missing: Vec::new(),
        collect: vec![Bilingual::new("សាលាឃុំ", "Commune hall")],
        unbroken: Vec::new(),
        helpline: None,
        officer: "ហេង វិចិត្រ".to_owned(),
        signatory: Bilingual::of("signatory-clerk"),
        phone: String::new(),
        copy: Copy::First,
        issued: Bilingual::default(),
        issued_at: jiff::Timestamp::UNIX_EPOCH,
        free_of_charge: false,
    }
}

fn sheet() -> Sheet {
    let column = |share| Column { title: Bilingual::new("ឈ្មោះ", "Name"), share };
    Sheet {
        title: Bilingual::of("check-test-title"),
        lines: Vec::new(),
        parts: vec![Part::Table(Table {
            columns: vec![column(2.0), column(1.0)],
            rows: vec![vec![Cell::Large("ស្រីមុំ".to_owned()), Cell::Thumb]],
            least_row_mm: 8.0,
        })],
        training: false,
        foot: Bilingual::default(),
        about: About {
            title: String::new(),
            id: "proof".to_owned(),
            issued: jiff::Timestamp::UNIX_EPOCH,
        },
        wide: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faces_of_this_program_draw_what_they_should() {
        for face in Face::ALL {
            let ids: Vec<u16> = shape(face.font(), WORDS).iter().map(|glyph| glyph.id).collect();
            assert_eq!(ids, known(face), "{}", face.name());
            assert!(ids.iter().all(|id| *id != 0), "{}", face.name());
        }
        assert_eq!(look(), Ok(()));
    }

    #[test]
    fn another_face_or_an_older_cut_of_it_shows() {
        assert!(!draws(Face::Strong.font(), known(Face::Plain)));
        assert!(!draws(Face::Text.font(), &known(Face::Text)[1..]));
    }

    #[test]
    fn a_page_with_a_letter_missing_is_no_page() {
        let mut pages = sheet::pages(&sheet());
        assert!(pages.iter().all(no_letter_is_missing));
        for item in &mut pages[0].items {
            if let Item::Text(run) = item {
                run.glyphs[0].id = 0;
                break;
            }
        }
        assert!(!no_letter_is_missing(&pages[0]));
    }
}
