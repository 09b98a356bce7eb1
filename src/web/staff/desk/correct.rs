//! Corrections: a name in place, or the whole form on one page. What stood there is kept.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::doubts;
use super::super::super::error::WebError;
use super::super::super::fields::{self, MistakeView, StepView};
use super::super::super::lang::Ui;
use super::super::super::offers;
use super::super::super::session::Signed;
use super::super::typed::Typed;
use super::super::{Pairs, number};
use super::visit;
use crate::acts::{self, CorrectError};
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::intake::{self, Answers, FormSetting};
use crate::domain::staff::Room;
use crate::store::families::Family;
use crate::store::{StoreError, events, families, people};

#[derive(Template)]
#[template(path = "staff/correct.html")]
struct CorrectPage {
    ui: Ui,
    shell: Shell,
    family: FamilyId,
    version: i64,
    steps: Vec<StepView>,
    mistakes: Vec<MistakeView>,
    stale: bool,
    /// Whether a corrected spelling looks wrong, and is asked about before it is kept.
    doubted: bool,
}

async fn load(door: &StaffDoor, id: FamilyId) -> Result<(Family, FormSetting), WebError> {
    let kit = door.kit()?;
    let found = kit
        .store
        .read(move |conn| {
            let Some(family) = families::by_id(conn, id)? else {
                return Ok::<_, StoreError>(None);
            };
            let event = events::by_id(conn, family.event)?.ok_or(StoreError::BadRow("an event"))?;
            let setting = acts::form_setting(&event, family.filed_at);
            Ok(Some((family, setting)))
        })
        .await?;
    found.ok_or(WebError::NotFound)
}

/// `GET /desk/family/{id}/correct`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let id = FamilyId::parse(&id).map_err(|_| WebError::NotFound)?;
    let (family, setting) = load(&door, id).await?;
    let version = family.version;
    show(&door, &me, (id, version), &family.answers, &setting, &Said::Nothing).await
}

/// What the page says on top.
enum Said {
    Nothing,
    Mistakes(Vec<intake::Mistake>),
    /// Somebody else changed it meanwhile.
    Stale,
    /// A corrected spelling looks wrong; sending once more passes.
    Doubts,
}

