//! Handing certificates over: scan, see what is known, give it to the right person, once.

use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::StaffDoor;
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::{self, Shell, Signed};
use super::desk::decide::hand_over as hand_over_of;
use super::desk::refusal;
use super::papers::bind::page_of as blank_page;
use super::{Pairs, number, value};
use crate::acts;
use crate::domain::application::Relation;
use crate::domain::case::{Certificate, State as Case, Step};
use crate::domain::ids::ChildId;
use crate::domain::staff::Room;
use crate::scan::{self, ScanError};
use crate::seal::receipt_code::{self, Realm, Verdict};
use crate::store::collections::{self, Collection};
use crate::store::search::{self, Found};
use crate::store::{StoreError, events, families, receipts, staff};

/// What a scan or a typed code turned out to be.
pub(crate) enum Seen {
    /// Genuine and bound to this child.
    Child { child: ChildId, mended: bool },
    /// Genuine, but no child has it yet.
    Unbound,
    /// Genuine, of this kit's making, but not in its register: made after the backup this kit was restored from.
    Unknown,
    /// Of an event this kit does not know.
    OtherEvent,
    /// A training code on a real kit, or the reverse.
    Training,
    /// Damaged; the group to compare, if it can be told.
    Damaged { group: Option<u8> },
    /// Not one of our codes at all.
    NotOurs,
}

impl Seen {
    /// Stable word for the page and for programs that read it.
    fn verdict(&self) -> &'static str {
        match self {
            Self::Child { .. } => "child",
            Self::Unbound => "unbound",
            Self::Unknown => "unknown",
            Self::OtherEvent => "other-event",
            Self::Training => "training",
            Self::Damaged { .. } => "damaged",
            Self::NotOurs => "not-ours",
        }
    }
}

#[derive(Template)]
#[template(path = "staff/collect.html")]
struct CollectPage {
    ui: Ui,
    shell: Shell,
    /// What the scan turned out to be; empty before the first.
    verdict: &'static str,
    group: Option<u8>,
    groups: Vec<String>,
    ready: u32,
    collected: u32,
    typed: String,
    asked: bool,
    found: Vec<Found>,
}

#[derive(Template)]
#[template(path = "staff/collect_child.html")]
struct ChildPage {
    ui: Ui,
    shell: Shell,
    found: Found,
    verdict: &'static str,
    collection: Option<(Collection, String)>,
    code: String,
    collectors: Vec<(String, String)>,
    informant: String,
    informant_relation: String,
    informant_may: bool,
    said: &'static str,
    typed: super::setup::Typed,
    electronic: bool,
    mended: bool,
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
}

/// What a code is, against the register.
fn judge(conn: &crate::store::Reading, typed: &str, training: bool) -> Result<Seen, StoreError> {
    let keys = events::receipt_keys(conn)?;
    let realm = if training { Realm::Training } else { Realm::Real };
    let verdict = receipt_code::check(&receipt_code::read(typed), realm, &keys);
    Ok(match verdict {
        Verdict::Genuine { code, mended } => match receipts::bound_to(conn, &code.to_string())? {
            Some(Some(child)) => Seen::Child { child, mended },
            Some(None) => Seen::Unbound,
            None => Seen::Unknown,
        },
        Verdict::UnknownEvent { .. } => Seen::OtherEvent,
        Verdict::OtherRealm { .. } => Seen::Training,
        Verdict::Damaged { group } => Seen::Damaged { group },
        Verdict::NotOurs => Seen::NotOurs,
    })
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    seen: Option<&Seen>,
    typed_code: &str,
    search: Option<(String, Vec<Found>)>,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let (ready, collected) = match kit.event() {
        Some(event) => kit.store.read(move |conn| collections::counts(conn, event.id)).await?,
        None => (0, 0),
    };
    let damaged = match seen {
        Some(Seen::Damaged { group }) => *group,
        _ => None,
    };
    let asked = search.is_some();
    let (typed, found) = search.unwrap_or_default();
    let page = CollectPage {
        ui: me.ui(door),
        shell: session::shell(door, me, "collect").await?,
        verdict: seen.map_or("", Seen::verdict),
        group: damaged,
        groups: groups_of(typed_code),
        ready,
        collected,
        typed,
        asked,
        found,
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

pub(crate) async fn judged(door: &StaffDoor, typed: String) -> Result<Seen, WebError> {
    let kit = door.kit()?;
    let training = kit.training;
    Ok(kit.store.read(move |conn| judge(conn, &typed, training)).await?)
}

/// `POST /collect`: a code from the scanner or the keyboard.
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
    answer(&door, &me, typed).await
}

async fn answer(door: &StaffDoor, me: &Signed, typed: String) -> Result<Response, WebError> {
    let seen = judged(door, typed.clone()).await?;
    let by = me.by(door.now());
    let kit = door.kit()?;
    let verdict = seen.verdict();
    let subject = match &seen {
        Seen::Child { child, .. } => child.to_string(),
        _ => String::new(),
    };
    kit.store
        .write(move |sp| crate::store::journal::append(sp, by, "scan", &subject, verdict))
        .await?;
    match seen {
        Seen::Child { child, mended } => {
            let shown = Shown { scanned: true, mended };
            child_page(door, me, child, "", super::setup::Typed::of(&[]), shown).await
        }
        Seen::Unbound => match blank_page(door, typed.clone()).await? {
            Some(page) => Ok(Redirect::to(&page).into_response()),
            None => show(door, me, Some(&Seen::Unbound), &typed, None).await,
        },
        seen => show(door, me, Some(&seen), &typed, None).await,
    }
}

/// `POST /collect/photo`: a photo of the receipt, read here.
pub(crate) async fn photo(
    State(door): State<StaffDoor>,
    me: Signed,
    mut parts: Multipart,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let mut picture = None;
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(_) => return Err(WebError::BadForm),
        };
        if part.name() == Some("photo") {
            picture = Some(part.bytes().await.map_err(|_| WebError::TooLarge)?);
        }
    }
    let picture = picture.unwrap_or_default();
    let read = tokio::task::spawn_blocking(move || scan::read_code(&picture)).await;
    match read {
        Ok(Ok(code)) => answer(&door, &me, code).await,
        Ok(Err(ScanError::TooLarge)) => Err(WebError::TooLarge),
        Ok(Err(ScanError::NotAPicture | ScanError::NothingFound)) | Err(_) => {
            show(&door, &me, Some(&Seen::NotOurs), "", None).await
        }
    }
}

