//! Opening a day: the date confirmed by a person, forms and books counted, who sits at which desk.
#![allow(clippy::cmp_owned, reason = "a template compares copies of what it is lent")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::typed::{Typed, Wrong, mistake_of};
use super::super::{Pairs, number};
use crate::acts::day::{self, DayError};
use crate::app::Kit;
use crate::clock;
use crate::domain::event::{self, Event};
use crate::domain::ids::StaffId;
use crate::domain::queue::MAX_DESKS;
use crate::domain::register::plain;
use crate::domain::staff::{Role, Room};
use crate::i18n::{Lang, dates};
use crate::khmer::digits;
use crate::store::days::{self, Book, Day, NewDay, Stock, Used, Waiting};
use crate::store::staff::{self, Member};
use crate::store::{Reading, StoreError, book, cases};

/// Register books there is room for.
const BOOKS: usize = 3;

/// Below this a kit warns unless somebody says otherwise.
const LOW: u32 = 20;

#[derive(Template)]
#[template(path = "staff/day/open.html")]
struct OpenPage {
    ui: Ui,
    shell: Shell,
    /// What the laptop's clock says.
    today: Date,
    /// Number of the open day whose count is changed; none for a new day.
    recount: Option<u32>,
    waiting: Waiting,
    /// What was used since the last day was closed.
    used: Used,
    /// The last decision when this page was made: what comes after it is used of what is counted.
    since: i64,
    officers: Vec<Member>,
    typed: Typed,
    wrong: Vec<Wrong>,
}

impl OpenPage {
    fn mistake(&self, field: &str) -> &str {
        mistake_of(&self.wrong, field)
    }

    fn weekday(&self, lang: Lang) -> String {
        dates::weekday(lang, self.today)
    }

    fn in_words(&self, lang: Lang) -> String {
        dates::in_words(lang, self.today)
    }

    fn lunar(&self, lang: Lang) -> String {
        dates::lunar_in_words(lang, self.today)
    }

    fn books(&self) -> std::ops::RangeInclusive<usize> {
        1..=BOOKS
    }

    fn desks(&self) -> std::ops::RangeInclusive<u8> {
        1..=MAX_DESKS
    }

    /// Whether more than one book was typed or has a mistake.
    fn several_books(&self) -> bool {
        (2..=BOOKS).any(|row| {
            self.typed.on(&format!("book_{row}"))
                || !self.mistake(&format!("book_{row}")).is_empty()
        })
    }
}

async fn officers(kit: &Kit, event: &Event) -> Result<Vec<Member>, WebError> {
    let id = event.id;
    let mut members = kit.store.read(move |conn| staff::all(conn, Some(id))).await?;
    members.retain(|member| member.roles.contains(&Role::Officer));
    Ok(members)
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    event: &Event,
    recount: Option<u32>,
    typed: Typed,
    wrong: Vec<Wrong>,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let (id, today) = (event.id, clock::civil_day(door.now()));
    // Somebody who is asked again has counted before.
    let kept: Option<i64> = typed.get("since").parse().ok();
    let read = move |conn: &Reading| {
        let since = kept.map_or_else(|| days::last_step(conn), Ok)?;
        let counted = Stock { forms_since: since, since, ..Stock::default() };
        let used = days::used(conn, id, &counted)?;
        Ok::<_, StoreError>((days::waiting(conn, id)?, used, since))
    };
    let (waiting, used, since) = kit.store.read(read).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = OpenPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "day").await?,
        today,
        recount,
        waiting,
        used,
        since,
        officers: officers(&kit, event).await?,
        typed,
        wrong,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// What stood at the end of the day before, or what this day was opened with.
fn typed_of(stock: &Stock, desks: &[(u8, StaffId)]) -> Typed {
    let mut typed = BTreeMap::new();
    let mut set = |name: String, value: String| typed.insert(name, value);
    set("forms".to_owned(), stock.forms.map(|forms| forms.to_string()).unwrap_or_default());
    set("low".to_owned(), stock.low.to_string());
    for (row, book) in (1..=BOOKS).zip(&stock.books) {
        set(format!("book_{row}"), book.book.clone());
        set(format!("book_{row}_next"), book.next.to_string());
        if book.left != UNCOUNTED {
            set(format!("book_{row}_left"), book.left.to_string());
        }
    }
    for (desk, staff) in desks {
        set(format!("desk_{staff}"), desk.to_string());
    }
    Typed(typed)
}

/// Entries left of a book that nobody has counted: the box stays empty.
const UNCOUNTED: u32 = u32::MAX;

