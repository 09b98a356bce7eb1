//! The same application on one page, keyboard only, for a helper at the laptop. Saved as a draft first, like
//! every other, so that a power cut in the middle loses nothing.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::fields::{self, MistakeView, StepView};
use super::super::lang::Ui;
use super::super::session::Signed;
use super::super::{StaffDoor, doubts, offers};
use super::desk::correct::{merge_all, steps};
use super::entry_read::{ReadBack, differing, is_due};
use super::typed::Typed;
use super::{Pairs, number, value};
use crate::acts::{self, FormError, Released, Typed as TypedIn, TypedPage};
use crate::domain::ids::DraftId;
use crate::domain::intake::{Answers, FormSetting, Mistake, entry_steps};
use crate::domain::register::ranges;
use crate::domain::staff::Room;
use crate::store::drafts::{self, Draft};
use crate::store::{StoreError, forms, tickets};

#[derive(Template)]
#[template(path = "staff/entry.html")]
struct EntryPage {
    ui: Ui,
    shell: Shell,
    draft: DraftId,
    short_code: String,
    /// The number of the paper form and the ticket after which it came.
    paper: Option<(u32, u32)>,
    steps: Vec<StepView>,
    mistakes: Vec<MistakeView>,
    /// Whether a spelling on it looks wrong, and is asked about before it is sent.
    doubted: bool,
    /// The names in big letters, before it is sent.
    read: ReadBack,
    not_saved: &'static str,
    /// When the form was last saved, in UTC milliseconds: what this page knows of it.
    saved: i64,
    /// Where another window saved something else since: what it is called, what is there, what is here.
    older: Vec<[String; 3]>,
}

#[derive(Template)]
#[template(path = "staff/entry_start.html")]
struct StartPage {
    ui: Ui,
    shell: Shell,
    /// Numbers of paper forms that nobody has typed in yet, as ranges.
    out: Vec<String>,
    /// Paper forms that somebody has begun to type, and whether something is typed already.
    begun: Vec<(u32, DraftId, bool)>,
    /// The highest number of a phone so far.
    highest: u32,
    said: String,
    typed: Typed,
}

#[derive(Template)]
#[template(path = "staff/entry_done.html")]
struct DonePage {
    ui: Ui,
    shell: Shell,
    paper: bool,
    ticket: u32,
    family: String,
    /// What was typed after another window had sent the form: what it is called, what was sent, what was typed.
    late: Vec<[String; 3]>,
}

/// `GET /entry`
pub(crate) async fn page(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    start(&door, &me, String::new(), Typed::of(&[])).await
}

