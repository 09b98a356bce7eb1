//! Handing certificates over: scan, see what is known, give it to the right person, once.

pub(crate) mod back;
pub(crate) mod child;
pub(super) mod facts;
pub(crate) mod frame;
pub(crate) mod hand_over;
pub(crate) mod lists;
pub(crate) mod seen;

use askama::Template;
use axum::body::Bytes;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::super::upload;
use super::hit::Hit;
use super::papers::bind::page_of as blank_page;
use super::typed::Typed;
use super::{Pairs, value};
use crate::acts;
use crate::domain::staff::Room;
use crate::khmer;
use crate::papers::picture::Picture;
use crate::scan::{self, ScanError};
use crate::seal::receipt_code::Serial;
use crate::store::search::{self, Found};
use crate::store::{collections, events, lists as listed, receipts};
use child::Shown;
use seen::{Seen, judged};

#[derive(Template)]
#[template(path = "staff/collect.html")]
struct CollectPage {
    ui: Ui,
    shell: Shell,
    /// What the scan turned out to be; empty before the first.
    verdict: &'static str,
    says: String,
    group: Option<u8>,
    groups: Vec<String>,
    ready: u32,
    collected: u32,
    typed: String,
    asked: bool,
    /// The receipt's number, if that was what was typed.
    number: String,
    found: Vec<Hit>,
}

impl CollectPage {
    fn link(&self, found: &Hit) -> String {
        let worn = if self.number.is_empty() { "" } else { "?number=" };
        format!("/collect/child/{}{worn}{}", found.child.id, self.number)
    }

    fn picture(&self, found: &Hit) -> Picture {
        Picture::of(found.ticket, found.child.position)
    }

    /// Whether no certificate has come from the office so far.
    fn nothing_yet(&self) -> bool {
        self.ready == 0 && self.collected == 0
    }

    fn too_many(&self) -> bool {
        self.found.len() >= search::MOST
    }
}

/// What was looked for without a code, and what was found.
struct Search {
    typed: String,
    number: String,
    found: Vec<Hit>,
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    seen: Option<&Seen>,
    typed_code: &str,
    search: Option<Search>,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let (ready, collected) = kit
        .store
        .read(|conn| match listed::event_at_hand(conn)? {
            Some(event) => collections::counts(conn, event),
            None => Ok((0, 0)),
        })
        .await?;
    let asked = search.is_some();
    let search =
        search.unwrap_or(Search { typed: String::new(), number: String::new(), found: Vec::new() });
    let ui = me.ui(door);
    let page = CollectPage {
        shell: bar::shell(door, me, "collect").await?,
        verdict: seen.map_or("", Seen::verdict),
        says: seen.map(|seen| seen.says(&ui)).unwrap_or_default(),
        group: seen.and_then(Seen::group),
        groups: groups_of(typed_code),
        ready,
        collected,
        typed: search.typed,
        asked,
        number: search.number,
        found: search.found,
        ui,
    };
    let status = if seen.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Html(page.render()?)).into_response())
}

/// What was typed, in groups of four as on the paper, so that it can be compared; shown inert.
fn groups_of(typed: &str) -> Vec<String> {
    let plain: Vec<char> = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(23)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    plain.chunks(4).map(|group| group.iter().collect()).collect()
}

/// `GET /collect`
pub(crate) async fn page(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    show(&door, &me, None, "", None).await
}

/// `POST /collect`: a code from the scanner or the keyboard, or the number from a worn receipt.
pub(crate) async fn look_up(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let typed: String = value(&pairs, "code").chars().take(200).collect();
    if typed.is_empty() {
        return Ok(Redirect::to("/collect").into_response());
    }
    if number_in(&typed, laptop(&door).await?).is_some() {
        return searched(&door, &me, typed).await;
    }
    let seen = judged(&door, typed.clone()).await?;
    if matches!(seen, Seen::NotOurs) && are_words(&typed) {
        // Whoever has no receipt says a name, and the box with the focus is where it is typed.
        let (_, found) = by_words(&door, &typed, None).await?;
        if !found.is_empty() {
            let search = Search { typed, number: String::new(), found };
            return show(&door, &me, None, "", Some(search)).await;
        }
    }
    answer(&door, &me, typed, seen).await
}

/// Whether it may be what people say of a child: words and numbers, not what other people's codes are made of.
fn are_words(typed: &str) -> bool {
    typed.chars().all(|sign| {
        sign.is_alphanumeric()
            || khmer::is_khmer(sign)
            || sign.is_whitespace()
            || "-+.'".contains(sign)
    })
}

async fn answer(
    door: &StaffDoor,
    me: &Signed,
    typed: String,
    seen: Seen,
) -> Result<Response, WebError> {
    let by = me.by(door.now());
    let kit = door.kit()?;
    let verdict = seen.verdict();
    let subject = match &seen {
        Seen::Child { child, .. } => child.to_string(),
        _ => String::new(),
    };
    kit.store.write(move |sp| acts::scanned(sp, &subject, verdict, by)).await?;
    match seen {
        Seen::Child { child, mended } => {
            let shown = Shown { scanned: true, mended, ..Shown::default() };
            child::show(door, me, child, "", Typed::of(&[]), shown).await
        }
        seen @ Seen::Unbound { .. } => match blank_page(door, typed.clone()).await? {
            Some(page) => Ok(Redirect::to(&page).into_response()),
            None => show(door, me, Some(&seen), &typed, None).await,
        },
        seen => show(door, me, Some(&seen), &typed, None).await,
    }
}

