//! The names of a form in big letters before it is sent, as the phone reads them back: a misspelt name is the commonest
//! mistake of certificates. And what two versions of a form say differently.

use super::super::lang::Ui;
use super::desk::changes;
use crate::domain::intake::{self, Answers, FormSetting, ReadBackValue};

/// Every name on a form, once each.
#[derive(Default)]
pub(super) struct ReadBack {
    pub(super) names: Vec<ReadName>,
}

/// One name read back.
pub(super) struct ReadName {
    /// Whose it is.
    pub(super) label: String,
    pub(super) khmer: String,
    pub(super) latin: String,
}

impl ReadBack {
    /// The names as they are answered.
    pub(super) fn of(ui: &Ui, answers: &Answers, setting: &FormSetting) -> Self {
        let mut read = Self::default();
        for line in intake::read_back(answers, setting) {
            let (ReadBackValue::Names(names) | ReadBackValue::Parent { names, same_as: None, .. }) =
                line.value
            else {
                continue;
            };
            let (khmer, latin) = (names.khmer(), names.latin());
            // A mother who reports is on the form twice.
            if read.names.iter().any(|known| known.khmer == khmer && known.latin == latin) {
                continue;
            }
            let label = ui.t(line.label);
            let number =
                line.child.map(|child| ui.t1("child-number-colon", "number", &ui.n(child)));
            read.names.push(ReadName {
                label: number.into_iter().chain([label]).collect::<Vec<_>>().join(" "),
                khmer,
                latin,
            });
        }
        read
    }

    /// What a page says by which names it has read back; empty where it has not.
    pub(super) fn spoken(&self) -> String {
        let lines = self.names.iter().map(|name| format!("{} {}", name.khmer, name.latin));
        lines.collect::<Vec<_>>().join("; ")
    }
}

/// Whether these names have to be read back before the form is sent: the page has not shown them as they are now, and
/// nothing else is wrong. What was posted by no page of ours says nothing of it and is sent as it is.
pub(super) fn is_due(
    ui: &Ui,
    answers: &Answers,
    setting: &FormSetting,
    posted: &[(String, String)],
) -> bool {
    let Some((_, shown)) = posted.iter().find(|(name, _)| name == "read") else { return false };
    let names = ReadBack::of(ui, answers, setting).spoken();
    *shown != names && !names.is_empty() && intake::parse(answers, setting).is_ok()
}

/// What two versions of a form say differently, in the words of the form.
pub(super) fn differing(
    ui: &Ui,
    setting: &FormSetting,
    there: &Answers,
    here: &Answers,
) -> Vec<[String; 3]> {
    let names = there.differing(here).into_iter();
    names
        .map(|name| changes::in_words(ui, (here, setting), name, [there.get(name), here.get(name)]))
        .collect()
}
