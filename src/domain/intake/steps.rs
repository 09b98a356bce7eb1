//! The questions in their order: those about the family, then each child's, then papers.

use super::answers::Answers;
use super::asks::{Asks, Boxes, Way};
use super::child_steps;
use super::fields::{Choice, Field, FieldKind, Step};
use super::moon;
use super::names::{BIRTH_PARTS, MAX_CHILDREN, NAME_PARTS, child_field, child_step};
use super::parents::{Role, Said, said};
use super::places;
use super::setting::FormSetting;
use crate::domain::application::{PhoneOwner, Relation};
use crate::domain::birth::Era;
use crate::domain::documents::{Paper, PaperState};
use crate::domain::names::PersonName;
use crate::khmer;

/// Every step of the form for these answers, in order. It depends on the answers: who reports,
/// how many children there are, and which parents have to be named.
pub fn steps(answers: &Answers, setting: &FormSetting) -> Vec<Step> {
    on_phone(answers, setting, Boxes::OfAll)
}

/// As [`steps`], but at most one of them with its boxes: what a phone's page is made from, many times a second.
pub(super) fn on_phone(answers: &Answers, setting: &FormSetting, boxes: Boxes<'_>) -> Vec<Step> {
    let mut steps = all_steps(answers, setting, Asks { way: Way::Phone, boxes });
    steps.retain(|step| step.when.is_none() || is_open(step, answers, setting));
    steps
}

/// Every step that can come up for this number of children, for a helper's one long page: those
/// that depend on an answer on the same page say so in [`Step::when`].
pub fn entry_steps(answers: &Answers, setting: &FormSetting) -> Vec<Step> {
    all_steps(answers, setting, Asks { way: Way::Desk, boxes: Boxes::OfAll })
}

/// Every step as a form on paper asks it: places in words.
pub fn paper_steps(answers: &Answers, setting: &FormSetting) -> Vec<Step> {
    all_steps(answers, setting, Asks { way: Way::Paper, boxes: Boxes::OfAll })
}

fn all_steps(answers: &Answers, setting: &FormSetting, asks: Asks<'_>) -> Vec<Step> {
    let Asks { way, boxes } = asks;
    let mut steps =
        vec![who(setting, boxes), name(boxes), phone(boxes), home(answers, setting, asks)];
    let on_pages = way == Way::Phone;
    if on_pages {
        let title = "intake-step-home-where";
        steps.extend(places::home_step(("home-where", title), "", answers, setting, boxes));
    }
    steps.push(own_details(answers, setting, asks));
    if on_pages && is_parent(relation(answers, setting)) || way == Way::Desk {
        let which = moon::step_with(boxes, "own_", answers, setting);
        steps.extend(which.map(|step| step.when("relation", &["mother", "father"])));
    }
    if on_pages && is_parent(relation(answers, setting)) && is_elsewhere("own_", answers) {
        let title = "intake-step-own-where";
        let field = "own_birth_code";
        steps.push(places::level_step(("own-where", title), field, answers, setting, boxes));
    }
    steps.push(count(boxes));
    for child in 1..=child_count(answers) {
        steps.extend(child_steps::of(child, answers, setting, asks));
    }
    if !setting.papers.is_empty() {
        steps.push(papers(answers, setting, asks));
    }
    steps.push(collect(setting, boxes));
    for field in steps.iter_mut().flat_map(|step| &mut step.fields) {
        if let Some(prefix) = field.name.strip_suffix("birth_year") {
            let era = Era::of(&moon::typed(answers, prefix), setting.today);
            field.era = era.filter(Era::is_open);
        }
    }
    steps
}

/// True if a step that depends on an answer is asked.
fn is_open(step: &Step, answers: &Answers, setting: &FormSetting) -> bool {
    match step.child {
        Some(child) => [Role::Mother, Role::Father].into_iter().any(|role| {
            let asks = [role.details_step(), role.birth_step(), role.which_step()];
            asks.iter().any(|id| child_step(child, id) == step.id)
                && said(role, child, answers, setting).names_someone()
        }),
        None => is_parent(relation(answers, setting)),
    }
}

/// The step with this id, if the form has it for these answers.
pub fn step(answers: &Answers, setting: &FormSetting, id: &str) -> Option<Step> {
    on_phone(answers, setting, Boxes::Of(id)).into_iter().find(|step| step.id == id)
}

