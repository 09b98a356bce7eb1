//! What is planned, by day, and the sheet for a tour through the villages.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Extension, State};
use axum::response::{Html, Response};
use jiff::civil::Date;

use super::super::super::StaffDoor;
use super::super::super::bar::Shell;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::pdf;
use super::In;
use crate::acts::{follow, seal};
use crate::clock;
use crate::domain::ids::FamilyId;
use crate::domain::safeguarding::{Help, Planned};
use crate::papers::route_sheet;
use crate::papers::sheet;
use crate::store::people::NameRow;
use crate::store::search::{self, Found};
use crate::store::{StoreError, events, followed};

/// One plan.
pub(crate) struct Plan {
    pub(crate) plan: Planned,
    pub(crate) found: Found,
}

impl Plan {
    fn name(&self) -> &NameRow {
        &self.found.child.name
    }
}

#[derive(Template)]
#[template(path = "staff/room/due.html")]
struct DuePage {
    ui: Ui,
    shell: Shell,
    event: String,
    today: Date,
    plans: Vec<Plan>,
    /// Whether the list came from another laptop. Then every home here is a followed one, and nothing hides a visit.
    elsewhere: bool,
}

impl DuePage {
    fn has_visits(&self) -> bool {
        self.plans.iter().any(|plan| plan.plan.help == Help::FollowUpVisit)
    }
}

/// `GET /room/due`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    Extension(inside): In,
) -> Result<Html<String>, WebError> {
    let reader = inside.me.session.staff;
    let room_event = inside.event();
    let (plans, elsewhere) = inside
        .read(&door, move |conn, known| {
            let mut plans = Vec::new();
            for one in known.standing(reader) {
                for plan in &one.plans {
                    let found = search::line(conn, one.child)?;
                    plans.extend(found.map(|found| Plan { plan: plan.clone(), found }));
                }
            }
            plans.sort_by_key(|plan| (plan.plan.on, plan.found.ticket, plan.found.child.position));
            Ok((plans, events::is_from_elsewhere(conn, room_event)?))
        })
        .await?;
    let page = DuePage {
        ui: inside.me.ui(&door),
        shell: inside.shell(&door).await?,
        event: room_event.to_string(),
        today: clock::civil_day(door.now()),
        plans,
        elsewhere,
    };
    Ok(Html(page.render()?))
}

/// `GET /room/due/sheet`: visits by village, among homes with other errands. There is none of a list from another
/// laptop: no other home is known there, so that the paper would be the list itself.
pub(crate) async fn sheet(
    State(door): State<StaffDoor>,
    Extension(inside): In,
) -> Result<Response, WebError> {
    let (reader, room_event) = (inside.me.session.staff, inside.event());
    let (homes, visits, event) = inside
        .read(&door, move |conn, known| {
            if events::is_from_elsewhere(conn, room_event)? {
                return Err(WebError::NotFound);
            }
            let visits: BTreeSet<FamilyId> = known
                .standing(reader)
                .filter(|one| one.plans.iter().any(|plan| plan.help == Help::FollowUpVisit))
                .map(|one| one.family)
                .collect();
            let event = events::by_id(conn, room_event)?;
            let event = event.ok_or(StoreError::BadRow("the event of a room"))?;
            Ok((followed::homes(conn, room_event, &visits)?, visits, event))
        })
        .await?;
    if visits.is_empty() {
        return Err(WebError::NotFound);
    }
    let (at, training) = (door.now(), door.app().training);
    let route = follow::route_sheet(&homes, &visits, &event, at, training);
    let by = inside.me.by(at);
    door.kit()?.store.write(move |sp| seal::left(sp, by)).await?;
    let bytes =
        pdf::compose("a route sheet", move || sheet::pdf(&route_sheet::sheet(&route))).await?;
    Ok(pdf::shown("route", bytes))
}
