//! What was noted about a child, in words, the oldest first.

use jiff::Timestamp;

use super::super::super::lang::Ui;
use super::mistake::can_be_taken_back;
use super::words;
use crate::domain::ids::{RowId, StaffId};
use crate::domain::safeguarding::{
    Disclosure, Done, IN_A_FILE, IN_RECORDS, Note, Sign, Support, Told, Volunteered, What,
};
use crate::store::staff::own_name;

/// One line of the history.
pub(crate) struct Line {
    pub(crate) id: RowId,
    pub(crate) at: Timestamp,
    /// Who noted it, by name; empty for the kit itself.
    pub(crate) who: String,
    pub(crate) title: String,
    /// What it says, one thing a line.
    pub(crate) says: Vec<String>,
    /// Who called it a mistake, when and why, one thing a line; nothing where nobody did.
    pub(crate) taken_back: Vec<String>,
    /// Whether it can be called one.
    pub(crate) can_take_back: bool,
    /// Whether it is about every child of the family.
    pub(crate) of_family: bool,
}

/// Tells notes. `name` gives the name of a member of the staff.
pub(super) fn lines(ui: &Ui, notes: &[Note], name: impl Fn(StaffId) -> String) -> Vec<Line> {
    let taken_back = |id: RowId| {
        let calls = |note: &&Note| matches!(note.what, What::WrongChild { note, .. } if note == id);
        let first = notes.iter().find(calls);
        first.map(|mark| marked(ui, mark, &name)).unwrap_or_default()
    };
    // The mark that a note was a mistake is told by the note itself.
    let told = notes.iter().filter(|note| !matches!(note.what, What::WrongChild { .. }));
    told.map(|note| (note, taken_back(note.id)))
        .map(|(note, taken_back)| Line {
            id: note.id,
            at: note.at,
            who: note.by.map(&name).unwrap_or_default(),
            title: ui.t(&format!("room-note-{}", note.what.kind())),
            says: says(ui, &note.what, &name),
            can_take_back: can_be_taken_back(&note.what) && taken_back.is_empty(),
            taken_back,
            of_family: note.about.child.is_none(),
        })
        .collect()
}

/// Who called a note a mistake, when and why.
fn marked(ui: &Ui, mark: &Note, name: impl Fn(StaffId) -> String) -> Vec<String> {
    let who = mark.by.map(name).unwrap_or_default();
    let who = [who, ui.moment(&mark.at)].into_iter().filter(|words| !words.is_empty());
    let said = ui.t2(
        "said-of",
        "who",
        &ui.t("room-taken-back"),
        "what",
        &who.collect::<Vec<_>>().join(" · "),
    );
    match &mark.what {
        What::WrongChild { reason, .. } if !reason.is_empty() => vec![said, reason.clone()],
        _ => vec![said],
    }
}

fn says(ui: &Ui, what: &What, name: impl Fn(StaffId) -> String) -> Vec<String> {
    let pair = |key: &str, words: &str| {
        (!words.is_empty()).then(|| ui.t2("said-of", "who", &ui.t(key), "what", words))
    };
    let some = |all: Vec<Option<String>>| all.into_iter().flatten().collect();
    match what {
        What::Support(support) => answers(ui, support),
        What::Observed { signs, here_now } => {
            let here = here_now.then(|| ui.t("room-here-now"));
            signs.iter().map(|sign: &Sign| ui.t(sign.text_key())).chain(here).collect()
        }
        What::Disclosed(Disclosure { safe_now, told }) => {
            let told: Vec<String> = told.iter().map(|one: &Told| ui.t(one.text_key())).collect();
            some(vec![
                pair("room-safe-now", &ui.t(safe_now.text_key())),
                pair("room-called", &told.join(", ")),
            ])
        }
        What::Viewed { reason } | What::Reopened { reason } => {
            vec![reason_words(ui, reason)].into_iter().filter(|words| !words.is_empty()).collect()
        }
        What::Level { to, reason } => {
            some(vec![Some(ui.t(to.text_key())), pair("room-reason", reason)])
        }
        What::Concerns(concerns) => concerns.iter().map(|one| ui.t(one.text_key())).collect(),
        What::Excluded { staff } | What::Admitted { staff } => {
            vec![own_name(*staff, &name(*staff)).to_owned()]
        }
        What::Contacted { on, words } => {
            some(vec![Some(ui.day(on)), Some(words.clone()).filter(|words| !words.is_empty())])
        }
        What::Planned { help, on, who } => {
            some(vec![Some(ui.t(help.text_key())), Some(ui.day(on)), pair("room-who", who)])
        }
        What::WrongChild { .. } | What::Dropped { .. } => Vec::new(),
        What::Done { done: Done { help, on, who, result, next }, .. } => some(vec![
            Some(ui.t(help.text_key())),
            Some(ui.day(on)),
            pair("room-who", who),
            pair("room-result", result),
            pair("room-next", next),
        ]),
        What::Conference { on, who, words } => {
            some(vec![Some(ui.day(on)), pair("room-took-part", who), pair("room-decided", words)])
        }
        What::Referred(referral) => {
            let rules = referral.rules.iter().map(|rule| words::of_rule(ui, rule.code()));
            some(vec![
                pair("room-to", &referral.to),
                pair("room-vital", &rules.collect::<Vec<_>>().join("; ")),
                pair("room-vital-words", &referral.vital),
            ])
        }
        What::Consent { to, given, who, wording } => some(vec![
            Some(ui.t(to.text_key())),
            Some(ui.t(if *given { "room-agreed-yes" } else { "room-agreed-no" })),
            pair("room-by-whom", who),
            pair("room-wording", wording),
        ]),
        What::Words(words) => vec![words.clone()],
        What::Closed { outcome, handed_to } => {
            some(vec![Some(ui.t(outcome.text_key())), pair("room-handed-to", handed_to)])
        }
    }
}

/// A reason as it was chosen, or in words.
pub(super) fn reason_words(ui: &Ui, reason: &str) -> String {
    match reason {
        "table" | "told" | "visit" | "slip" | IN_A_FILE | IN_RECORDS => {
            ui.t(&format!("room-open-{reason}"))
        }
        words => words.to_owned(),
    }
}

/// Answers of the support questions; what was skipped is left out.
pub(super) fn answers(ui: &Ui, support: &Support) -> Vec<String> {
    let mut all = Vec::new();
    let mut say = |question: &str, answer: Option<String>| {
        all.extend(answer.map(|answer| ui.t2("said-of", "who", &ui.t(question), "what", &answer)));
    };
    say("room-ask-lives", support.lives_with.map(|it| ui.t(it.text_key())));
    say("room-ask-away", support.away.map(|it| ui.t(it.text_key())));
    say("room-ask-school", support.school.map(|it| ui.t(it.text_key())));
    say("room-ask-needs", support.needs.map(|it| ui.t(it.text_key())));
    say("room-ask-idpoor", support.idpoor.map(|it| ui.t(it.text_key())));
    say("room-ask-talk", support.talk.map(|yes| ui.t(if yes { "room-yes" } else { "room-no" })));
    all.extend(support.also.iter().map(|also: &Volunteered| ui.t(also.text_key())));
    all
}