/// The form with these answers, for the family in the version that the page knows.
async fn show(
    door: &StaffDoor,
    me: &Signed,
    (family, version): (FamilyId, i64),
    answers: &Answers,
    setting: &FormSetting,
    said: &Said,
) -> Result<Response, WebError> {
    let (status, mistakes) = match said {
        Said::Nothing | Said::Doubts => (StatusCode::OK, &[][..]),
        Said::Mistakes(mistakes) => (StatusCode::UNPROCESSABLE_ENTITY, &mistakes[..]),
        Said::Stale => (StatusCode::CONFLICT, &[][..]),
    };
    let ui = me.ui(door);
    let page = CorrectPage {
        steps: steps(&ui, answers, setting, mistakes),
        shell: bar::shell(door, me, "desk").await?,
        family,
        version,
        mistakes: fields::summary(&ui, mistakes),
        stale: matches!(said, Said::Stale),
        doubted: matches!(said, Said::Doubts),
        ui,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// Whether a spelling that was just typed looks wrong, and whoever typed it has not been asked about it.
fn is_doubtful(
    family: &Family,
    setting: &FormSetting,
    after: &Answers,
    pairs: &[(String, String)],
) -> bool {
    let changed = family.answers.differing(after);
    let mut asked = intake::entry_steps(after, setting);
    for step in &mut asked {
        step.fields.retain(|field| doubts::concerns(&field.name, &changed));
    }
    doubts::are_open(&asked, after, pairs)
}

/// The whole form for one page.
pub(crate) fn steps(
    ui: &Ui,
    answers: &Answers,
    setting: &FormSetting,
    mistakes: &[intake::Mistake],
) -> Vec<StepView> {
    intake::entry_steps(answers, setting)
        .iter()
        .map(|step| fields::view(ui, step, answers, mistakes))
        .collect()
}

/// Takes everything a one-page form says.
pub(crate) fn merge_all(answers: &mut Answers, setting: &FormSetting, pairs: &[(String, String)]) {
    // Twice: the number of children on the page decides which further questions it holds.
    for _ in 0..2 {
        for step in intake::entry_steps(answers, setting) {
            answers.merge_step(&step, pairs);
        }
    }
}

/// `POST /desk/family/{id}/correct`
pub(crate) async fn save(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(mut pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let id = FamilyId::parse(&id).map_err(|_| WebError::NotFound)?;
    let (family, setting) = load(&door, id).await?;
    let mut after = family.answers.clone();
    merge_all(&mut after, &setting, &pairs);
    let version = number(&pairs, "version").unwrap_or(0);
    if let Some(prefs) = me.prefs.toggled(&pairs) {
        // What was typed stays on the page; nothing is corrected by changing the language.
        let me = Signed { prefs, ..me };
        let page = show(&door, &me, (id, version), &after, &setting, &Said::Nothing).await?;
        return Ok((prefs, page).into_response());
    }
    if offers::take(&intake::entry_steps(&after, &setting), &mut after, &mut pairs) {
        return show(&door, &me, (id, version), &after, &setting, &Said::Nothing).await;
    }
    // That somebody else was faster is said first.
    if version == family.version && is_doubtful(&family, &setting, &after, &pairs) {
        return show(&door, &me, (id, version), &after, &setting, &Said::Doubts).await;
    }
    let said = match write(&door, &me, &family, version, after.clone()).await {
        Ok(()) => return Ok(Redirect::to(&format!("/desk/family/{id}")).into_response()),
        Err(CorrectError::Unknown) => return Err(WebError::NotFound),
        Err(CorrectError::Store(err)) => return Err(err.into()),
        Err(CorrectError::Mistakes(mistakes)) => Said::Mistakes(mistakes),
        Err(CorrectError::Stale) => Said::Stale,
    };
    // Saving again after seeing the notice is a choice, so the page now knows the present version.
    show(&door, &me, (id, family.version), &after, &setting, &said).await
}

async fn write(
    door: &StaffDoor,
    me: &Signed,
    family: &Family,
    version: i64,
    after: Answers,
) -> Result<(), CorrectError> {
    let kit = door.kit().map_err(|_| CorrectError::Unknown)?;
    let (id, by, corrected) = (family.id, me.by(door.now()), after.clone());
    kit.store.write(move |sp| acts::correct(sp, id, version, &corrected, by).map(drop)).await?;
    door.app().family_corrected(family.event, (&family.answers, &after), family.filed_at);
    Ok(())
}

/// `POST /desk/child/{id}/name`: a spelling mended in place.
pub(crate) async fn name(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let child = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let row = door
        .kit()?
        .store
        .read(move |conn| people::child(conn, child))
        .await?
        .ok_or(WebError::NotFound)?;
    let (family, setting) = load(&door, row.family).await?;
    let mut after = family.answers.clone();
    for what in ["khmer_family", "khmer_given", "latin_family", "latin_given"] {
        let field = format!("c{}_{what}", row.position);
        if let Some((_, typed)) = pairs.iter().find(|(name, _)| *name == field) {
            after.set(&field, typed);
        }
    }
    if !after.is_blank(&format!("c{}_khmer_given", row.position))
        || !after.is_blank(&format!("c{}_latin_given", row.position))
    {
        after.set(&format!("c{}_no_name", row.position), "");
    }
    let version = number(&pairs, "version").unwrap_or(0);
    // That somebody else was faster is said first.
    if version == family.version && is_doubtful(&family, &setting, &after, &pairs) {
        let at = (row.family, version);
        return show(&door, &me, at, &after, &setting, &Said::Doubts).await;
    }
    match write(&door, &me, &family, version, after.clone()).await {
        Ok(()) => {
            door.app().line_changed();
            Ok(Redirect::to(&format!("/desk/family/{}#child-{child}", row.family)).into_response())
        }
        Err(CorrectError::Mistakes(mistakes)) => {
            // The whole form shows what is wrong, with what was typed.
            let at = (row.family, family.version);
            show(&door, &me, at, &after, &setting, &Said::Mistakes(mistakes)).await
        }
        Err(CorrectError::Stale) => {
            // The card says how the name stands now; what was typed stays in its boxes.
            visit::show(&door, &me, row.family, "desk-name-stale", Typed::of(&pairs)).await
        }
        Err(CorrectError::Unknown) => Err(WebError::NotFound),
        Err(CorrectError::Store(err)) => Err(err.into()),
    }
}
