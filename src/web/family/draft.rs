//! The form, one thing a page. Every Continue saves; nothing typed is ever lost.

use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use jiff::Timestamp;

use super::super::FamilyDoor;
use super::super::doubts;
use super::super::error::WebError;
use super::super::lang::Prefs;
use super::super::limits::Trying;
use super::super::offers;
use super::shown::{Says, Shown};
use super::start::{nothing_held, try_once};
use super::{Held, held, hold, hold_ticket, value};
use crate::acts::{self, FileError};
use crate::app::Kit;
use crate::domain::ids::DraftId;
use crate::domain::intake::{self, Step};
use crate::store::journal::By;
use crate::store::{StoreError, drafts};

/// `GET /form`: where this phone stopped.
pub(crate) async fn current(
    State(door): State<FamilyDoor>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let event = door.event(&kit)?;
    let held = match nothing_held(held(&kit, &headers, None).await?) {
        Ok(held) => held,
        Err(home) => return Ok(home.into_response()),
    };
    if let Some(sent) = sent(&held) {
        return Ok(sent);
    }
    let setting = acts::form_setting(&event, door.now());
    let known = intake::step(&held.draft.answers, &setting, &held.draft.step).map(|step| step.id);
    let step = known.or_else(|| intake::first_unanswered(&held.draft.answers, &setting));
    Ok(Redirect::to(&step.map_or("/check".to_owned(), |step| format!("/form/{step}")))
        .into_response())
}

fn sent(held: &Held) -> Option<Response> {
    held.draft
        .family
        .is_some()
        .then(|| Redirect::to(&format!("/ticket/{}", held.token)).into_response())
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Way {
    back: String,
}

/// `GET /form/{step}`
pub(crate) async fn page(
    State(door): State<FamilyDoor>,
    Path(step): Path<String>,
    Query(way): Query<Way>,
    prefs: Prefs,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let held = match nothing_held(held(&kit, &headers, None).await?) {
        Ok(held) => held,
        Err(home) => return Ok(home.into_response()),
    };
    if let Some(sent) = sent(&held) {
        return Ok(sent);
    }
    let setting = acts::form_setting(&*door.event(&kit)?, door.now());
    let shown =
        Shown { kit: &kit, setting: &setting, held: &held, prefs, to_check: way.back == "check" };
    Ok(match shown.form(&step, Says::Nothing)? {
        Some(html) => Html(html).into_response(),
        None => Redirect::to("/form").into_response(),
    })
}

/// `POST /form/{step}`: saves what was typed, then says what is wrong or goes on.
pub(crate) async fn save(
    State(door): State<FamilyDoor>,
    Path(id): Path<String>,
    prefs: Prefs,
    peer: Option<Extension<ConnectInfo<std::net::SocketAddr>>>,
    headers: HeaderMap,
    Form(mut pairs): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let event = door.event(&kit)?;
    let now = door.now();
    let setting = acts::form_setting(&event, now);
    let to_check = value(&pairs, "back") == "check";
    let known = held(&kit, &headers, Some(value(&pairs, "draft"))).await?;
    let mut held = if let Some(held) = known {
        held
    } else {
        // The form is not known here (any more): what was typed begins a new one rather than being lost.
        try_once(&door, Trying::Begin, peer)?;
        begin_anew(&kit, &event, prefs, now).await?
    };
    if let Some(sent) = sent(&held) {
        return Ok(sent);
    }
    let toggled = prefs.toggled(&pairs);
    let prefs = toggled.unwrap_or(prefs);
    let Some(step) = intake::step(&held.draft.answers, &setting, &id) else {
        return Ok(Redirect::to("/form").into_response());
    };
    let before = held.draft.answers.clone();
    held.draft.answers.merge_step(&step, &pairs);
    // What is asked may depend on what was just said.
    let asked = intake::page(&held.draft.answers, &setting, &id);
    let (step, after) = match asked {
        Some(page) => (page.step, page.next),
        // The answer took its own question away: on to the first that is open.
        None => (step, intake::first_unanswered(&held.draft.answers, &setting)),
    };
    // A spelling was asked for, or tapped: the same page, with it.
    let offered = offers::take(std::slice::from_ref(&step), &mut held.draft.answers, &mut pairs);
    // Days of older ones are asked for before any is chosen.
    let mistakes = if intake::asks_for_older(&step, &held.draft.answers) {
        Vec::new()
    } else {
        intake::check_step(&held.draft.answers, &step, &setting)
    };
    // A place is chosen level by level: the same page asks on until it is narrow enough.
    let asks_on = mistakes.is_empty() && intake::asks_on(&step, &before, &held.draft.answers);
    let doubted = mistakes.is_empty()
        && doubts::are_open(std::slice::from_ref(&step), &held.draft.answers, &pairs);
    let next = if mistakes.is_empty() && !asks_on && !doubted { after } else { Some(id.clone()) };
    let stays = toggled.is_some() || offered;
    let stopped_at = next.clone().unwrap_or_default();
    let said = Said { step, pairs, stopped_at: if stays { id.clone() } else { stopped_at } };
    let saved = save_draft(&kit, held.draft.id, said, prefs, now).await;
    let shown = Shown { kit: &kit, setting: &setting, held: &held, prefs, to_check };
    match saved {
        Ok(true) => {}
        // Sent from another tab meanwhile: the first Send stands.
        Ok(false) => return Ok(Redirect::to(&format!("/ticket/{}", held.token)).into_response()),
        Err(err) => {
            return not_saved(err, |why| {
                shown.form(&id, Says::NotSaved(why)).map(Option::unwrap_or_default)
            });
        }
    }
    // The page's own form, not that of a second tab, is the one the next page asks about.
    let cookie = axum::response::AppendHeaders([hold(&held.token)]);
    let back = if to_check { "?back=check" } else { "" };
    let here = format!("/form/{id}{back}");
    if toggled.is_some() {
        return Ok((cookie, prefs, Redirect::to(&here)).into_response());
    }
    if offered || asks_on {
        return Ok((cookie, Redirect::to(&here)).into_response());
    }
    if !mistakes.is_empty() {
        let html = shown.form(&id, Says::Mistakes(&mistakes))?.unwrap_or_default();
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, cookie, Html(html)).into_response());
    }
    if doubted {
        let html = shown.form(&id, Says::Doubts)?.unwrap_or_default();
        return Ok((cookie, Html(html)).into_response());
    }
    let to = match next {
        // A changed answer may have opened a new question; otherwise back to the check page at once.
        _ if to_check => intake::first_unanswered(&held.draft.answers, &setting)
            .map_or("/check".to_owned(), |step| format!("/form/{step}?back=check")),
        Some(next) => format!("/form/{next}"),
        None if event.photos => "/photos".to_owned(),
        None => "/check".to_owned(),
    };
    Ok((cookie, Redirect::to(&to)).into_response())
}

