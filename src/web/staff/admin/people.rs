//! Staff: add somebody, a new PIN, somebody who leaves and comes back.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::setup::weak_pin;
use super::super::{Pairs, value, values};
use crate::acts;
use crate::domain::ids::StaffId;
use crate::domain::staff::{Role, Room};
use crate::khmer;
use crate::seal::pin;
use crate::seal::token::uuid7;
use crate::store::staff::{self, Member};

#[derive(Template)]
#[template(path = "staff/people.html")]
struct PeoplePage {
    ui: Ui,
    shell: Shell,
    members: Vec<Member>,
    me: StaffId,
    told: Told,
    /// Whose PIN is new, by name.
    has_new_pin: String,
    /// Who has no tries at their PIN left somewhere.
    slowed: Vec<StaffId>,
}

/// What the page says of what was sent just now.
#[derive(Default)]
struct Told {
    /// What was wrong, a text key.
    mistake: &'static str,
    /// Whose PIN was refused.
    refused: Option<StaffId>,
    /// Whether it is about somebody new.
    of_new: bool,
    /// The name that was typed for somebody new.
    name: String,
    /// The roles that were ticked for them.
    roles: Vec<Role>,
    /// Who left just now, to be undone.
    left: String,
    /// Whose PIN is new.
    new_pin: Option<StaffId>,
}

impl Told {
    fn mistake(mistake: &'static str) -> Self {
        Self { mistake, ..Self::default() }
    }
}

impl PeoplePage {
    /// What was wrong, in words, and about whom.
    fn wrong(&self) -> String {
        if self.told.mistake.is_empty() {
            return String::new();
        }
        let why = self.ui.t(self.told.mistake);
        let whose = self.members.iter().find(|member| Some(member.id) == self.told.refused);
        whose.map_or(why.clone(), |member| {
            self.ui.t2("staff-pin-refused", "name", member.name.as_str(), "why", why.as_str())
        })
    }

    /// What is wrong with somebody new, at the form itself.
    fn wrong_with_new(&self) -> String {
        if self.told.of_new { self.wrong() } else { String::new() }
    }

    fn is_refused(&self, member: &Member) -> bool {
        self.told.refused == Some(member.id)
    }

    /// Roles that can be given here; a focal is added with a key of their own at set-up.
    fn roles(&self) -> [Role; 3] {
        [Role::Officer, Role::Helper, Role::Administrator]
    }

    /// Of these, what somebody is.
    fn given(&self, member: &Member) -> Vec<Role> {
        self.roles().into_iter().filter(|role| member.roles.contains(role)).collect()
    }

