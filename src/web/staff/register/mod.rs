//! The register: what the clerk copies by hand into the commune's book, child by child, and its sheet and file.

mod lines;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::super::StaffDoor;
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::{self, Shell, Signed};
use super::desk::refusal;
use super::pdf;
use super::setup::Typed;
use super::{Pairs, number, value};
use crate::acts::register::{self as acts, CopyError};
use crate::clock;
use crate::domain::case::Entry;
use crate::domain::ids::ChildId;
use crate::domain::register::{gaps, stands_apart};
use crate::domain::staff::Room;
use crate::exchange::certificates;
use crate::khmer;
use crate::papers::{register_copy, sheet as papers};
use crate::store::cases::{self, CaseError};
use crate::store::register::{self, Row, Which};
use crate::store::{Reading, StoreError};

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

    /// Whether the number is still to be written down here.
    fn lacks_number(&self) -> bool {
        self.row.record.entry.is_none()
    }
}

/// A child that was just ticked off.
struct Done {
    child: ChildId,
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
    book: String,
    year: String,
    next: String,
    /// Book, year and ranges of numbers that nobody has.
    gaps: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "staff/register.html")]
struct RegisterPage {
    ui: Ui,
    shell: Shell,
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
    let event = kit.event().ok_or(WebError::NotFound)?;
    let (code, now) = (which_of(&asked.which), door.now());
    let done_child = ChildId::parse(&asked.done).ok();
    let of_event = std::sync::Arc::clone(&event);
    let (rows, books, done) = kit
        .store
        .read(move |conn| {
            let rows = register::list(conn, of_event.id, which(code, now))?;
            let year = clock::civil_day(now).year();
            let (book, year) = register::last_book(conn, &of_event, year)?;
            let next = cases::next_entry_number(conn, &of_event.commune_code, &book, &year)?;
            let (total, copied) = register::counts(conn, of_event.id)?;
            let books = Books {
                total,
                copied,
                gaps: gaps_of(conn, &of_event.commune_code)?,
                next: next.map(|next| next.to_string()).unwrap_or_default(),
                book,
                year,
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
    let blocks = rows.into_iter().skip(from).take(SHOWN).map(|row| {
        let old = row.copied.as_ref().filter(|_| row.is_open()).map(|copied| &copied.record);
        Block { sections: lines::sections(&row, old, &event), row }
    });
    let page = RegisterPage {
        ui: me.ui(door),
        shell: session::shell(door, me, "register").await?,
        which: code,
        blocks: blocks.collect(),
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
    let Some(entry) = row.record.entry.clone().filter(|_| row.copied.is_some()) else {
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
    Ok(Some(Done { child, ticket: row.ticket, position: row.position, entry, apart }))
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
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?;
    let entry = Entry {
        commune: event.commune_code.clone(),
        book: in_ascii(&pairs, "book"),
        year: in_ascii(&pairs, "year"),
        number: in_ascii(&pairs, "number"),
    };
    let (version, by) = (number(&pairs, "version").unwrap_or(0), me.by(door.now()));
    let id = event.id;
    let done = kit.store.write(move |sp| acts::copied(sp, id, child, version, &entry, by)).await;
    let which = which_of(value(&pairs, "which"));
    let ui = me.ui(&door);
    let said = match done {
        Ok(()) => {
            return Ok(
                Redirect::to(&format!("/register?which={which}&done={child}")).into_response()
            );
        }
        Err(CopyError::EntryBlank) => ui.t("register-entry-blank"),
        Err(CopyError::NotToBeEntered) => ui.t("register-not-to-be-entered"),
        Err(CopyError::Case(CaseError::EntryTaken { ticket })) => {
            ui.t1("register-entry-taken", "ticket", &ui.n(ticket))
        }
        Err(CopyError::Case(err)) => ui.t(refusal(err)?),
        Err(CopyError::Store(err)) => return Err(err.into()),
    };
    let asked = Asked { which: which.to_owned(), ..Asked::default() };
    show(&door, &me, &asked, said, child.to_string(), Typed::of(&pairs)).await
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
    let by = me.by(door.now());
    door.kit()?.store.write(move |sp| acts::not_copied(sp, child, by)).await?;
    let which = which_of(value(&pairs, "which"));
    Ok(Redirect::to(&format!("/register?which={which}#child-{child}")).into_response())
}

/// Reads what an export holds, as far as `belongs` says, and writes down that it left.
async fn leave(
    door: &StaffDoor,
    me: &Signed,
    pairs: &[(String, String)],
    act: &'static str,
    belongs: fn(&Row) -> bool,
) -> Result<(Vec<Row>, &'static str), WebError> {
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?.id;
    let (code, now, by) = (which_of(value(pairs, "which")), door.now(), me.by(door.now()));
    let mut rows =
        kit.store.read(move |conn| register::list(conn, event, which(code, now))).await?;
    rows.retain(belongs);
    let count = rows.len();
    kit.store.write(move |sp| acts::exported(sp, event, act, count, code, by)).await?;
    Ok((rows, code))
}

/// `POST /register/sheet`: the copy sheet as paper; written down as an export.
pub(crate) async fn sheet(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let (rows, code) = leave(&door, &me, &pairs, "export_register_sheet", |_| true).await?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?;
    let (now, training, who) = (door.now(), kit.training, me.session.name.clone());
    let bytes = pdf::compose("the copy sheet", move || {
        let copy = acts::sheet(&rows, &event, code, &who, now, training);
        papers::pdf(&register_copy::sheet(&copy))
    })
    .await?;
    Ok(pdf::shown("register-copy", bytes))
}

/// `POST /register/csv`: a file for the commune's own template of the certificate; written down as an export.
pub(crate) async fn csv(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    // Whoever's entry was taken back gets no certificate.
    let written = |row: &Row| !row.is_withdrawn();
    let (rows, _) = leave(&door, &me, &pairs, "export_register_csv", written).await?;
    let event = door.kit()?.event().ok_or(WebError::NotFound)?;
    let bytes = certificates::write(&rows, &event)
        .map_err(|_| WebError::Broken("the file of certificates"))?;
    Ok(pdf::file("text/csv; charset=utf-8", "attachment", "certificates.csv", bytes))
}
