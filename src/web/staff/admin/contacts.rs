//! The card that says whom to call, for the event at hand.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
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
use crate::khmer::digits;

/// Longer than any name of an office or number that fits on the card.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "staff/contacts.html")]
struct ContactsPage {
    ui: Ui,
    shell: Shell,
    card: Vec<Reached>,
    /// Whether it was saved just now.
    saved: bool,
    /// Whose number has no digits.
    wrong: Vec<Contact>,
}

/// What was said on the page before.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Said {
    said: String,
}

/// `GET /event/contacts`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(said): Query<Said>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let page = ContactsPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "event").await?,
        card: tell::card(&door).await?,
        saved: said.said == "saved",
        wrong: Vec::new(),
    };
    Ok(Html(page.render()?).into_response())
}

/// Whether somebody can be reached by this: a number has three digits at least, whatever is written beside it.
fn is_number(phone: &str) -> bool {
    2 < digits::to_ascii(phone).chars().filter(char::is_ascii_digit).count()
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
    let no_number = |line: &&Reached| !line.phone.is_empty() && !is_number(&line.phone);
    let wrong: Vec<Contact> = card.iter().filter(no_number).map(|line| line.contact).collect();
    if !wrong.is_empty() {
        let shell = bar::shell(&door, &me, "event").await?;
        let page = ContactsPage { ui: me.ui(&door), shell, card, saved: false, wrong };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
    }
    let by = me.by(door.now());
    kit.store.write(move |sp| acts::change_contacts(sp, event, &card, by)).await?;
    Ok(Redirect::to("/event/contacts?said=saved").into_response())
}
