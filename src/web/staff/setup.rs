//! The first-run page: names the event, the keyholders and the staff, and ends with the recovery sheet.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::error::WebError;
use super::super::fields::ChoiceView;
use super::super::lang::{Prefs, Ui};
use super::super::{StaffDoor, assets};
use super::places;
use super::typed::{Typed, Wrong, mistake_of};
use super::{Pairs, values};
use crate::acts::{FoundError, Founding, Keyholder, NewMember};
use crate::app::{FoundingError, Phase};
use crate::domain::documents::Paper;
use crate::domain::event::{self, CHILD_HELPLINE, EventMistake, SIGNATORIES};
use crate::domain::place::{Place, narrow};
use crate::domain::staff::Role;
use crate::khmer::{self, digits};
use crate::seal::keyring::KeyringError;
use crate::seal::passphrase::{self, WeakPassphrase};
use crate::seal::pin::{self, WeakPin};
use crate::seal::sealed::SealError;
use crate::telemetry;

/// People the page has room for, with the role each row is meant for.
const ROWS: [Role; 6] =
    [Role::Administrator, Role::Officer, Role::Officer, Role::Focal, Role::Helper, Role::Helper];

/// The days of an event's form.
pub(crate) const EVENT_DAYS: [&str; 3] = ["starts_on", "ends_on", "collect_from"];

#[derive(Template)]
#[template(path = "staff/setup.html")]
struct SetupPage {
    ui: Ui,
    mark: &'static str,
    typed: Typed,
    asked: Vec<String>,
    wrong: Vec<Wrong>,
    suggestions: [String; 3],
    training: bool,
}

#[derive(Template)]
#[template(path = "staff/recovery.html")]
pub(crate) struct RecoveryPage {
    pub(crate) ui: Ui,
    pub(crate) mark: &'static str,
    pub(crate) groups: Vec<String>,
    pub(crate) event: String,
    /// Two groups to type back, where an old sheet waits to be ended; none on the first run.
    pub(crate) confirm: Option<Confirm>,
}

/// What is asked below a new sheet.
pub(crate) struct Confirm {
    /// Which groups, counted from 1.
    pub(crate) asked: (u8, u8),
    /// What was wrong with the last try, a text key.
    pub(crate) mistake: &'static str,
    /// What was typed there.
    pub(crate) typed: (String, String),
    /// Whether the sheet opens the focals' room of the event at hand, a text key.
    pub(crate) room: &'static str,
}

/// Every paper the event's form lists: its code, its name's key, and whether it is asked for.
pub(crate) fn papers_of(
    asked: &[String],
) -> impl Iterator<Item = (&'static str, &'static str, bool)> + '_ {
    Paper::ALL.iter().map(|paper| {
        (paper.code(), paper.text_key(), asked.iter().any(|code| code == paper.code()))
    })
}

impl SetupPage {
    fn rows(&self) -> impl Iterator<Item = (usize, &'static str)> {
        (1..).zip(ROWS.iter().map(|role| role.code()))
    }

    fn papers(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> + '_ {
        papers_of(&self.asked)
    }

    fn signatories(&self) -> &'static [&'static str] {
        &SIGNATORIES
    }

    fn communes(&self) -> Vec<ChoiceView> {
        places::communes(&self.ui, self.typed.get("commune_find"), self.typed.get("commune"))
    }

    fn mistake(&self, field: &str) -> &str {
        mistake_of(&self.wrong, field)
    }
}

