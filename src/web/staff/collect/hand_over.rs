//! Handing one certificate over, and taking that back.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::session::Signed;
use super::super::desk::decide::hand_over as hand_over_of;
use super::super::desk::refusal;
use super::super::typed::Typed;
use super::super::{Pairs, number, value};
use super::child::{self, Shown as Reached};
use super::facts;
use crate::acts;
use crate::domain::case::Step;
use crate::domain::collection::{Fact, Proof, Shown, Standing, Thumb};
use crate::domain::ids::ChildId;
use crate::domain::staff::Room;
use crate::seal::receipt_code::Serial;

/// Highest number a list can have; more is a slip of the hand.
const MOST_LISTS: u32 = 99_999;

/// What was ticked and typed about how it is known who this is.
fn proof_of(pairs: &[(String, String)]) -> Proof {
    let thumb = Thumb::from_code(value(pairs, "thumb"));
    let list = number(pairs, "list").filter(|list| (1..=MOST_LISTS).contains(list));
    Proof {
        shown: Shown::from_code(value(pairs, "shown")),
        facts: Fact::ALL
            .iter()
            .copied()
            .filter(|fact| value(pairs, &format!("fact-{}", fact.code())) == "yes")
            .collect(),
        standing: Standing::from_code(value(pairs, "standing")),
        list: list.filter(|_| thumb == Some(Thumb::List)),
        thumb,
    }
}

/// `POST /collect/child/{id}/hand-over`
pub(crate) async fn hand_over(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let id = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let typed = Typed::of(&pairs);
    let code = value(&pairs, "code").to_owned();
    let known = door
        .kit()?
        .store
        .read(move |conn| facts::read(conn, id))
        .await?
        .ok_or(WebError::NotFound)?;
    // The receipt of another child opens nothing here.
    let own = known.code.clone().unwrap_or_default();
    let with_receipt = value(&pairs, "without") != "yes" && !code.is_empty() && code == own;
    let reached = Reached { scanned: with_receipt, ..Reached::default() };
    let Some(mut taken) = hand_over_of(&pairs, if with_receipt { &code } else { "" }) else {
        return child::show(&door, &me, id, "collect-taker-blank", typed, reached).await;
    };
    taken.proof = if with_receipt {
        Proof { shown: Some(Shown::Receipt), ..Proof::default() }
    } else {
        proof_of(&pairs)
    };
    let known_facts = known.facts();
    taken.proof.facts.retain(|fact| known_facts.contains(fact));
    if taken.proof.shown == Some(Shown::Worn) {
        let typed_number = Serial::from_spoken(value(&pairs, "number"), laptop_of(&known.number()));
        let is_own = typed_number.is_some_and(|serial| serial.spoken() == known.number());
        if !is_own {
            return child::show(&door, &me, id, "lack-number", typed, reached).await;
        }
    }
    if taken.proof.shown != Some(Shown::Nothing) {
        // Nobody vouches for a receipt.
        taken.vouched.clear();
        taken.proof.standing = None;
    }
    if let Some(lack) = taken.proof.lacks(&known_facts, &taken.vouched) {
        return child::show(&door, &me, id, lack.text_key(), typed, reached).await;
    }
    let (version, by) = (number(&pairs, "version").unwrap_or(0), me.by(door.now()));
    let kit = door.kit()?;
    let done =
        kit.store.write(move |sp| acts::decide(sp, id, version, &Step::HandOver(taken), by)).await;
    match done {
        // A step raises the version by one; only the page of that very version says "just now".
        Ok(_) => {
            let page = format!("/collect/child/{id}?handed={}", version + 1);
            Ok(Redirect::to(&page).into_response())
        }
        Err(err) => child::show(&door, &me, id, refusal(err)?, typed, reached).await,
    }
}

/// The laptop in a receipt's number, so that `42` means that of this receipt.
fn laptop_of(number: &str) -> u16 {
    Serial::from_spoken(number, 0).map_or(0, Serial::laptop)
}

/// `POST /collect/child/{id}/undo`
pub(crate) async fn undo(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let id = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let (version, by) = (number(&pairs, "version").unwrap_or(0), me.by(door.now()));
    let kit = door.kit()?;
    match kit.store.write(move |sp| acts::undo(sp, id, version, by)).await {
        Ok(_) => Ok(Redirect::to(&format!("/collect/child/{id}")).into_response()),
        Err(err) => {
            let said = refusal(err)?;
            child::show(&door, &me, id, said, Typed::of(&[]), Reached::default()).await
        }
    }
}