/// How many children the form asks about: the number typed, and 1 until one is.
pub fn child_count(answers: &Answers) -> u8 {
    typed_count(answers).filter(|count| (1..=MAX_CHILDREN).contains(count)).unwrap_or(1)
}

/// What people write beside the number of children, in front of it or after it.
const COUNTED: [&str; 9] =
    ["នាក់", "កុមារ", "កូន", "ក្មេង", "children", "child", "kids", "people", "persons"];

/// The number of children that was typed, whatever it is; where the box was left blank, how many have been filled in.
pub(super) fn typed_count(answers: &Answers) -> Option<u8> {
    if answers.is_blank("count") {
        return last_child(answers);
    }
    let typed = khmer::digits::to_ascii(&khmer::normalize(answers.get("count"))).to_lowercase();
    let mut text = typed.as_str();
    for word in COUNTED {
        text = text.trim().trim_start_matches(word).trim_end_matches(word);
    }
    let text = text.trim();
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // A number too large for the type is simply too many.
    Some(text.parse().unwrap_or(u8::MAX))
}

/// The last child of whom a name, the sex or a birth was said.
fn last_child(answers: &Answers) -> Option<u8> {
    let number = |name: &str| {
        let (child, part) = name.strip_prefix('c')?.split_once('_')?;
        let tells = part == "sex" || NAME_PARTS.contains(&part) || BIRTH_PARTS.contains(&part);
        tells.then(|| child.parse::<u8>().ok()).flatten()
    };
    let said = answers.iter().filter(|(name, _)| !answers.is_blank(name));
    said.filter_map(|(name, _)| number(name)).max()
}

/// What the informant is to the children, if it was said and the event allows it.
pub(super) fn relation(answers: &Answers, setting: &FormSetting) -> Option<Relation> {
    Relation::from_code(answers.get("relation"))
        .filter(|relation| setting.relations.contains(relation))
}

/// True if the informant may be a parent of the children.
pub(super) fn is_parent(relation: Option<Relation>) -> bool {
    matches!(relation, Some(Relation::Mother | Relation::Father))
}