fn show(
    door: &StaffDoor,
    prefs: Prefs,
    typed: Typed,
    asked: Vec<String>,
    wrong: Vec<Wrong>,
) -> Result<Response, WebError> {
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    // One that somebody may have begun to write down stays for as long as the page does.
    let suggestions = [1, 2, 3].map(|row| {
        let stands = typed.get(&format!("suggestion_{row}"));
        let is_ours = passphrase::check_passphrase(stands, &[]).is_ok();
        if is_ours { stands.to_owned() } else { passphrase::suggest_passphrase() }
    });
    let page = SetupPage {
        ui: Ui::new(prefs, door.app().training),
        mark: assets::mark(),
        typed,
        asked,
        wrong,
        suggestions,
        training: door.app().training,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /setup`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
) -> Result<Response, WebError> {
    if !matches!(door.app().phase(), Phase::Fresh) {
        return Ok(Redirect::to("/").into_response());
    }
    let today = crate::clock::civil_day(door.now());
    let mut typed = BTreeMap::new();
    let tomorrow = today.tomorrow().unwrap_or(today);
    let later = today.checked_add(jiff::Span::new().days(14)).unwrap_or(today);
    for (name, value) in [
        ("starts_on", today.to_string()),
        ("ends_on", tomorrow.to_string()),
        ("collect_from", later.to_string()),
        ("issuer", "organiser".to_owned()),
        ("signatory", "registrar".to_owned()),
        ("helpline", CHILD_HELPLINE.to_owned()),
    ] {
        typed.insert(name.to_owned(), value);
    }
    let asked = Paper::DEFAULT.iter().map(|paper| paper.code().to_owned()).collect();
    show(&door, prefs, Typed(typed), asked, Vec::new())
}

/// `POST /setup`: founds the kit and shows the recovery sheet, once.
pub(crate) async fn found(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    if !matches!(door.app().phase(), Phase::Fresh) {
        return Ok(Redirect::to("/").into_response());
    }
    let ui = Ui::new(prefs, door.app().training);
    let typed = Typed::of(&pairs).with_days(&EVENT_DAYS);
    let asked = values(&pairs, "papers");
    if let Some(prefs) = prefs.toggled(&pairs) {
        return Ok((prefs, show(&door, prefs, typed, asked, Vec::new())?).into_response());
    }
    let mut wrong = Vec::new();
    let event = event::parse(|name| typed.get(name).to_owned(), &asked).map_err(|mistakes| {
        wrong.extend(mistakes.iter().map(|mistake| event_mistake(&ui, mistake)));
    });
    let keyholders = keyholders(&ui, &typed, &mut wrong);
    let members = members(&ui, &typed, &mut wrong);
    let Some(event) = event.ok().filter(|_| wrong.is_empty()) else {
        return show(&door, prefs, typed, asked, wrong);
    };
    let name = ui.either(&event.name);
    let founding = Founding {
        event,
        laptop: laptop(&typed),
        training: door.app().training,
        keyholders,
        members,
    };
    let app = std::sync::Arc::clone(door.app());
    // On its own: a browser that goes away must not stop it between the keys and the database.
    let founded = tokio::spawn(async move { app.found(founding).await }).await;
    match founded.unwrap_or(Err(FoundingError::Stopped)) {
        Ok(recovery) => {
            let page = RecoveryPage {
                ui,
                mark: assets::mark(),
                groups: recovery.text().split('-').map(str::to_owned).collect(),
                event: name,
                confirm: None,
            };
            Ok(Html(page.render()?).into_response())
        }
        Err(err) => {
            tracing::error!(error = telemetry::chain(&err), "the kit was not founded");
            wrong.push(founding_mistake(&ui, &err));
            show(&door, prefs, typed, asked, wrong)
        }
    }
}

/// This laptop's number: only an office with several laptops needs to choose.
fn laptop(typed: &Typed) -> u16 {
    digits::to_ascii(typed.get("laptop")).parse().ok().filter(|number| *number < 1024).unwrap_or(0)
}

/// A mistake in what an event says of itself. Which day is meant stands before a sentence that may be about each.
pub(super) fn event_mistake(ui: &Ui, mistake: &EventMistake) -> Wrong {
    let days = ["event-starts", "event-ends", "event-collect-from"];
    let day = EVENT_DAYS.iter().zip(days).find(|(field, _)| **field == mistake.field);
    let day = day.filter(|_| event::NO_DAY.contains(&mistake.text));
    let whose = day.map(|(_, day)| ui.t(day)).unwrap_or_default();
    Wrong::of(mistake.field, whose, ui.t(mistake.text))
}

/// Whether two names are the same once they are kept: Khmer can be typed in more than one order.
fn is_same(one: &str, other: &str) -> bool {
    khmer::normalize(one) == khmer::normalize(other)
}

fn keyholders(ui: &Ui, typed: &Typed, wrong: &mut Vec<Wrong>) -> Vec<Keyholder> {
    let mut holders = Vec::new();
    for row in 1..=3 {
        let who = ui.t1("setup-keyholder", "number", &ui.n(row));
        let say = |field: String, key: &str| Wrong::of(field, who.clone(), ui.t(key));
        let (name_field, field) =
            (format!("keyholder_{row}_name"), format!("keyholder_{row}_passphrase"));
        let (name, passphrase) = (typed.get(&name_field), typed.get(&field));
        if row > 2 && name.is_empty() && passphrase.is_empty() {
            continue;
        }
        if name.is_empty() {
            wrong.push(say(name_field, "mistake-setup-keyholder-name"));
        } else if holders.iter().any(|holder: &Keyholder| is_same(&holder.name, name)) {
            wrong.push(say(name_field, "mistake-setup-same-name"));
        }
        let chosen = narrow::listed(typed.get("commune"));
        let forbidden = [
            typed.get("name_km"),
            typed.get("name_en"),
            typed.get("commune_km"),
            typed.get("commune_en"),
            chosen.map_or("", Place::khmer),
            chosen.map_or("", Place::latin),
        ];
        if let Err(weak) = passphrase::check_passphrase(passphrase, &forbidden) {
            wrong.push(say(field, weak_passphrase(weak)));
        } else if holders.iter().any(|holder: &Keyholder| holder.passphrase == passphrase) {
            wrong.push(say(field, "mistake-setup-same-passphrase"));
        }
        holders.push(Keyholder { name: name.to_owned(), passphrase: passphrase.to_owned() });
    }
    holders
}

fn members(ui: &Ui, typed: &Typed, wrong: &mut Vec<Wrong>) -> Vec<NewMember> {
    let mut members: Vec<NewMember> = Vec::new();
    for (row, role) in (1..).zip(ROWS) {
        let field = |what: &str| format!("staff_{row}_{what}");
        let (name, pin) =
            (typed.get(&field("name")).to_owned(), typed.get(&field("pin")).to_owned());
        // Without an administrator and one officer nothing can be run; everybody else may come later.
        let needed = row <= 2;
        let mut who = ui.t(&format!("role-{}", role.code()));
        // The first officer, the second.
        let place = ROWS.iter().take(row).filter(|other| **other == role).count();
        if 1 < ROWS.iter().filter(|other| **other == role).count() {
            who = format!("{who} {}", ui.n(place));
        }
        let say = |field: String, key: &str| Wrong::of(field, who.clone(), ui.t(key));
        if !needed && name.is_empty() && pin.is_empty() {
            continue;
        }
        if name.is_empty() {
            wrong.push(say(field("name"), "mistake-setup-staff-name"));
        } else if members.iter().any(|member| member.name == name) {
            wrong.push(say(field("name"), "mistake-setup-same-name"));
        }
        if let Err(weak) = pin::check(&pin) {
            wrong.push(say(field("pin"), weak_pin(&weak)));
        }
        let passphrase = typed.get(&field("passphrase")).to_owned();
        if role == Role::Focal
            && let Err(weak) = passphrase::check_passphrase(&passphrase, &[])
        {
            wrong.push(say(field("passphrase"), weak_passphrase(weak)));
        }
        let mut roles = vec![role];
        if typed.on(&field("officer")) && role != Role::Officer {
            roles.push(Role::Officer);
        }
        members.push(NewMember { name, pin, roles, passphrase });
    }
    members
}

/// Text key of what is wrong with a passphrase.
pub(crate) fn weak_passphrase(weak: WeakPassphrase) -> &'static str {
    match weak {
        WeakPassphrase::TooShort => "mistake-passphrase-short",
        WeakPassphrase::OnlyDigits => "mistake-passphrase-digits",
        WeakPassphrase::TooPlain => "mistake-passphrase-plain",
        WeakPassphrase::KnownWords => "mistake-passphrase-known",
        WeakPassphrase::UnusualCharacter => "mistake-passphrase-character",
    }
}

/// Text key of what is wrong with a PIN.
pub(crate) fn weak_pin(weak: &WeakPin) -> &'static str {
    match weak {
        WeakPin::NotDigits | WeakPin::Length => "mistake-pin-digits",
        WeakPin::TooSimple => "mistake-pin-simple",
        WeakPin::NoMemory => "mistake-pin-memory",
    }
}

fn founding_mistake(ui: &Ui, err: &FoundingError) -> Wrong {
    let (field, text) = match err {
        FoundingError::Found(FoundError::Keyholder(index, KeyringError::Weak(weak))) => {
            (format!("keyholder_{}_passphrase", index + 1), weak_passphrase(*weak))
        }
        FoundingError::Found(FoundError::Focal(_, SealError::Weak(weak))) => {
            ("staff_4_passphrase".to_owned(), weak_passphrase(*weak))
        }
        FoundingError::Folder(_) => ("name_km".to_owned(), "mistake-setup-folder"),
        _ => ("name_km".to_owned(), "mistake-setup-failed"),
    };
    Wrong::at(field, ui.t(text))
}
