//! Photos of papers, where the event takes them. The last page, alone, after every answer is saved: a camera
//! may push the browser out of a phone's memory.

use std::net::{IpAddr, SocketAddr};

use askama::Template;
use axum::body::Bytes;
use axum::extract::multipart::Field;
use axum::extract::{ConnectInfo, Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::{Extension, Form};

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::limits::{self, Trying};
use super::super::upload::Pace;
use super::super::waiting::{Place, Turn};
use super::super::{FamilyDoor, assets};
use super::start::nothing_held;
use super::{Held, held, value};
use crate::acts;
use crate::app::Kit;
use crate::domain::documents::Paper;
use crate::domain::ids::RowId;
use crate::photo::{self, PhotoError};
use crate::seal::token::uuid7;
use crate::store::photos::{self, Kept, NewPhoto, Standing};

/// What is said where the line is full: the next try may find a place.
const WAIT: &str = "photo-wait";

/// What is said where one address has sent more than families do.
const LATER: &str = "photo-later";

/// What is said where there is no more room for photos.
const NO_ROOM: &str = "photo-no-room";

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
    let status = match mistake {
        "" => StatusCode::OK,
        WAIT => StatusCode::SERVICE_UNAVAILABLE,
        LATER => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
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

/// What was sent with a photo.
struct Sent {
    held: Held,
    paper: String,
    came: Result<(Bytes, Turn), &'static str>,
}

/// `POST /photos`: one photo, made small and clean before it is kept.
pub(crate) async fn add(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    parts: Multipart,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    if !kit.open_event().is_some_and(|event| event.photos) {
        return Ok(Redirect::to("/check").into_response());
    }
    let from = peer.map(|Extension(ConnectInfo(peer))| peer.ip());
    let Sent { held, paper, came } = match receive(&door, &kit, from, &headers, parts).await? {
        Ok(sent) => sent,
        Err(home) => return Ok(home.into_response()),
    };
    let (picture, turn) = match came {
        Ok(came) => came,
        Err(mistake) => return show(&kit, &held, prefs, mistake).await,
    };
    let taking = kit.open_event().is_some_and(|event| event.photos);
    let (Some(paper), false, true) = (Paper::from_code(&paper), picture.is_empty(), taking) else {
        return show(&kit, &held, prefs, "photo-none").await;
    };
    let make_small = move || {
        // The place of what was received is free when nothing of it is left.
        let _turn = turn;
        photo::reencode(&picture)
    };
    let jpeg = match door.app().pictures.of_family(make_small).await {
        Some(Ok(jpeg)) => jpeg,
        Some(Err(PhotoError::TooLarge)) => {
            return show(&kit, &held, prefs, "photo-too-large").await;
        }
        Some(Err(PhotoError::NotAPicture)) | None => {
            return show(&kit, &held, prefs, "photo-not-a-picture").await;
        }
    };
    let (draft, at) = (held.draft.id, door.now());
    let id = RowId(uuid7(at.as_millisecond().unsigned_abs()));
    let most_unsent = door.app().most_unsent_photos(&kit.data);
    let kept = kit.store.write(move |sp| {
        let photo = NewPhoto { id, draft, paper: paper.code(), jpeg: &jpeg, at };
        acts::keep_photo(sp, &photo, most_unsent)
    });
    match kept.await? {
        Kept::Yes => Ok(Redirect::to("/photos").into_response()),
        Kept::Enough => show(&kit, &held, prefs, "photo-enough").await,
        Kept::NoRoom => show(&kit, &held, prefs, NO_ROOM).await,
    }
}

/// Reads what was sent. Whose form it is stands before the photo on our page, and without a form nothing of the photo is
/// kept, nor does it take a place from others.
async fn receive(
    door: &FamilyDoor,
    kit: &Kit,
    from: Option<IpAddr>,
    headers: &HeaderMap,
    mut parts: Multipart,
) -> Result<Result<Sent, Redirect>, WebError> {
    let mut pace = Pace::begin();
    let (mut token, mut paper) = (String::new(), String::new());
    let mut came = Err("photo-none");
    let mut holder = None;
    while let Some(mut piece) = pace.part(&mut parts).await? {
        match piece.name().unwrap_or_default() {
            "draft" if holder.is_none() => token = pace.text(&mut piece).await?,
            "paper" => paper = pace.text(&mut piece).await?,
            "photo" if holder.is_none() => {
                let found = held(kit, headers, Some(&token)).await?;
                came = match &found {
                    Some(held) => match admit(door, kit, held, from).await? {
                        Ok(stands) => take(stands, &mut pace, &mut piece).await?,
                        Err(mistake) => Err(mistake),
                    },
                    None => Err("photo-none"),
                };
                if came.is_err() {
                    pace.let_pass(&mut piece).await?;
                }
                holder = Some(found);
            }
            _ => pace.let_pass(&mut piece).await?,
        }
    }
    let found = match holder {
        Some(found) => found,
        None => held(kit, headers, Some(&token)).await?,
    };
    Ok(nothing_held(found).map(|held| Sent { held, paper, came }))
}

/// Whether one more photo of this form can be taken from there now: a place in the line, or what the page says.
async fn admit(
    door: &FamilyDoor,
    kit: &Kit,
    held: &Held,
    from: Option<IpAddr>,
) -> Result<Result<Place, &'static str>, WebError> {
    let app = door.app();
    if held.draft.family.is_some() {
        return Ok(Err("photo-none"));
    }
    let draft = held.draft.id;
    let Standing { of_draft, unsent_bytes } =
        kit.store.read(move |conn| photos::standing(conn, draft)).await?;
    if photos::MOST <= of_draft {
        return Ok(Err("photo-enough"));
    }
    if app.most_unsent_photos(&kit.data) <= unsent_bytes {
        return Ok(Err(NO_ROOM));
    }
    let source = from.map(limits::source).unwrap_or_default();
    let is_limited = from.is_some_and(|from| !limits::is_own(from));
    if is_limited && !app.limits.take(Trying::Photo, &source, door.now()) {
        return Ok(Err(LATER));
    }
    Ok(app.photos.stand(&source).ok_or(WAIT))
}

/// Receives a photo when its turn comes.
async fn take(
    line: Place,
    pace: &mut Pace,
    sent: &mut Field<'_>,
) -> Result<Result<(Bytes, Turn), &'static str>, WebError> {
    let Some(turn) = line.turn().await else { return Ok(Err(WAIT)) };
    pace.begin_anew();
    Ok(Ok((pace.whole(sent).await?, turn)))
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
