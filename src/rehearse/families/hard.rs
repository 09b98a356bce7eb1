//! The hard cases of the law, of life and of the alphabet: each comes once in every 53 families.

use super::form::{Form, Known};
use super::ordinary::{either, other_parent, usual_child};
use crate::rehearse::names::{NONE, Name, Part, Sex};

/// A case and how its form is filled in.
pub(super) type Case = (&'static str, fn(&mut Form<'_>));

/// Every hard case; a rehearsal with few families plays the first ones.
pub(super) const CASES: [Case; 17] = [
    ("an unmarried mother", unmarried_mother),
    ("a child born yesterday", born_yesterday),
    ("a child who was found", foundling),
    ("both parents far away, with the grandmother", parents_away),
    ("people with a single name", single_names),
    ("a birth of which only the year is known", year_only),
    ("children of about so many years", about_years),
    ("a birthday in words of the moon", lunar_words),
    ("everything in Khmer digits", khmer_digits),
    ("a mother of fifteen", mother_of_fifteen),
    ("half-siblings", half_siblings),
    ("a grandmother with the children of two daughters", two_daughters),
    ("parents of another nationality", other_nationality),
    ("twins", twins),
    ("a child of sixteen", sixteen),
    ("long names", long_names),
    ("names with rare stacks", rare_stacks),
];

const fn part(khmer: &'static str, latin: &'static str) -> Part {
    Part { khmer, latin }
}

fn unmarried_mother(form: &mut Form<'_>) {
    let mother = form.name(Sex::Female);
    form.informant("mother", mother);
    let child = usual_child(form, mother);
    form.set(&format!("c{child}_mother"), "informant");
    form.set(&format!("c{child}_father"), "not_stated");
}

fn born_yesterday(form: &mut Form<'_>) {
    let (mother, father) = (form.name(Sex::Female), form.name(Sex::Male));
    form.informant("father", father);
    let name = form.name_in(father.family, Sex::Female);
    let yesterday = form.days_ago(1);
    let child = form.child(Some(name), Sex::Female, Known::Day(yesterday));
    form.set(&format!("c{child}_father"), "informant");
    other_parent(form, child, "mother", mother);
}

fn foundling(form: &mut Form<'_>) {
    let finder = form.name(Sex::Male);
    form.informant("finder", finder);
    let child = form.child(None, Sex::Female, Known::About(0));
    form.set(&format!("c{child}_place"), "found");
    form.set(&format!("c{child}_place_words"), "ក្រោមដើមស្វាយ ក្បែរវត្ត");
    form.set(&format!("c{child}_place_kind"), "unknown");
    form.set(&format!("c{child}_nationality"), "officer");
    for role in ["mother", "father"] {
        form.set(&format!("c{child}_{role}"), "unknown");
    }
}

fn parents_away(form: &mut Form<'_>) {
    let grandmother = form.name(Sex::Female);
    let (mother, father) = (form.name(Sex::Female), form.name(Sex::Male));
    form.informant("grandmother", grandmother);
    for _ in 0..2 {
        usual_child(form, father);
    }
    form.parent(1, "mother", "away", mother);
    form.parent(1, "father", "away", father);
    form.lives(1, "mother", "abroad");
    form.lives(1, "father", "mother");
    form.set("c2_mother", "same_1");
    form.set("c2_father", "same_1");
}

fn single_names(form: &mut Form<'_>) {
    let single = |form: &mut Form<'_>, sex| Name { family: NONE, ..form.name(sex) };
    let mother = single(form, Sex::Female);
    form.informant("mother", mother);
    let sex = either(form);
    let name = single(form, sex);
    let day = form.days_ago(900);
    let child = form.child(Some(name), sex, Known::Day(day));
    form.set(&format!("c{child}_mother"), "informant");
    form.set(&format!("c{child}_father"), "dead");
}

/// A father brings one child of whom so much is known.
fn one_child(form: &mut Form<'_>, known: Known) {
    let (mother, father) = (form.name(Sex::Female), form.name(Sex::Male));
    form.informant("father", father);
    let sex = either(form);
    let name = form.name_in(father.family, sex);
    let child = form.child(Some(name), sex, known);
    form.set(&format!("c{child}_father"), "informant");
    other_parent(form, child, "mother", mother);
}

fn year_only(form: &mut Form<'_>) {
    let year = form.today.year() - 11;
    one_child(form, Known::Year(year));
}

fn about_years(form: &mut Form<'_>) {
    one_child(form, Known::About(9));
    let name = form.name(Sex::Female);
    let child = form.child(Some(name), Sex::Female, Known::About(6));
    form.set(&format!("c{child}_father"), "informant");
    form.set(&format!("c{child}_mother"), "same_1");
}

fn lunar_words(form: &mut Form<'_>) {
    one_child(form, Known::Lunar("១០កើត ខែចេត្រ ឆ្នាំជូត"));
}

