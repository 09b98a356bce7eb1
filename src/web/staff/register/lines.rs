//! One child as lines of the book, each with what was copied before where a correction changed it.

use crate::acts::register;
use crate::domain::event::Event;
use crate::papers::Bilingual;
use crate::papers::register_copy::{Child, Parent, Told};
use crate::store::register::{Record, Row};

/// A part of the book's line.
pub(super) struct Section {
    pub(super) title: Bilingual,
    pub(super) lines: Vec<Line>,
}

/// One field of the book.
pub(super) struct Line {
    pub(super) label: Bilingual,
    pub(super) value: Bilingual,
    /// A name, set large for whoever copies it.
    pub(super) large: bool,
    /// What was copied, where it is no longer what is to stand there.
    pub(super) was: Option<Bilingual>,
}

/// Value and whether it is a name to be set large.
type Value = (Bilingual, bool);

/// The lines of one child in the order of the book.
pub(super) fn sections(row: &Row, old: Option<&Record>, event: &Event) -> Vec<Section> {
    let now = lines(&register::child(row, event));
    let before = old.map(|old| lines(&register::child_of(row, old, event)));
    let old_of =
        |section: &str, key: &str| {
            let (_, fields) = before.as_ref()?.iter().find(|(known, _)| *known == section)?;
            let field = fields.iter().find(|(known, _)| *known == key);
            Some(field.map_or_else(
                || Bilingual::of("register-not-stated"),
                |(_, (value, _))| value.clone(),
            ))
        };
    now.into_iter()
        .map(|(title, fields)| {
            let lines = fields.into_iter().map(|(key, (value, large))| Line {
                label: Bilingual::of(key),
                was: old_of(title, key).filter(|was| *was != value),
                value,
                large,
            });
            Section { title: Bilingual::of(title), lines: lines.collect() }
        })
        .collect()
}

type Fields = Vec<(&'static str, Value)>;

/// The sections of the book with their fields.
fn lines(child: &Child) -> Vec<(&'static str, Fields)> {
    let lunar = child.lunar.iter().fold(Bilingual::default(), |all, line| {
        let join = |first: &str, second: &str| {
            if first.is_empty() { second.to_owned() } else { format!("{first}; {second}") }
        };
        Bilingual::new(join(&all.km, &line.km), join(&all.en, &line.en))
    });
    let of_child = vec![
        ("register-surname", name(&child.surname)),
        ("register-given", name(&child.given)),
        ("register-latin", name(&child.latin)),
        ("intake-label-sex", (child.sex.clone(), false)),
        ("intake-label-nationality", plain(&child.nationality)),
        ("receipt-fact-birth-date", (child.birth.clone(), false)),
        ("register-lunar-label", (lunar, false)),
        ("receipt-fact-birth-place", plain(&child.place)),
    ];
    let foot = vec![
        ("register-relation", (child.relation.clone(), false)),
        ("register-informant", plain(&child.informant)),
        ("register-home", plain(&child.home)),
    ];
    vec![
        ("register-child", of_child),
        ("intake-label-father", parent(&child.father)),
        ("intake-label-mother", parent(&child.mother)),
        ("register-foot", foot),
    ]
}

fn told(told: &Told) -> Bilingual {
    match told {
        Told::Written(words) => Bilingual::new(words.clone(), ""),
        Told::Words(words) => words.clone(),
    }
}

fn name(name: &Told) -> Value {
    (told(name), matches!(name, Told::Written(_)))
}

fn plain(words: &Told) -> Value {
    (told(words), false)
}

fn parent(parent: &Parent) -> Fields {
    let mut fields = Vec::new();
    if let Some(said) = &parent.said {
        fields.push(("register-parent-said", (said.clone(), false)));
    }
    if let Some(person) = &parent.person {
        fields.extend([
            ("register-surname", name(&person.surname)),
            ("register-given", name(&person.given)),
            ("register-latin", name(&person.latin)),
            ("intake-label-nationality", plain(&person.nationality)),
            ("receipt-fact-birth-date", (person.birth.clone(), false)),
            ("receipt-fact-birth-place", plain(&person.place)),
        ]);
    }
    fields
}
