//! What a place question offers: lines level by level for a phone, which never gets the whole
//! list, and what a few typed letters may mean for a helper at the laptop.

use super::answers::Answers;
use super::asks::{Boxes, Way};
use super::fields::{Choice, Field, FieldKind, Step};
use super::setting::FormSetting;
use crate::domain::place::narrow::{self, Line};
use crate::domain::place::{CommuneCode, Level, Place, Scope, find};

/// With the line after them, as many as the number keys pick.
const MOST_FOUND: usize = 8;

/// What to choose from after `answer`, until a place of level `goal` is chosen.
pub fn by_level(answer: &str, goal: Level, event: Option<CommuneCode>) -> Vec<Choice> {
    narrow::lines(answer, goal, event)
        .into_iter()
        .map(|line| match line {
            Line::Place(place) => Choice::new(line.value(), "intake-choice-place")
                .of(place.called_khmer(), Some(place.called_english())),
            Line::Wider(level, _) => Choice::new(
                line.value(),
                match level {
                    Level::Province => "intake-choice-wider-province",
                    Level::District => "intake-choice-wider-district",
                    Level::Commune | Level::Village => "intake-choice-wider-commune",
                },
            ),
            Line::NotListed => Choice::new(line.value(), "intake-choice-not-listed"),
        })
        .collect()
}

/// What `typed` may mean, the likeliest first, after what is chosen already; only places of `level`, if it is given.
pub fn found(
    typed: &str,
    answer: &str,
    level: Option<Level>,
    event: Option<CommuneCode>,
) -> Vec<Choice> {
    let fits = |place: &Place| level.is_none_or(|level| place.level() == level);
    let chosen = narrow::listed(answer).filter(fits);
    let scope = Scope { event, level, within: None };
    let hits = find(typed, &scope, MOST_FOUND).into_iter().map(|hit| hit.place);
    let hits = hits.filter(|place| Some(*place) != chosen);
    let mut found: Vec<Choice> =
        chosen.into_iter().chain(hits).take(MOST_FOUND).map(|place| of(place, event)).collect();
    if !found.is_empty() {
        found.push(Choice::new(Line::NotListed.value(), "intake-choice-none-of-these"));
    }
    found
}

/// What is asked after it was said whether a home is here or elsewhere; `prefix` stands before the fields' names.
pub(super) fn home_fields(
    prefix: &str,
    answers: &Answers,
    setting: &FormSetting,
    way: Way,
) -> Vec<Field> {
    let home = format!("{prefix}home");
    let mut fields = Vec::new();
    let mut villages: Vec<Choice> = setting
        .villages()
        .map(|village| {
            Choice::new(village.code().to_string(), "intake-choice-village")
                .of(village.called_khmer(), Some(village.called_english()))
        })
        .collect();
    // On paper a list of villages would fill the side.
    if !villages.is_empty() && way != Way::Paper {
        villages.push(Choice::new("other", "intake-choice-village-other"));
        let code = format!("{home}_village_code");
        fields.push(
            Field::choice(code, "intake-label-home-village", villages).when(&*home, &["here"]),
        );
    }
    if way == Way::Desk {
        fields.extend(find_fields(&format!("{home}_"), answers, setting, (&home, &["elsewhere"])));
    }
    let label = if setting.event.is_some() && way != Way::Paper {
        "intake-label-home-village-unlisted"
    } else {
        "intake-label-home-village-words"
    };
    let village = Field::words(format!("{home}_village"), label);
    // A phone asks for a village elsewhere on the next page.
    let is_near = way == Way::Phone && setting.event.is_some();
    fields.push(if is_near { village.when(&*home, &["here"]) } else { village });
    let is_said = |field: &Field| !answers.is_blank(&field.name);
    match way {
        // They have a page of their own.
        Way::Phone => {}
        // What a form on paper or an older one says.
        Way::Desk => fields.extend(wider_words(prefix).into_iter().filter(is_said)),
        Way::Paper => fields.extend(wider_words(prefix)),
    }
    fields
}

