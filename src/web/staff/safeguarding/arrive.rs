//! Files that come into the room: a room of another laptop, and the answer of one that took in a file of this one.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Extension, Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::upload;
use super::super::typed::Typed;
use super::super::{pdf, value};
use super::hand_over::{Said, once_more, secret, sentence, show};
use super::{In, Inside};
use crate::acts::arrive::{self as act, TakenIn};
use crate::acts::hand_over::{self, HandOverError, Proof};
use crate::app::room::{Ready, ReadyFile};
use crate::seal::parcel::Opener;
use crate::store::Reading;

/// `GET /room/hand-over/file/{name}`: a file that was made, to be saved. Where another one took its place, the page that
/// has that one.
pub(crate) async fn save(Extension(inside): In, Path(name): Path<String>) -> Response {
    let Some(ready) = inside.room.file(&name) else {
        return Redirect::to("/room/hand-over").into_response();
    };
    pdf::file("application/octet-stream", "attachment", &ready.name, ready.bytes.clone())
}

/// `POST /room/hand-over/file`: takes a file in.
pub(crate) async fn take(
    State(door): State<StaffDoor>,
    Extension(inside): In,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, WebError> {
    let (mut fields, mut file) = (Vec::new(), Bytes::new());
    for (name, bytes) in upload::read(parts.map_err(|_| WebError::BadForm)?).await? {
        if name == "file" {
            file = bytes;
        } else {
            fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    let taken = if file.is_empty() {
        Err(("hand-no-file", None))
    } else {
        match value(&fields, "do") {
            "room" => room(&door, &inside, &fields, file).await?,
            "answer" => answer(&door, &inside, file).await?.map_err(|key| (key, None)),
            _ => Err(("room-slip-choose", None)),
        }
    };
    match taken {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err((key, typed)) => show(&door, &inside, Said { key, good: false, typed }).await,
    }
}

/// Why nothing was taken in, a text key, and which file it was about, where it opened.
type Refused = (&'static str, Option<Typed>);

/// The file of which somebody says that they asked whoever made it. They say it of the file they were asked about.
fn vouched_for(fields: &[(String, String)]) -> String {
    let is_said = value(fields, "key_changed") == "yes";
    if is_said { value(fields, "asked").to_owned() } else { String::new() }
}

/// A room of another laptop. Whoever takes it in follows it here, by the passphrase that they have here.
async fn room(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    fields: &[(String, String)],
    file: Bytes,
) -> Result<Result<String, Refused>, WebError> {
    if let Err(key) = once_more(door, inside, fields).await? {
        return Ok(Err((key, None)));
    }
    let (me, by, cost) =
        (inside.me.session.staff, inside.me.by(door.now()), door.app().config.cost);
    let (typed, own) = (secret(fields, "file_passphrase"), secret(fields, "current"));
    let said_of = vouched_for(fields);
    let kit = door.kit()?;
    let broken = |_| WebError::Broken("a file of another laptop");
    let read = tokio::task::spawn_blocking(move || act::open(&file, Opener::Typed(&typed)));
    let coming = match read.await.map_err(broken)? {
        Ok(coming) => coming,
        Err(err) => return sentence(err).map(|key| Err((key, None))),
    };
    let id = coming.id().to_string();
    let asked = Typed(BTreeMap::from([
        ("asked".to_owned(), id.clone()),
        ("made".to_owned(), coming.manifest().created_at.clone()),
    ]));
    let refused = |err| sentence(err).map(|key| Err((key, Some(asked))));
    let read = move |conn: &Reading| {
        let lies = coming.lies(conn, me, said_of == id)?;
        Ok::<_, HandOverError>((coming, lies))
    };
    let (coming, lies) = match kit.store.read(read).await {
        Ok(read) => read,
        Err(err) => return refused(err),
    };
    let kept = tokio::task::spawn_blocking(move || {
        let keeper = coming.keeper(me, &own, lies.as_ref(), cost)?;
        Ok::<_, HandOverError>((coming, keeper))
    });
    let (coming, keeper) = match kept.await.map_err(broken)? {
        Ok(kept) => kept,
        Err(err) => return refused(err),
    };
    let taken = kit.store.write(move |sp| act::take_in(sp, &coming, &keeper, by)).await;
    let TakenIn { new, notes, ack, ack_name } = match taken {
        Ok(taken) => taken,
        Err(err) => return refused(err),
    };
    let what = ReadyFile::Receipt { new: [new.families, new.children, notes] };
    inside.room.keep(Ready { name: ack_name, bytes: ack, what });
    Ok(Ok("/room/hand-over".to_owned()))
}

/// The answer of a laptop that took in a file of this one.
async fn answer(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    file: Bytes,
) -> Result<Result<String, &'static str>, WebError> {
    let (kit, event, by) = (door.kit()?, inside.event(), inside.me.by(door.now()));
    let arrived = match kit.store.write(move |sp| hand_over::acknowledge(sp, &file, by)).await {
        Ok(arrived) => arrived,
        Err(err) => return sentence(err).map(Err),
    };
    let said = match arrived.what {
        Proof::Records => "hand-received-records",
        Proof::WholeRoom | Proof::RoomOfBefore if arrived.event != event => {
            "hand-received-elsewhere"
        }
        Proof::WholeRoom => "hand-received",
        Proof::RoomOfBefore => "hand-received-since",
    };
    Ok(Ok(format!("/room/hand-over?said={said}")))
}
