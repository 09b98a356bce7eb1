//! The application form on paper, for the hours without power: the same questions as on a phone.

use jiff::Timestamp;

use crate::domain::application::Relation;
use crate::domain::intake::{Answers, Choice, Field, FieldKind, FormSetting, Step, paper_steps};
use crate::i18n::{self, Arg, Lang};
use crate::typeset::pdf::About;

use super::Bilingual;
use super::sheet::{Blank, Part, Sheet};

/// How many children one form has room for; a larger family takes a second form.
pub const CHILDREN: u8 = 3;

/// Have it, don't have it, lost: "not asked" is nothing that a family ticks.
const PAPER_TICKS: usize = 3;

/// What a form says beside its questions.
pub struct BlankForm {
    /// The number of the ticket that is reserved for it.
    pub number: u32,
    /// The event's name and where it is.
    pub event: Vec<Bilingual>,
    /// Whether it is a training paper.
    pub training: bool,
    /// When it was printed, as the foot says it.
    pub printed: Bilingual,
    /// The same moment for the document's own dates.
    pub printed_at: Timestamp,
}

/// The form as a sheet.
pub fn sheet(form: &BlankForm, setting: &FormSetting) -> Sheet {
    let number = form.number.to_string();
    let title = with_number("register-form-title", &number);
    let mut parts = vec![handed_in(), Part::TearOff(stub(form, &number))];
    parts.extend(questions(setting));
    Sheet {
        title,
        lines: Vec::new(),
        parts,
        training: form.training,
        foot: form.printed.clone(),
        about: About {
            title: format!("form {number}"),
            id: format!("form-{number}-{}", form.printed_at.as_millisecond()),
            issued: form.printed_at,
        },
        wide: false,
    }
}

fn with_number(key: &str, number: &str) -> Bilingual {
    let number = Bilingual::number(number);
    Bilingual::with(key, |lang| vec![("number", Arg::Text(number.in_language(lang)))])
}

/// What staff write when the form is handed in, so that it keeps its place in the line.
fn handed_in() -> Part {
    let boxes = |key, groups, between| Blank::Boxes { label: Bilingual::of(key), groups, between };
    Part::Fill(
        Bilingual::of("register-form-staff"),
        vec![
            boxes("register-form-handed-in", vec![2, 2], ":"),
            boxes("register-form-after", vec![4], ""),
        ],
    )
}

/// What the family tears off and keeps.
fn stub(form: &BlankForm, number: &str) -> Vec<Part> {
    let mut parts =
        vec![Part::Words(Bilingual::of("register-form-keep")), Part::Number(number.to_owned())];
    parts.extend(form.event.first().cloned().map(Part::Words));
    parts.push(Part::Words(Bilingual::of("register-form-not-certificate")));
    parts
}

/// The questions of the form for as many children as there is room for.
///
/// A phone asks only what the answers before left open; paper asks all of it, so each parent's question is
/// taken from the form of an informant who may be that parent, and later children may have the first one's.
fn questions(setting: &FormSetting) -> Vec<Part> {
    let asked_by = |relation: Relation| {
        let count = CHILDREN.to_string();
        let answers = Answers::from_pairs([
            ("relation", relation.code()),
            ("count", &count),
            ("c1_mother", "other"),
            ("c1_father", "other"),
        ]);
        paper_steps(&answers, setting)
    };
    let of_father = asked_by(Relation::Father);
    let (mut family, mut children) = (Vec::new(), Vec::new());
    for step in asked_by(Relation::Mother) {
        let fathers = step.id.ends_with("-father");
        let other = fathers.then(|| of_father.iter().find(|other| other.id == step.id)).flatten();
        let step = other.cloned().unwrap_or(step);
        let part = match step.child {
            Some(_) => &mut children,
            None => &mut family,
        };
        let (title, blanks) = question(&step);
        match part.last_mut() {
            // Who a parent is and what they are called stand under one question, and so do short ones.
            Some(Part::Fill(_, known)) if is_about_parent(&step) || is_short(&step) => {
                known.push(Blank::End);
                known.extend(blanks);
            }
            _ => {
                if step.child.is_some() && step.id.ends_with("-name") {
                    part.push(Part::NewSide);
                }
                part.push(Part::Fill(title, blanks));
            }
        }
    }
    family.extend(children);
    family
}

