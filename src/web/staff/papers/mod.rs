//! Papers for the hours without power: blank receipts and application forms, printed and numbered beforehand.

pub(crate) mod bind;
pub(crate) mod run;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::typed::Typed;
use super::{Pairs, number, value};
use crate::acts::{self, BindError, MOST_FORMS, MOST_RECEIPTS, PrintError, Sought};
use crate::domain::ids::RowId;
use crate::domain::register::ranges;
use crate::domain::staff::Room;
use crate::papers::receipt::Sheet;
use crate::seal::receipt_code::Serial;
use crate::seal::token::uuid7;
use crate::store::runs::{self, Kind};
use crate::store::{StoreError, blanks, events, forms, staff};

/// One printing as the page lists it.
struct Printing {
    id: RowId,
    at: Timestamp,
    who: String,
    first: String,
    last: String,
    /// Numbers that nobody has yet, as ranges.
    out: Vec<String>,
    out_count: usize,
    given: usize,
    /// Forms that somebody is typing just now.
    begun: Vec<(u32, String)>,
    spoilt: Vec<String>,
}

#[derive(Template)]
#[template(path = "staff/papers.html")]
struct PapersPage {
    ui: Ui,
    shell: Shell,
    receipts: Vec<Printing>,
    forms: Vec<Printing>,
    forms_left: u32,
    /// Made anew with each page: two taps on the same page print once.
    keys: [RowId; 2],
    said: String,
    /// What was just put aside, so that it can be taken back.
    undo_receipt: String,
    undo_form: String,
    typed: Typed,
}

impl PapersPage {
    fn most_receipts(&self) -> u32 {
        MOST_RECEIPTS
    }

    fn most_forms(&self) -> u32 {
        MOST_FORMS.min(self.forms_left)
    }

    /// How many blank receipts and forms nobody has yet.
    fn out(&self, of: &[Printing]) -> usize {
        of.iter().map(|printing| printing.out_count).sum()
    }
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    spoilt: String,
    form: String,
}

fn spans(numbers: impl IntoIterator<Item = u32>, name: impl Fn(u32) -> String) -> Vec<String> {
    ranges(numbers)
        .into_iter()
        .map(|(first, last)| {
            if first == last { name(first) } else { format!("{} – {}", name(first), name(last)) }
        })
        .collect()
}

fn spoken(laptop: u16, number: u32) -> String {
    Serial::new(laptop, number).map(|serial| serial.spoken()).unwrap_or_default()
}

