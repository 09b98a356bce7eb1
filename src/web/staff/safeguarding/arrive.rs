//! Files that come into the room: a room of another laptop, and the answer of one that took in a file of this one.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Extension, Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::upload;
use super::super::{pdf, value};
use super::hand_over::{Said, once_more, secret, sentence, show};
use super::{In, Inside};
use crate::acts;
use crate::acts::hand_over::{self as act, HandOverError, ROOM, TakenIn};
use crate::app::room::{Ready, ReadyFile};
use crate::seal::parcel::Opener;
use crate::store::Savepoint;
use crate::store::forget::What;

/// `GET /room/hand-over/file`: the file that was made last, to be saved; a slip is shown, to be printed.
pub(crate) async fn save(Extension(inside): In) -> Response {
    let ready = inside.room.ready().filter(|ready| !ready.name.is_empty());
    let Some(ready) = ready else { return Redirect::to("/room/hand-over").into_response() };
    match ready.what {
        ReadyFile::Slip(_) => pdf::shown(&ready.name, ready.bytes.clone()),
        ReadyFile::Room | ReadyFile::Records { .. } | ReadyFile::Receipt { .. } => {
            pdf::file("application/octet-stream", "attachment", &ready.name, ready.bytes.clone())
        }
    }
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
        Err("hand-no-file")
    } else {
        match value(&fields, "do") {
            "room" => room(&door, &inside, &fields, file).await?,
            "answer" => answer(&door, &inside, file).await?,
            _ => Err("room-slip-choose"),
        }
    };
    match taken {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(key) => show(&door, &inside, Said { key, ..Said::default() }).await,
    }
}

/// A room of another laptop. Whoever takes it in follows it here, by the passphrase that they have here.
async fn room(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    fields: &[(String, String)],
    file: Bytes,
) -> Result<Result<String, &'static str>, WebError> {
    if let Err(key) = once_more(door, inside, fields).await? {
        return Ok(Err(key));
    }
    let (me, by, cost) =
        (inside.me.session.staff, inside.me.by(door.now()), door.app().config.cost);
    let (typed, own) = (secret(fields, "file_passphrase"), secret(fields, "current"));
    let opened = tokio::task::spawn_blocking(move || {
        let coming = act::open(&file, Opener::Typed(&typed))?;
        let keeper = coming.keeper(me, &own, cost)?;
        Ok::<_, HandOverError>((coming, keeper))
    });
    let opened = opened.await.map_err(|_| WebError::Broken("a file of another laptop"))?;
    let (coming, keeper) = match opened {
        Ok(opened) => opened,
        Err(err) => return sentence(err).map(Err),
    };
    let taken = door.kit()?.store.write(move |sp| act::take_in(sp, &coming, &keeper, by)).await;
    let TakenIn { new, notes, ack, ack_name } = match taken {
        Ok(taken) => taken,
        Err(err) => return sentence(err).map(Err),
    };
    let what = ReadyFile::Receipt { new: [new.families, new.children, notes] };
    inside.room.keep(Ready { name: ack_name, bytes: ack, what });
    Ok(Ok("/room/hand-over".to_owned()))
}

/// The answer of a laptop that took in a file of this one. Once it has the whole room as it stands, the room counts as
/// handed over.
async fn answer(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    file: Bytes,
) -> Result<Result<String, &'static str>, WebError> {
    let (kit, event, by) = (door.kit()?, inside.event(), inside.me.by(door.now()));
    let read = file.clone();
    let left = match kit.store.read(move |conn| act::file_of(conn, &read)).await {
        Ok(left) => left,
        Err(err) => return sentence(err).map(Err),
    };
    let at = left.at;
    let has_more = inside.read(door, move |_, known| Ok(known.has_notes_after(at))).await?;
    let said = match (left.event == event, left.kind == ROOM, has_more) {
        (_, false, _) => "hand-received-records",
        (false, true, _) => "hand-received-elsewhere",
        (true, true, true) => "hand-received-since",
        (true, true, false) => "hand-received",
    };
    let is_whole = said == "hand-received";
    let noted = kit.store.write(move |sp: &Savepoint<'_>| {
        act::acknowledge(sp, &file, by)?;
        if is_whole {
            acts::confirm_hand_over(sp, event, What::Safeguarding, &left.manifest, by)?;
        }
        Ok::<_, HandOverError>(())
    });
    match noted.await {
        Ok(()) => Ok(Ok(format!("/room/hand-over?said={said}"))),
        Err(err) => sentence(err).map(Err),
    }
}
