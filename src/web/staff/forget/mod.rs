//! Forgetting: what is due, what goes, what stays and why; and the acts that were done.

pub(crate) mod record;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::chosen::{Chosen, chosen};
use super::{Pairs, Secret, value};
use crate::acts::{self, Copies, ForgetError};
use crate::app::Kit;
use crate::clock;
use crate::domain::ids::EventId;
use crate::domain::retention::{After, Kind};
use crate::domain::staff::Room;
use crate::khmer::digits;
use crate::seal::keyring::KeyringError;
use crate::store::StoreError;
use crate::store::forget::{self, Line, Plan, What, Wipe};

#[derive(Template)]
#[template(path = "staff/forget/plan.html")]
struct PlanPage {
    ui: Ui,
    shell: Shell,
    chosen: Chosen,
    plan: Plan,
    wipes: Vec<Wipe>,
    /// What happened or what is wrong, a text key; empty when nothing did.
    said: &'static str,
    good: bool,
}

impl PlanPage {
    fn mark(&self) -> String {
        acts::mark_of(&self.plan)
    }

    fn is_anything_due(&self) -> bool {
        !self.plan.due().is_empty()
    }

    /// The lines that go when somebody confirms.
    fn going(&self) -> impl Iterator<Item = &Line> {
        let due = self.plan.due();
        self.plan.lines.iter().filter(move |line| due.contains(&line.term.kind))
    }

    fn is_set_here(line: &Line) -> bool {
        line.term.after != After::Never
    }

    fn is_unfinished(wipe: &Wipe) -> bool {
        Copies::of(wipe).is_none_or(|copies| !copies.is_whole())
    }

    fn handed_at(&self, what: What) -> Option<jiff::Timestamp> {
        self.plan.handed(what).map(|handed| handed.at)
    }
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) event: String,
    said: String,
}

/// What a page says after something was done, by the code in its address.
fn said_of(code: &str) -> &'static str {
    match code {
        "handed" => "forget-said-handed",
        "terms" => "forget-said-terms",
        _ => "",
    }
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    asked: &str,
    said: &'static str,
    status: StatusCode,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let chosen = chosen(&kit, asked).await?;
    let (event, today) = (chosen.id(), clock::civil_day(door.now()));
    let (plan, wipes) = kit
        .store
        .read(move |conn| {
            Ok::<_, StoreError>((
                forget::look(conn, event, today)?,
                forget::all_wipes(conn, event)?,
            ))
        })
        .await?;
    let page = PlanPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "event").await?,
        chosen,
        plan,
        wipes,
        said,
        good: status == StatusCode::OK,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /forget`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    show(&door, &me, &asked.event, said_of(&asked.said), StatusCode::OK).await
}

/// The event that a form names; it always names one, so that a page left open stays with its event.
fn event_of(pairs: &[(String, String)]) -> Result<EventId, WebError> {
    EventId::parse(value(pairs, "event")).map_err(|_| WebError::NotFound)
}

/// Whether a passphrase, or the code of a recovery sheet, opens this kit. Takes as long as opening does.
pub(super) async fn opens(kit: &Arc<Kit>, typed: String) -> Result<bool, WebError> {
    let kit = Arc::clone(kit);
    tokio::task::spawn_blocking(move || {
        let keyring = kit.keyring.lock().map_err(|_| KeyringError::Damaged)?.clone();
        keyring.open(&typed).map(|_| ())
    })
    .await
    .map(|opened| opened.is_ok())
    .map_err(|_| WebError::Broken("the key file"))
}

/// `POST /forget/handed-over`: the commune has the register, and said so.
pub(crate) async fn handed_over(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let event = event_of(&pairs)?;
    let asked = event.to_string();
    if value(&pairs, "sure") != "yes" {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&door, &me, &asked, "forget-said-not-sure", status).await;
    }
    // Known to the kit, or nothing is written down.
    chosen(&*door.kit()?, &asked).await?;
    let by = me.by(door.now());
    door.kit()?.store.write(move |sp| acts::confirm_hand_over(sp, event, by)).await?;
    Ok(Redirect::to(&format!("/forget?event={asked}&said=handed")).into_response())
}

/// `POST /forget/terms`: other numbers of days.
pub(crate) async fn terms(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let asked = event_of(&pairs)?.to_string();
    let mut days = Vec::new();
    for kind in Kind::ALL {
        let typed = digits::to_ascii(value(&pairs, kind.code()));
        if typed.is_empty() {
            continue;
        }
        let Ok(number) = typed.parse::<u16>() else {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return show(&door, &me, &asked, "forget-said-days-wrong", status).await;
        };
        days.push((kind, number));
    }
    let by = me.by(door.now());
    let all_fit = door
        .kit()?
        .store
        .write(move |sp| {
            let known = forget::terms_of(sp)?;
            let is_new =
                |kind, days| !known.iter().any(|term| term.kind == kind && term.days == days);
            let mut all_fit = true;
            for (kind, days) in days.into_iter().filter(|(kind, days)| is_new(*kind, *days)) {
                all_fit &= acts::set_term(sp, kind, days, by)?;
            }
            Ok::<_, StoreError>(all_fit)
        })
        .await?;
    if !all_fit {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&door, &me, &asked, "forget-said-days-wrong", status).await;
    }
    Ok(Redirect::to(&format!("/forget?event={asked}&said=terms")).into_response())
}

/// `POST /forget`: wipes what is due, as the page showed it.
pub(crate) async fn wipe(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = event_of(&pairs)?;
    let asked = event.to_string();
    if !Secret::Kit.may_try(&door, &me) {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return show(&door, &me, &asked, "unlock-slow", status).await;
    }
    if !opens(&kit, value(&pairs, "current").to_owned()).await? {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&door, &me, &asked, "keys-wrong-passphrase", status).await;
    }
    Secret::Kit.was_right(&door, &me);
    let mark = value(&pairs, "mark").to_owned();
    match kit.forget(event, mark, me.by(door.now())).await {
        Ok(id) => Ok(Redirect::to(&format!("/forget/{id}")).into_response()),
        Err(ForgetError::Stale) => {
            show(&door, &me, &asked, "forget-said-stale", StatusCode::CONFLICT).await
        }
        Err(ForgetError::Store(err)) => Err(err.into()),
    }
}