/// What the next day begins with: what was left less what was used since, and the book that is open now.
fn stock_after(conn: &Reading, event: &Event, last: Option<&Day>) -> Result<Stock, StoreError> {
    let Some((day, closed)) = last.and_then(|day| Some((day, day.closed.as_ref()?))) else {
        return Ok(Stock { low: LOW, ..Stock::default() });
    };
    let left = day::left_of(day, &closed.figures);
    let since = days::used_before_now(conn, event.id)?;
    // The book entered last, which may have been begun in the middle of the day.
    let (book, year) = book::last(conn, event.id)?.unwrap_or_default();
    let mut books = Vec::new();
    for known in &day.stock.books {
        let used = closed.figures.books.iter().find(|used| used.book == plain(&known.book));
        let next = used.map_or(known.next, |used| used.last + 1);
        let left = left.books.iter().find(|(name, _)| *name == known.book);
        let left = left.map_or(0, |(_, left)| *left);
        let (next, left) = day::gone_on(next, left, &since.of_book(&known.book));
        let left = u32::try_from(left).unwrap_or(0);
        if 0 < left {
            books.push(Book { book: known.book.clone(), next, left, since: 0 });
        }
    }
    let was_counted = day.stock.books.iter().any(|known| plain(&known.book) == book);
    if !book.is_empty() && !was_counted {
        // Nobody has counted this one: what it has left stays open.
        let next = cases::next_entry_number(conn, &event.commune_code, &book, &year)?.unwrap_or(1);
        books.push(Book { book, next, left: UNCOUNTED, since: 0 });
    }
    let forms = closed.closing.counted.left.map(|forms| forms.saturating_sub(since.forms_before));
    Ok(Stock { forms, low: day.stock.low, books, ..Stock::default() })
}

/// `GET /day/open`
pub(crate) async fn page(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = kit.open_event().ok_or(WebError::Over)?;
    let read_event = Arc::clone(&event);
    let (last, stock) = kit
        .store
        .read(move |conn| {
            let last = days::last(conn, read_event.id)?;
            let stock = stock_after(conn, &read_event, last.as_ref())?;
            Ok::<_, StoreError>((last, stock))
        })
        .await?;
    if last.as_ref().is_some_and(Day::is_open) {
        return Ok(Redirect::to("/day").into_response());
    }
    let desks = last.map(|day| day.desks).unwrap_or_default();
    show(&door, &me, &event, None, typed_of(&stock, &desks), Vec::new()).await
}

/// What was typed on the page, read.
struct Read {
    stock: Stock,
    desks: Vec<(u8, StaffId)>,
}

fn read(ui: &Ui, typed: &Typed, officers: &[Member], wrong: &mut Vec<Wrong>) -> Read {
    let mut slip = |field: &str, text: &str| {
        // The same may be wrong with both numbers.
        let is_number = text == "mistake-day-number";
        let whose = if is_number { ui.t(&format!("open-{field}")) } else { String::new() };
        wrong.push(Wrong::of(field, whose, ui.t(text)));
    };
    // Whatever a page says, nothing was counted later than now.
    let since = typed.get("since").parse().unwrap_or(i64::MAX);
    let whole = |field: &str| -> Result<Option<u32>, ()> {
        let ascii = digits::to_ascii(typed.get(field));
        if ascii.is_empty() { Ok(None) } else { ascii.parse().map(Some).map_err(|_| ()) }
    };
    let forms = whole("forms").unwrap_or_else(|()| {
        slip("forms", "mistake-day-number");
        None
    });
    let low = whole("low").unwrap_or_else(|()| {
        slip("low", "mistake-day-number");
        None
    });
    let mut books = Vec::new();
    for row in 1..=BOOKS {
        let (name, next, left) =
            (format!("book_{row}"), format!("book_{row}_next"), format!("book_{row}_left"));
        let book = digits::to_ascii(typed.get(&name));
        if book.is_empty() && !typed.on(&next) && !typed.on(&left) {
            continue;
        }
        match (whole(&next), whole(&left)) {
            (Ok(Some(next)), Ok(Some(left))) if !book.is_empty() && book.chars().count() <= 20 => {
                books.push(Book { book, next: i64::from(next), left, since });
            }
            _ => slip(&name, "mistake-day-book"),
        }
    }
    let mut desks = Vec::new();
    let mut taken = BTreeSet::new();
    for officer in officers {
        let field = format!("desk_{}", officer.id);
        let desk: Option<u8> = digits::to_ascii(typed.get(&field)).parse().ok();
        let Some(desk) = desk.filter(|desk| (1..=MAX_DESKS).contains(desk)) else { continue };
        if !taken.insert(desk) {
            slip(&field, "mistake-day-desk-twice");
        }
        desks.push((desk, officer.id));
    }
    desks.sort_unstable();
    let low = low.unwrap_or(LOW);
    Read { stock: Stock { forms, forms_since: since, low, books, since }, desks }
}

