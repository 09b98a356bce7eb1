//! Reads everything that a day's page and its sheet say, in one look.

use jiff::civil::Date;

use super::{Evening, differences};
use crate::domain::event::Event;
use crate::store::days::{self, Counted, Day, Decided, Difference, Figures, Marks};
use crate::store::{Reading, StoreError, events, staff};

/// One day with its figures: frozen when it is closed, so far when it is not.
pub struct Account {
    /// The day; none before the first one was opened.
    pub day: Option<Day>,
    /// The figures.
    pub figures: Figures,
    /// What does not add up.
    pub differences: Vec<Difference>,
    /// What was counted at closing.
    pub counted: Option<Counted>,
    /// What the day before left behind, while this one is open.
    evening: Option<Evening>,
    /// Who opened it, who closed it, and who sat at which desk, by name.
    pub opened_by: String,
    /// Who closed it.
    pub closed_by: String,
    /// Desks with names.
    pub desks: Vec<(u8, String)>,
    /// The journal's last entry.
    pub head: (i64, String),
}

impl Account {
    /// What does not add up once this is counted; none if the day is not open.
    pub fn differences_with(&self, counted: &Counted) -> Option<Vec<Difference>> {
        let day = self.day.as_ref().filter(|day| day.is_open())?;
        Some(differences(&self.figures, &day.stock, self.evening.as_ref(), Some(counted)))
    }
}

/// The whole event.
pub struct EventAccount {
    /// Its days in order.
    pub days: Vec<Account>,
    /// The figures of the whole, frozen when it is closed.
    pub whole: Figures,
    /// When it was closed and by whom, if it was.
    pub closed: Option<(jiff::Timestamp, String)>,
    /// The journal's last entry.
    pub head: (i64, String),
}

/// The account of one day, or of the one that is open or last.
pub fn account(
    conn: &Reading,
    event: &Event,
    number: Option<u32>,
    today: Date,
) -> Result<Option<Account>, StoreError> {
    let day = match number {
        Some(number) => match days::by_number(conn, event.id, number)? {
            Some(day) => Some(day),
            None => return Ok(None),
        },
        None => days::last(conn, event.id)?,
    };
    of_day(conn, event, day, today).map(Some)
}

fn of_day(
    conn: &Reading,
    event: &Event,
    day: Option<Day>,
    today: Date,
) -> Result<Account, StoreError> {
    let name = |id| staff::name_of(conn, id);
    let opened_by = day.as_ref().map_or(Ok(String::new()), |day| name(day.opened_by))?;
    let desks = day.as_ref().map(|day| day.desks.clone()).unwrap_or_default();
    let desks = desks
        .into_iter()
        .map(|(desk, id)| Ok((desk, name(id)?)))
        .collect::<Result<Vec<_>, StoreError>>()?;
    let closed = day.as_ref().and_then(|day| day.closed.clone());
    Ok(if let Some(closed) = closed {
        Account {
            figures: closed.figures,
            differences: closed.closing.differences,
            counted: Some(closed.closing.counted),
            closed_by: closed.by.map_or(Ok(String::new()), name)?,
            head: closed.head,
            evening: None,
            opened_by,
            desks,
            day,
        }
    } else {
        let figures = days::so_far(conn, event.id, day.as_ref().map_or(today, |day| day.day))?;
        let evening = match &day {
            Some(day) => super::evening_before(conn, event.id, day.number)?,
            None => None,
        };
        let stock = day.as_ref().map(|day| day.stock.clone()).unwrap_or_default();
        Account {
            differences: differences(&figures, &stock, evening.as_ref(), None),
            evening,
            figures,
            counted: None,
            closed_by: String::new(),
            head: days::head(conn)?,
            opened_by,
            desks,
            day,
        }
    })
}

/// The account of the whole event.
pub fn event_account(
    conn: &Reading,
    event: &Event,
    today: Date,
) -> Result<EventAccount, StoreError> {
    let mut all = Vec::new();
    for day in days::all(conn, event.id)? {
        all.push(of_day(conn, event, Some(day), today)?);
    }
    let closing = events::closing_of(conn, event.id)?;
    let frozen = closing.as_ref().and_then(|closed| closed.figures.as_deref());
    let whole = match frozen {
        Some(text) => days::from_text(text)?,
        None => whole(conn, event, &all, today)?,
    };
    let closed = match closing {
        Some(closed) => {
            Some((closed.at, closed.by.map_or(Ok(String::new()), |by| staff::name_of(conn, by))?))
        }
        None => None,
    };
    Ok(EventAccount { days: all, whole, closed, head: days::head(conn)? })
}

/// Everything from the first row on. What is late is told by the day on which each child's last decision was made.
fn whole(
    conn: &Reading,
    event: &Event,
    all: &[Account],
    today: Date,
) -> Result<Figures, StoreError> {
    let days = all.iter().filter_map(|account| account.day.as_ref());
    let open = days.clone().find(|day| day.is_open()).map_or(today, |day| day.day);
    let closed = days.filter_map(|day| Some((day.closed.as_ref()?.marks.step, day.day)));
    let on = Decided { closed: closed.collect(), since: open };
    days::count(conn, event.id, &Marks::default(), None, &on)
}

/// Forms and entries that should be left, as far as the kit can tell; none where nobody counted.
pub fn left_of(day: &Day, figures: &Figures) -> days::Left {
    days::left(&day.stock, &figures.used())
}
