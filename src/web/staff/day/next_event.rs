//! Opens the next event in the same kit.
#![allow(clippy::cmp_owned, reason = "a template compares copies of what it is lent")]

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::fields::ChoiceView;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::admin::event::typed_of;
use super::super::places;
use super::super::setup::{EVENT_DAYS, event_mistake, papers_of, weak_passphrase};
use super::super::typed::{Typed, Wrong, mistake_of};
use super::super::{Pairs, Secret, values};
use crate::acts::{self, FocalKey, NextError, NextEvent};
use crate::app::Kit;
use crate::domain::event::{self, Event, SIGNATORIES};
use crate::domain::ids::StaffId;
use crate::domain::staff::{Role, Room};
use crate::seal::recovery::RecoveryCode;
use crate::seal::sealed::SealError;
use crate::store::staff::{self, Member};

/// Fields of the last event that rarely change from place to place.
const KEPT: [&str; 9] = [
    "issuer",
    "issuer_km",
    "issuer_en",
    "signatory",
    "helpline",
    "free_line",
    "electronic",
    "photos",
    "wifi_name",
];

#[derive(Template)]
#[template(path = "staff/day/next.html")]
struct NextPage {
    ui: Ui,
    shell: Shell,
    typed: Typed,
    asked: Vec<String>,
    wrong: Vec<Wrong>,
    members: Vec<Member>,
    stays: Vec<String>,
    me: StaffId,
}

impl NextPage {
    fn papers(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> + '_ {
        papers_of(&self.asked)
    }

    fn signatories(&self) -> &'static [&'static str] {
        &SIGNATORIES
    }

    fn communes(&self) -> Vec<ChoiceView> {
        places::communes(&self.ui, self.typed.get("commune_find"), self.typed.get("commune"))
    }

    fn mistake(&self, field: &str) -> &str {
        mistake_of(&self.wrong, field)
    }

    fn focals(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.roles.contains(&Role::Focal))
    }

    fn others(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| !member.roles.contains(&Role::Focal))
    }

    fn stays(&self, member: &Member) -> bool {
        self.stays.contains(&member.id.to_string())
    }
}

/// Whoever works here, with the roles they had when they last did: one event left out is no farewell.
async fn members_of(kit: &Kit) -> Result<Vec<Member>, WebError> {
    Ok(kit.store.read(staff::lately).await?)
}

struct Filled {
    typed: Typed,
    asked: Vec<String>,
    stays: Vec<String>,
    wrong: Vec<Wrong>,
}

impl Filled {
    /// Whether something was typed that tells whether it is a secret of this kit; a new focal's first passphrase is none.
    fn tries_a_secret(&self) -> bool {
        let is_secret = |field: &str| {
            field == "recovery" || field.starts_with("focal_") && !field.starts_with("focal_new")
        };
        self.typed.0.iter().any(|(field, typed)| is_secret(field) && !typed.is_empty())
    }
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    members: Vec<Member>,
    filled: Filled,
) -> Result<Response, WebError> {
    let status =
        if filled.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = NextPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "day").await?,
        typed: filled.typed,
        asked: filled.asked,
        wrong: filled.wrong,
        members,
        stays: filled.stays,
        me: me.session.staff,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// The last event, if it is closed; otherwise there is nothing to open.
fn closed_event(kit: &Kit) -> Option<std::sync::Arc<Event>> {
    if kit.open_event().is_some() { None } else { kit.event() }
}

/// `GET /event/next`
pub(crate) async fn page(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let Some(last) = closed_event(&kit) else {
        return Ok(Redirect::to("/day").into_response());
    };
    let known = typed_of(&last);
    let mut typed: BTreeMap<String, String> =
        KEPT.iter().map(|name| ((*name).to_owned(), known.get(name).to_owned())).collect();
    typed.insert("wifi_password".to_owned(), known.get("wifi_password").to_owned());
    let today = crate::clock::civil_day(door.now());
    let later =
        |days: i64| today.checked_add(jiff::Span::new().days(days)).unwrap_or(today).to_string();
    for (name, value) in
        [("starts_on", later(0)), ("ends_on", later(1)), ("collect_from", later(14))]
    {
        typed.insert(name.to_owned(), value);
    }
    let members = members_of(&kit).await?;
    let was_there = |member: &&Member| member.event == Some(last.id);
    let filled = Filled {
        typed: Typed(typed),
        asked: last.papers.iter().map(|paper| paper.code().to_owned()).collect(),
        stays: members.iter().filter(was_there).map(|member| member.id.to_string()).collect(),
        wrong: Vec::new(),
    };
    show(&door, &me, members, filled).await
}

