//! A list that came back: what was collected from it, in one go, and that taken back.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::typed::Typed;
use super::super::{Pairs, number, value};
use super::facts::number_of;
use crate::acts::{self, TakenFromList};
use crate::domain::application::Relation;
use crate::domain::case::{Certificate, State as Case};
use crate::domain::ids::{ChildId, RowId};
use crate::domain::staff::Room;
use crate::i18n::{self, Arg};
use crate::khmer;
use crate::papers::picture::Picture;
use crate::store::collections::Collection;
use crate::store::families;
use crate::store::lists::{self, List, ListRow};
use crate::store::{StoreError, staff};

/// Longest name of somebody who took a certificate.
const LONGEST_NAME: usize = 120;

#[derive(Template)]
#[template(path = "staff/list_back.html")]
struct BackPage {
    ui: Ui,
    shell: Shell,
    list: List,
    made_by: String,
    rows: Vec<Row>,
    typed: Typed,
    /// Rows that were ticked without saying who took the certificate.
    wrong: Vec<u32>,
    /// How many were noted just now, and when, so that it can be undone.
    noted: Option<(u32, i64)>,
    undone: Option<u32>,
}

/// One row with the names that may stand on the paper.
struct Row {
    line: ListRow,
    names: Vec<String>,
}

impl Row {
    fn picture(&self) -> Picture {
        Picture::of(self.line.found.ticket, self.line.found.child.position)
    }

    fn number(&self) -> String {
        self.line.code.as_deref().map(number_of).unwrap_or_default()
    }

    fn is_ready(&self) -> bool {
        matches!(self.line.found.child.state, Case::CertificateReady { .. })
    }
}

impl BackPage {
    fn relations(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        Relation::ALL.iter().map(|relation| (relation.code(), relation.text_key()))
    }

    fn relation_key(&self, code: &str) -> &'static str {
        Relation::from_code(code).map_or("relation-other", |relation| relation.text_key())
    }

    fn typed_for(&self, name: &str, row: &u32) -> &str {
        self.typed.get(&format!("{name}-{row}"))
    }

    fn is_wrong(&self, row: &u32) -> bool {
        self.wrong.contains(row)
    }

    /// When a certificate was handed over and to whom.
    fn taken(&self, taken: &Collection) -> String {
        let (when, relation) =
            (self.ui.moment(&taken.at), self.ui.t(self.relation_key(&taken.relation)));
        let words = [
            ("when", Arg::Text(&when)),
            ("taker", Arg::Text(&taken.taker)),
            ("relation", Arg::Text(&relation)),
        ];
        i18n::text_with(self.ui.lang(), "back-taken", &words)
    }

    fn open(&self) -> usize {
        self.rows.iter().filter(|row| row.is_ready()).count()
    }
}

/// What the page was reached by.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Reached {
    noted: Option<u32>,
    at: Option<i64>,
    undone: Option<u32>,
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    id: RowId,
    (typed, wrong): (Typed, Vec<u32>),
    reached: Reached,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let read = kit
        .store
        .read(move |conn| {
            let Some(list) = lists::by_id(conn, id)? else { return Ok(None) };
            let mut rows = Vec::new();
            for line in lists::rows(conn, id)? {
                let family = families::by_id(conn, line.found.child.family)?;
                let names = family.map(|family| {
                    let own = family.informant().to_owned();
                    let others = family.collectors.into_iter().map(|(name, _)| name);
                    std::iter::once(own).chain(others).filter(|name| !name.is_empty()).collect()
                });
                rows.push(Row { line, names: names.unwrap_or_default() });
            }
            let made_by = staff::name_of(conn, list.staff)?;
            Ok::<_, StoreError>(Some((list, made_by, rows)))
        })
        .await?;
    let (list, made_by, rows) = read.ok_or(WebError::NotFound)?;
    // What was undone or went on since cannot be undone again.
    let stands = |at: i64| {
        rows.iter().any(|row| {
            row.line.collection.as_ref().is_some_and(|taken| taken.at.as_millisecond() == at)
        })
    };
    let noted = reached.noted.zip(reached.at).filter(|(_, at)| stands(*at));
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = BackPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "collect").await?,
        list,
        made_by,
        rows,
        typed,
        wrong,
        noted,
        undone: reached.undone,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /collect/lists/{id}`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    Query(reached): Query<Reached>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let id = RowId::parse(&id).map_err(|_| WebError::NotFound)?;
    show(&door, &me, id, (Typed::of(&[]), Vec::new()), reached).await
}

/// One row as it was filled in: `None` if nothing was said of it, an error if a part is missing.
fn taken_of(
    pairs: &[(String, String)],
    row: u32,
    child: ChildId,
) -> Option<Result<TakenFromList, u32>> {
    let said = |name: &str| value(pairs, &format!("{name}-{row}"));
    let taker = khmer::normalize(said("taker"));
    if said("took") != "yes" && taker.is_empty() {
        return None;
    }
    let fits = !taker.is_empty() && taker.chars().count() <= LONGEST_NAME;
    let relation = Relation::from_code(said("relation")).filter(|_| fits);
    Some(relation.map_or(Err(row), |relation| {
        Ok(TakenFromList {
            child,
            paper: Certificate::from_code(said("paper")).unwrap_or(Certificate::Certificate),
            taker,
            relation: relation.code().to_owned(),
        })
    }))
}

/// `POST /collect/lists/{id}`: everything that was collected from the list.
pub(crate) async fn take(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let id = RowId::parse(&id).map_err(|_| WebError::NotFound)?;
    let kit = door.kit()?;
    let children = kit.store.read(move |conn| lists::children_on(conn, id)).await?;
    let said = (1..).zip(children).filter_map(|(row, child)| taken_of(&pairs, row, child));
    let (mut taken, mut wrong) = (Vec::new(), Vec::new());
    for row in said {
        match row {
            Ok(row) => taken.push(row),
            Err(row) => wrong.push(row),
        }
    }
    if !wrong.is_empty() {
        return show(&door, &me, id, (Typed::of(&pairs), wrong), Reached::default()).await;
    }
    let by = me.by(door.now());
    let noted = kit.store.write(move |sp| acts::take_list_back(sp, id, &taken, by)).await?;
    let at = by.at.as_millisecond();
    Ok(Redirect::to(&format!("/collect/lists/{id}?noted={noted}&at={at}")).into_response())
}

/// `POST /collect/lists/{id}/undo`: takes back what was noted at one moment.
pub(crate) async fn undo(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let id = RowId::parse(&id).map_err(|_| WebError::NotFound)?;
    let at = number(&pairs, "at").and_then(|at| Timestamp::from_millisecond(at).ok());
    let at = at.ok_or(WebError::BadForm)?;
    let by = me.by(door.now());
    let kit = door.kit()?;
    let undone = kit.store.write(move |sp| acts::undo_list(sp, id, at, by)).await?;
    Ok(Redirect::to(&format!("/collect/lists/{id}?undone={undone}")).into_response())
}
