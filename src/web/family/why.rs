//! Why a birth certificate matters: a page for a phone, and a screen in the yard that says one thing at a time.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::{FamilyDoor, StaffDoor, assets};
use crate::app::App;
use crate::domain::event::CHILD_HELPLINE;
use crate::i18n::{self, Arg, Lang};
use crate::papers::picture::Picture;

/// One thing that is said. Its texts are `why-{code}-title`, `why-{code}` and the line for the yard.
#[derive(Clone, Copy)]
struct Topic {
    code: &'static str,
    /// Text key of the line on the screen in the yard.
    line: &'static str,
}

/// What is said, in this order.
const TOPICS: [Topic; 9] = [
    Topic { code: "school", line: "why-line-school" },
    Topic { code: "health", line: "why-line-health" },
    Topic { code: "protection", line: "why-line-protection" },
    Topic { code: "work", line: "why-line-work" },
    Topic { code: "inheritance", line: "why-line-inheritance" },
    Topic { code: "days", line: "why-line-days" },
    Topic { code: "free", line: "why-line-free" },
    Topic { code: "bring", line: "why-line-papers" },
    Topic { code: "help", line: "why-line-help" },
];

impl Topic {
    fn picture(self) -> String {
        Picture::topic(self.code).map(Picture::svg).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "family/why.html")]
struct WhyPage {
    ui: Ui,
    mark: &'static str,
    topics: Vec<Topic>,
    helpline: String,
}

#[derive(Template)]
#[template(path = "family/yard.html")]
struct YardPage {
    ui: Ui,
    mark: &'static str,
    topic: Topic,
    khmer: String,
    english: String,
    /// Which of how many, from 1.
    number: usize,
    of: usize,
    previous: usize,
    next: usize,
}

/// What may be said here, and the helpline. Nothing promises that it is free unless the commune agreed; an event
/// without a helpline has none here either. While the kit is locked no event can be asked.
fn said(app: &App) -> (Vec<Topic>, String) {
    let event = app.kit().and_then(|kit| kit.event());
    let free = event.as_ref().is_some_and(|event| event.free_line);
    let helpline = event.map_or_else(|| CHILD_HELPLINE.to_owned(), |event| event.helpline.clone());
    let topics = TOPICS.into_iter().filter(|topic| match topic.code {
        "free" => free,
        "help" => !helpline.is_empty(),
        _ => true,
    });
    (topics.collect(), helpline)
}

/// `GET /why` on a phone.
pub(crate) async fn page(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
) -> Result<Html<String>, WebError> {
    show(door.app(), prefs)
}

/// `GET /why` on the laptop.
pub(crate) async fn staff_page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
) -> Result<Html<String>, WebError> {
    show(door.app(), prefs)
}

fn show(app: &App, prefs: Prefs) -> Result<Html<String>, WebError> {
    let (topics, helpline) = said(app);
    let page = WhyPage { ui: Ui::new(prefs, app.training), mark: assets::mark(), topics, helpline };
    Ok(Html(page.render()?))
}

/// Which statement is asked for.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    n: String,
}

/// `GET /why/yard` on any screen.
pub(crate) async fn yard(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, WebError> {
    turn(door.app(), prefs, &asked)
}

/// `GET /why/yard` on the laptop turned round.
pub(crate) async fn staff_yard(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, WebError> {
    turn(door.app(), prefs, &asked)
}

fn turn(app: &App, prefs: Prefs, asked: &Asked) -> Result<Html<String>, WebError> {
    let (topics, helpline) = said(app);
    let of = topics.len();
    // Whatever an address says, there is something to show: the round begins again.
    let at = asked.n.parse::<usize>().unwrap_or(1).saturating_sub(1) % of.max(1);
    let topic = *topics.get(at).ok_or(WebError::NotFound)?;
    let line = |lang| {
        let number = i18n::digits(lang, &helpline);
        i18n::text_with(lang, topic.line, &[("number", Arg::Text(&number))])
    };
    let page = YardPage {
        ui: Ui::new(prefs, app.training),
        mark: assets::mark(),
        topic,
        khmer: line(Lang::Km),
        english: line(Lang::En),
        number: at + 1,
        of,
        previous: (at + of - 1) % of + 1,
        next: (at + 1) % of + 1,
    };
    Ok(Html(page.render()?))
}