fn is_about_parent(step: &Step) -> bool {
    step.child.is_some() && (step.id.ends_with("-details") || step.id.contains("er-birth"))
}

/// Whether a question of a child is one row that needs no heading of its own.
fn is_short(step: &Step) -> bool {
    step.child.is_some() && (step.id.ends_with("-sex") || step.id.ends_with("-nationality"))
}

/// One step of the form as a question on paper.
fn question(step: &Step) -> (Bilingual, Vec<Blank>) {
    let mut title = Bilingual::of(step.title);
    if step.id == "own-details" {
        title = joined(&Bilingual::of("register-form-if-parent"), &title);
    }
    if let Some(child) = step.child.filter(|_| step.id.ends_with("-name")) {
        title = joined(&with_number("child-number-colon", &child.to_string()), &title);
    }
    let of_parent = is_about_parent(step);
    // Paper has room for what a parent knows of the own birth by heart; a helper asks for the rest.
    let asked = step.fields.iter().filter(|field| {
        let unsure = ["_about", "_lunar", "_unknown", "_unnamed"];
        !of_parent || !unsure.iter().any(|end| field.name.ends_with(end))
    });
    let mut asked: Vec<&Field> = asked.collect();
    // The tick for a child without a name stands beside the first row of names.
    if let Some(tick) = asked.iter().position(|field| field.name.ends_with("_no_name")) {
        let tick = asked.remove(tick);
        asked.insert(2.min(asked.len()), tick);
    }
    // The name of a place takes a row of its own, after the kinds of places.
    asked.sort_by_key(|field| field.name.ends_with("_place_words"));
    let mut blanks: Vec<Blank> = asked.into_iter().flat_map(blanks_of).collect();
    if let Some(field) = step.fields.first().filter(|_| is_short(step)) {
        blanks.insert(0, Blank::Words { words: label(field), share: 0.12 });
    }
    (title, blanks)
}

fn joined(first: &Bilingual, second: &Bilingual) -> Bilingual {
    Bilingual::new(format!("{} {}", first.km, second.km), format!("{} {}", first.en, second.en))
}

/// What one field is on paper.
fn blanks_of(field: &Field) -> Vec<Blank> {
    let label = label(field);
    let line = |share| vec![Blank::Line { label: label.clone(), share }];
    let boxes =
        |count| vec![Blank::Boxes { label: label.clone(), groups: vec![count], between: "" }];
    let ends = |end| field.name.ends_with(end);
    match &field.kind {
        // A child without a name yet is ticked in the same row.
        FieldKind::Khmer if is_child_name(field) => line(0.37),
        FieldKind::Phone => boxes(10),
        FieldKind::Digits if ends("_year") => boxes(4),
        FieldKind::Digits => boxes(2),
        FieldKind::Words if ends("_month") => boxes(2),
        FieldKind::Words if ends("_about") || ends("place_words") => line(0.95),
        FieldKind::Words if ends("_lunar") || ends("relation_words") => line(0.66),
        FieldKind::Words if ends("_district") => line(0.38),
        FieldKind::Words if ends("_commune") || ends("_province") => line(0.31),
        FieldKind::Words if ends("_birth_place") => line(0.46),
        FieldKind::Words if ends("nationality_words") => line(0.27),
        FieldKind::Words if ends("home_village") => line(0.45),
        FieldKind::Khmer | FieldKind::Latin | FieldKind::Words | FieldKind::Find => line(0.5),
        FieldKind::Tick if ends("collect_self") => vec![Blank::Tick(label), Blank::End],
        FieldKind::Tick => vec![Blank::Tick(label)],
        // Somebody else's relation is written, lest a page of boxes asks for it.
        FieldKind::Choice(_) if field.name.starts_with("collect_") => line(0.48),
        FieldKind::Choice(choices) | FieldKind::Select(choices) | FieldKind::Found(choices) => {
            let ticks = choices.iter().map(|choice| Blank::Tick(chosen(choice)));
            if is_paper(field) {
                let words = said_of(field, label);
                std::iter::once(Blank::Words { words, share: 0.58 })
                    .chain(ticks.take(PAPER_TICKS))
                    .chain([Blank::End])
                    .collect()
            } else if ends("own_nationality") {
                std::iter::once(Blank::End).chain(ticks).collect()
            } else {
                // A row of choices under a question that says the same needs no label of its own.
                ticks.collect()
            }
        }
    }
}