async fn start(
    door: &StaffDoor,
    me: &Signed,
    said: String,
    typed: Typed,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let (forms, begun, highest) = match kit.event().map(|event| event.id) {
        Some(event) => {
            let read = move |conn: &crate::store::Reading| {
                let forms = forms::of_event(conn, event)?;
                let mut begun = Vec::new();
                for form in forms.iter().filter(|form| form.is_begun()) {
                    let draft = form.draft.map_or(Ok(None), |draft| drafts::by_id(conn, draft))?;
                    let kept = |draft: Draft| (form.number, draft.id, draft.has_words());
                    begun.extend(draft.map(kept));
                }
                Ok::<_, StoreError>((forms, begun, tickets::highest_of_phones(conn, event)?))
            };
            kit.store.read(read).await?
        }
        None => (Vec::new(), Vec::new(), 0),
    };
    let ui = me.ui(door);
    let out = ranges(forms.iter().filter(|form| form.is_out()).map(|form| form.number));
    let page = StartPage {
        out: out
            .into_iter()
            .map(|(first, last)| {
                if first == last {
                    ui.n(first)
                } else {
                    format!("{} – {}", ui.n(first), ui.n(last))
                }
            })
            .collect(),
        begun,
        highest,
        ui,
        shell: bar::shell(door, me, "entry").await?,
        said,
        typed,
    };
    let status =
        if page.said.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /entry/paper`: a form that was filled in by hand, by its number.
pub(crate) async fn paper(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let kit = door.kit()?;
    let event = kit.open_event().ok_or(WebError::Over)?;
    let form: u32 = number(&pairs, "number").unwrap_or(0);
    let after: Option<u32> = match value(&pairs, "after") {
        "" => None,
        // What is no number is no ticket either.
        _ => Some(number(&pairs, "after").unwrap_or(u32::MAX)),
    };
    let (lang, by) = (me.prefs.lang, me.by(door.now()));
    let begun =
        kit.store.write(move |sp| acts::begin_form(sp, &event, form, after, lang, by)).await;
    let ui = me.ui(&door);
    let said = match begun {
        Ok(draft) => return Ok(Redirect::to(&format!("/entry/{draft}")).into_response()),
        Err(FormError::NotPrinted) => ui.t("register-form-unknown"),
        Err(FormError::Typed) => ui.t("register-form-typed"),
        Err(FormError::Spoilt) => ui.t("register-form-spoilt"),
        Err(FormError::AfterUnknown { highest }) => {
            ui.t1("register-form-after-unknown", "highest", &ui.n(highest))
        }
        Err(FormError::Store(err)) => return Err(err.into()),
    };
    start(&door, &me, said, Typed::of(&pairs)).await
}

/// `POST /entry/paper/release`: a form that was begun by mistake, let go while nothing is typed.
pub(crate) async fn release(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let kit = door.kit()?;
    let event = kit.open_event().ok_or(WebError::Over)?.id;
    let form: u32 = number(&pairs, "number").unwrap_or(0);
    let by = me.by(door.now());
    match kit.store.write(move |sp| acts::release_form(sp, event, form, by)).await? {
        Released::Free => Ok(Redirect::to("/entry").into_response()),
        Released::HasWords => {
            let said = me.ui(&door).t("register-form-has-words");
            start(&door, &me, said, Typed::of(&[])).await
        }
    }
}

/// `POST /entry`: a new form.
pub(crate) async fn begin(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let kit = door.kit()?;
    let event = kit.open_event().ok_or(WebError::Over)?;
    let (lang, now) = (me.prefs.lang, door.now());
    let begun =
        kit.store.write(move |sp| acts::begin_draft(sp, &event, lang, "entry", now)).await?;
    Ok(Redirect::to(&format!("/entry/{}", begun.id)).into_response())
}

/// A draft that is typed here: a family's at the laptop, or a form filled in on paper.
async fn load(door: &StaffDoor, id: &str) -> Result<(Draft, FormSetting), WebError> {
    let id = DraftId::parse(id).map_err(|_| WebError::NotFound)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?;
    let draft = kit.store.read(move |conn| drafts::by_id(conn, id)).await?;
    // A phone's form is the family's own until it is sent.
    let draft = draft
        .filter(|draft| matches!(draft.channel.as_str(), "entry" | "paper"))
        .filter(|draft| draft.event == event.id)
        .ok_or(WebError::NotFound)?;
    Ok((draft, acts::form_setting(&event, door.now())))
}

/// `GET /entry/{draft}`
pub(crate) async fn form(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let (draft, setting) = load(&door, &id).await?;
    if draft.family.is_some() {
        return Ok(Redirect::to(&format!("/entry/{id}/done")).into_response());
    }
    show(&door, &me, &draft, &draft.answers, &setting, Said::Nothing).await
}

/// What a page of the form says on top.
enum Said<'m> {
    Nothing,
    /// What has to be put right.
    Mistakes(&'m [Mistake]),
    /// A spelling looks wrong; sending once more passes.
    Doubts,
    /// All is well: the names are read back, and sending once more files the form.
    ReadBack,
    /// Another window saved something else: both are shown.
    Older,
    /// The disk did not take it: a text key. The page knows what it knew before.
    NotSaved(&'static str, Option<Timestamp>),
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    draft: &Draft,
    answers: &Answers,
    setting: &FormSetting,
    said: Said<'_>,
) -> Result<Response, WebError> {
    let doubted = matches!(said, Said::Doubts);
    let read_back = matches!(said, Said::ReadBack);
    let (status, mistakes, not_saved, knows) = match said {
        Said::Nothing | Said::Doubts | Said::ReadBack => {
            (StatusCode::OK, &[][..], "", Some(draft.saved_at))
        }
        Said::Mistakes(mistakes) => {
            (StatusCode::UNPROCESSABLE_ENTITY, mistakes, "", Some(draft.saved_at))
        }
        // Saving again after having seen both is a choice, so the page knows the present one.
        Said::Older => (StatusCode::CONFLICT, &[][..], "", Some(draft.saved_at)),
        Said::NotSaved(key, knows) => (StatusCode::SERVICE_UNAVAILABLE, &[][..], key, knows),
    };
    let ui = me.ui(door);
    let id = draft.id;
    let form = door.kit()?.store.read(move |conn| forms::of_draft(conn, id)).await?;
    let page = EntryPage {
        paper: form.map(|form| (form.number, form.came_after.unwrap_or(0))),
        shell: bar::shell(door, me, "entry").await?,
        draft: draft.id,
        short_code: draft.short_code.clone(),
        steps: steps(&ui, answers, setting, mistakes),
        mistakes: fields::summary(&ui, mistakes),
        doubted,
        read: if read_back { ReadBack::of(&ui, answers, setting) } else { ReadBack::default() },
        not_saved,
        saved: knows.map_or(0, Timestamp::as_millisecond),
        older: if status == StatusCode::CONFLICT {
            differing(&ui, setting, &draft.answers, answers)
        } else {
            Vec::new()
        },
        ui,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /entry/{draft}`: saves; with `do=send` files the family as well.
pub(crate) async fn save(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let mut me = me.enter(Room::Entry)?;
    // The toggles in the bar save what was typed so far, and then show it their way.
    let toggled = me.toggle(&pairs);
    let answer = type_in(&door, &me, &id, &pairs).await?;
    Ok((toggled, answer).into_response())
}

async fn type_in(
    door: &StaffDoor,
    me: &Signed,
    id: &str,
    pairs: &[(String, String)],
) -> Result<Response, WebError> {
    let (draft, setting) = load(door, id).await?;
    let mut words = draft.answers.clone();
    merge_all(&mut words, &setting, pairs);
    let offered = offers::take(&entry_steps(&words, &setting), &mut words, &mut pairs.to_vec());
    let kit = door.kit()?;
    let by = me.by(door.now());
    let shown = number(pairs, "saved").and_then(|millis| Timestamp::from_millisecond(millis).ok());
    let asked = value(pairs, "do") == "send";
    let doubted = asked && doubts::are_open(&entry_steps(&words, &setting), &words, pairs);
    let reads = asked && !doubted && is_due(&me.ui(door), &words, &setting, pairs);
    let page = TypedPage {
        words: words.clone(),
        shown: shown.filter(|shown| *shown != Timestamp::UNIX_EPOCH),
        lang: me.prefs.lang.code(),
        send: asked && !doubted && !reads,
    };
    let (draft_id, knows) = (draft.id, page.shown);
    let typed = kit.store.write(move |sp| acts::type_in(sp, draft_id, &page, by)).await;
    let typed = match typed {
        Ok(typed) => typed.ok_or(WebError::NotFound)?,
        Err(StoreError::Busy) => {
            let said = Said::NotSaved("form-not-saved-busy", knows);
            return show(door, me, &draft, &words, &setting, said).await;
        }
        Err(StoreError::Full) => {
            let said = Said::NotSaved("entry-not-saved-full", knows);
            return show(door, me, &draft, &words, &setting, said).await;
        }
        Err(err) => return Err(err.into()),
    };
    // As it stands now, after what was just saved here or elsewhere.
    let (draft, _) = load(door, id).await?;
    match typed {
        TypedIn::Saved if doubted => show(door, me, &draft, &words, &setting, Said::Doubts).await,
        TypedIn::Saved if reads => show(door, me, &draft, &words, &setting, Said::ReadBack).await,
        TypedIn::Saved => {
            // Whoever has just said how many children goes on with the first.
            let next = match value(pairs, "offer").split_once('=') {
                Some((field, _)) if offered => format!("#{field}"),
                _ if value(pairs, "do") == "more" => "#c1_khmer_family".to_owned(),
                _ => String::new(),
            };
            Ok(Redirect::to(&format!("/entry/{id}{next}")).into_response())
        }
        TypedIn::Filed => {
            door.app().family_filed(&words);
            Ok(Redirect::to(&format!("/entry/{id}/done")).into_response())
        }
        TypedIn::Mistakes(mistakes) => {
            show(door, me, &draft, &words, &setting, Said::Mistakes(&mistakes)).await
        }
        TypedIn::Older => show(door, me, &draft, &words, &setting, Said::Older).await,
        TypedIn::Sent => {
            let late = differing(&me.ui(door), &setting, &draft.answers, &words);
            sent(door, me, &draft, late).await
        }
    }
}

/// `GET /entry/{draft}/done`
pub(crate) async fn done(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let (draft, _) = load(&door, &id).await?;
    if draft.family.is_none() {
        return Ok(Redirect::to(&format!("/entry/{id}")).into_response());
    }
    sent(&door, &me, &draft, Vec::new()).await
}

/// The number of a form that was sent, and what was typed too late to be in it.
async fn sent(
    door: &StaffDoor,
    me: &Signed,
    draft: &Draft,
    late: Vec<[String; 3]>,
) -> Result<Response, WebError> {
    let family = draft.family.ok_or(WebError::NotFound)?;
    let kit = door.kit()?;
    let ticket = kit
        .store
        .read(move |conn| tickets::of_family(conn, family))
        .await?
        .ok_or(WebError::NotFound)?;
    let page = DonePage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "entry").await?,
        paper: draft.channel == "paper",
        ticket: ticket.number,
        family: family.to_string(),
        late,
    };
    let status = if page.late.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    Ok((status, Html(page.render()?)).into_response())
}
