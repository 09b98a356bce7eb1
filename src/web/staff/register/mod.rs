//! The register: what the clerk copies by hand into the commune's book, child by child, and its sheet and file.

mod export;
mod lines;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::chosen::{Chosen, chosen};
use super::desk::refusal;
use super::typed::Typed;
use super::{Pairs, number, value};
use crate::acts::register::{self as acts, CopyError};
use crate::clock;
use crate::domain::ids::{ChildId, EventId};
use crate::domain::register::{gaps, stands_apart};
use crate::domain::staff::Room;
use crate::exchange::certificates;
use crate::i18n::{self, Arg};
use crate::khmer;
use crate::store::book::{self, AtHand};
use crate::store::cases::CaseError;
use crate::store::register::{self, Row, Which};
use crate::store::{Reading, StoreError};

pub(crate) use self::export::{csv, sheet};
use self::lines::Section;

/// Children on one page: what a clerk copies before the tea.
const SHOWN: usize = 12;

/// Which children a page, a sheet or a file holds, by code.
const WHICH: [&str; 3] = ["open", "today", "all"];

/// One child on the page.
struct Block {
    row: Row,
    sections: Vec<Section>,
}

impl Block {
    /// Whether it was copied and has been corrected since.
    fn changed(&self) -> bool {
        self.row.copied.is_some() && self.row.is_open()
    }

    /// Which tick this page shows.
    fn copy(&self) -> i64 {
        self.row.copied.as_ref().map_or(0, |copied| copied.id)
    }

    /// Whether the number is still to be written down here.
    fn lacks_number(&self) -> bool {
        self.row.record.entry.is_none()
    }
}

/// A child that was just ticked off.
struct Done {
    child: ChildId,
    copy: i64,
    ticket: u32,
    position: u8,
    entry: [String; 4],
    /// Whether its number stands apart from all others of the book.
    apart: bool,
}

/// What the head of the page says of the books.
struct Books {
    total: u32,
    copied: u32,
    /// What is proposed for the next number that is typed.
    at_hand: AtHand,
    /// Book, year and ranges of numbers that nobody has.
    gaps: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "staff/register.html")]
struct RegisterPage {
    ui: Ui,
    shell: Shell,
    chosen: Chosen,
    which: &'static str,
    blocks: Vec<Block>,
    /// How many children this list holds in all, and from which the page shows them.
    count: usize,
    from: usize,
    books: Books,
    done: Option<Done>,
    /// What could not be done, and with which child.
    said: String,
    said_of: String,
    typed: Typed,
}

impl RegisterPage {
    /// Whether a number of the book is typed on this page.
    fn asks_for_numbers(&self) -> bool {
        self.blocks.iter().any(|block| block.row.is_open() && block.lacks_number())
    }

    fn kinds(&self) -> &'static [&'static str] {
        &WHICH
    }

    fn columns(&self) -> &'static [&'static str] {
        &certificates::COLUMNS
    }

    /// A field of the number as it was typed, or what is suggested.
    fn field<'a>(&'a self, child: &ChildId, name: &str, suggested: &'a str) -> &'a str {
        let typed = self.typed.get(name);
        if typed.is_empty() || self.said_of != child.to_string() { suggested } else { typed }
    }

    /// Whether what is said is of a child that this page does not show, because it has left the list.
    fn said_above(&self) -> bool {
        self.blocks.iter().all(|block| block.row.child.to_string() != self.said_of)
    }

    fn earlier(&self) -> Option<usize> {
        (0 < self.from).then(|| self.from.saturating_sub(SHOWN))
    }

    fn later(&self) -> Option<usize> {
        let next = self.from + SHOWN;
        (next < self.count).then_some(next)
    }
}

/// What the address asks for.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    which: String,
    from: usize,
    done: String,
    event: String,
}

/// The address of the register after something was done on a page of it.
fn back_to(pairs: &[(String, String)]) -> String {
    let event = EventId::parse(value(pairs, "event"));
    let event = event.map_or_else(|_| String::new(), |event| format!("&event={event}"));
    format!("/register?which={}{event}", which_of(value(pairs, "which")))
}

fn which_of(code: &str) -> &'static str {
    WHICH.into_iter().find(|known| *known == code).unwrap_or("open")
}

fn which(code: &str, now: Timestamp) -> Which {
    match code {
        "today" => Which::Since(clock::start_of(clock::civil_day(now))),
        "all" => Which::All,
        _ => Which::Open,
    }
}