/// An answer as it stands beside its box.
fn chosen(choice: &Choice) -> Bilingual {
    let text = |lang| {
        let of = match (lang, &choice.of_latin) {
            (Lang::En, Some(latin)) => latin.as_str(),
            _ => choice.of.as_deref().unwrap_or_default(),
        };
        i18n::text_with(lang, choice.label, &[("of", Arg::Text(&i18n::digits(lang, of)))])
    };
    Bilingual::new(text(Lang::Km), text(Lang::En))
}

fn is_child_name(field: &Field) -> bool {
    field.name.starts_with('c')
        && field.name.split_once('_').is_some_and(|(_, rest)| rest.starts_with("khmer_"))
}

fn is_paper(field: &Field) -> bool {
    field.name.contains("paper_")
}

fn label(field: &Field) -> Bilingual {
    let text = |lang| i18n::text(lang, field.label);
    Bilingual::new(text(Lang::Km), text(Lang::En))
}

/// A child's paper says whose it is.
fn said_of(field: &Field, label: Bilingual) -> Bilingual {
    match field.child {
        Some(child) => joined(&with_number("child-number-colon", &child.to_string()), &label),
        None => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::PlaceName;
    use crate::papers::sheet::pages;
    use crate::typeset::layout::{Item, Page};

    fn drawn() -> Vec<Page> {
        let commune = PlaceName {
            khmer: "ក្រពើពីរ".to_owned(), latin: "Krapeu Pir".to_owned()
        };
        let setting = FormSetting::new(commune, jiff::civil::date(2026, 11, 21));
        let form = BlankForm {
            number: 9017,
            event: vec![Bilingual::new("ចុះបញ្ជីកំណើត", "")],
            training: false,
            printed: Bilingual::new("២១.១១.២០២៦", "21.11.2026"),
            printed_at: Timestamp::UNIX_EPOCH,
        };
        pages(&sheet(&form, &setting))
    }

    fn words(page: &Page) -> String {
        let runs = page.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run.text.as_str()),
            Item::Block(_) | Item::Rule(_) | Item::Figure(_) => None,
        });
        let words: String = runs.collect();
        words.replace(' ', "")
    }

    #[test]
    fn a_family_has_two_sides_and_each_child_one() {
        let pages = drawn();
        assert_eq!(pages.len(), usize::from(CHILDREN) + 2);
        let titles: Vec<bool> = pages.iter().map(|page| words(page).contains("៩០១៧")).collect();
        assert!(titles.iter().all(|numbered| *numbered), "leaves that come apart find each other");
    }

    #[test]
    fn the_stub_is_on_the_first_side_only_and_carries_the_number() {
        let large = |page: &Page| {
            page.items.iter().any(|item| matches!(item, Item::Text(run) if 30.0 < run.size_pt))
        };
        let dashed = |page: &Page| {
            page.items.iter().any(|item| matches!(item, Item::Rule(rule) if rule.dashed))
        };
        let on: Vec<bool> = drawn().iter().map(|page| large(page) && dashed(page)).collect();
        assert_eq!(on, [true, false, false, false, false]);
    }

    #[test]
    fn everything_a_phone_asks_for_a_second_child_is_asked_on_paper() {
        let side = drawn().get(3).map(words).unwrap_or_default();
        for asked in ["ភេទ", "សញ្ជាតិ", "ទីកន្លែងកំណើត", "ម្តាយតែមួយជាមួយកុមារទី ១", "ឪពុក"]
        {
            assert!(side.contains(&asked.replace(' ', "")), "{asked}");
        }
    }
}