/// `POST /collect/find`: without the receipt, by search.
pub(crate) async fn find(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let typed: String = value(&pairs, "q").chars().take(200).collect();
    let kit = door.kit()?;
    let (words, event) = (typed.clone(), kit.event().map(|event| event.id));
    let found = kit.store.read(move |conn| search::find(conn, event, &words)).await?;
    show(&door, &me, None, "", Some((typed, found))).await
}

/// `GET /collect/child/{id}`
pub(crate) async fn child(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let id = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    child_page(&door, &me, id, "", super::setup::Typed::of(&[]), Shown::default()).await
}

/// How a child's page was reached.
#[derive(Clone, Copy, Default)]
struct Shown {
    /// By its receipt, scanned, photographed or typed just now.
    scanned: bool,
    /// By a code that had to be mended.
    mended: bool,
}

async fn child_page(
    door: &StaffDoor,
    me: &Signed,
    id: ChildId,
    said: &'static str,
    typed: super::setup::Typed,
    shown: Shown,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let read = kit
        .store
        .read(move |conn| {
            let Some(found) = search::line(conn, id)? else {
                return Ok::<_, StoreError>(None);
            };
            let Some(family) = families::by_id(conn, found.child.family)? else {
                return Ok(None);
            };
            let collection = match collections::of_child(conn, id)? {
                Some(taken) => {
                    let who = staff::name_of(conn, taken.staff)?;
                    Some((taken, who))
                }
                None => None,
            };
            Ok(Some((found, family, collection, receipts::code_of(conn, id)?.unwrap_or_default())))
        })
        .await?;
    let Some((found, family, collection, code)) = read else {
        return Err(WebError::NotFound);
    };
    let verdict = match &found.child.state {
        Case::CertificateReady { .. } => "ready",
        Case::Collected { .. } => "collected",
        Case::Filed
        | Case::Entered(_)
        | Case::AwaitingPapers { .. }
        | Case::SentToDistrict
        | Case::Closed { .. } => "not-ready",
    };
    let page = ChildPage {
        ui: me.ui(door),
        shell: session::shell(door, me, "collect").await?,
        found,
        verdict,
        collection,
        code: if shown.scanned { code } else { String::new() },
        informant: if family.khmer.is_empty() { family.latin } else { family.khmer },
        informant_relation: family.relation,
        informant_may: family.informant_may,
        collectors: family.collectors,
        said,
        typed,
        electronic: kit.event().is_some_and(|event| event.electronic),
        mended: shown.mended,
    };
    let status = match said {
        "" => StatusCode::OK,
        "collect-taker-blank" | "collect-vouched-blank" => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /collect/child/{id}/hand-over`
pub(crate) async fn hand_over(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let id = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let typed = super::setup::Typed::of(&pairs);
    let code = value(&pairs, "code").to_owned();
    let own =
        door.kit()?.store.read(move |conn| receipts::code_of(conn, id)).await?.unwrap_or_default();
    // The receipt of another child opens nothing here.
    let with_receipt = value(&pairs, "without") != "yes" && !code.is_empty() && code == own;
    let again = Shown { scanned: with_receipt, mended: false };
    let Some(taken) = hand_over_of(&pairs, if with_receipt { &code } else { "" }) else {
        return child_page(&door, &me, id, "collect-taker-blank", typed, again).await;
    };
    if !with_receipt && taken.vouched.is_empty() {
        return child_page(&door, &me, id, "collect-vouched-blank", typed, again).await;
    }
    let (version, by) = (number(&pairs, "version").unwrap_or(0), me.by(door.now()));
    let kit = door.kit()?;
    let done =
        kit.store.write(move |sp| acts::decide(sp, id, version, &Step::HandOver(taken), by)).await;
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/collect/child/{id}")).into_response()),
        Err(err) => child_page(&door, &me, id, refusal(err)?, typed, again).await,
    }
}

/// `POST /collect/child/{id}/undo`
pub(crate) async fn undo(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Collect)?;
    let id = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let (version, by) = (number(&pairs, "version").unwrap_or(0), me.by(door.now()));
    let kit = door.kit()?;
    match kit.store.write(move |sp| acts::undo(sp, id, version, by)).await {
        Ok(_) => Ok(Redirect::to(&format!("/collect/child/{id}")).into_response()),
        Err(err) => {
            child_page(
                &door,
                &me,
                id,
                refusal(err)?,
                super::setup::Typed::of(&[]),
                Shown::default(),
            )
            .await
        }
    }
}