/// The date somebody typed.
fn typed_date(typed: &Typed) -> Option<Date> {
    let date: Option<Date> = digits::to_ascii(typed.get("date")).parse().ok();
    date.filter(|date| event::YEARS.contains(&date.year()))
}

/// What is wrong with it: where nothing at all was typed, the clock may be right as well.
fn not_a_day(typed: &Typed) -> &'static str {
    if typed.has_day("date") { event::not_a_day(typed.get("date")) } else { "mistake-day-date" }
}

/// The day somebody confirmed: the clock's, if they said so to that very date, or the one they typed.
fn confirmed(ui: &Ui, typed: &Typed, today: Date, wrong: &mut Vec<Wrong>) -> Option<Date> {
    let mut slip = |field: &str, text: &str| {
        wrong.push(Wrong::at(field, ui.t(text)));
        None
    };
    match typed.get("clock") {
        "right" if typed.get("shown") == today.to_string() => Some(today),
        "other" => typed_date(typed).or_else(|| slip("date", not_a_day(typed))),
        _ => slip("clock", "mistake-day-confirm"),
    }
}

/// `POST /day/open`
pub(crate) async fn open(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = kit.open_event().ok_or(WebError::Over)?;
    let ui = me.ui(&door);
    let typed = Typed::of(&pairs).with_days(&["date"]);
    let today = clock::civil_day(door.now());
    let mut wrong = Vec::new();
    let date = confirmed(&ui, &typed, today, &mut wrong);
    let read = read(&ui, &typed, &officers(&kit, &event).await?, &mut wrong);
    let Some(date) = date.filter(|_| wrong.is_empty()) else {
        return show(&door, &me, &event, None, typed, wrong).await;
    };
    let by = me.by(door.now());
    let new = NewDay {
        event: event.id,
        day: date,
        clock_said: today,
        stock: read.stock,
        desks: read.desks,
    };
    match kit.store.write(move |sp| day::open_day(sp, &new, by)).await {
        Ok(_) => {
            door.app().line_changed();
            tokio::spawn(async move { super::back_up_meanwhile(&kit, by.at).await });
            Ok(Redirect::to("/day?said=opened").into_response())
        }
        Err(DayError::SameDay) => {
            let field = if typed.get("clock") == "other" { "date" } else { "clock" };
            let wrong = vec![Wrong::at(field, ui.t("mistake-day-again"))];
            show(&door, &me, &event, None, typed, wrong).await
        }
        // Somebody else was faster, or this is a second tap: the day is open.
        Err(DayError::Stale) => Ok(Redirect::to("/day").into_response()),
        Err(err) => Err(err.into()),
    }
}

/// The open day.
async fn open_day_of(kit: &Kit, event: &Event) -> Result<Option<Day>, WebError> {
    let id = event.id;
    Ok(kit.store.read(move |conn| days::last(conn, id)).await?.filter(Day::is_open))
}

/// `GET /day/count`: what was counted at opening, to be changed.
pub(crate) async fn count_page(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = kit.open_event().ok_or(WebError::Over)?;
    match open_day_of(&kit, &event).await? {
        Some(day) => {
            let mut typed = typed_of(&day.stock, &day.desks);
            typed.0.insert("date".to_owned(), day.day.to_string());
            show(&door, &me, &event, Some(day.number), typed, Vec::new()).await
        }
        None => Ok(Redirect::to("/day").into_response()),
    }
}

/// `POST /day/count`
pub(crate) async fn count(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = kit.open_event().ok_or(WebError::Over)?;
    let (ui, typed) = (me.ui(&door), Typed::of(&pairs).with_days(&["date"]));
    let day: u32 = number(&pairs, "day").ok_or(WebError::BadForm)?;
    let mut wrong = Vec::new();
    let date = typed_date(&typed);
    if date.is_none() && typed.has_day("date") {
        wrong.push(Wrong::at("date", ui.t(event::not_a_day(typed.get("date")))));
    }
    let read = read(&ui, &typed, &officers(&kit, &event).await?, &mut wrong);
    if !wrong.is_empty() {
        return show(&door, &me, &event, Some(day), typed, wrong).await;
    }
    let by = me.by(door.now());
    let id = event.id;
    let saved = kit
        .store
        .write(move |sp| {
            if let Some(date) = date {
                day::redate_day(sp, id, day, date, by)?;
            }
            day::recount_day(sp, id, day, &read.stock, &read.desks, by)
        })
        .await;
    match saved {
        Ok(()) => Ok(Redirect::to("/day?said=recounted").into_response()),
        Err(DayError::SameDay) => {
            let wrong = vec![Wrong::at("date", ui.t("mistake-day-again-date"))];
            show(&door, &me, &event, Some(day), typed, wrong).await
        }
        Err(DayError::Stale) => Ok(Redirect::to("/day").into_response()),
        Err(err) => Err(err.into()),
    }
}
