//! The same application on one page, keyboard only, for a helper at the laptop. Saved as a draft first, like
//! every other, so that a power cut in the middle loses nothing.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::StaffDoor;
use super::super::error::WebError;
use super::super::fields::{self, MistakeView, StepView};
use super::super::lang::Ui;
use super::super::session::{self, Shell, Signed};
use super::desk::correct::{merge_all, steps};
use super::{Pairs, value};
use crate::acts::{self, FileError};
use crate::domain::ids::DraftId;
use crate::domain::intake::{Answers, FormSetting};
use crate::domain::staff::Room;
use crate::store::drafts::{self, Draft};
use crate::store::{StoreError, tickets};

#[derive(Template)]
#[template(path = "staff/entry.html")]
struct EntryPage {
    ui: Ui,
    shell: Shell,
    draft: DraftId,
    short_code: String,
    steps: Vec<StepView>,
    mistakes: Vec<MistakeView>,
    not_saved: &'static str,
}

#[derive(Template)]
#[template(path = "staff/entry_start.html")]
struct StartPage {
    ui: Ui,
    shell: Shell,
}

#[derive(Template)]
#[template(path = "staff/entry_done.html")]
struct DonePage {
    ui: Ui,
    shell: Shell,
    ticket: u32,
    family: String,
}

/// `GET /entry`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Html<String>, WebError> {
    let me = me.enter(Room::Entry)?;
    let page = StartPage { ui: me.ui(&door), shell: session::shell(&door, &me, "entry").await? };
    Ok(Html(page.render()?))
}

/// `POST /entry`: a new form.
pub(crate) async fn begin(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?;
    let (lang, now) = (me.prefs.lang, door.now());
    let begun =
        kit.store.write(move |sp| acts::begin_draft(sp, &event, lang, "entry", now)).await?;
    Ok(Redirect::to(&format!("/entry/{}", begun.id)).into_response())
}

async fn load(door: &StaffDoor, id: &str) -> Result<(Draft, FormSetting), WebError> {
    let id = DraftId::parse(id).map_err(|_| WebError::NotFound)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?;
    let draft = kit.store.read(move |conn| drafts::by_id(conn, id)).await?;
    // A phone's form is the family's own until it is sent.
    let draft = draft
        .filter(|draft| draft.channel == "entry" && draft.event == event.id)
        .ok_or(WebError::NotFound)?;
    Ok((draft, acts::form_setting(&event, door.now())))
}

/// `GET /entry/{draft}`
pub(crate) async fn form(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let (draft, setting) = load(&door, &id).await?;
    if draft.family.is_some() {
        return Ok(Redirect::to(&format!("/entry/{id}/done")).into_response());
    }
    show(&door, &me, &draft, &draft.answers, &setting, &[], "").await
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    draft: &Draft,
    answers: &Answers,
    setting: &FormSetting,
    mistakes: &[crate::domain::intake::Mistake],
    not_saved: &'static str,
) -> Result<Response, WebError> {
    let ui = me.ui(door);
    let page = EntryPage {
        shell: session::shell(door, me, "entry").await?,
        draft: draft.id,
        short_code: draft.short_code.clone(),
        steps: steps(&ui, answers, setting, mistakes),
        mistakes: fields::summary(&ui, mistakes),
        not_saved,
        ui,
    };
    let status = match (not_saved, mistakes.is_empty()) {
        ("", true) => StatusCode::OK,
        ("", false) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /entry/{draft}`: saves; with `do=send` files the family as well.
pub(crate) async fn save(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let (draft, setting) = load(&door, &id).await?;
    if draft.family.is_some() {
        return Ok(Redirect::to(&format!("/entry/{id}/done")).into_response());
    }
    let mut answers = draft.answers.clone();
    merge_all(&mut answers, &setting, &pairs);
    let kit = door.kit()?;
    let (draft_id, words, by, lang) =
        (draft.id, answers.clone(), me.by(door.now()), me.prefs.lang.code());
    let send = value(&pairs, "do") == "send";
    let done = kit
        .store
        .write(move |sp| {
            drafts::save(sp, draft_id, &words, "", lang, by.at)?;
            // A form with mistakes is still saved, so the filing has an answer of its own inside this job.
            if !send {
                return Ok(None);
            }
            match file_within(sp, draft_id, by) {
                // Half a filing must not be kept.
                Err(FileError::Store(err)) => Err(err),
                filed => Ok(Some(filed)),
            }
        })
        .await;
    match done {
        Ok(None) => Ok(Redirect::to(&format!("/entry/{id}")).into_response()),
        Ok(Some(Ok(()))) => {
            door.app().line_changed();
            Ok(Redirect::to(&format!("/entry/{id}/done")).into_response())
        }
        Ok(Some(Err(FileError::Mistakes(mistakes)))) => {
            show(&door, &me, &draft, &answers, &setting, &mistakes, "").await
        }
        Ok(Some(Err(FileError::Unknown))) => Err(WebError::NotFound),
        Err(StoreError::Busy) => {
            show(&door, &me, &draft, &answers, &setting, &[], "form-not-saved-busy").await
        }
        Err(StoreError::Full) => {
            show(&door, &me, &draft, &answers, &setting, &[], "form-not-saved-full").await
        }
        Ok(Some(Err(FileError::Store(err)))) | Err(err) => Err(err.into()),
    }
}

fn file_within(
    sp: &crate::store::Savepoint<'_>,
    draft: DraftId,
    by: acts::By,
) -> Result<(), FileError> {
    acts::file(sp, draft, by).map(drop)
}

/// `GET /entry/{draft}/done`
pub(crate) async fn done(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let (draft, _) = load(&door, &id).await?;
    let Some(family) = draft.family else {
        return Ok(Redirect::to(&format!("/entry/{id}")).into_response());
    };
    let kit = door.kit()?;
    let ticket = kit
        .store
        .read(move |conn| tickets::of_family(conn, family))
        .await?
        .ok_or(WebError::NotFound)?;
    let page = DonePage {
        ui: me.ui(&door),
        shell: session::shell(&door, &me, "entry").await?,
        ticket: ticket.number,
        family: family.to_string(),
    };
    Ok(Html(page.render()?).into_response())
}
