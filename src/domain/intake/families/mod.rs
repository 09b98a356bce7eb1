//! Invented families whose forms must go through, and slips that must be caught.

mod aloud;
mod hard;
mod lives;
mod moon;
mod ordinary;
mod properties;
mod slips;

use jiff::civil::date;

use super::{Answers, FormSetting, Mistake, PlaceName, parse};
use crate::domain::application::{Application, Life, Parent};

pub(crate) fn setting() -> FormSetting {
    let commune =
        PlaceName { khmer: "ក្រពើពីរ".to_owned(), latin: "Krapeu Pir".to_owned() };
    FormSetting::new(commune, date(2026, 11, 21))
}

pub(crate) fn answers(pairs: &[(&str, &str)]) -> Answers {
    Answers::from_pairs(pairs.iter().copied())
}

/// The least a mother of one girl can say.
pub(crate) fn one_girl() -> Answers {
    answers(&[
        ("relation", "mother"),
        ("khmer_family", "សុខ"),
        ("khmer_given", "សុភា"),
        ("count", "១"),
        ("c1_khmer_given", "ស្រីមុំ"),
        ("c1_sex", "female"),
        ("c1_birth_year", "2016"),
    ])
}

/// The same with these answers put in; an empty one is taken out.
fn with(mut form: Answers, pairs: &[(&str, &str)]) -> Answers {
    for (name, value) in pairs {
        form.set(name, value);
    }
    form
}

/// A family of `count` children named alike, with the least said about each.
fn many(relation: &str, count: u8) -> Answers {
    let mut form = answers(&[("relation", relation), ("khmer_given", "ចាន់ណា")]);
    form.set("count", &count.to_string());
    for child in 1..=count {
        form.set(&format!("c{child}_khmer_family"), "ហេង");
        form.set(&format!("c{child}_khmer_given"), "ដារ៉ា");
        form.set(&format!("c{child}_sex"), "male");
        form.set(&format!("c{child}_birth_year"), &(2005 + u16::from(child)).to_string());
    }
    form
}

fn filed(form: &Answers) -> Application {
    match parse(form, &setting()) {
        Ok(application) => application,
        Err(mistakes) => panic!("{mistakes:?}"),
    }
}

fn mistakes(form: &Answers) -> Vec<Mistake> {
    parse(form, &setting()).err().unwrap_or_default()
}

/// Field and sentence of each mistake, in order.
fn said(form: &Answers) -> Vec<(String, &'static str)> {
    mistakes(form).into_iter().map(|mistake| (mistake.field, mistake.text)).collect()
}

fn known(person: usize) -> Parent {
    Parent::Known { person, life: Life::Here }
}