fn khmer_digits(form: &mut Form<'_>) {
    form.khmer_digits = true;
    let (mother, father) = (form.name(Sex::Female), form.name(Sex::Male));
    form.informant("mother", mother);
    for number in 1..=2 {
        let sex = either(form);
        let name = form.name_in(father.family, sex);
        let day = form.days_ago(700 * u32::from(number));
        let child = form.child(Some(name), sex, Known::Day(day));
        form.set(&format!("c{child}_mother"), "informant");
        other_parent(form, number, "father", father);
    }
}

fn mother_of_fifteen(form: &mut Form<'_>) {
    let (mother, father) = (form.name(Sex::Female), form.name(Sex::Male));
    form.informant("mother", mother);
    for number in 1..=15 {
        let sex = either(form);
        let name = form.name_in(father.family, sex);
        let day = form.days_ago((16 - u32::from(number)) * 390);
        let child = form.child(Some(name), sex, Known::Day(day));
        form.set(&format!("c{child}_mother"), "informant");
        other_parent(form, number, "father", father);
    }
}

fn half_siblings(form: &mut Form<'_>) {
    let mother = form.name(Sex::Female);
    let (first, second) = (form.name(Sex::Male), form.name(Sex::Male));
    form.informant("mother", mother);
    for father in [first, second, second] {
        let child = usual_child(form, father);
        form.set(&format!("c{child}_mother"), "informant");
    }
    form.parent(1, "father", "other", first);
    form.parent(2, "father", "dead", second);
    form.set("c3_father", "same_2");
}

fn two_daughters(form: &mut Form<'_>) {
    let grandmother = form.name(Sex::Female);
    let daughters = [form.name(Sex::Female), form.name(Sex::Female)];
    form.informant("grandmother", grandmother);
    for (mother, lives) in daughters.into_iter().zip(["reporter", "elsewhere"]) {
        let first = usual_child(form, mother);
        form.parent(first, "mother", "other", mother);
        form.lives(first, "mother", lives);
        form.set(&format!("c{first}_father"), "unknown");
        let second = usual_child(form, mother);
        form.set(&format!("c{second}_mother"), &format!("same_{first}"));
        form.set(&format!("c{second}_father"), "away");
    }
}

fn other_nationality(form: &mut Form<'_>) {
    let mother = Name { family: part("", "Nguyễn"), given: part("", "Thị Lan Hương") };
    let father = Name { family: part("", "Nguyễn"), given: part("", "Văn Thành") };
    form.informant("mother", mother);
    form.set("own_nationality", "other");
    form.set("own_nationality_words", "វៀតណាម");
    for number in 1..=2 {
        let sex = either(form);
        let given = form.pool.given(sex, &mut form.random);
        let day = form.days_ago(800 * u32::from(number));
        let name = Name { family: part("", father.family.latin), given: part("", given.latin) };
        let child = form.child(Some(name), sex, Known::Day(day));
        form.set(&format!("c{child}_nationality"), "officer");
        form.set(&format!("c{child}_mother"), "informant");
        other_parent(form, number, "father", father);
    }
    form.set("c1_father_nationality", "other");
    form.set("c1_father_nationality_words", "Vietnamese");
}

fn twins(form: &mut Form<'_>) {
    let (mother, father) = (form.name(Sex::Female), form.name(Sex::Male));
    form.informant("mother", mother);
    let day = form.days_ago(1200);
    for (number, given) in [(1, part("ស្រីល័ក្ខ", "SREYLEAK")), (2, part("ស្រីលីន", "SREYLIN"))]
    {
        let child =
            form.child(Some(Name { family: father.family, given }), Sex::Female, Known::Day(day));
        form.set(&format!("c{child}_mother"), "informant");
        other_parent(form, number, "father", father);
    }
}

fn sixteen(form: &mut Form<'_>) {
    let day = form.days_ago(16 * 365 + 30);
    one_child(form, Known::Day(day));
}

fn long_names(form: &mut Form<'_>) {
    let mother = form.name(Sex::Female);
    form.informant("mother", mother);
    let name = Name {
        family: part("ចាន់សុវណ្ណមុន្នីរតនៈ", "CHANSOVANNMUNIRATANAK"),
        given: part("សុវណ្ណារិទ្ធិឧត្តមវិច្ឆិកា", "SOVANNARITHYUDOMVICHEKA"),
    };
    let day = form.days_ago(2000);
    let child = form.child(Some(name), Sex::Male, Known::Day(day));
    form.set(&format!("c{child}_mother"), "informant");
    form.set(&format!("c{child}_father"), "away");
}

fn rare_stacks(form: &mut Form<'_>) {
    let mother = Name {
        family: part("ស៊ើប", "SOEUB"), given: part("ស្ត្រីរ័ត្ន", "STREYROATH")
    };
    form.informant("mother", mother);
    let name = Name {
        family: part("ម៉្យាង", "MYANG"), given: part("លក្ស្មីភ័ក្ត្រា", "LEAKSMEYPHEAKTRA")
    };
    let child = form.child(Some(name), Sex::Female, Known::Nothing);
    form.set(&format!("c{child}_mother"), "informant");
    form.set(&format!("c{child}_father"), "unknown");
}