async fn begin_anew(
    kit: &Kit,
    event: &std::sync::Arc<crate::domain::event::Event>,
    prefs: Prefs,
    now: Timestamp,
) -> Result<Held, WebError> {
    let (event, lang) = (std::sync::Arc::clone(event), prefs.lang);
    let begun =
        kit.store.write(move |sp| acts::begin_draft(sp, &event, lang, "phone", now)).await?;
    let id = begun.id;
    let draft = kit.store.read(move |conn| drafts::by_id(conn, id)).await?;
    Ok(Held { draft: draft.ok_or(WebError::Broken("a form just begun"))?, token: begun.token })
}

/// What one page said.
struct Said {
    step: Step,
    pairs: Vec<(String, String)>,
    stopped_at: String,
}

/// Puts one page's words into the form as it stands now: two phones may hold it at the same time, and
/// neither must overwrite what the other just said.
async fn save_draft(
    kit: &Kit,
    id: DraftId,
    said: Said,
    prefs: Prefs,
    now: Timestamp,
) -> Result<bool, StoreError> {
    kit.store
        .write(move |sp| {
            let Some(draft) = drafts::by_id(sp, id)? else {
                return Ok(false);
            };
            let mut answers = draft.answers;
            answers.merge_step(&said.step, &said.pairs);
            acts::save_draft(sp, id, &answers, &said.stopped_at, prefs.lang.code(), now)
        })
        .await
}

/// The same page again with every word kept, when the disk or the inbox is full.
fn not_saved(
    err: StoreError,
    page: impl FnOnce(&'static str) -> Result<String, WebError>,
) -> Result<Response, WebError> {
    let (why, seconds) = match &err {
        StoreError::Busy => ("form-not-saved-busy", "2"),
        StoreError::Full => ("form-not-saved-full", "60"),
        _ => return Err(err.into()),
    };
    let wait = [(header::RETRY_AFTER, HeaderValue::from_static(seconds))];
    Ok((StatusCode::SERVICE_UNAVAILABLE, wait, Html(page(why)?)).into_response())
}

/// `GET /check`: everything read back before sending.
pub(crate) async fn check(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let held = match nothing_held(held(&kit, &headers, None).await?) {
        Ok(held) => held,
        Err(home) => return Ok(home.into_response()),
    };
    if let Some(sent) = sent(&held) {
        return Ok(sent);
    }
    let setting = acts::form_setting(&*door.event(&kit)?, door.now());
    let shown = Shown { kit: &kit, setting: &setting, held: &held, prefs, to_check: true };
    Ok(Html(shown.check(&[], "")?).into_response())
}

/// The page of the number, with the cookie that finds it again.
fn to_ticket(held: &Held, headers: &HeaderMap) -> Response {
    let to = Redirect::to(&format!("/ticket/{}", held.token));
    (hold_ticket(&held.token, headers), to).into_response()
}

/// `POST /send`: files the form, once, and shows the ticket.
pub(crate) async fn send(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
    peer: Option<Extension<ConnectInfo<std::net::SocketAddr>>>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let held = match nothing_held(held(&kit, &headers, Some(value(&pairs, "draft"))).await?) {
        Ok(held) => held,
        Err(home) => return Ok(home.into_response()),
    };
    if let Some(prefs) = prefs.toggled(&pairs) {
        return Ok((prefs, Redirect::to("/check")).into_response());
    }
    if sent(&held).is_some() {
        return Ok(to_ticket(&held, &headers));
    }
    let (id, by) = (held.draft.id, By { staff: None, at: door.now() });
    let filed = match try_once(&door, Trying::Send, peer) {
        Ok(()) => kit.store.write(move |sp| acts::file(sp, id, by)).await,
        // Every answer is on the laptop already; the page keeps its button.
        Err(_) => Err(FileError::Store(StoreError::Busy)),
    };
    let event = door.event(&kit)?;
    let setting = acts::form_setting(&event, by.at);
    let shown = Shown { kit: &kit, setting: &setting, held: &held, prefs, to_check: true };
    match filed {
        Ok(_) => {
            door.app().family_filed(&held.draft.answers);
            Ok(to_ticket(&held, &headers))
        }
        Err(FileError::Mistakes(mistakes)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(shown.check(&mistakes, "")?))
                .into_response())
        }
        Err(FileError::Unknown) => Ok(Redirect::to("/").into_response()),
        // Every answer is on the laptop already; only the number is missing.
        Err(FileError::Store(err)) => not_saved(err, |why| {
            let full = why == "form-not-saved-full";
            shown.check(&[], if full { "says-not-sent-full" } else { why })
        }),
    }
}
