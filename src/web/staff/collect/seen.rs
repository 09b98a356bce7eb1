//! What a scanned or typed code turned out to be.

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use crate::clock;
use crate::domain::ids::ChildId;
use crate::i18n::{self, Arg};
use crate::seal::receipt_code::{self, Code, Realm, Verdict};
use crate::store::{StoreError, events, receipts};

/// What a scan or a typed code turned out to be.
pub(crate) enum Seen {
    /// Genuine and bound to this child.
    Child { child: ChildId, mended: bool },
    /// Genuine, but no child has it yet.
    Unbound { number: String },
    /// Genuine, and the child that had it was forgotten after the term: on which day, and where its case stood.
    Forgotten { day: jiff::civil::Date, state: String },
    /// Genuine, of this kit's making, but not in its register: made after the backup this kit was restored from.
    Unknown { number: String },
    /// It looks whole, but is of an event this kit does not know.
    OtherEvent { event: String, laptop: u16, number: u32 },
    /// A training code on a real kit, or the reverse.
    Training,
    /// Damaged; the group to compare, if it can be told.
    Damaged { group: Option<u8> },
    /// Not one of our codes at all.
    NotOurs,
}

impl Seen {
    /// Stable word for the page and for programs that read it.
    pub(crate) fn verdict(&self) -> &'static str {
        match self {
            Self::Child { .. } => "child",
            Self::Unbound { .. } => "unbound",
            Self::Forgotten { .. } => "forgotten",
            Self::Unknown { .. } => "unknown",
            Self::OtherEvent { .. } => "other-event",
            Self::Training => "training",
            Self::Damaged { .. } => "damaged",
            Self::NotOurs => "not-ours",
        }
    }

    /// What is known of it, as a sentence or two: never nothing.
    pub(crate) fn says(&self, ui: &Ui) -> String {
        match self {
            Self::OtherEvent { event, laptop, number } => i18n::text_with(
                ui.lang(),
                "collect-other-event-known",
                &[
                    ("event", Arg::Text(event)),
                    ("laptop", Arg::Text(&ui.n(laptop))),
                    ("number", Arg::Text(&ui.n(number))),
                ],
            ),
            Self::Forgotten { day, state } => {
                let state = ui.t(&format!("case-state-{state}"));
                ui.t2("collect-forgotten", "day", &ui.day(day), "state", &state)
            }
            Self::Unknown { number } => ui.t1("collect-unknown-number", "number", &ui.n(number)),
            Self::Unbound { number } => ui.t1("collect-unbound-number", "number", &ui.n(number)),
            Self::Damaged { group } => {
                let compare = group.map_or_else(
                    || ui.t("collect-damaged"),
                    |group| ui.t1("collect-damaged-group", "group", &ui.n(group)),
                );
                format!("{compare} {}", ui.t("collect-damaged-else"))
            }
            Self::Child { .. } => String::new(),
            Self::Training | Self::NotOurs => ui.t(&format!("collect-{}", self.verdict())),
        }
    }

    /// The printed group to compare.
    pub(crate) fn group(&self) -> Option<u8> {
        match self {
            Self::Damaged { group } => *group,
            _ => None,
        }
    }
}

/// What a code is, against the register.
fn judge(conn: &crate::store::Reading, typed: &str, training: bool) -> Result<Seen, StoreError> {
    let keys = events::receipt_keys(conn)?;
    let realm = if training { Realm::Training } else { Realm::Real };
    let verdict = receipt_code::check(&receipt_code::read(typed), realm, &keys);
    let number = |code: &Code| code.serial().spoken();
    Ok(match verdict {
        Verdict::Genuine { code, mended } => match receipts::bound_to(conn, &code.to_string())? {
            Some(Some(child)) => Seen::Child { child, mended },
            Some(None) => match receipts::forgotten(conn, &code.to_string())? {
                Some((at, state)) => Seen::Forgotten { day: clock::civil_day(at), state },
                None => Seen::Unbound { number: number(&code) },
            },
            None => Seen::Unknown { number: number(&code) },
        },
        Verdict::UnknownEvent { event, serial } => Seen::OtherEvent {
            event: event.to_string(),
            laptop: serial.laptop(),
            number: serial.number(),
        },
        Verdict::OtherRealm { .. } => Seen::Training,
        Verdict::Damaged { group } => Seen::Damaged { group },
        Verdict::NotOurs => Seen::NotOurs,
    })
}

/// What was typed or scanned, judged against this kit's register.
pub(crate) async fn judged(door: &StaffDoor, typed: String) -> Result<Seen, WebError> {
    let kit = door.kit()?;
    let training = kit.training;
    Ok(kit.store.read(move |conn| judge(conn, &typed, training)).await?)
}
