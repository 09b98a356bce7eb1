//! What was said, as a template reads it back.

use jiff::civil::Date;

use super::super::lang::Ui;
use crate::domain::birth::Birth;
use crate::domain::intake::{self, Answers, FormSetting, ReadBackValue as Value};
use crate::domain::names::Names;
use crate::i18n::dates;
use crate::khmer;

/// Answers about one person, read back in big letters.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
}

/// One answer read back.
pub(crate) struct Row {
    pub(crate) step: String,
    pub(crate) label: String,
    pub(crate) value: String,
    /// The name in letters, below the one in Khmer.
    pub(crate) second: String,
    /// What else is true, in the reader's language.
    pub(crate) note: String,
    pub(crate) name: bool,
    /// A Khmer name syllable by syllable, so that a slip is seen and can be read aloud.
    pub(crate) letters: String,
}

/// The answers grouped: the informant, each child with its papers, the rest.
pub(crate) fn sections(ui: &Ui, answers: &Answers, setting: &FormSetting) -> Vec<Section> {
    let mut you = Section { title: ui.t("check-about-you"), rows: Vec::new() };
    let mut children: Vec<(u8, Section)> = Vec::new();
    let mut rest = Section { title: ui.t("check-rest"), rows: Vec::new() };
    for line in intake::read_back(answers, setting) {
        let Some(child) = line.child else {
            let section = if children.is_empty() { &mut you } else { &mut rest };
            section.rows.push(row(ui, line, setting.today));
            continue;
        };
        let row = row(ui, line, setting.today);
        if let Some((_, section)) = children.iter_mut().find(|(number, _)| *number == child) {
            section.rows.push(row);
        } else {
            let title = ui.t1("child-number", "number", &ui.n(child));
            children.push((child, Section { title, rows: vec![row] }));
        }
    }
    let children = children.into_iter().map(|(_, section)| section);
    let all = std::iter::once(you).chain(children).chain([rest]);
    all.filter(|section| !section.rows.is_empty()).collect()
}

fn row(ui: &Ui, line: intake::ReadBack, today: Date) -> Row {
    let (mut second, mut note, mut name) = (String::new(), String::new(), false);
    let value = match line.value {
        Value::Text(text) => text,
        Value::KeyAndWords { key, words: Some(words) } => {
            ui.t2("said-of", "who", &ui.t(key), "what", &words)
        }
        Value::Key(key) | Value::KeyAndWords { key, words: None } => ui.t(key),
        Value::Birth(birth) => {
            if matches!(&birth, Birth::Lunar { words, .. } if dates::is_unread(words)) {
                note = ui.t("check-lunar-unread");
            }
            dates::read_back(ui.lang(), &birth, today)
        }
        Value::Lunar(words) => dates::lunar_said(ui.lang(), &words),
        Value::Era(said, read) => format!("{} = {}", ui.n(said), ui.n(read)),
        Value::Number(number) => ui.n(number),
        Value::Names(names) => {
            name = true;
            both(&names, &mut second)
        }
        Value::Parent { names, life, same_as } => {
            name = true;
            let same = same_as.map(|child| ui.t1("check-same-as", "number", &ui.n(child)));
            note =
                life.map(|key| ui.t(key)).into_iter().chain(same).collect::<Vec<_>>().join(" · ");
            both(&names, &mut second)
        }
        Value::Born { birth, lunar, place } => {
            let lunar = lunar.map(|words| Birth::Lunar { words: words.into(), days: None });
            let dates = birth.into_iter().chain(lunar).map(|birth| ui.birth(&birth.to_code()));
            dates.chain(place).collect::<Vec<_>>().join(", ")
        }
        Value::NotAnswered => ui.t("not-answered"),
    };
    let letters = if name { by_syllable(&value) } else { String::new() };
    Row { step: line.step, label: ui.t(line.label), value, second, note, name, letters }
}

/// The syllables of each word of a Khmer name; empty where there is nothing to take apart.
fn by_syllable(name: &str) -> String {
    let word = |word: &str| khmer::syllables(word).collect::<Vec<_>>().join(" · ");
    let apart = name.split(' ').map(word).collect::<Vec<_>>().join(" – ");
    if apart.contains('·') && name.chars().any(khmer::is_khmer) { apart } else { String::new() }
}

/// The name in Khmer, and the one in letters as the second line; the latter alone where there is no other.
fn both(names: &Names, second: &mut String) -> String {
    let (khmer, latin) = (names.khmer(), names.latin());
    if khmer.is_empty() {
        return latin;
    }
    *second = latin;
    khmer
}
