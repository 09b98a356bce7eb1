//! Receipts: exact preview, print through the browser, copies, and a day's batch in one file.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::ToSpan as _;

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::collect::facts::number_of;
use super::pdf;
use super::{Pairs, number, value, values};
use crate::acts::{self, Printed};
use crate::clock;
use crate::domain::ids::IssueId;
use crate::domain::staff::Room;
use crate::papers::receipt::{self, Sheet};
use crate::seal::receipt_code::Code;
use crate::store::receipts::{self, Issue, Listed};
use crate::store::{Reading, StoreError, staff};

/// Why somebody asks for a further copy.
pub(crate) const COPY_REASONS: [&str; 4] = ["lost", "damaged", "for_office", "other"];

/// Most receipts in one file.
const MOST: usize = 1000;

#[derive(Template)]
#[template(path = "staff/receipts.html")]
struct ListPage {
    ui: Ui,
    shell: Shell,
    listed: Vec<Listed>,
    day: jiff::civil::Date,
}

impl ListPage {
    /// How many come out of the printer: those written by hand are in the families' hands already.
    fn printable(&self) -> usize {
        self.listed.iter().filter(|row| !row.issue.is_handwritten()).count()
    }

    /// The number by which the day's pages speak of a receipt.
    fn number(&self, issue: &Issue) -> String {
        number_of(&issue.code)
    }
}

#[derive(Template)]
#[template(path = "staff/receipt.html")]
struct PreviewPage {
    ui: Ui,
    shell: Shell,
    issue: Issue,
    with: String,
    copy: u32,
    size: &'static str,
    groups: Vec<String>,
    count: usize,
}

impl PreviewPage {
    fn reasons(&self) -> &'static [&'static str] {
        &COPY_REASONS
    }
}

/// Which paper is asked for.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    with: String,
    size: String,
    copy: Option<u32>,
}

impl Asked {
    fn size(&self) -> (Sheet, &'static str) {
        let sheet = Sheet::from_code(&self.size);
        (sheet, sheet.code())
    }

    fn all(&self, first: &str) -> Result<Vec<IssueId>, WebError> {
        std::iter::once(first)
            .chain(self.with.split(',').filter(|id| !id.is_empty()))
            .take(MOST)
            .map(|id| IssueId::parse(id).map_err(|_| WebError::NotFound))
            .collect()
    }
}

/// `GET /receipts`: what was issued today.
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Html<String>, WebError> {
    let me = me.enter(Room::Desk)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?;
    let day = clock::civil_day(door.now());
    let from = clock::start_of(day);
    let to = from.checked_add(24.hours()).unwrap_or(from);
    let listed =
        kit.store.read(move |conn| receipts::issued_between(conn, event.id, from, to)).await?;
    let page = ListPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "receipts").await?,
        listed,
        day,
    };
    Ok(Html(page.render()?))
}

/// `GET /receipts/{id}`: the receipt itself, not a picture of it.
pub(crate) async fn preview(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let first = IssueId::parse(&id).map_err(|_| WebError::NotFound)?;
    let count = asked.all(&id)?.len();
    let kit = door.kit()?;
    let issue = kit
        .store
        .read(move |conn| receipts::by_id(conn, first))
        .await?
        .ok_or(WebError::NotFound)?;
    let code = issue.code.clone();
    let latest = kit.store.read(move |conn| receipts::latest(conn, &code)).await?;
    if let Some(latest) = latest.filter(|latest| latest.id != issue.id) {
        // A corrected receipt takes the old one's place everywhere.
        return Ok(Redirect::to(&format!("/receipts/{}", latest.id)).into_response());
    }
    let copy = asked.copy.filter(|copy| (1..=issue.copies).contains(copy)).unwrap_or(1);
    let page = PreviewPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "receipts").await?,
        groups: Code::from_stored(&issue.code)
            .map(|code| code.grouped().split('-').map(str::to_owned).collect())
            .unwrap_or_default(),
        size: asked.size().1,
        with: asked.with.clone(),
        issue,
        copy,
        count,
    };
    Ok(Html(page.render()?).into_response())
}

/// What a paper needs beside its record: copy, reason, time, officer's name.
fn printed_of(conn: &Reading, issue: &Issue, copy: u32) -> Result<Printed, StoreError> {
    if copy <= 1 {
        return Ok(Printed::First);
    }
    Ok(match receipts::print_of(conn, issue.id, copy)? {
        Some(print) => Printed::Further {
            copy,
            reason: print.reason,
            at: print.at,
            by: staff::name_of(conn, print.staff)?,
        },
        None => Printed::First,
    })
}