/// Whoever opens sealed notes at the next event, and the field where each typed.
async fn focals_of(
    kit: &Kit,
    ui: &Ui,
    members: &[Member],
    filled: &mut Filled,
) -> Result<Vec<(String, FocalKey)>, WebError> {
    let mut focals = Vec::new();
    let typed = &filled.typed;
    for member in members {
        let field = format!("focal_{}", member.id);
        let passphrase = typed.get(&field).to_owned();
        let stays = filled.stays.contains(&member.id.to_string());
        if passphrase.is_empty() || !stays || !member.roles.contains(&Role::Focal) {
            continue;
        }
        let Some(event) = member.event else { continue };
        let id = member.id;
        let wrapped =
            kit.store.read(move |conn| staff::focal_key_of(conn, event, Some(id))).await?;
        let known = wrapped.map(|wrapped| (event, wrapped));
        focals.push((field, FocalKey { staff: Some(id), typed: passphrase, known }));
    }
    let (who, passphrase) = (typed.get("focal_new"), typed.get("focal_new_passphrase"));
    let chosen = members.iter().find(|member| member.id.to_string() == who);
    match chosen {
        Some(member) if !passphrase.is_empty() => {
            let key =
                FocalKey { staff: Some(member.id), typed: passphrase.to_owned(), known: None };
            focals.push(("focal_new_passphrase".to_owned(), key));
        }
        Some(_) => filled
            .wrong
            .push(Wrong::at("focal_new_passphrase", ui.t("mistake-next-focal-passphrase"))),
        None if !passphrase.is_empty() => {
            filled.wrong.push(Wrong::at("focal_new", ui.t("mistake-next-focal-who")));
        }
        None => {}
    }
    let code = filled.typed.get("recovery").to_owned();
    if !code.is_empty() {
        match opens_kit(kit, code).await {
            Some(code) => {
                let key = FocalKey { staff: None, typed: code, known: None };
                focals.push(("recovery".to_owned(), key));
            }
            None => filled.wrong.push(Wrong::at("recovery", ui.t("mistake-next-recovery"))),
        }
    }
    Ok(focals)
}

/// The recovery code in its own writing, if it opens this kit. Takes about a second.
async fn opens_kit(kit: &Kit, typed: String) -> Option<String> {
    let code = RecoveryCode::parse(&typed).ok()?.text();
    let keyring = kit.keyring.lock().ok()?.clone();
    tokio::task::spawn_blocking(move || keyring.open(&code).ok().map(|_| code)).await.ok()?
}

/// `POST /event/next`
pub(crate) async fn open(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    if closed_event(&kit).is_none() {
        return Ok(Redirect::to("/day").into_response());
    }
    let (ui, by) = (me.ui(&door), me.by(door.now()));
    let members = members_of(&kit).await?;
    let mut filled = Filled {
        typed: Typed::of(&pairs).with_days(&EVENT_DAYS),
        asked: values(&pairs, "papers"),
        stays: values(&pairs, "stays"),
        wrong: Vec::new(),
    };
    // Without an administrator nobody could run the next event.
    filled.stays.push(me.session.staff.to_string());
    let parsed = event::parse(|name| filled.typed.get(name).to_owned(), &filled.asked);
    let event = parsed.map_err(|mistakes| {
        filled.wrong.extend(mistakes.iter().map(|mistake| event_mistake(&ui, mistake)));
    });
    let tries = filled.tries_a_secret();
    let may_try = !tries || Secret::Focals.may_try(&door, &me);
    let focals = if may_try {
        focals_of(&kit, &ui, &members, &mut filled).await?
    } else {
        filled.wrong.push(Wrong::at("recovery", ui.t("unlock-slow")));
        Vec::new()
    };
    let Some(event) = event.ok().filter(|_| filled.wrong.is_empty()) else {
        return show(&door, &me, members, filled).await;
    };
    let (fields, focals): (Vec<String>, Vec<FocalKey>) = focals.into_iter().unzip();
    let named: Vec<StaffId> = focals.iter().filter_map(|focal| focal.staff).collect();
    let working = members
        .iter()
        .filter(|member| filled.stays.contains(&member.id.to_string()))
        .map(|member| (member.id, roles_of(member, &named)))
        .filter(|(_, roles)| !roles.is_empty());
    let next = NextEvent { event, members: working.collect(), focals };
    let cost = door.app().config.cost;
    let prepared = tokio::task::spawn_blocking(move || acts::prepare_next(next, cost, by.at))
        .await
        .map_err(|_| WebError::Broken("the next event"))?;
    let rows = match prepared {
        Ok(rows) => rows,
        Err(NextError::Focal(place, err)) => {
            let text = match err {
                SealError::Weak(weak) => ui.t(weak_passphrase(weak)),
                _ => ui.t("mistake-next-focal"),
            };
            let field = fields.get(place).cloned().unwrap_or_default();
            filled.wrong.push(Wrong::at(field, text));
            return show(&door, &me, members, filled).await;
        }
        Err(NextError::StillOpen) => return Ok(Redirect::to("/day").into_response()),
        Err(NextError::Store(err)) => return Err(err.into()),
    };
    if tries {
        Secret::Focals.was_right(&door, &me);
    }
    let opened = kit.store.write(move |sp| acts::open_next(sp, &rows, by).map(drop)).await;
    kit.event_changed().await?;
    match opened {
        Ok(()) => {
            door.app().line_changed();
            Ok(Redirect::to("/day?said=next").into_response())
        }
        Err(NextError::Store(err)) => Err(err.into()),
        // A second tap: the event is open.
        Err(NextError::StillOpen | NextError::Focal(..)) => {
            Ok(Redirect::to("/day").into_response())
        }
    }
}

/// The roles somebody keeps; who reads sealed notes is told by the passphrase that was typed, not by the last event.
fn roles_of(member: &Member, focals: &[StaffId]) -> Vec<Role> {
    let mut roles: Vec<Role> =
        member.roles.iter().copied().filter(|role| *role != Role::Focal).collect();
    if focals.contains(&member.id) {
        roles.push(Role::Focal);
    }
    roles
}
