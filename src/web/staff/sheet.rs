//! A new recovery sheet. The old one ends only when two groups of the new one have been typed back from the paper:
//! a printer that jams must not leave a kit without a sheet.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::error::WebError;
use super::super::session::Signed;
use super::super::{StaffDoor, assets};
use super::focals;
use super::keys::{self, Work};
use super::setup::{Confirm, RecoveryPage};
use super::{Pairs, value};
use crate::acts::focals::FocalError;
use crate::acts::{self, Outside};
use crate::domain::staff::Room;
use crate::seal::focal_key;
use crate::seal::keyring::SlotId;
use crate::seal::recovery::RecoveryCode;

/// Groups on a sheet.
const GROUPS: u8 = 8;

/// Which two groups of a sheet are asked, counted from 1; others for every sheet.
fn asked(slot: SlotId) -> (u8, u8) {
    let drawn = u32::from_str_radix(slot.to_string().get(..8).unwrap_or_default(), 16);
    let drawn = drawn.unwrap_or_default();
    let first = u8::try_from(drawn % 8).unwrap_or_default();
    let apart = u8::try_from(drawn / 8 % 7).unwrap_or_default() + 1;
    let second = (first + apart) % GROUPS;
    (first.min(second) + 1, first.max(second) + 1)
}

/// Whether two groups, however typed, are the ones of the sheet.
fn is_typed_back(code: &RecoveryCode, groups: (u8, u8), typed: (&str, &str)) -> bool {
    let printed = code.text();
    let read: Vec<&str> = (1_u8..)
        .zip(printed.split('-'))
        .map(|(place, group)| match place {
            place if place == groups.0 => typed.0,
            place if place == groups.1 => typed.1,
            _ => group,
        })
        .collect();
    RecoveryCode::parse(&read.join("-")).is_ok_and(|read| read.text() == printed)
}

/// `POST /keys/recovery`: makes a new sheet; the old one still opens the kit.
pub(crate) async fn make(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let current = Some(value(&pairs, "current").to_owned());
    let made = keys::run(&door, &me, Outside::NewRecoverySheet, Work::NewSheet, current).await?;
    if let Err(mistake) = made {
        return keys::show(&door, &me, mistake).await;
    }
    for_the_room(&door, &me, value(&pairs, "focal_passphrase").to_owned()).await?;
    show(&door, &me, "", ("", "")).await
}

/// The focals' room does not open with a new sheet by itself: a focal types their passphrase now, or later.
async fn for_the_room(door: &StaffDoor, me: &Signed, focal: String) -> Result<(), WebError> {
    let kit = door.kit()?;
    let code = {
        let pending = kit.new_sheet.lock().map_err(|_| WebError::Broken("the key file"))?;
        pending.as_ref().map(|sheet| sheet.code.text())
    };
    let (Some(code), Some(event)) = (code, kit.event().map(|event| event.id)) else {
        return Ok(());
    };
    let cost = door.app().config.cost;
    let own = tokio::task::spawn_blocking(move || focal_key::own_pair(&code, cost))
        .await
        .map_err(|_| WebError::Broken("the key file"))?
        .map_err(|_| WebError::Broken("the key file"))?;
    kit.store.write(move |sp| acts::focals::sheet_made(sp, &own)).await?;
    if focal.is_empty() {
        return Ok(());
    }
    // A wrong passphrase leaves the sheet waiting, and the page says that it waits.
    if let Ok(opened) = focals::open(door, me, focal).await? {
        let by = me.by(door.now());
        let done = kit.store.write(move |sp| acts::focals::opened(sp, event, &opened, by)).await;
        if let Err(FocalError::Store(err)) = done {
            return Err(err.into());
        }
    }
    Ok(())
}

/// `POST /keys/recovery/confirm`: the new sheet is on paper, so the old one ends.
pub(crate) async fn confirm(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let typed = (value(&pairs, "first"), value(&pairs, "second"));
    let right = {
        let pending = kit.new_sheet.lock().map_err(|_| WebError::Broken("the key file"))?;
        let Some(sheet) = &*pending else {
            return Ok(Redirect::to("/keys").into_response());
        };
        is_typed_back(&sheet.code, asked(sheet.slot), typed).then_some(sheet.slot)
    };
    let Some(keep) = right else {
        return show(&door, &me, "recovery-confirm-wrong", typed).await;
    };
    let ended =
        keys::run(&door, &me, Outside::EndOldSheets, Work::EndOldSheets { keep }, None).await?;
    if let Err(mistake) = ended {
        return keys::show(&door, &me, mistake).await;
    }
    kit.store.write(acts::focals::sheet_confirmed).await?;
    // It is on paper now: nothing here needs to know it any longer.
    if let Ok(mut pending) = kit.new_sheet.lock() {
        *pending = None;
    }
    Ok(Redirect::to("/keys").into_response())
}

/// The sheet, with the question for two of its groups.
async fn show(
    door: &StaffDoor,
    me: &Signed,
    mistake: &'static str,
    typed: (&str, &str),
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let ui = me.ui(door);
    let waits = focals::sheet_waits(door).await?;
    let room = if waits { "recovery-room-waits" } else { "recovery-room-opens" };
    let (groups, asked) = {
        let pending = kit.new_sheet.lock().map_err(|_| WebError::Broken("the key file"))?;
        let Some(sheet) = &*pending else {
            return Ok(Redirect::to("/keys").into_response());
        };
        (sheet.code.text().split('-').map(str::to_owned).collect(), asked(sheet.slot))
    };
    let page = RecoveryPage {
        mark: assets::mark(),
        groups,
        event: kit.event().map(|event| ui.either(&event.name)).unwrap_or_default(),
        confirm: Some(Confirm {
            asked,
            mistake,
            typed: (typed.0.to_owned(), typed.1.to_owned()),
            room,
        }),
        ui,
    };
    let status = if mistake.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render()?)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_different_groups_are_asked_and_only_they_count() {
        for digits in ["0000000000000000", "ffffffffffffffff", "9fe9fccbca0e283e"] {
            let (first, second) = asked(SlotId::parse(digits).unwrap());
            assert!(1 <= first && first < second && second <= GROUPS, "{first} {second}");
        }
        let code = RecoveryCode::random();
        let text = code.text();
        let groups: Vec<&str> = text.split('-').collect();
        let typed = groups[1].to_lowercase();
        assert!(is_typed_back(&code, (2, 5), (&typed, groups[4])));
        assert!(!is_typed_back(&code, (2, 5), (groups[4], groups[1])));
        assert!(!is_typed_back(&code, (2, 5), ("", groups[4])));
        assert!(!is_typed_back(&code, (2, 5), (&text, groups[4])));
    }
}
