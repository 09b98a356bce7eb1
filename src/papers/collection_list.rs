//! A collection list: the certificates that lie ready for one village, for the chief who carries them there.
//!
//! Each row tells the certificate from the others of the family by its picture, names one grown-up of the home, and
//! has room for who took it and for a thumb.
//!
//! Two children of a village may share a name, and a chief knows households by their grown-ups, so that one of them
//! is needed to knock at the right door; a column that says "ask for" tells no mother from a grandmother, and so
//! nothing about who is missing. A date of birth is left off: the certificate says it to whoever holds it, the
//! receipt's number and picture tell children apart without it, and a list that is carried through a village with
//! names, parents and birthdays on it is what somebody needs to pass for another.

use crate::i18n::Arg;
use crate::typeset::pdf::About;

use super::Bilingual;
use super::picture::Picture;
use super::sheet::{Cell, Column, Part, Sheet, Table};

/// One list, everything already formatted.
#[derive(Clone)]
pub struct CollectionList {
    /// Its number within the event.
    pub number: u32,
    /// The village, in words.
    pub village: String,
    /// The event and its place.
    pub event: Bilingual,
    /// When it was made.
    pub made: Bilingual,
    /// The certificates.
    pub rows: Vec<ListedChild>,
    /// Whether the kit is used for training.
    pub training: bool,
    /// What the file says about itself.
    pub about: About,
}

/// One certificate.
#[derive(Clone)]
pub struct ListedChild {
    /// As printed, from 1.
    pub row: u32,
    /// The picture on the ticket and the receipt.
    pub picture: Picture,
    /// The child's name in Khmer.
    pub khmer: String,
    /// The child's name in Latin letters.
    pub latin: String,
    /// Whom to ask for at the child's home; empty leaves a place to write.
    pub household: String,
    /// The receipt's number as people read it out.
    pub receipt: String,
    /// When it was handed over already: such a row is not for the chief any more.
    pub collected: Option<Bilingual>,
}

/// The least height of a row: a thumb rolled flat, with white around it.
const ROW_MM: f64 = 27.0;

/// The list as a sheet.
pub fn sheet(list: &CollectionList) -> Sheet {
    let count = list.rows.iter().filter(|row| row.collected.is_none()).count();
    let number = Bilingual::number(&list.number.to_string());
    let village = if list.village.is_empty() {
        Bilingual::of("lists-village-none").km
    } else {
        list.village.clone()
    };
    let mut title =
        Bilingual::with("list-title", |lang| vec![("number", Arg::Text(number.in_language(lang)))]);
    // Each side says for which village it is.
    title.km = format!("{} · {village}", title.km);
    let column = |key, share| Column { title: Bilingual::of(key), share };
    let table = Table {
        columns: vec![
            column("list-column-row", 10.0),
            column("list-column-picture", 14.0),
            column("list-column-name", 43.0),
            column("list-column-household", 34.0),
            column("list-column-receipt", 21.0),
            column("list-column-taker", 37.0),
            column("list-column-thumb", 27.0),
        ],
        rows: list.rows.iter().map(cells).collect(),
        least_row_mm: ROW_MM,
    };
    Sheet {
        title,
        lines: vec![list.event.clone()],
        parts: vec![
            Part::Words(Bilingual::of("list-how")),
            Part::Table(table),
            Part::Together(vec![
                Part::Facts(vec![
                    (Bilingual::of("list-given"), Bilingual::number(&count.to_string())),
                    (Bilingual::of("list-brought-back"), Bilingual::default()),
                ]),
                Part::Signatures(vec![
                    Bilingual::of("list-sign-officer"),
                    Bilingual::of("list-sign-chief"),
                    Bilingual::of("list-sign-back"),
                ]),
            ]),
        ],
        training: list.training,
        foot: Bilingual::with("list-foot", |lang| {
            vec![("made", Arg::Text(list.made.in_language(lang)))]
        }),
        about: list.about.clone(),
        wide: false,
    }
}

fn cells(child: &ListedChild) -> Vec<Cell> {
    let names = [&child.khmer, &child.latin];
    let names = names.into_iter().filter(|name| !name.is_empty());
    let taken = child.collected.as_ref().map_or(Cell::Empty, |when| Cell::Words(when.clone()));
    let thumb = if child.collected.is_some() { Cell::Empty } else { Cell::Thumb };
    vec![
        Cell::Number(child.row.to_string()),
        Cell::Picture(child.picture),
        Cell::Stack(names.map(|name| Cell::Name(name.clone())).collect()),
        Cell::Name(child.household.clone()),
        Cell::Number(child.receipt.clone()),
        taken,
        thumb,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::sheet;
    use crate::typeset::layout::Item;

    fn list(children: u32) -> CollectionList {
        CollectionList {
            number: 3,
            village: "ក្រពើពីរលើ".to_owned(),
            event: Bilingual::new("ចុះបញ្ជីកំណើត", "Birth registration"),
            made: Bilingual::new("២១ វិច្ឆិកា ២០២៦", "21 November 2026"),
            rows: (1..=children)
                .map(|row| ListedChild {
                    row,
                    picture: Picture::of(row, 1),
                    khmer: "ស៊ើប សុភាស្ត្រី".to_owned(),
                    latin: "SEUB Sophea Strey".to_owned(),
                    household: "ញ៉ែម ស្រីមុំ".to_owned(),
                    receipt: format!("3-{row:05}"),
                    collected: (row == 2).then(|| Bilingual::new("បានប្រគល់", "handed over")),
                })
                .collect(),
            training: false,
            about: About {
                title: "list 3".into(),
                id: "list-3".into(),
                issued: jiff::Timestamp::UNIX_EPOCH,
            },
        }
    }

    #[test]
    fn every_certificate_has_its_picture_on_the_list() {
        for count in [1, 9, 40] {
            let pages = sheet::pages(&sheet(&list(count)));
            let figures = pages.iter().flat_map(|page| &page.items);
            let figures = figures.filter(|item| matches!(item, Item::Figure(_))).count();
            assert_eq!(figures, usize::try_from(count).unwrap(), "{} sides", pages.len());
        }
    }

    #[test]
    fn what_was_handed_over_already_has_no_room_for_a_thumb() {
        let thumbs = |child: &ListedChild| {
            cells(child).iter().filter(|cell| matches!(cell, Cell::Thumb)).count()
        };
        assert_eq!(list(2).rows.iter().map(thumbs).collect::<Vec<_>>(), [1, 0]);
    }
}
