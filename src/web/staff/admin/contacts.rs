//! The card that says whom to call, for the event at hand.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::{Pairs, tell, value};
use crate::acts;
use crate::domain::safeguarding::{Contact, Reached};
use crate::domain::staff::Room;

/// Longer than any name of an office or number that fits on the card.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "staff/contacts.html")]
struct ContactsPage {
    ui: Ui,
    shell: Shell,
    card: Vec<Reached>,
}

/// `GET /event/contacts`
pub(crate) async fn page(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let page = ContactsPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "event").await?,
        card: tell::card(&door).await?,
    };
    Ok(Html(page.render()?).into_response())
}

/// `POST /event/contacts`: the whole card as it is to be. What is left empty is empty on the card.
pub(crate) async fn save(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?.id;
    let typed = |contact: Contact, part: &str| -> String {
        value(&pairs, &format!("{}_{part}", contact.code())).chars().take(LONGEST).collect()
    };
    let card: Vec<Reached> = Contact::ALL
        .iter()
        .map(|contact| Reached {
            contact: *contact,
            who: typed(*contact, "who"),
            phone: typed(*contact, "phone"),
        })
        .collect();
    let by = me.by(door.now());
    kit.store.write(move |sp| acts::change_contacts(sp, event, &card, by)).await?;
    Ok(Redirect::to("/event/contacts").into_response())
}
