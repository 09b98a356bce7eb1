//! The event report: page, paper and spreadsheet, for those who were not there.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::chosen::{Chosen, chosen};
use super::super::day::sheet::{printing, shown};
use super::super::forget::Asked;
use super::super::pdf;
use super::super::{Pairs, number, value};
use crate::acts;
use crate::acts::report::{
    Incidents, Report, event_report, report_rows, report_sections, report_sheet, state_incidents,
};
use crate::domain::staff::Room;
use crate::exchange::csv;
use crate::papers::day_sheet::{Body, Section};

#[derive(Template)]
#[template(path = "staff/report.html")]
struct ReportPage {
    ui: Ui,
    shell: Shell,
    chosen: Chosen,
    sections: Vec<Section>,
    incidents: Option<Incidents>,
    is_wrong: bool,
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    asked: &str,
    is_wrong: bool,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let chosen = chosen(&kit, asked).await?;
    let event = chosen.id();
    let report = kit.store.read(move |conn| event_report(conn, event)).await?;
    let page = ReportPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "event").await?,
        chosen,
        sections: report_sections(&report),
        incidents: report.incidents,
        is_wrong,
    };
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /event/report`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    show(&door, &me, &asked.event, false).await
}

/// `POST /event/report`: how many incidents and breaches there were; 0 is said as well.
pub(crate) async fn state(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let asked = value(&pairs, "event");
    let event = chosen(&kit, asked).await?.id();
    let stated = (number(&pairs, "incidents"), number(&pairs, "breaches"));
    let (Some(incidents), Some(breaches)) = stated else {
        return show(&door, &me, asked, true).await;
    };
    if incidents < breaches {
        return show(&door, &me, asked, true).await;
    }
    let by = me.by(door.now());
    let stated = Incidents { incidents, breaches };
    kit.store.write(move |sp| state_incidents(sp, event, stated, by)).await?;
    Ok(Redirect::to(&format!("/event/report?event={event}")).into_response())
}

/// `GET /event/report/pdf`
pub(crate) async fn paper(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = chosen(&kit, &asked.event).await?.event;
    let id = event.id;
    let report = kit.store.read(move |conn| event_report(conn, id)).await?;
    let by = me.by(door.now());
    kit.store.write(move |sp| acts::left(sp, id, "print_report", by)).await?;
    let paper = report_sheet(&event, &report, &printing(&door, &me)?);
    shown("event-report", paper).await
}

/// `GET /event/report/csv`
pub(crate) async fn table(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = chosen(&kit, &asked.event).await?.id();
    let report = kit.store.read(move |conn| event_report(conn, event)).await?;
    let by = me.by(door.now());
    kit.store.write(move |sp| acts::left(sp, event, "export_report_csv", by)).await?;
    table_of(&report)
}

/// A report as a table, to be saved.
pub(in super::super) fn table_of(report: &Report) -> Result<Response, WebError> {
    let head = ["what", "age_band", "all", "female"];
    let bytes = csv::write(&head, &report_rows(report)).map_err(|_| WebError::Broken("a table"))?;
    Ok(pdf::file("text/csv; charset=utf-8", "attachment", "event-report.csv", bytes))
}
