//! Photos of papers, where the event takes them. The last page, alone, after every answer is saved: a camera
//! may push the browser out of a phone's memory.

use askama::Template;
use axum::Form;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use tokio::sync::Semaphore;

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::{FamilyDoor, assets, upload};
use super::start::nothing_held;
use super::{Held, held, value};
use crate::acts;
use crate::app::Kit;
use crate::domain::documents::Paper;
use crate::domain::ids::RowId;
use crate::photo::{self, PhotoError};
use crate::seal::token::uuid7;
use crate::store::photos;

/// How many photos are received at once, up to ten megabytes each; the others wait in their phones. Who sends too slowly
/// gives the turn back.
static RECEIVED: Semaphore = Semaphore::const_new(4);

/// How many are made small at once, up to 150 megabytes each while it is unpacked.
static MADE_SMALL: Semaphore = Semaphore::const_new(2);

#[derive(Template)]
#[template(path = "family/photos.html")]
struct PhotosPage {
    ui: Ui,
    mark: &'static str,
    papers: Vec<(&'static str, &'static str)>,
    taken: Vec<(String, String)>,
    token: String,
    mistake: &'static str,
}

async fn show(
    kit: &Kit,
    held: &Held,
    prefs: Prefs,
    mistake: &'static str,
) -> Result<Response, WebError> {
    let Some(event) = kit.open_event().filter(|event| event.photos) else {
        return Ok(Redirect::to("/check").into_response());
    };
    let draft = held.draft.id;
    let taken = kit.store.read(move |conn| photos::of_draft(conn, draft)).await?;
    let ui = Ui::new(prefs, kit.training);
    let page = PhotosPage {
        papers: event.papers.iter().map(|paper| (paper.code(), paper.text_key())).collect(),
        taken: taken
            .into_iter()
            .map(|(id, paper)| {
                let name =
                    Paper::from_code(&paper).map(|paper| ui.t(paper.text_key())).unwrap_or(paper);
                (id.to_string(), name)
            })
            .collect(),
        token: held.token.to_string(),
        mistake,
        mark: assets::mark(),
        ui,
    };
    let status = if mistake.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /photos`
pub(crate) async fn page(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    match nothing_held(held(&kit, &headers, None).await?) {
        Ok(held) => show(&kit, &held, prefs, "").await,
        Err(home) => Ok(home.into_response()),
    }
}

/// `POST /photos`: one photo, made small and clean before it is kept.
pub(crate) async fn add(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
    headers: HeaderMap,
    parts: Multipart,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    if !kit.open_event().is_some_and(|event| event.photos) {
        return Ok(Redirect::to("/check").into_response());
    }
    let Ok(turn) = RECEIVED.acquire().await else {
        return Err(WebError::Broken("photos"));
    };
    let (mut token, mut paper, mut picture) = (String::new(), String::new(), None);
    for (name, bytes) in upload::read(parts).await? {
        match name.as_str() {
            "draft" => token = String::from_utf8_lossy(&bytes).into_owned(),
            "paper" => paper = String::from_utf8_lossy(&bytes).into_owned(),
            "photo" => picture = Some(bytes),
            _ => {}
        }
    }
    let held = match nothing_held(held(&kit, &headers, Some(&token)).await?) {
        Ok(held) => held,
        Err(home) => return Ok(home.into_response()),
    };
    let taking = kit.open_event().is_some_and(|event| event.photos) && held.draft.family.is_none();
    let (Some(paper), Some(picture), true) = (Paper::from_code(&paper), picture, taking) else {
        return show(&kit, &held, prefs, "photo-none").await;
    };
    if picture.is_empty() {
        return show(&kit, &held, prefs, "photo-none").await;
    }
    let Ok(small) = MADE_SMALL.acquire().await else {
        return Err(WebError::Broken("photos"));
    };
    let made = tokio::task::spawn_blocking(move || photo::reencode(&picture)).await;
    drop((small, turn));
    let jpeg = match made {
        Ok(Ok(jpeg)) => jpeg,
        Ok(Err(PhotoError::TooLarge)) => return show(&kit, &held, prefs, "photo-too-large").await,
        Ok(Err(PhotoError::NotAPicture)) | Err(_) => {
            return show(&kit, &held, prefs, "photo-not-a-picture").await;
        }
    };
    let (draft, now) = (held.draft.id, door.now());
    let id = RowId(uuid7(now.as_millisecond().unsigned_abs()));
    let kept = kit
        .store
        .write(move |sp| acts::keep_photo(sp, id, draft, paper.code(), &jpeg, now))
        .await?;
    if !kept {
        return show(&kit, &held, prefs, "photo-enough").await;
    }
    Ok(Redirect::to("/photos").into_response())
}

/// `POST /photos/{id}/remove`
pub(crate) async fn remove(
    State(door): State<FamilyDoor>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let held = match nothing_held(held(&kit, &headers, Some(value(&pairs, "draft"))).await?) {
        Ok(held) => held,
        Err(home) => return Ok(home.into_response()),
    };
    let id = RowId::parse(&id).map_err(|_| WebError::NotFound)?;
    let draft = held.draft.id;
    kit.store.write(move |sp| acts::take_photo_away(sp, id, draft)).await?;
    Ok(Redirect::to("/photos").into_response())
}
