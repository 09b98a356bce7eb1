//! One printing: its papers as they are, and the same papers again.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::pdf;
use super::spoken;
use crate::acts;
use crate::domain::event::Bilingual;
use crate::domain::ids::RowId;
use crate::domain::staff::Room;
use crate::khmer;
use crate::papers::receipt::{self, Sheet};
use crate::papers::sheet;
use crate::seal::receipt_code::Serial;
use crate::store::runs::{self, Kind, Run};
use crate::store::{StoreError, blanks, events, staff};
use crate::typeset::pdf::About;

#[derive(Template)]
#[template(path = "staff/papers_run.html")]
struct RunPage {
    ui: Ui,
    shell: Shell,
    /// The event whose papers these are.
    event: Bilingual,
    id: RowId,
    forms: bool,
    at: Timestamp,
    who: String,
    first: String,
    last: String,
    size: &'static str,
    from: String,
    to: String,
}

/// Which papers of a printing are asked for.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    size: String,
    from: String,
    to: String,
}

impl Asked {
    fn size(&self) -> (Sheet, &'static str) {
        let sheet = Sheet::from_code(&self.size);
        (sheet, sheet.code())
    }

    /// The numbers asked for, all of the printing if none or if they are not of it.
    fn range(&self, run: &Run, laptop: u16) -> (u32, u32) {
        let read = |text: &str| match run.kind {
            Kind::Forms => khmer::digits::to_ascii(text.trim()).parse().ok(),
            Kind::Receipts => Serial::from_spoken(text, laptop).map(Serial::number),
        };
        let of_run = |number: &u32| (run.first..=run.last).contains(number);
        let first = read(&self.from).filter(of_run).unwrap_or(run.first);
        let last = read(&self.to).filter(of_run).unwrap_or(run.last);
        (first.min(last), first.max(last))
    }
}

/// A printing, who made it, the laptop's number, and what its event is called.
async fn read(door: &StaffDoor, id: &str) -> Result<(Run, String, u16, Bilingual), WebError> {
    let id = RowId::parse(id).map_err(|_| WebError::NotFound)?;
    let found = door
        .kit()?
        .store
        .read(move |conn| {
            let Some(run) = runs::by_id(conn, id)? else { return Ok::<_, StoreError>(None) };
            let who = staff::name_of(conn, run.staff)?;
            let laptop = events::kit(conn)?.map_or(0, |kit| kit.laptop);
            let event = events::by_id(conn, run.event)?.ok_or(StoreError::BadRow("an event"))?;
            Ok(Some((run, who, laptop, event.name)))
        })
        .await?;
    found.ok_or(WebError::NotFound)
}

/// `GET /papers/run/{id}`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, WebError> {
    let me = me.enter(Room::Papers)?;
    let (run, who, laptop, event) = read(&door, &id).await?;
    let (first, last) = asked.range(&run, laptop);
    let name = |number: u32| match run.kind {
        Kind::Forms => number.to_string(),
        Kind::Receipts => spoken(laptop, number),
    };
    let page = RunPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "papers").await?,
        event,
        id: run.id,
        forms: run.kind == Kind::Forms,
        at: run.at,
        who,
        first: name(run.first),
        last: name(run.last),
        size: asked.size().1,
        from: name(first),
        to: name(last),
    };
    Ok(Html(page.render()?))
}

/// `POST /papers/run/{id}/again`: some of the same papers again, after a jam; written down.
pub(crate) async fn again(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(asked): axum::Form<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Papers)?;
    let (run, _, laptop, _) = read(&door, &id).await?;
    let (first, last) = asked.range(&run, laptop);
    let (by, id) = (me.by(door.now()), run.id);
    door.kit()?
        .store
        .write(move |sp| acts::printed_again(sp, id, &format!("{first} to {last}"), by))
        .await?;
    let name = |number| match run.kind {
        Kind::Forms => format!("{number}"),
        Kind::Receipts => spoken(laptop, number),
    };
    let size = asked.size().1;
    let to = format!("/papers/run/{id}?size={size}&from={}&to={}", name(first), name(last));
    Ok(Redirect::to(&to).into_response())
}

/// `GET /papers/run/{id}/pdf`
pub(crate) async fn pdf(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let _me = me.enter(Room::Papers)?;
    let (run, who, laptop, _) = read(&door, &id).await?;
    let (first, last) = asked.range(&run, laptop);
    let size = asked.size().0;
    let codes = match run.kind {
        Kind::Forms => Vec::new(),
        Kind::Receipts => {
            let id = run.id;
            let all = door.kit()?.store.read(move |conn| blanks::of_run(conn, id)).await?;
            let asked = all.into_iter().filter(|one| (first..=last).contains(&one.number));
            asked.map(|one| one.code).collect::<Vec<_>>()
        }
    };
    let name = format!("{}-{first}-{last}", run.kind.code());
    let bytes = pdf::compose("a printing", move || match run.kind {
        Kind::Receipts => {
            let papers: Vec<_> = codes.iter().map(|code| acts::blank_receipt(&run, code)).collect();
            receipt::batch(&papers, size)
        }
        Kind::Forms => {
            let forms: Vec<_> =
                (first..=last).map(|number| acts::blank_form(&run, number, &who)).collect();
            let about = About {
                title: format!("forms {first} - {last}"),
                id: format!("forms-{}-{first}-{last}", run.id),
                issued: run.at,
            };
            sheet::batch(&forms, &about)
        }
    })
    .await?;
    Ok(pdf::shown(&name, bytes))
}

/// `GET /papers/run/{id}/further`: the sheet for further children, which has no number.
pub(crate) async fn further(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let _me = me.enter(Room::Papers)?;
    let (run, who, ..) = read(&door, &id).await?;
    if run.kind != Kind::Forms {
        return Err(WebError::NotFound);
    }
    let bytes = pdf::compose("a sheet for further children", move || {
        sheet::pdf(&acts::further_children(&run, &who))
    });
    Ok(pdf::shown("form-further", bytes.await?))
}
