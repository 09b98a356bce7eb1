//! The journal as an administrator reads it: who did what, when, and to which number.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use jiff::civil::Date;

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::{self, Shell, Signed};
use super::sentence;
use crate::clock;
use crate::domain::ids::StaffId;
use crate::domain::staff::Room;
use crate::khmer::digits;
use crate::store::StoreError;
use crate::store::chronicle::{self, Wanted};
use crate::store::journal::{self, Chain, Line};
use crate::store::staff::{self, Member};

/// Entries shown.
const SHOWN: usize = 300;

/// One entry in words.
struct Entry {
    line: Line,
    who: String,
    what: String,
    /// To what, and further words.
    about: String,
}

impl Entry {
    /// Who did it where nobody had signed in: families only send forms.
    fn nobody(&self) -> &'static str {
        if self.line.act == "file" { "journal-phone" } else { "journal-kit" }
    }
}

#[derive(Template)]
#[template(path = "staff/journal.html")]
struct JournalPage {
    ui: Ui,
    shell: Shell,
    entries: Vec<Entry>,
    chain: Chain,
    members: Vec<Member>,
    asked: Asked,
}

/// Which entries are asked for, as typed.
#[derive(serde::Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Asked {
    staff: String,
    day: String,
    number: String,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        let day: Option<Date> = self.day.trim().parse().ok();
        let span =
            day.map(|day| (clock::start_of(day), clock::start_of(day.tomorrow().unwrap_or(day))));
        Wanted {
            staff: StaffId::parse(&self.staff).ok(),
            span,
            ticket: digits::to_ascii(self.number.trim()).parse().ok(),
        }
    }
}

impl JournalPage {
    fn broken_at(&self) -> Option<i64> {
        match self.chain {
            Chain::BrokenAt(seq) => Some(seq),
            Chain::Whole { .. } => None,
        }
    }

    fn head(&self) -> &str {
        match &self.chain {
            Chain::Whole { head, .. } => head,
            Chain::BrokenAt(_) => "",
        }
    }

    fn is_narrowed(&self) -> bool {
        [&self.asked.staff, &self.asked.day, &self.asked.number].iter().any(|text| !text.is_empty())
    }

    fn is_asked(&self, member: &Member) -> bool {
        member.id.to_string() == self.asked.staff
    }
}

/// `GET /journal`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = kit.event().map(|event| event.id);
    let wanted = asked.wanted();
    let (told, chain, members) = kit
        .store
        .read(move |conn| {
            let told = chronicle::told(conn, event, wanted, SHOWN)?;
            Ok::<_, StoreError>((told, journal::verify(conn)?, staff::all(conn, event)?))
        })
        .await?;
    let ui = me.ui(&door);
    let entries = told
        .into_iter()
        .map(|told| Entry {
            what: sentence::what(&ui, &told.line.act),
            about: sentence::about(&ui, &told),
            who: told.who,
            line: told.line,
        })
        .collect();
    let page = JournalPage {
        shell: session::shell(&door, &me, "event").await?,
        ui,
        entries,
        chain,
        members,
        asked,
    };
    Ok(Html(page.render()?))
}