/// `POST /collect/photo`: a photo of the receipt, read here.
pub(crate) async fn photo(
    State(door): State<StaffDoor>,
    me: Signed,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let picture = picture_in(parts).await?;
    let read = door.app().pictures.of_staff(move || scan::read_code(&picture)).await;
    match read {
        Some(Ok(code)) => {
            let seen = judged(&door, code.clone()).await?;
            answer(&door, &me, code, seen).await
        }
        Some(Err(ScanError::TooLarge)) => Err(WebError::TooLarge),
        Some(Err(ScanError::NotAPicture | ScanError::NothingFound)) | None => {
            show(&door, &me, Some(&Seen::NotOurs), "", None).await
        }
    }
}

/// The picture in what was sent; nothing if there is none.
async fn picture_in(parts: Result<Multipart, MultipartRejection>) -> Result<Bytes, WebError> {
    let parts = upload::read(parts.map_err(|_| WebError::BadForm)?).await?;
    let picture = parts.into_iter().rfind(|(name, _)| name == "photo").map(|(_, bytes)| bytes);
    Ok(picture.unwrap_or_default())
}

/// `POST /collect/find`: without the receipt, by search.
pub(crate) async fn find(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let mut me = me.enter(Room::Collect)?;
    let toggled = me.toggle(&pairs);
    let typed: String = value(&pairs, "q").chars().take(200).collect();
    if typed.trim().is_empty() {
        return Ok((toggled, Redirect::to("/collect")).into_response());
    }
    Ok((toggled, searched(&door, &me, typed).await?).into_response())
}

/// A receipt's number among the words, and the words without it. A bare number counts only in its five printed
/// digits, lest every ticket's number be taken for one.
pub(super) fn number_in(typed: &str, own: u16) -> Option<(Serial, String)> {
    let ascii = khmer::digits::to_ascii(&khmer::normalize(typed));
    let (word, serial) = ascii
        .split_whitespace()
        .find_map(|word| Serial::from_paper(word, own).map(|serial| (word, serial)))?;
    let others: Vec<&str> = ascii.split_whitespace().filter(|other| *other != word).collect();
    Some((serial, others.join(" ")))
}

/// This laptop's number, which a receipt's number without one means.
pub(super) async fn laptop(door: &StaffDoor) -> Result<u16, WebError> {
    let kit = door.kit()?.store.read(events::kit).await?;
    Ok(kit.map_or(0, |kit| kit.laptop))
}

async fn searched(door: &StaffDoor, me: &Signed, typed: String) -> Result<Response, WebError> {
    let number = number_in(&typed, laptop(door).await?);
    let (spoken, found) = by_words(door, &typed, number).await?;
    show(door, me, None, "", Some(Search { typed, number: spoken, found })).await
}

/// The receipt's number as it is read out, if there is one among the words, and the children found.
pub(super) async fn by_words(
    door: &StaffDoor,
    typed: &str,
    number: Option<(Serial, String)>,
) -> Result<(String, Vec<Hit>), WebError> {
    let (kit, words) = (door.kit()?, typed.to_owned());
    let spoken = number.as_ref().map(|(serial, _)| serial.spoken()).unwrap_or_default();
    let found = kit
        .store
        .read(move |conn| {
            let event = listed::event_at_hand(conn)?;
            let Some((serial, fact)) = number else {
                let found = search::find(conn, event, &words)?;
                return Hit::all(conn, found, &words);
            };
            let mut found = Vec::new();
            for child in receipts::by_number(conn, event, serial.number(), Some(serial.laptop()))? {
                found.extend(search::line(conn, child)?);
            }
            if !fact.is_empty() {
                let by_fact = search::find(conn, event, &fact)?;
                found.retain(|line: &Found| {
                    by_fact.iter().any(|other| other.child.family == line.child.family)
                        || line.child.birth.contains(&fact)
                });
            }
            Hit::all(conn, found, &fact)
        })
        .await?;
    Ok((spoken, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipts_number_is_told_from_tickets_phones_and_codes() {
        let number = |typed| number_in(typed, 0).map(|(serial, words)| (serial.spoken(), words));
        assert_eq!(number("3-00042"), Some(("3-00042".to_owned(), String::new())));
        assert_eq!(number("៣-០០០៤២ ដារា"), Some(("3-00042".to_owned(), "ដារា".to_owned())));
        assert_eq!(number("00042"), Some(("00042".to_owned(), String::new())));
        for other in
            ["42", "012 345 678", "012-345-678", "KB1E-VNT0-1002-ABCD-EFGH-JKM", "ដារា", ""]
        {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
