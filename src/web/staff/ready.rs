//! A pile of finished certificates, marked ready one scan after another.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::collect::seen::{Seen, judged};
use super::collect::{by_words, laptop, number_in};
use super::desk::refusal;
use super::hit::Hit;
use super::{Pairs, value};
use crate::acts::{self, CaseError};
use crate::domain::case::{State as Case, Step};
use crate::domain::ids::ChildId;
use crate::domain::staff::Room;
use crate::khmer;
use crate::seal::receipt_code::Serial;
use crate::store::search::{self, Found};
use crate::store::{StoreError, collections, events, families, lists};

#[derive(Template)]
#[template(path = "staff/ready.html")]
struct ReadyPage {
    ui: Ui,
    shell: Shell,
    /// What became of the last scan, a text key; empty before the first.
    said: &'static str,
    good: bool,
    child: Option<Hit>,
    /// What there is to say about the commune that registered it, a text key.
    warning: Option<&'static str>,
    ready: u32,
    electronic: bool,
    code: String,
    /// Children of whom one is chosen, where a name or a short number was typed.
    choice: Vec<Hit>,
}

async fn show_ready(
    door: &StaffDoor,
    me: &Signed,
    said: &'static str,
    child: Option<ChildId>,
    code: &str,
) -> Result<Response, WebError> {
    show_choice(door, me, said, child, code, Vec::new()).await
}

async fn show_choice(
    door: &StaffDoor,
    me: &Signed,
    said: &'static str,
    child: Option<ChildId>,
    code: &str,
    choice: Vec<Hit>,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let event = kit.event();
    let (ready, found, warning) = kit
        .store
        .read(move |conn| {
            let (ready, _) = match lists::event_at_hand(conn)? {
                Some(event) => collections::counts(conn, event)?,
                None => (0, 0),
            };
            let found = match child {
                Some(child) => search::line(conn, child)?,
                None => None,
            };
            let found = found.map(|found| Hit::of(conn, found, "")).transpose()?;
            let warning = match &found {
                Some(found) => warning_of(conn, found)?,
                None => None,
            };
            Ok::<_, StoreError>((ready, found, warning))
        })
        .await?;
    let page = ReadyPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "collect").await?,
        said,
        good: said == "ready-marked",
        child: found,
        warning,
        ready,
        electronic: event.is_some_and(|event| event.electronic),
        code: code.to_owned(),
        choice,
    };
    let status = if said.is_empty() || page.good || said == "ready-choose" {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, Html(page.render()?)).into_response())
}

fn warning_of(
    conn: &crate::store::Reading,
    found: &Found,
) -> Result<Option<&'static str>, StoreError> {
    let family = families::by_id(conn, found.child.family)?;
    let event = events::of_family(conn, found.child.family)?;
    Ok(family
        .zip(event)
        .and_then(|(family, event)| acts::place_warning(&event, &family, &found.child)))
}

/// `GET /collect/ready`: a pile of finished certificates, one scan after another.
pub(crate) async fn page(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    show_ready(&door, &me, "", None, "").await
}

/// `POST /collect/ready`: marks one certificate ready, with the unique code where the district gave one.
pub(crate) async fn mark(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let typed: String = value(&pairs, "code").chars().take(200).collect();
    let unique_code = khmer::digits::to_ascii(&khmer::normalize(value(&pairs, "unique_code")));
    if !unique_code.chars().all(|c| c.is_ascii_alphanumeric() || "-/. ".contains(c))
        || unique_code.len() > 40
    {
        return show_ready(&door, &me, "ready-unique-code", None, &typed).await;
    }
    // The desk's own pages name the child; a scan names its receipt.
    let by_id = ChildId::parse(value(&pairs, "child")).ok();
    let child = match by_id {
        Some(child) => child,
        None => match judged(&door, typed.clone()).await? {
            Seen::Child { child, .. } => child,
            Seen::Forgotten { .. } => {
                return show_ready(&door, &me, "ready-forgotten", None, &typed).await;
            }
            Seen::Unbound { .. } => {
                return show_ready(&door, &me, "collect-unbound", None, &typed).await;
            }
            Seen::Unknown { .. } => {
                return show_ready(&door, &me, "collect-unknown", None, &typed).await;
            }
            Seen::OtherEvent { .. } => {
                return show_ready(&door, &me, "collect-other-event", None, &typed).await;
            }
            Seen::Training => {
                return show_ready(&door, &me, "collect-training", None, &typed).await;
            }
            Seen::Damaged { .. } => {
                return show_ready(&door, &me, "collect-damaged", None, &typed).await;
            }
            // No code at all: a number as it stands on the paper is as good; anything else is a name to choose by.
            Seen::NotOurs => {
                let own = laptop(&door).await?;
                let whole = number_in(&typed, own);
                let is_whole = whole.as_ref().is_some_and(|(_, words)| words.is_empty());
                let short = Serial::from_spoken(&typed, own).map(|serial| (serial, String::new()));
                let (_, found) = by_words(&door, &typed, whole.or(short)).await?;
                match found.as_slice() {
                    [] => return show_ready(&door, &me, "ready-nobody", None, &typed).await,
                    [one] if is_whole => one.child.id,
                    _ => {
                        return show_choice(&door, &me, "ready-choose", None, &typed, found).await;
                    }
                }
            }
        },
    };
    let by = me.by(door.now());
    let kit = door.kit()?;
    let done = kit
        .store
        .write(move |sp| {
            let known = crate::store::people::child(sp, child)?.ok_or(CaseError::Unknown)?;
            if matches!(known.state, Case::CertificateReady { .. }) {
                return Ok(false);
            }
            acts::decide(sp, child, known.version, &Step::MarkReady { unique_code }, by)
                .map(|_| true)
        })
        .await;
    let said = match done {
        Ok(true) => "ready-marked",
        Ok(false) => "ready-already",
        Err(CaseError::Refused(_)) => "ready-not-entered",
        Err(err) => refusal(err)?,
    };
    show_ready(&door, &me, said, Some(child), "").await
}
