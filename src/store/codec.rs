//! How values of the trade are written into rows and read back.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::domain::case::{Certificate, Entry, HandOver, State};
use crate::domain::collection::{Fact, Proof, Shown, Standing, Thumb};
use crate::domain::ids::{ChildId, DraftId, EventId, FamilyId, IssueId, PersonId, RowId, StaffId};

macro_rules! id_columns {
    ($($name:ident),+) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
            }
        }
        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_blob()?.try_into().map(Self).map_err(|_| FromSqlError::InvalidType)
            }
        }
    )+};
}

id_columns!(EventId, DraftId, FamilyId, ChildId, PersonId, StaffId, IssueId, RowId);

/// The `detail` column of a child: what is true in its state.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Detail {
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<EntryDetail>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    unique_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hand_over: Option<HandOverDetail>,
}

#[derive(Serialize, Deserialize)]
struct EntryDetail {
    commune: String,
    book: String,
    year: String,
    number: String,
}

#[derive(Serialize, Deserialize)]
struct HandOverDetail {
    paper: String,
    taker: String,
    relation: String,
    vouched: String,
    receipt: String,
    #[serde(default)]
    shown: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    facts: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    standing: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    thumb: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    list: Option<u32>,
}

impl From<&Entry> for EntryDetail {
    fn from(entry: &Entry) -> Self {
        let Entry { commune, book, year, number } = entry.clone();
        Self { commune, book, year, number }
    }
}

impl From<EntryDetail> for Entry {
    fn from(EntryDetail { commune, book, year, number }: EntryDetail) -> Self {
        Self { commune, book, year, number }
    }
}

/// A state as the two columns `state` and `detail`.
pub(super) fn state_columns(state: &State) -> (&'static str, String) {
    let mut detail = Detail { entry: state.entry().map(EntryDetail::from), ..Detail::default() };
    match state {
        State::Filed | State::Entered(_) | State::SentToDistrict => {}
        State::AwaitingPapers { missing } => detail.missing.clone_from(missing),
        State::Closed { reason } => detail.reason.clone_from(reason),
        State::CertificateReady { unique_code, .. } => detail.unique_code.clone_from(unique_code),
        State::Collected { unique_code, hand_over, .. } => {
            detail.unique_code.clone_from(unique_code);
            detail.hand_over = Some(HandOverDetail {
                paper: hand_over.paper.code().to_owned(),
                taker: hand_over.taker.clone(),
                relation: hand_over.relation.clone(),
                vouched: hand_over.vouched.clone(),
                receipt: hand_over.receipt.clone(),
                shown: hand_over.proof.shown.map_or("", Shown::code).to_owned(),
                facts: hand_over.proof.facts.iter().map(|fact| fact.code().to_owned()).collect(),
                standing: hand_over.proof.standing.map_or("", Standing::code).to_owned(),
                thumb: hand_over.proof.thumb.map_or("", Thumb::code).to_owned(),
                list: hand_over.proof.list,
            });
        }
    }
    (state.code(), serde_json::to_string(&detail).unwrap_or_else(|_| "{}".to_owned()))
}

/// The state that two columns describe.
pub(super) fn state_from(code: &str, detail: &str) -> Result<State, StoreError> {
    let detail: Detail =
        serde_json::from_str(detail).map_err(|_| StoreError::BadRow("the detail of a case"))?;
    let entry = detail.entry.map(Entry::from);
    let state = match code {
        "filed" => State::Filed,
        "entered" => State::Entered(entry.ok_or(StoreError::BadRow("an entry"))?),
        "awaiting_papers" => State::AwaitingPapers { missing: detail.missing },
        "sent_to_district" => State::SentToDistrict,
        "closed" => State::Closed { reason: detail.reason },
        "certificate_ready" => State::CertificateReady { entry, unique_code: detail.unique_code },
        "collected" => {
            let taken = detail.hand_over.ok_or(StoreError::BadRow("a hand-over"))?;
            State::Collected {
                entry,
                unique_code: detail.unique_code,
                hand_over: HandOver {
                    paper: Certificate::from_code(&taken.paper)
                        .ok_or(StoreError::BadRow("a paper"))?,
                    taker: taken.taker,
                    relation: taken.relation,
                    vouched: taken.vouched,
                    receipt: taken.receipt,
                    proof: Proof {
                        shown: Shown::from_code(&taken.shown),
                        facts: taken
                            .facts
                            .iter()
                            .filter_map(|code| Fact::from_code(code))
                            .collect(),
                        standing: Standing::from_code(&taken.standing),
                        thumb: Thumb::from_code(&taken.thumb),
                        list: taken.list,
                    },
                },
            }
        }
        _ => return Err(StoreError::BadRow("the state of a case")),
    };
    Ok(state)
}

/// A flag as `SQLite` keeps it.
pub(super) fn flag(value: bool) -> i64 {
    i64::from(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_reads_back_as_itself() {
        let entry = Entry {
            commune: "150602".into(),
            book: "3".into(),
            year: "2026".into(),
            number: "7".into(),
        };
        let hand_over = HandOver {
            paper: Certificate::Attestation,
            taker: "ជា ស្រីមុំ".into(),
            relation: "grandmother".into(),
            vouched: "មេភូមិ".into(),
            receipt: String::new(),
            proof: Proof {
                shown: Some(Shown::Nothing),
                facts: vec![Fact::Mother, Fact::Village],
                standing: Some(Standing::VillageChief),
                thumb: Some(Thumb::List),
                list: Some(3),
            },
        };
        let states = [
            State::Filed,
            State::Entered(entry.clone()),
            State::AwaitingPapers { missing: vec!["birth_letter".into()] },
            State::SentToDistrict,
            State::Closed { reason: "already_registered".into() },
            State::CertificateReady { entry: Some(entry.clone()), unique_code: "U12".into() },
            State::Collected { entry: Some(entry), unique_code: String::new(), hand_over },
        ];
        for state in states {
            let (code, detail) = state_columns(&state);
            assert!(state_from(code, &detail).is_ok_and(|back| back == state), "{code}");
        }
    }
}