/// `GET /papers`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Papers)?;
    show(&door, &me, String::new(), Typed::of(&[]), asked).await
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    said: String,
    typed: Typed,
    asked: Asked,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?.id;
    let (receipts, forms, forms_left) = kit
        .store
        .read(move |conn| {
            let laptop = events::kit(conn)?.map_or(0, |kit| kit.laptop);
            let name = |number| spoken(laptop, number);
            let all = blanks::of_event(conn, event)?;
            let mut receipts = Vec::new();
            for run in runs::of_event(conn, event, Kind::Receipts)? {
                let of_run: Vec<_> = all.iter().filter(|one| one.run == Some(run.id)).collect();
                let out: Vec<u32> =
                    of_run.iter().filter(|one| one.is_out()).map(|one| one.number).collect();
                receipts.push(Printing {
                    id: run.id,
                    at: run.at,
                    who: staff::name_of(conn, run.staff)?,
                    first: name(run.first),
                    last: name(run.last),
                    out_count: out.len(),
                    out: spans(out, name),
                    given: of_run.iter().filter(|one| one.child.is_some()).count(),
                    begun: Vec::new(),
                    spoilt: spans(
                        of_run.iter().filter(|one| one.spoilt_at.is_some()).map(|one| one.number),
                        name,
                    ),
                });
            }
            let all = forms::of_event(conn, event)?;
            let mut printed = Vec::new();
            for run in runs::of_event(conn, event, Kind::Forms)? {
                let of_run: Vec<_> = all.iter().filter(|one| one.run == Some(run.id)).collect();
                let out: Vec<u32> =
                    of_run.iter().filter(|one| one.is_out()).map(|one| one.number).collect();
                printed.push(Printing {
                    id: run.id,
                    at: run.at,
                    who: staff::name_of(conn, run.staff)?,
                    first: run.first.to_string(),
                    last: run.last.to_string(),
                    out_count: out.len(),
                    out: spans(out, |number| number.to_string()),
                    given: of_run.iter().filter(|one| one.typed_at.is_some()).count(),
                    begun: of_run
                        .iter()
                        .filter(|one| one.is_begun())
                        .filter_map(|one| Some((one.number, one.draft?.to_string())))
                        .collect(),
                    spoilt: spans(
                        of_run.iter().filter(|one| one.spoilt_at.is_some()).map(|one| one.number),
                        |number| number.to_string(),
                    ),
                });
            }
            Ok::<_, StoreError>((receipts, printed, forms::left(conn, event)?))
        })
        .await?;
    let status = if said.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let millis = door.now().as_millisecond().unsigned_abs();
    let page = PapersPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "papers").await?,
        receipts,
        forms,
        forms_left,
        keys: [RowId(uuid7(millis)), RowId(uuid7(millis))],
        said,
        undo_receipt: asked.spoilt.chars().take(12).collect(),
        undo_form: asked.form.chars().take(5).collect(),
        typed,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /papers/receipts`: numbers blank receipts and shows them.
pub(crate) async fn receipts(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    print(door, me, pairs, Kind::Receipts).await
}

/// `POST /papers/forms`: reserves numbers for application forms and shows them.
pub(crate) async fn forms(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    print(door, me, pairs, Kind::Forms).await
}

async fn print(
    door: StaffDoor,
    me: Signed,
    pairs: Vec<(String, String)>,
    kind: Kind,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Papers)?;
    let key = RowId::parse(value(&pairs, "key")).map_err(|_| WebError::BadForm)?;
    let count = number(&pairs, "count").unwrap_or(0);
    let by = me.by(door.now());
    let kit = door.kit()?;
    let done = kit
        .store
        .write(move |sp| match kind {
            Kind::Receipts => acts::print_receipts(sp, key, count, by),
            Kind::Forms => acts::print_forms(sp, key, count, by),
        })
        .await;
    let ui = me.ui(&door);
    let said = match done {
        Ok(()) => {
            let size = Sheet::from_code(value(&pairs, "size")).code();
            return Ok(Redirect::to(&format!("/papers/run/{key}?size={size}")).into_response());
        }
        Err(PrintError::Count) => {
            let most = if kind == Kind::Forms { MOST_FORMS } else { MOST_RECEIPTS };
            ui.t1("register-count-wrong", "most", &ui.n(most))
        }
        Err(PrintError::NoneLeft { left }) => ui.t1("register-forms-few", "left", &ui.n(left)),
        Err(PrintError::NoEvent) => return Err(WebError::NotFound),
        Err(PrintError::Store(err)) => return Err(err.into()),
    };
    show(&door, &me, said, Typed::of(&pairs), Asked::default()).await
}

/// `POST /papers/receipts/spoil` and `/back`: a blank receipt put aside, by scan or number, or taken back.
pub(crate) async fn spoil_receipt(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::extract::Path(what): axum::extract::Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Papers)?;
    let spoilt = spoils(&what)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?;
    let typed: String = value(&pairs, "number").chars().take(200).collect();
    let by = me.by(door.now());
    let done = kit
        .store
        .write(move |sp| {
            let Sought::Known(blank) = acts::seek_receipt(sp, &event, &typed)? else {
                return Err(BindError::NoSuchNumber);
            };
            let laptop = events::kit(sp)?.map_or(0, |kit| kit.laptop);
            if !acts::spoil_receipt(sp, &blank.code, spoilt, by)? && blank.child.is_some() {
                return Err(BindError::Bound { ticket: blank.ticket.unwrap_or_default() });
            }
            Ok(spoken(laptop, blank.number))
        })
        .await;
    match done {
        Ok(number) if spoilt => {
            Ok(Redirect::to(&format!("/papers?spoilt={number}")).into_response())
        }
        Ok(_) => Ok(Redirect::to("/papers").into_response()),
        Err(err) => {
            let said = bind::sentence(&me.ui(&door), err)?;
            show(&door, &me, said, Typed::of(&pairs), Asked::default()).await
        }
    }
}

/// `POST /papers/forms/spoil` and `/back`: an application form put aside, or taken back.
pub(crate) async fn spoil_form(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::extract::Path(what): axum::extract::Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Papers)?;
    let spoilt = spoils(&what)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?.id;
    let asked: u32 = number(&pairs, "number").unwrap_or(0);
    let by = me.by(door.now());
    let known = kit
        .store
        .write(move |sp| {
            let Some(form) = forms::by_number(sp, event, asked)? else { return Ok(None) };
            acts::spoil_form(sp, event, asked, spoilt, by)?;
            Ok::<_, StoreError>(Some(form.draft.is_some()))
        })
        .await?;
    let ui = me.ui(&door);
    let said = match known {
        None => ui.t("register-form-unknown"),
        Some(true) => ui.t("register-form-in-use"),
        Some(false) if spoilt => {
            return Ok(Redirect::to(&format!("/papers?form={asked}")).into_response());
        }
        Some(false) => return Ok(Redirect::to("/papers").into_response()),
    };
    show(&door, &me, said, Typed::of(&pairs), Asked::default()).await
}

fn spoils(what: &str) -> Result<bool, WebError> {
    match what {
        "spoil" => Ok(true),
        "back" => Ok(false),
        _ => Err(WebError::NotFound),
    }
}
