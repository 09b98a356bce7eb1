//! The journal as an administrator reads it: who did what, when, and to which number.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use jiff::civil::Date;

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::typed::Typed;
use super::sentence;
use crate::clock;
use crate::domain::event;
use crate::domain::ids::{RowId, StaffId};
use crate::domain::staff::Room;
use crate::khmer::digits;
use crate::store::StoreError;
use crate::store::chronicle::{self, Wanted};
use crate::store::clock_doubt;
use crate::store::journal::{self, Chain, Line, Mark};
use crate::store::staff::{self, Member};

/// Entries shown.
const SHOWN: usize = 200;

/// One entry in words.
struct Entry {
    line: Line,
    who: String,
    what: String,
    /// To what, and further words.
    about: String,
    /// Whether it was written down while the clock was in doubt.
    doubtful: bool,
}

impl Entry {
    /// Who did it where nobody had signed in: families only send forms.
    fn nobody(&self) -> &'static str {
        match self.line.act.as_str() {
            "file" => "journal-phone",
            "wrong_pin" => "journal-somebody",
            _ => "journal-kit",
        }
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
    /// The day that is asked for, box by box.
    typed: Typed,
    /// The number before which the next page goes on, if there is more.
    older: Option<i64>,
    /// What became of the printed mark that was typed.
    mark_found: Option<Mark>,
}

/// Which entries are asked for, as typed.
#[derive(serde::Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Asked {
    staff: String,
    day: String,
    day_day: String,
    day_month: String,
    day_year: String,
    number: String,
    before: String,
    mark: String,
}

/// What the box for a number says.
enum Numbered {
    Nothing,
    /// A number in the line, and which of the family's children.
    Ticket(u32, Option<u8>),
    Row(RowId),
    Unreadable,
}

impl Asked {
    /// The day as it stands in its three boxes, whether it came from them or in the address of a page.
    fn typed(&self) -> Typed {
        let boxes = [("day_day", &self.day_day), ("day_month", &self.day_month)];
        let all = boxes.into_iter().chain([("day_year", &self.day_year), ("day", &self.day)]);
        let said = all.filter(|(_, text)| !text.trim().is_empty());
        let pairs: Vec<_> = said.map(|(name, text)| (name.to_owned(), text.clone())).collect();
        let typed = Typed::of(&pairs);
        if typed.0.is_empty() { typed } else { typed.with_days(&["day"]) }
    }

    /// What was typed as a number: a family's or a child's place in the line, or the id of a row.
    fn numbered(&self) -> Numbered {
        let number = digits::to_ascii(self.number.trim());
        if let Ok(row) = RowId::parse(&number) {
            return Numbered::Row(row);
        }
        // "12" is a family, "12/2" its second child.
        let (ticket, child) = match number.split_once(['/', '-', '.']) {
            Some((ticket, child)) => (ticket, Some(child.trim().parse())),
            None => (number.as_str(), None),
        };
        match (ticket.trim().parse(), child.transpose()) {
            (Ok(ticket), Ok(child)) => Numbered::Ticket(ticket, child),
            (Err(_), _) if number.is_empty() => Numbered::Nothing,
            (_, Err(_)) | (Err(_), _) => Numbered::Unreadable,
        }
    }

    fn wanted(&self) -> Wanted {
        let day = self.typed().get("day").parse::<Date>().ok();
        let span =
            day.map(|day| (clock::start_of(day), clock::start_of(day.tomorrow().unwrap_or(day))));
        let (ticket, child, row) = match self.numbered() {
            Numbered::Ticket(ticket, child) => (Some(ticket), child, None),
            Numbered::Row(row) => (None, None, Some(row)),
            Numbered::Nothing | Numbered::Unreadable => (None, None, None),
        };
        Wanted {
            staff: StaffId::parse(&self.staff).ok(),
            span,
            ticket,
            child,
            row,
            before: self.before.parse().ok(),
        }
    }

    /// The address of the next page.
    fn older(&self, before: i64) -> String {
        // What was typed is given back as far as it was understood, so that nothing else gets into the address.
        let wanted = self.wanted();
        let mut address = format!("/journal?before={before}");
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                address.extend(["&", name, "=", &value]);
            }
        };
        add("staff", wanted.staff.map(|staff| staff.to_string()));
        add("day", wanted.span.map(|(from, _)| clock::civil_day(from).to_string()));
        let child = wanted.child.map_or(String::new(), |child| format!("/{child}"));
        add("number", wanted.ticket.map(|ticket| format!("{ticket}{child}")));
        add("number", wanted.row.map(|row| row.to_string()));
        address
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

    /// The end of the key of what is said about a printed mark.
    fn mark_said(&self) -> &'static str {
        match self.mark_found {
            None => "",
            Some(Mark::Of(..)) => "there",
            Some(Mark::Nowhere) => "gone",
            Some(Mark::Unreadable) => "unreadable",
        }
    }

    /// What the sentence about a mark that was found says: entry and time.
    fn mark_entry(&self) -> (String, String) {
        match self.mark_found {
            Some(Mark::Of(seq, at)) => (self.ui.n(seq), self.ui.moment(&at)),
            Some(Mark::Nowhere | Mark::Unreadable) | None => Default::default(),
        }
    }

    fn is_narrowed(&self) -> bool {
        let day = self.typed.on("day");
        day || [&self.asked.staff, &self.asked.number].iter().any(|text| !text.is_empty())
    }

    /// What is said of a number that is none.
    fn number_mistake(&self) -> &'static str {
        match self.asked.numbered() {
            Numbered::Unreadable => "journal-number-wrong",
            Numbered::Nothing | Numbered::Ticket(..) | Numbered::Row(_) => "",
        }
    }

    /// What is said of a day that is none.
    fn day_mistake(&self) -> String {
        let is_day = self.typed.get("day").parse::<Date>().is_ok();
        if is_day || !self.typed.on("day") {
            String::new()
        } else {
            self.ui.t(event::not_a_day(self.typed.get("day")))
        }
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
    let (wanted, mark) = (asked.wanted(), asked.mark.clone());
    let (mut told, chain, members, doubts, mark_found) = kit
        .store
        .read(move |conn| {
            let told = chronicle::told(conn, event, wanted, SHOWN + 1)?;
            let mark = Some(mark).filter(|mark| !mark.trim().is_empty());
            let found = mark.map(|mark| journal::find_mark(conn, &mark)).transpose()?;
            let (chain, members) = (journal::verify(conn)?, staff::all(conn, event)?);
            Ok::<_, StoreError>((told, chain, members, clock_doubt::spans(conn)?, found))
        })
        .await?;
    let is_more = SHOWN < told.len();
    told.truncate(SHOWN);
    let older = told.last().map(|told| told.line.seq).filter(|_| is_more);
    let ui = me.ui(&door);
    let entries = told
        .into_iter()
        .map(|told| Entry {
            what: sentence::what(&ui, &told.line.act),
            about: sentence::about(&ui, &told),
            who: told.who,
            doubtful: doubts.iter().any(|(first, last)| (*first..=*last).contains(&told.line.seq)),
            line: told.line,
        })
        .collect();
    let page = JournalPage {
        shell: bar::shell(&door, &me, "event").await?,
        ui,
        entries,
        chain,
        members,
        typed: asked.typed(),
        asked,
        older,
        mark_found,
    };
    Ok(Html(page.render()?))
}