/// A child's name as typed, in Khmer (else Latin) and in Latin, if it can be read.
pub(super) fn child_name(answers: &Answers, child: u8) -> (Option<String>, Option<String>) {
    let part = |part| PersonName::parse(answers.get(&child_field(child, part))).ok();
    let joined = |family: Option<PersonName>, given: Option<PersonName>| {
        let parts: Vec<_> = family.iter().chain(&given).map(PersonName::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    let latin = joined(part("latin_family"), part("latin_given"));
    let khmer = joined(part("khmer_family"), part("khmer_given"));
    (khmer.or_else(|| latin.clone()), latin)
}

fn relation_choices(setting: &FormSetting) -> Vec<Choice> {
    setting
        .relations
        .iter()
        .map(|relation| Choice::new(relation.code(), relation.text_key()))
        .collect()
}

fn who(setting: &FormSetting, boxes: Boxes<'_>) -> Step {
    let fields = || {
        let choices = relation_choices(setting);
        let relation = Field::choice("relation", "intake-label-relation", choices).required();
        let words = Field::words("relation_words", "intake-label-relation-words")
            .when("relation", &["other"]);
        vec![relation, words]
    };
    boxes.step("who", "intake-step-who", fields).hint("intake-hint-who")
}

fn name(boxes: Boxes<'_>) -> Step {
    boxes.step("name", "intake-step-name", || name_fields("")).hint("intake-hint-name")
}

/// The four boxes of a name; `prefix` stands before each field's name.
pub(super) fn name_fields(prefix: &str) -> Vec<Field> {
    let field = |part: &str, label, kind, group| {
        Field::new(format!("{prefix}{part}"), label, kind).group(group)
    };
    let khmer = "intake-group-khmer-name";
    let latin = "intake-group-latin-name";
    vec![
        field("khmer_family", "intake-label-khmer-family", FieldKind::Khmer, khmer),
        field("khmer_given", "intake-label-khmer-given", FieldKind::Khmer, khmer),
        field("latin_family", "intake-label-latin-family", FieldKind::Latin, latin),
        field("latin_given", "intake-label-latin-given", FieldKind::Latin, latin),
    ]
}

/// The boxes of a birth question; `prefix` stands before each field's name.
pub(super) fn birth_fields(prefix: &str, way: Way) -> Vec<Field> {
    let field = |part: &str, label, kind| Field::new(format!("{prefix}{part}"), label, kind);
    let date = "intake-group-birth-date";
    let mut fields = vec![
        field("birth_day", "intake-label-birth-day", FieldKind::Digits).group(date),
        field("birth_month", "intake-label-birth-month", FieldKind::Words).group(date),
        field("birth_year", "intake-label-birth-year", FieldKind::Digits).group(date),
        field("birth_about", "intake-label-birth-about", FieldKind::Words)
            .hint("intake-hint-birth-about"),
    ];
    let words = field("birth_lunar", "intake-label-birth-lunar", FieldKind::Words)
        .hint("intake-hint-birth-lunar");
    let lists = moon::fields(prefix, way);
    // The words stand with the lists, where there are lists.
    let group = lists.first().and_then(|list| list.group);
    fields.extend(lists);
    fields.push(Field { group, ..words });
    fields.push(field("birth_unknown", "intake-label-birth-unknown", FieldKind::Tick));
    fields
}

/// The nationality question; it is never demanded.
pub(super) fn nationality_fields(prefix: &str) -> Vec<Field> {
    let name = format!("{prefix}nationality");
    let choices = vec![
        Choice::new("khmer", "nationality-khmer"),
        Choice::new("other", "nationality-other"),
        Choice::new("officer", "nationality-officer"),
    ];
    let words = Field::words(format!("{name}_words"), "intake-label-nationality-words")
        .when(&*name, &["other"]);
    vec![Field::choice(name, "intake-label-nationality", choices), words]
}

fn phone(boxes: Boxes<'_>) -> Step {
    let fields = || {
        let owners = [PhoneOwner::Own, PhoneOwner::Family, PhoneOwner::Neighbour, PhoneOwner::None]
            .map(|owner| Choice::new(owner.code(), owner.text_key()));
        vec![
            Field::new("phone", "intake-label-phone", FieldKind::Phone),
            Field::choice("phone_owner", "intake-label-phone-owner", owners.to_vec()),
        ]
    };
    boxes.step("phone", "intake-step-phone", fields).hint("intake-hint-phone")
}

/// True if a person was born in another commune, which is then asked for.
pub(super) fn is_elsewhere(prefix: &str, answers: &Answers) -> bool {
    answers.get(&format!("{prefix}birth_spot")) == "elsewhere"
}

/// Where a person was born: here or elsewhere, found by a helper, and the name of the place.
pub(super) fn birth_place_fields(
    prefix: &str,
    answers: &Answers,
    setting: &FormSetting,
    way: Way,
) -> Vec<Field> {
    let words = format!("{prefix}birth_place");
    if way == Way::Paper {
        return vec![Field::words(words, "intake-label-person-birth-place")];
    }
    let spot = format!("{prefix}birth_spot");
    let choices = vec![commune_choice(setting), Choice::new("elsewhere", "spot-elsewhere")];
    let mut fields = vec![Field::choice(&*spot, "intake-label-person-birth-place", choices)];
    if way == Way::Desk {
        let prefix = format!("{prefix}birth_");
        fields.extend(places::find_fields(&prefix, answers, setting, (&spot, &["elsewhere"])));
    }
    fields.push(Field::words(words, "intake-label-place-words"));
    fields
}

fn home(answers: &Answers, setting: &FormSetting, Asks { way, boxes }: Asks<'_>) -> Step {
    boxes.step("home", "intake-step-home", || {
        let residence = Field::choice(
            "home",
            "intake-label-home",
            vec![commune_choice(setting), Choice::new("elsewhere", "residence-elsewhere")],
        );
        let rest = places::home_fields("", answers, setting, way);
        std::iter::once(residence).chain(rest).collect()
    })
}

/// "In this commune", by its name.
pub(super) fn commune_choice(setting: &FormSetting) -> Choice {
    Choice::new("here", "intake-choice-this-commune")
        .of(setting.commune.khmer.clone(), latin(&setting.commune.latin))
}

fn latin(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.to_owned())
}

fn own_details(answers: &Answers, setting: &FormSetting, Asks { way, boxes }: Asks<'_>) -> Step {
    let fields = || {
        let mut fields = birth_fields("own_", way);
        fields.extend(birth_place_fields("own_", answers, setting, way));
        fields.extend(nationality_fields("own_"));
        fields
    };
    boxes
        .step("own-details", "intake-step-own-details", fields)
        .hint("intake-hint-skip")
        .when("relation", &["mother", "father"])
}

fn count(boxes: Boxes<'_>) -> Step {
    let field = || Field::new("count", "intake-label-count", FieldKind::Digits).required();
    boxes.step("count", "intake-step-count", || vec![field()]).hint("intake-hint-count")
}

fn papers(answers: &Answers, setting: &FormSetting, Asks { way, boxes }: Asks<'_>) -> Step {
    let fields = || paper_fields(answers, setting, way);
    boxes.step("papers", "intake-step-papers", fields).hint("intake-hint-papers")
}

fn paper_fields(answers: &Answers, setting: &FormSetting, way: Way) -> Vec<Field> {
    let on_phone = way == Way::Phone;
    let asked = |paper: &Paper, name: String| {
        // A phone's page asks, so leaving a paper out is the only way not to have been asked.
        let states =
            PaperState::ALL.iter().filter(|state| !(on_phone && **state == PaperState::NotAsked));
        let choices = states.map(|state| Choice::new(state.code(), state.text_key())).collect();
        Field::choice(name, paper.text_key(), choices)
    };
    let of_family = |paper: &Paper, group: &'static str| {
        asked(paper, format!("paper_{}", paper.code())).group(group)
    };
    let (of_child, family): (Vec<Paper>, Vec<Paper>) =
        setting.papers.iter().partition(|paper| paper.is_per_child());
    let (theirs, others): (Vec<Paper>, Vec<Paper>) =
        family.iter().partition(|paper| !on_phone || concerns(**paper, answers, setting));
    let mut fields: Vec<Field> =
        theirs.iter().map(|paper| of_family(paper, "intake-group-papers-family")).collect();
    for child in 1..=child_count(answers) {
        let (name, _) = child_name(answers, child);
        for paper in &of_child {
            let field = asked(paper, child_field(child, &format!("paper_{}", paper.code())));
            fields.push(Field {
                child: Some(child),
                of: name.clone(),
                ..field.group("intake-group-papers-child")
            });
        }
    }
    fields.extend(others.iter().map(|paper| of_family(paper, GROUP_OTHER_PAPERS)));
    fields
}

