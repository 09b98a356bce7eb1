//! An entry of the journal in words: the codes it holds are the program's own, so that each has a text.

use super::super::super::lang::Ui;
use crate::domain::blank::Blank;
use crate::i18n;
use crate::store::chronicle::{self, About, Told};

/// What was done. An act that has no text yet is shown by its code.
pub(super) fn what(ui: &Ui, act: &str) -> String {
    let key = format!("act-{act}");
    if i18n::has(ui.lang(), &key) { ui.t(&key) } else { act.to_owned() }
}

/// To what, and what else is known of it.
pub(super) fn about(ui: &Ui, told: &Told) -> String {
    let mut parts = Vec::new();
    if told.line.act == chronicle::SEALED {
        return String::new();
    }
    match &told.about {
        About::Nothing => {}
        About::Family { ticket, child } => {
            parts.push(ui.t1("journal-number", "number", &ui.n(ticket)));
            parts.extend(child.map(|child| ui.t1("child-number", "number", &ui.n(child))));
        }
        // Whoever signs in is named already.
        About::Member(name) if *name == told.who => {}
        About::Member(name) | About::Device(name) => parts.push(name.clone()),
    }
    parts.extend(told.device.as_ref().map(|name| ui.t1("journal-on", "device", name.as_str())));
    parts.extend(detail(ui, &told.line.act, &told.line.detail));
    parts.extend(told.elsewhere.as_ref().map(|event| ui.either(event)));
    parts.join(", ")
}

/// What the detail of an act says; nothing for one that says nothing to a reader.
fn detail(ui: &Ui, act: &str, detail: &str) -> Option<String> {
    let known = |key: String| i18n::has(ui.lang(), &key).then(|| ui.t(&key));
    if let Some(desk) = detail.strip_prefix("desk ") {
        return Some(ui.t1("staff-desk", "desk", &ui.n(desk)));
    }
    match act {
        "file" => {
            let (_, channel) = detail.split_once(", ")?;
            known(format!("journal-channel-{channel}"))
        }
        "correct" => {
            let count: i64 = detail.strip_suffix(" fields")?.parse().ok()?;
            Some(ui.t1("journal-fields", "count", count))
        }
        "papers_seen" => Some(ui.t1("journal-papers", "count", detail.parse::<i64>().ok()?)),
        "leave_blank" => {
            let blanks = Blank::listed(detail).into_iter();
            Some(blanks.map(|blank| ui.t(blank.text_key())).collect::<Vec<_>>().join(", "))
        }
        "undo" => Some(format!("({})", known(format!("case-step-{detail}"))?)),
        "undo_move" => Some(format!("({})", known(format!("act-{detail}"))?)),
        "prioritise" if detail.is_empty() => Some(ui.t("journal-no-priority")),
        "prioritise" => known(format!("priority-reason-{detail}")),
        "finish" => {
            let (open, reason) = detail.split_once(" undecided, ")?;
            let open = ui.t1("journal-undecided", "count", open.parse::<i64>().ok()?);
            Some(format!("{open}: {}", known(format!("finish-reason-{reason}"))?))
        }
        "open_day" | "close_day" => {
            let day = detail.split(' ').next()?.parse().ok()?;
            Some(ui.day(&day))
        }
        "redate_day" => {
            let (before, after) = detail.split_once(" > ")?;
            let [before, after] = [before.parse().ok()?, after.parse().ok()?];
            Some(format!("{} → {}", ui.day(&before), ui.day(&after)))
        }
        "note_talk" | "correct_talk" => known(format!("talk-topic-{detail}")),
        "add_member" | "keep_member" | "give_role" | "take_role" => {
            let roles: Vec<String> =
                detail.split(' ').filter_map(|role| known(format!("role-{role}"))).collect();
            (!roles.is_empty()).then(|| roles.join(" · "))
        }
        "bind_blank" | "unbind_blank" | "release_receipt" | "spoil_blank" | "unspoil_blank" => {
            Some(ui.t1("journal-receipt", "number", &ui.n(detail)))
        }
        "spoil_form" | "unspoil_form" | "release_form" => {
            Some(ui.t1("register-entry-form", "number", &ui.n(detail)))
        }
        "print_blanks" | "print_forms" | "print_again" => {
            let (before, last) = detail.split_once(" to ")?;
            let first = before.rsplit(' ').next()?;
            Some(ui.t2("register-journal-range", "first", &ui.n(first), "last", &ui.n(last)))
        }
        "export_register_sheet" | "export_register_csv" => {
            let (count, which) = detail.split_once(" children, ")?;
            let which = known(format!("register-which-{which}"))?;
            let count = ui.t1("register-journal-children", "count", count.parse::<i64>().ok()?);
            Some(format!("{count}, {which}"))
        }
        "bind_receipt" | "issue_receipt" => Some(ui.t1("journal-receipt", "number", detail)),
        "print" => {
            let (copy, reason) = detail.strip_prefix("copy ")?.split_once(' ')?;
            if copy == "1" {
                return None;
            }
            let copy = ui.t1("journal-copy", "number", &ui.n(copy));
            let reason = known(format!("copy-reason-{reason}"));
            Some(reason.map_or(copy.clone(), |reason| format!("{copy}: {reason}")))
        }
        "pair" | "undo_pair" => known(format!("pair-{}", detail.split(' ').next()?)),
        "handed_over" => known(format!("forget-what-{detail}")),
        "forget" => {
            let kinds = detail.split(' ').filter_map(|kind| known(format!("forget-kind-{kind}")));
            Some(kinds.collect::<Vec<_>>().join(" · "))
        }
        "set_term" => {
            let (kind, days) = detail.split_once(' ')?;
            let kind = known(format!("forget-kind-{kind}"))?;
            Some(format!("{kind}: {}", ui.t1("forget-days", "days", days.parse::<i64>().ok()?)))
        }
        "scan" => known(format!("collect-word-{detail}")),
        "restore" => {
            let made = detail.strip_prefix("backup of ")?.parse().ok()?;
            let made = jiff::Timestamp::from_millisecond(made).ok()?;
            Some(ui.t1("journal-backup-of", "when", &ui.moment(&made)))
        }
        _ => None,
    }
}