/// The page on a phone that asks for the commune and village of a home elsewhere, level by level; `names` are its id and
/// its title.
pub(super) fn home_step(
    names: (&str, &'static str),
    prefix: &str,
    answers: &Answers,
    setting: &FormSetting,
    boxes: Boxes<'_>,
) -> Option<Step> {
    let home = format!("{prefix}home");
    if answers.get(&home) != "elsewhere" {
        return None;
    }
    let code = format!("{home}_code");
    let answer = answers.get(&code);
    let mut step = level_step(names, &code, answers, setting, boxes);
    if !boxes.hold(&step.id) {
        return Some(step);
    }
    let is_in_commune = narrow::listed(answer).is_some_and(|place| Level::Commune <= place.level());
    if is_in_commune || narrow::is_not_listed(answer) {
        let village = format!("{home}_village");
        step.fields.push(Field::words(village, "intake-label-home-village-unlisted"));
    }
    if narrow::is_not_listed(answer) {
        step.fields.extend(wider_words(prefix));
    }
    Some(step)
}

/// The boxes for a home of which nothing is on the list.
fn wider_words(prefix: &str) -> [Field; 3] {
    // "You" is whoever reports.
    let group = if prefix.is_empty() {
        "intake-group-home-elsewhere"
    } else {
        "intake-group-lives-elsewhere"
    };
    [
        ("commune", "intake-label-home-commune"),
        ("district", "intake-label-home-district"),
        ("province", "intake-label-home-province"),
    ]
    .map(|(part, label)| {
        Field::words(format!("{prefix}home_{part}"), label)
            .group(group)
            .when(format!("{prefix}home"), &["elsewhere"])
    })
}

/// A page on a phone that asks for a place level by level; `names` are its id and its title, `field` keeps the answer.
pub(super) fn level_step(
    (id, title): (&str, &'static str),
    field: &str,
    answers: &Answers,
    setting: &FormSetting,
    boxes: Boxes<'_>,
) -> Step {
    let field = || level_field(field, answers, setting);
    boxes.step(id, title, || vec![field()]).hint("intake-hint-where")
}

fn level_field(field: &str, answers: &Answers, setting: &FormSetting) -> Field {
    let mut lines = by_level(answers.get(field), goal(field), setting.event);
    // The event's own commune was the first choice of the page before.
    let here = setting.here().map(|place| place.code().to_string());
    lines.retain(|line| Some(&*line.value) != here.as_deref());
    let around = narrow::around(answers.get(field), goal(field), setting.event);
    Field {
        of: around.filter(|_| !narrow::is_not_listed(answers.get(field))).map(Place::words_khmer),
        ..Field::choice(field, "intake-label-where", lines)
    }
}

/// The level that is asked for: the village of a home, the commune of a birth.
pub(super) fn goal(field: &str) -> Level {
    if field.ends_with("home_code") { Level::Village } else { Level::Commune }
}

/// A helper's box for letters of a place, and what they may mean; `prefix` stands before both names.
pub(super) fn find_fields(
    prefix: &str,
    answers: &Answers,
    setting: &FormSetting,
    when: (&str, &'static [&'static str]),
) -> [Field; 2] {
    let [find, code] = ["find", "code"].map(|part| format!("{prefix}{part}"));
    let places = found(answers.get(&find), answers.get(&code), None, setting.event);
    let nothing = places.is_empty() && !answers.is_blank(&find);
    let find = Field::new(find, "intake-label-find", FieldKind::Find);
    [
        if nothing { find.hint("intake-hint-nothing-found") } else { find },
        Field::new(code, "intake-label-where", FieldKind::Found(places)),
    ]
    .map(|field| field.when(when.0, when.1))
}

fn of(place: Place, event: Option<CommuneCode>) -> Choice {
    Choice::new(place.code().to_string(), "intake-choice-place")
        .of(place.label_khmer(event), Some(place.label_english(event)))
}

#[cfg(test)]
mod tests {
    use super::{by_level, found};
    use crate::domain::place::{CommuneCode, Level};

    #[test]
    fn homonyms_are_told_apart_by_their_commune() {
        let event = CommuneCode::parse("150602").ok();
        let villages = found("ថ្មី", "", Some(Level::Village), event);
        let labels: Vec<_> = villages.iter().filter_map(|choice| choice.of.clone()).collect();
        assert_eq!((labels.len(), villages.len()), (8, 9));
        assert!(labels.iter().all(|label| label.contains("ថ្មី")));
        let mut told_apart = labels.clone();
        told_apart.sort();
        told_apart.dedup();
        assert_eq!(told_apart.len(), 8, "{labels:?}");
    }

    #[test]
    fn what_was_chosen_stays_first_whatever_is_typed_after_it() {
        let event = CommuneCode::parse("150602").ok();
        for typed in ["", "bakan", "zzzz"] {
            let first = found(typed, "15010607", None, event).into_iter().next();
            assert_eq!(first.map(|choice| choice.value).as_deref(), Some("15010607"), "{typed}");
        }
        assert!(found("", "", None, event).is_empty());
    }

    #[test]
    fn the_last_line_of_each_level_leads_out_of_it() {
        let last = |answer| by_level(answer, Level::Village, None).pop().map(|line| line.label);
        assert_eq!(last("150602"), Some("intake-choice-wider-commune"));
        assert_eq!(last("1506"), Some("intake-choice-wider-district"));
        assert_eq!(last("15"), Some("intake-choice-wider-province"));
        assert_eq!(last(""), Some("intake-choice-not-listed"));
    }
}