    /// Of these, what somebody is not yet.
    fn further(&self, member: &Member) -> Vec<Role> {
        self.roles().into_iter().filter(|role| !member.roles.contains(role)).collect()
    }
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Said {
    left: String,
    pin: String,
}

async fn show(door: &StaffDoor, me: &Signed, told: Told) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let event = kit.event().map(|event| event.id);
    let members = kit.store.read(move |conn| staff::all(conn, event)).await?;
    let (limits, now) = (&door.app().limits, door.now());
    let ids = members.iter().map(|member| member.id);
    let slowed = ids.filter(|id| limits.is_slowed(&id.to_string(), now)).collect();
    let is_right = told.mistake.is_empty();
    let renewed = members.iter().find(|member| Some(member.id) == told.new_pin);
    let page = PeoplePage {
        slowed,
        ui: me.ui(door),
        shell: bar::shell(door, me, "event").await?,
        has_new_pin: renewed.map(|member| member.name.clone()).unwrap_or_default(),
        members,
        me: me.session.staff,
        told,
    };
    let status = if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /staff`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::extract::Query(said): axum::extract::Query<Said>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let left = StaffId::parse(&said.left).map(|id| id.to_string()).unwrap_or_default();
    let told = Told { left, new_pin: StaffId::parse(&said.pin).ok(), ..Told::default() };
    show(&door, &me, told).await
}

async fn hash(door: &StaffDoor, typed: String) -> Result<Result<String, &'static str>, WebError> {
    let cost = door.app().config.pin_cost;
    let hashed = tokio::task::spawn_blocking(move || {
        pin::check(&typed)?;
        pin::hash(&typed, cost)
    })
    .await
    .map_err(|_| WebError::Broken("a PIN"))?;
    Ok(hashed.map_err(|weak| weak_pin(&weak)))
}

/// Who changes something, and the member whose id stands in the address.
fn about(me: Signed, id: &str) -> Result<(Signed, StaffId), WebError> {
    let me = me.enter(Room::Administration)?;
    Ok((me, StaffId::parse(id).map_err(|_| WebError::NotFound)?))
}

/// The roles that were ticked; a focal needs a key of their own, which is not made here.
fn roles_in(pairs: &[(String, String)]) -> Vec<Role> {
    let codes = values(pairs, "role");
    let roles = codes.iter().filter_map(|code| Role::from_code(code));
    roles.filter(|role| *role != Role::Focal).collect()
}

/// `POST /staff/{id}/roles`: somebody who is known works at this event, or does more than so far.
pub(crate) async fn give_roles(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let (me, id) = about(me, &id)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?.id;
    let roles = roles_in(&pairs);
    if roles.is_empty() {
        return show(&door, &me, Told::mistake("mistake-staff-role")).await;
    }
    let by = me.by(door.now());
    if !kit.store.write(move |sp| acts::give_roles(sp, event, id, &roles, by)).await? {
        return Err(WebError::NotFound);
    }
    Ok(Redirect::to("/staff").into_response())
}

/// `POST /staff/{id}/roles/off`: somebody does less than so far. Who opens the sealed room is looked after elsewhere.
pub(crate) async fn take_role(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let (me, id) = about(me, &id)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?.id;
    let Some(role) = roles_in(&pairs).first().copied() else {
        return show(&door, &me, Told::mistake("mistake-staff-role")).await;
    };
    let by = me.by(door.now());
    if !kit.store.write(move |sp| acts::take_role(sp, event, id, role, by)).await? {
        return show(&door, &me, Told::mistake("staff-last-administrator")).await;
    }
    // Who took the role from themselves has no such page any more.
    let own = me.session.staff == id && role == Role::Administrator;
    Ok(Redirect::to(if own { "/" } else { "/staff" }).into_response())
}

/// `POST /staff`
pub(crate) async fn add(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?;
    let name: String = khmer::normalize(value(&pairs, "name")).chars().take(60).collect();
    let roles = roles_in(&pairs);
    let told = |mistake| Told {
        of_new: true,
        name: name.clone(),
        roles: roles.clone(),
        ..Told::mistake(mistake)
    };
    if name.is_empty() {
        return show(&door, &me, told("mistake-setup-staff-name")).await;
    }
    if roles.is_empty() {
        return show(&door, &me, told("mistake-staff-role")).await;
    }
    let hashed = match hash(&door, value(&pairs, "pin").to_owned()).await? {
        Ok(hashed) => hashed,
        Err(weak) => return show(&door, &me, told(weak)).await,
    };
    let by = me.by(door.now());
    let id = StaffId(uuid7(by.at.as_millisecond().unsigned_abs()));
    let (new_name, new_roles) = (name.clone(), roles.clone());
    let added = kit
        .store
        .write(move |sp| acts::add_member(sp, event.id, id, &new_name, &hashed, &new_roles, by))
        .await?;
    if !added {
        return show(&door, &me, told("mistake-staff-known")).await;
    }
    Ok(Redirect::to("/staff").into_response())
}

/// `POST /staff/{id}/pin`
pub(crate) async fn pin(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let (me, id) = about(me, &id)?;
    let hashed = match hash(&door, value(&pairs, "pin").to_owned()).await? {
        Ok(hashed) => hashed,
        Err(weak) => {
            let told = Told { refused: Some(id), ..Told::mistake(weak) };
            return show(&door, &me, told).await;
        }
    };
    let by = me.by(door.now());
    door.kit()?.store.write(move |sp| acts::new_pin(sp, id, &hashed, by)).await?;
    // What was typed was guesses at another PIN.
    door.app().limits.give_back(&id.to_string());
    Ok(Redirect::to(&format!("/staff?pin={id}")).into_response())
}

/// `POST /staff/{id}/tries`: whoever was slowed down by wrong PINs, their own or others', may try again at once.
pub(crate) async fn tries(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (me, id) = about(me, &id)?;
    let by = me.by(door.now());
    door.kit()?.store.write(move |sp| acts::give_tries(sp, id, by)).await?;
    door.app().limits.give_back(&id.to_string());
    Ok(Redirect::to("/staff").into_response())
}

/// `POST /staff/{id}/leave`
pub(crate) async fn leave(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (me, id) = about(me, &id)?;
    if me.session.staff == id {
        return show(&door, &me, Told::mistake("staff-not-yourself")).await;
    }
    let by = me.by(door.now());
    door.kit()?.store.write(move |sp| acts::leave(sp, id, by)).await?;
    Ok(Redirect::to(&format!("/staff?left={id}")).into_response())
}

/// `POST /staff/{id}/back`
pub(crate) async fn come_back(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (me, id) = about(me, &id)?;
    let by = me.by(door.now());
    door.kit()?.store.write(move |sp| acts::come_back(sp, id, by)).await?;
    Ok(Redirect::to("/staff").into_response())
}
