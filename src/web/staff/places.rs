//! Places to choose from as one types: the laptop's boxes ask here, and get choices to put below them. Pages without
//! script show the same choices when they are sent.

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use super::super::StaffDoor;
use super::super::error::WebError;
use super::super::fields::{ChoiceView, choice_view};
use super::super::lang::{Prefs, Ui};
use super::{Pairs, value};
use crate::domain::intake;
use crate::domain::place::{CommuneCode, Level};

/// More than anybody types into a box for a place; the rest is not looked at.
const MOST_TYPED: usize = 200;

#[derive(Template)]
#[template(path = "staff/places.html")]
struct Fragment {
    ui: Ui,
    field: String,
    choices: Vec<ChoiceView>,
    narrow: &'static str,
    asked: bool,
}

/// Communes for the event's own: those that `typed` may mean, or level by level after `answer`.
pub(crate) fn communes(ui: &Ui, typed: &str, answer: &str) -> Vec<ChoiceView> {
    let lines = if typed.trim().is_empty() {
        let mut lines = intake::by_level(answer, Level::Commune, None);
        // Here what is not on the list is written by hand, in boxes of its own.
        lines.pop_if(|line| line.label == "intake-choice-not-listed");
        lines
    } else {
        let mut lines = intake::found(typed, answer, Some(Level::Commune), None);
        lines.pop();
        lines
    };
    lines.iter().map(|line| choice_view(ui, line, answer)).collect()
}

/// `POST /places`: choices for one box. It tells nothing but the national list, so nobody has to be signed in.
pub(crate) async fn find(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    axum::Form(pairs): Pairs,
) -> Result<Html<String>, WebError> {
    let ui = Ui::new(prefs, door.app().training);
    let typed: String = value(&pairs, "typed").chars().take(MOST_TYPED).collect();
    let (field, answer) = (value(&pairs, "field"), value(&pairs, "at"));
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if field.is_empty() || 60 < field.len() || !field.chars().all(is_name) {
        return Err(WebError::NotFound);
    }
    let of_event = field == "commune";
    let choices = if of_event {
        communes(&ui, &typed, answer)
    } else {
        let event = door.kit().ok().and_then(|kit| kit.event());
        let event: Option<CommuneCode> = event.and_then(|event| event.commune_in_list());
        let found = intake::found(&typed, answer, None, event);
        found.iter().map(|line| choice_view(&ui, line, answer)).collect()
    };
    let page = Fragment {
        ui,
        field: field.to_owned(),
        choices,
        narrow: if of_event { "6" } else { "" },
        asked: !typed.is_empty(),
    };
    Ok(Html(page.render()?))
}