/// `GET /receipts/{id}/pdf`
pub(crate) async fn pdf(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let _me = me.enter(Room::Desk)?;
    let ids = asked.all(&id)?;
    let copy = asked.copy.unwrap_or(1);
    make(&door, ids, copy, asked.size().0).await
}

async fn make(
    door: &StaffDoor,
    ids: Vec<IssueId>,
    copy: u32,
    size: Sheet,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let issues = kit
        .store
        .read(move |conn| {
            ids.into_iter()
                .map(|id| {
                    let issue = receipts::by_id(conn, id)?.ok_or(WebError::NotFound)?;
                    // An edition that was corrected since is not printed as if it still held.
                    let issue = receipts::latest(conn, &issue.code)?.unwrap_or(issue);
                    let printed = printed_of(conn, &issue, copy)?;
                    Ok::<_, WebError>((issue, printed))
                })
                // The family holds the first one already, written by hand: only a copy is printed of it.
                .filter(
                    |paper| !matches!(paper, Ok((issue, Printed::First)) if issue.is_handwritten()),
                )
                .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    if issues.is_empty() {
        return Err(WebError::NotFound);
    }
    let name = issues.first().map_or_else(String::new, |(issue, _)| serial_of(issue));
    let bytes = pdf::compose("a receipt", move || {
        let papers: Vec<_> =
            issues.iter().map(|(issue, printed)| acts::paper(issue, printed)).collect();
        receipt::batch(&papers, size)
    })
    .await?;
    Ok(pdf::shown(&format!("receipt-{name}"), bytes))
}

/// The serial of a receipt, which may stand in a file's name; the code's last part is a secret.
fn serial_of(issue: &Issue) -> String {
    issue.code.get(3..12).unwrap_or_default().to_ascii_lowercase()
}

/// `POST /receipts/{id}/printed`: the officer says that the paper came out, also after a jam.
pub(crate) async fn printed(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let asked = Asked { with: value(&pairs, "with").to_owned(), ..Asked::default() };
    let (ids, by) = (asked.all(&id)?, me.by(door.now()));
    let copy: u32 = number(&pairs, "copy").unwrap_or(1);
    let kit = door.kit()?;
    let back = kit
        .store
        .write(move |sp| {
            let mut back = None;
            for id in ids {
                let issue = receipts::by_id(sp, id)?.ok_or(WebError::NotFound)?;
                acts::note_print(sp, id, copy.clamp(1, issue.copies.max(1)), "", by)?;
                let child = receipts::bound_to(sp, &issue.code)?.flatten();
                if let (None, Some(child)) = (&back, child) {
                    back = crate::store::people::child(sp, child)?.map(|child| child.family);
                }
            }
            Ok::<_, WebError>(back)
        })
        .await?;
    Ok(Redirect::to(
        &back.map_or("/receipts".to_owned(), |family| format!("/desk/family/{family}")),
    )
    .into_response())
}

/// `POST /receipts/{id}/copy`: a further copy, marked as one, for a reason.
pub(crate) async fn copy(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let first = IssueId::parse(&id).map_err(|_| WebError::NotFound)?;
    let reason = value(&pairs, "reason").to_owned();
    if !COPY_REASONS.contains(&reason.as_str()) {
        return Ok(Redirect::to(&format!("/receipts/{first}")).into_response());
    }
    let by = me.by(door.now());
    let kit = door.kit()?;
    let copy = kit
        .store
        .write(move |sp| {
            let issue = receipts::by_id(sp, first)?.ok_or(WebError::NotFound)?;
            let copy = issue.copies.max(1) + 1;
            acts::note_print(sp, first, copy, &reason, by)?;
            Ok::<_, WebError>(copy)
        })
        .await?;
    Ok(Redirect::to(&format!("/receipts/{first}?copy={copy}")).into_response())
}

/// `POST /receipts`: those that were ticked, or all of the day, in one file.
pub(crate) async fn batch(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let _me = me.enter(Room::Desk)?;
    let ids = values(&pairs, "issue");
    let ids: Vec<IssueId> =
        ids.iter().take(MOST).filter_map(|id| IssueId::parse(id).ok()).collect();
    if ids.is_empty() {
        return Ok(Redirect::to("/receipts").into_response());
    }
    make(&door, ids, 1, Sheet::from_code(value(&pairs, "size"))).await
}