/// Papers of which these answers do not say that the family has anything to do with them: folded on a phone.
pub const GROUP_OTHER_PAPERS: &str = "intake-group-papers-other";

/// Whether a paper has to do with this family as far as it has said. Nobody who named only one parent is asked
/// about a marriage: children of unmarried parents need no such paper (facts/cambodia.md, section 5).
fn concerns(paper: Paper, answers: &Answers, setting: &FormSetting) -> bool {
    let children = 1..=child_count(answers);
    match paper {
        Paper::MarriageCertificate => children.into_iter().any(|child| {
            [Role::Mother, Role::Father].into_iter().all(|role| {
                let said = said(role, child, answers, setting);
                !matches!(said, Said::Blank | Said::Unknown | Said::NotStated | Said::Nonsense)
            })
        }),
        Paper::BirthLetter
        | Paper::YellowCard
        | Paper::PostnatalCertificate
        | Paper::FamilyBook
        | Paper::IdCards
        | Paper::Witnesses => true,
    }
}

fn collect(setting: &FormSetting, boxes: Boxes<'_>) -> Step {
    let fields = || collect_fields(setting);
    boxes.step("collect", "intake-step-collect", fields).hint("intake-hint-collect")
}

fn collect_fields(setting: &FormSetting) -> Vec<Field> {
    let mut fields = vec![Field::tick("collect_self", "intake-label-collect-self")];
    for (number, group) in [(1, "intake-group-collector-1"), (2, "intake-group-collector-2")] {
        fields.push(
            Field::words(format!("collect_{number}_name"), "intake-label-collector-name")
                .group(group),
        );
        fields.push(
            Field::choice(
                format!("collect_{number}_relation"),
                "intake-label-collector-relation",
                relation_choices(setting),
            )
            .group(group),
        );
    }
    fields
}
