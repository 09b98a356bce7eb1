//! One child's certificate: whether it is ready, who may take it, what is asked, its brothers and sisters.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::typed::Typed;
use super::facts::{self, Known, Question, Sibling};
use crate::domain::application::Relation;
use crate::domain::case::{Certificate, State as Case};
use crate::domain::collection::{Standing, Thumb};
use crate::domain::ids::ChildId;
use crate::domain::staff::Room;
use crate::papers::picture::Picture;
use crate::seal::receipt_code::Serial;

#[derive(Template)]
#[template(path = "staff/collect_child.html")]
struct ChildPage {
    ui: Ui,
    shell: Shell,
    known: Known,
    verdict: &'static str,
    /// The receipt's code, only where the receipt itself was read: then nothing more is asked.
    code: String,
    questions: Vec<Question>,
    said: &'static str,
    typed: Typed,
    electronic: bool,
    mended: bool,
    /// Whether the certificate was handed over by the press that led here, and nothing has happened since.
    just_now: bool,
}

impl ChildPage {
    fn relations(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        Relation::ALL.iter().map(|relation| (relation.code(), relation.text_key()))
    }

    fn relation_key(&self, code: &str) -> &'static str {
        Relation::from_code(code).map_or("relation-other", |relation| relation.text_key())
    }

    fn papers(&self) -> impl Iterator<Item = &'static str> {
        Certificate::ALL.iter().map(|paper| paper.code())
    }

    fn standings(&self) -> &'static [Standing] {
        Standing::ALL
    }

    fn thumbs(&self) -> &'static [Thumb] {
        Thumb::ALL
    }

    fn picture(&self) -> Picture {
        self.known.picture()
    }

    fn ready_siblings(&self) -> impl Iterator<Item = &Sibling> {
        self.known.siblings.iter().filter(|sibling| sibling.is_ready())
    }

    fn other_siblings(&self) -> impl Iterator<Item = &Sibling> {
        self.known.siblings.iter().filter(|sibling| !sibling.is_ready())
    }

    fn has_ready_sibling(&self) -> bool {
        self.ready_siblings().next().is_some()
    }

    /// How a certificate left that was handed over without its receipt: a text key, empty with a receipt.
    fn shown_key(&self) -> &'static str {
        let taken = self.known.collection.as_ref().map(|(taken, _)| taken);
        let Some(taken) = taken else { return "" };
        match taken.proof.shown {
            Some(shown) => shown.text_key(),
            None if taken.proof.list.is_some() => "shown-list",
            // Older rows say only who vouched.
            None if !taken.vouched.is_empty() => "shown-nothing",
            None => "",
        }
    }
}

/// How a child's page was reached.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// By its receipt, scanned, photographed or typed just now.
    pub(super) scanned: bool,
    /// By a code that had to be mended.
    pub(super) mended: bool,
    /// By the number on a worn receipt.
    pub(super) number: String,
    /// By the hand-over that gave the case this version.
    pub(super) handed: Option<i64>,
}

/// What a link to a child's page may say.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    number: String,
    handed: String,
}

/// `GET /collect/child/{id}`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let id = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let number = Serial::from_spoken(&asked.number, 0).map(|serial| serial.spoken());
    let shown = Shown {
        number: number.unwrap_or_default(),
        handed: asked.handed.parse().ok(),
        ..Shown::default()
    };
    show(&door, &me, id, "", Typed::of(&[]), shown).await
}

pub(super) async fn show(
    door: &StaffDoor,
    me: &Signed,
    id: ChildId,
    said: &'static str,
    mut typed: Typed,
    shown: Shown,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let read = kit.store.read(move |conn| facts::read(conn, id)).await?;
    let known = read.ok_or(WebError::NotFound)?;
    let verdict = match &known.found.child.state {
        Case::CertificateReady { .. } => "ready",
        Case::Collected { .. } => "collected",
        Case::Filed
        | Case::Entered(_)
        | Case::AwaitingPapers { .. }
        | Case::SentToDistrict
        | Case::Closed { .. } => "not-ready",
    };
    let just_now = verdict == "collected" && shown.handed == Some(known.found.child.version);
    if !shown.number.is_empty() && !typed.on("shown") {
        typed.0.insert("shown".to_owned(), "worn".to_owned());
        typed.0.insert("number".to_owned(), shown.number);
    }
    let ui = me.ui(door);
    let page = ChildPage {
        shell: bar::shell(door, me, "collect").await?,
        verdict,
        code: known.code.clone().filter(|_| shown.scanned).unwrap_or_default(),
        questions: known.questions(&ui),
        known,
        said,
        typed,
        electronic: kit.event().is_some_and(|event| event.electronic),
        mended: shown.mended,
        just_now,
        ui,
    };
    let status = match said {
        "" => StatusCode::OK,
        lack if lack.starts_with("lack-") || lack.ends_with("-blank") => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        _ => StatusCode::CONFLICT,
    };
    Ok((status, Html(page.render()?)).into_response())
}