/// `GET /register`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    show(&door, &me, &asked, String::new(), String::new(), Typed::of(&[])).await
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    asked: &Asked,
    said: String,
    said_of: String,
    typed: Typed,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let chosen = chosen(&kit, &asked.event).await?;
    let (code, now) = (which_of(&asked.which), door.now());
    let done_child = ChildId::parse(&asked.done).ok();
    let of_event = std::sync::Arc::clone(&chosen.event);
    let (rows, books, done) = kit
        .store
        .read(move |conn| {
            let rows = register::list(conn, of_event.id, which(code, now))?;
            let year = clock::civil_day(now).year();
            let (total, copied) = register::counts(conn, of_event.id)?;
            let books = Books {
                total,
                copied,
                gaps: gaps_of(conn, &of_event.commune_code)?,
                at_hand: book::at_hand(conn, &of_event, year)?,
            };
            let done = match done_child {
                Some(child) => done_of(conn, child)?,
                None => None,
            };
            Ok::<_, StoreError>((rows, books, done))
        })
        .await?;
    let count = rows.len();
    let from = if asked.from < count { asked.from } else { 0 };
    let blocks: Vec<Block> = rows
        .into_iter()
        .skip(from)
        .take(SHOWN)
        .map(|row| {
            let old = row.copied.as_ref().filter(|_| row.is_open()).map(|copied| &copied.record);
            Block { sections: lines::sections(&row, old, &chosen.event), row }
        })
        .collect();
    let page = RegisterPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "register").await?,
        chosen,
        which: code,
        blocks,
        count,
        from,
        books,
        done,
        said,
        said_of,
        typed,
    };
    let status = if page.said.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    Ok((status, Html(page.render()?)).into_response())
}

fn gaps_of(conn: &Reading, commune: &str) -> Result<Vec<(String, String, String)>, StoreError> {
    let books = register::numbers(conn, commune)?;
    let told = books.into_iter().filter_map(|(book, year, numbers)| {
        let ranges: Vec<String> = gaps(&numbers)
            .into_iter()
            .take(6)
            .map(
                |(first, last)| {
                    if first == last { first.to_string() } else { format!("{first}–{last}") }
                },
            )
            .collect();
        (!ranges.is_empty()).then(|| (book, year, ranges.join(", ")))
    });
    Ok(told.collect())
}

fn done_of(conn: &Reading, child: ChildId) -> Result<Option<Done>, StoreError> {
    let Some(row) = register::of_child(conn, child)? else { return Ok(None) };
    let (Some(entry), Some(copy)) =
        (row.record.entry.clone(), row.copied.as_ref().map(|copied| copied.id))
    else {
        return Ok(None);
    };
    let [commune, book, year, number] = &entry;
    let apart = match number.parse() {
        Ok(number) => register::numbers(conn, commune)?
            .into_iter()
            .find(|(known, of, _)| known == book && of == year)
            .is_some_and(|(_, _, numbers)| {
                let others: Vec<u64> =
                    numbers.into_iter().filter(|other| *other != number).collect();
                stands_apart(number, &others)
            }),
        Err(_) => false,
    };
    Ok(Some(Done { child, copy, ticket: row.ticket, position: row.position, entry, apart }))
}

fn in_ascii(pairs: &[(String, String)], name: &str) -> String {
    let words = khmer::digits::to_ascii(&khmer::normalize(value(pairs, name)));
    words.chars().take(20).collect()
}

/// `POST /register/child/{id}/copied`: written into the book, with its number if the desk gave none.
pub(crate) async fn copied(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let child = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let written = ["book", "year", "number"].map(|name| in_ascii(&pairs, name));
    let (version, by) = (number(&pairs, "version").unwrap_or(0), me.by(door.now()));
    let typed = written.join(" / ");
    let done =
        door.kit()?.store.write(move |sp| acts::copied(sp, child, version, written, by)).await;
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{}&done={child}", back_to(&pairs))).into_response()),
        Err(err) => refused(&door, &me, child, err, &typed, &pairs).await,
    }
}

/// The page again, with why a tick was neither made nor taken back.
async fn refused(
    door: &StaffDoor,
    me: &Signed,
    child: ChildId,
    err: CopyError,
    typed: &str,
    pairs: &[(String, String)],
) -> Result<Response, WebError> {
    let ui = me.ui(door);
    let said = match err {
        CopyError::EntryBlank => ui.t("register-entry-blank"),
        CopyError::NotToBeEntered => ui.t("register-not-to-be-entered"),
        CopyError::OtherNumber { whose: (ticket, position), stands } => i18n::text_with(
            ui.lang(),
            "register-other-number",
            &[
                ("ticket", Arg::Text(&ui.n(format!("{ticket}.{position}")))),
                ("stands", Arg::Text(&ui.n(stands.join(" / ")))),
                ("typed", Arg::Text(&ui.n(typed))),
            ],
        ),
        CopyError::TickedAgain { who, at } => {
            ui.t2("register-ticked-again", "when", &ui.moment(&at), "who", &who)
        }
        CopyError::Case(CaseError::EntryTaken { ticket }) => {
            ui.t1("register-entry-taken", "ticket", &ui.n(ticket))
        }
        CopyError::Case(err) => ui.t(refusal(err)?),
        CopyError::Store(err) => return Err(err.into()),
    };
    let asked = Asked {
        which: value(pairs, "which").to_owned(),
        event: value(pairs, "event").to_owned(),
        ..Asked::default()
    };
    show(door, me, &asked, said, child.to_string(), Typed::of(pairs)).await
}

/// `POST /register/child/{id}/undo`: not written into the book after all; its number stays.
pub(crate) async fn undo(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let child = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let (copy, by) = (number(&pairs, "copy").unwrap_or(0), me.by(door.now()));
    match door.kit()?.store.write(move |sp| acts::not_copied(sp, child, copy, by)).await {
        Ok(()) => Ok(Redirect::to(&format!("{}#child-{child}", back_to(&pairs))).into_response()),
        Err(err) => refused(&door, &me, child, err, "", &pairs).await,
    }
}
