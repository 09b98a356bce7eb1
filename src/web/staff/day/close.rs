//! Closing a day: count, see whether it adds up, say a word about what does not, close.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::typed::{Typed, Wrong, mistake_of};
use super::super::{Pairs, number, value};
use crate::acts::day::{self, Account, DayError, ToClose};
use crate::app::Kit;
use crate::domain::day::in_a_line;
use crate::domain::event::Event;
use crate::domain::staff::Room;
use crate::khmer::{self, digits};
use crate::papers::day_sheet::{Body, Section};
use crate::store::days::{Counted, Day, Difference};
use crate::store::tickets;

/// Longest word about what does not add up.
const LONGEST: usize = 300;

#[derive(Template)]
#[template(path = "staff/day/close.html")]
struct ClosePage {
    ui: Ui,
    shell: Shell,
    day: Day,
    account: Account,
    sections: Vec<Section>,
    /// Numbers that go back to their place.
    returned: Vec<i64>,
    differences: Vec<Difference>,
    /// By [`day::mark_of`], or empty before anybody has looked.
    seen: String,
    typed: Typed,
    wrong: Vec<Wrong>,
}

impl ClosePage {
    fn mistake(&self, field: &str) -> &str {
        mistake_of(&self.wrong, field)
    }

    fn in_words(&self, difference: &Difference) -> String {
        let words = day::in_words(difference, self.account.figures.receipts.laptop);
        words.for_reader(self.ui.lang()).to_owned()
    }

    fn returned_list(&self) -> String {
        self.ui.n(in_a_line(&self.returned))
    }

    fn blanks(&self) -> i64 {
        i64::try_from(self.account.figures.receipts.blanks.len()).unwrap_or_default()
    }

    fn papers_out(&self) -> i64 {
        i64::try_from(self.account.figures.tickets.papers.out.len()).unwrap_or_default()
    }

    fn written(&self) -> i64 {
        i64::from(self.account.figures.children.written)
    }

    /// Of those written, how many were before the forms were counted.
    fn before(&self) -> i64 {
        i64::from(self.account.figures.used().forms_before)
    }

    fn forms(&self) -> Option<i64> {
        self.day.stock.forms.map(i64::from)
    }
}

/// What the page shows: nothing looked at yet, or what was found.
struct Looked {
    differences: Option<Vec<Difference>>,
    typed: Typed,
    wrong: Vec<Wrong>,
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    event: &Arc<Event>,
    looked: Looked,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let (read_event, today) = (Arc::clone(event), crate::clock::civil_day(door.now()));
    let (account, returned) = kit
        .store
        .read(move |conn| {
            let mut returned = Vec::new();
            for state in ["called", "at_desk", "missed"] {
                let listed = tickets::list(conn, read_event.id, state, u32::MAX)?;
                returned.extend(listed.iter().map(|listed| i64::from(listed.ticket.number)));
            }
            Ok::<_, crate::store::StoreError>((
                day::account(conn, &read_event, None, today)?,
                returned,
            ))
        })
        .await?;
    let account = account.ok_or(WebError::NotFound)?;
    let Some(open) = account.day.clone().filter(Day::is_open) else {
        return Ok(Redirect::to("/day").into_response());
    };
    let mut typed = looked.typed;
    typed
        .0
        .entry("used".to_owned())
        .or_insert_with(|| account.figures.children.written.to_string());
    let status =
        if looked.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ClosePage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "day").await?,
        sections: day::sections(&account),
        seen: looked.differences.as_deref().map(day::mark_of).unwrap_or_default(),
        differences: looked.differences.unwrap_or_else(|| account.differences.clone()),
        day: open,
        account,
        returned,
        typed,
        wrong: looked.wrong,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /day/close`
pub(crate) async fn page(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let event = door.kit()?.open_event().ok_or(WebError::Over)?;
    let looked = Looked { differences: None, typed: Typed(BTreeMap::new()), wrong: Vec::new() };
    show(&door, &me, &event, looked).await
}

fn read(ui: &Ui, typed: &Typed, wrong: &mut Vec<Wrong>) -> Counted {
    let mut whole = |field: &str| -> Option<u32> {
        let ascii = digits::to_ascii(typed.get(field));
        let parsed = ascii.parse().ok();
        if parsed.is_none() && !ascii.is_empty() {
            let whose = ui.t(&format!("close-{field}"));
            wrong.push(Wrong::of(field, whose, ui.t("mistake-day-number")));
        }
        parsed
    };
    Counted {
        brought: whole("brought").unwrap_or(0),
        used: whole("used"),
        spoilt: whole("spoilt").unwrap_or(0),
        left: whole("left"),
        blanks: whole("blanks"),
        papers: whole("papers"),
    }
}

/// `POST /day/close`: with `do=look` shows what does not add up, with `do=close` closes.
pub(crate) async fn close(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = kit.open_event().ok_or(WebError::Over)?;
    let (ui, typed) = (me.ui(&door), Typed::of(&pairs));
    let mut wrong = Vec::new();
    let counted = read(&ui, &typed, &mut wrong);
    let day_number: u32 = number(&pairs, "day").ok_or(WebError::BadForm)?;
    if !wrong.is_empty() {
        return show(&door, &me, &event, Looked { differences: None, typed, wrong }).await;
    }
    if value(&pairs, "do") != "close" {
        let differences = look(&kit, &event, day_number, counted, &door).await?;
        return show(&door, &me, &event, Looked { differences, typed, wrong }).await;
    }
    let explanation: String =
        khmer::normalize(typed.get("explanation")).chars().take(LONGEST).collect();
    let close =
        ToClose { number: day_number, counted, explanation, seen: typed.get("seen").to_owned() };
    let (id, by) = (event.id, me.by(door.now()));
    let explained = !close.explanation.is_empty();
    match kit.store.write(move |sp| day::close_day(sp, id, &close, by)).await {
        Ok(()) => {
            door.app().line_changed();
            // Before anybody shuts the laptop.
            let said =
                if super::back_up(&kit, by.at).await { "closed" } else { "closed-no-backup" };
            Ok(Redirect::to(&format!("/day?said={said}")).into_response())
        }
        Err(DayError::Unexplained(found)) => {
            let text = if explained { "close-changed" } else { "close-explain-first" };
            let wrong = vec![Wrong::at("explanation", ui.t(text))];
            let looked = Looked { differences: Some(found), typed, wrong };
            show(&door, &me, &event, looked).await
        }
        // A second tap, or somebody else closed it: the page of the day says how it stands.
        Err(DayError::Stale) => Ok(Redirect::to("/day").into_response()),
        Err(err) => Err(err.into()),
    }
}

/// What does not add up with what was counted by hand; none if the day is no longer open.
async fn look(
    kit: &Kit,
    event: &Arc<Event>,
    day_number: u32,
    counted: Counted,
    door: &StaffDoor,
) -> Result<Option<Vec<Difference>>, WebError> {
    let (event, today) = (Arc::clone(event), crate::clock::civil_day(door.now()));
    let account =
        kit.store.read(move |conn| day::account(conn, &event, Some(day_number), today)).await?;
    Ok(account.and_then(|account| account.differences_with(&counted)))
}
