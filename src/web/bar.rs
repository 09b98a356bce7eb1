//! The bar that every staff page carries: who is signed in where, what waits, and what needs somebody.

use jiff::Timestamp;
use jiff::civil::Date;

use super::error::WebError;
use super::lang::Ui;
use super::session::Signed;
use super::{StaffDoor, assets, presence};
use crate::app::Kit;
use crate::domain::clock_doubt::Doubt;
use crate::domain::ids::StaffId;
use crate::domain::staff::{Role, Room, may_enter};
use crate::machine;
use crate::store::backup::Trouble;
use crate::store::{clock_doubt, days, tally};

/// What the bar of a staff page says.
pub(crate) struct Shell {
    /// Whether it is shown on the laptop itself, where its keys and its disk are looked after.
    pub(crate) at_the_laptop: bool,
    pub(crate) mark: &'static str,
    pub(crate) here: &'static str,
    pub(crate) event: String,
    pub(crate) day: DayState,
    pub(crate) who: String,
    /// Tells windows of one browser whether they are the same person's.
    pub(crate) me: StaffId,
    /// Whether pages of theirs that are covered may be shown again: their PIN was typed since they were left alone.
    pub(crate) is_back: bool,
    pub(crate) desk: Option<u8>,
    pub(crate) roles: Vec<Role>,
    pub(crate) states: States,
    /// Forms (an empty name) and books of which little is left.
    pub(crate) low: Vec<(String, i64)>,
}

/// What of this is little: forms under an empty name, books under their number.
pub(crate) fn low(left: days::Left) -> Vec<(String, i64)> {
    let forms = left.forms.map(|forms| (String::new(), forms));
    let all = forms.into_iter().chain(left.books);
    all.filter(|(_, count)| *count < left.low).map(|(name, count)| (name, count.max(0))).collect()
}

/// Whether families are served today. Without an open day nothing is blocked, but every page says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayState {
    /// The kit has no event.
    NoEvent,
    /// The event is closed.
    EventClosed,
    /// No day of the event was opened yet.
    NotOpened,
    /// This day is open.
    Open(u32),
    /// The last day was closed, this one.
    Closed(Date),
}

impl DayState {
    /// Which words a page says: `day-missing-…`; nothing while a day is open.
    pub(crate) fn missing(self) -> &'static str {
        match self {
            Self::NoEvent | Self::Open(_) => "",
            Self::EventClosed => "event",
            Self::NotOpened => "not_opened",
            Self::Closed(_) => "closed",
        }
    }

    /// Number of the open day.
    pub(crate) fn number(self) -> Option<u32> {
        match self {
            Self::Open(number) => Some(number),
            Self::NoEvent | Self::EventClosed | Self::NotOpened | Self::Closed(_) => None,
        }
    }
}

/// How the day of the event at hand stands.
pub(crate) async fn day_state(kit: &Kit) -> Result<DayState, WebError> {
    let Some(event) = kit.event() else { return Ok(DayState::NoEvent) };
    if kit.open_event().is_none() {
        return Ok(DayState::EventClosed);
    }
    let id = event.id;
    Ok(match kit.store.read(move |conn| days::standing(conn, id)).await? {
        None => DayState::NotOpened,
        Some((number, _, true)) => DayState::Open(number),
        Some((_, day, false)) => DayState::Closed(day),
    })
}

/// The row of plain-word states.
pub(crate) struct States {
    pub(crate) families: u32,
    pub(crate) children: u32,
    pub(crate) waiting: u32,
    pub(crate) last: Option<Timestamp>,
    /// Free room in tenths of a gigabyte, and whether it is little.
    pub(crate) disk: Option<(String, bool)>,
    /// Age of the last backup in minutes; none if there is none since the start.
    pub(crate) backup: Option<i64>,
    /// Why the last one failed: the end of a text key.
    pub(crate) backup_trouble: Option<&'static str>,
    /// Whether somebody has to look after the backups.
    pub(crate) backup_calls: bool,
    pub(crate) backup_being_made: bool,
    pub(crate) battery: Option<(u8, bool)>,
    /// Why the clock is in doubt, and what it shows.
    pub(crate) clock: Option<(Doubt, Timestamp)>,
    /// The entry of the journal that does not follow from the one before.
    pub(crate) broken_journal: Option<i64>,
    /// What is said of pages that the start did not read: the end of a text key.
    pub(crate) rest: Option<&'static str>,
}

impl States {
    /// Whether the disk has little room left.
    pub(crate) fn is_disk_low(&self) -> bool {
        self.disk.as_ref().is_some_and(|(_, is_low)| *is_low)
    }

    /// How old the last backup is, in words.
    pub(crate) fn backup_age(&self, ui: &Ui) -> String {
        match self.backup {
            None if self.backup_being_made => ui.t("state-backup-being-made"),
            None => ui.t("state-backup-none"),
            Some(minutes) if minutes < 60 => ui.t1("state-minutes-ago", "minutes", minutes),
            Some(minutes) if minutes < 48 * 60 => ui.t1("backup-hours-ago", "hours", minutes / 60),
            Some(minutes) => ui.t1("backup-days-ago", "days", minutes / (24 * 60)),
        }
    }
}

impl Shell {
    /// After how many seconds without a touch a page covers itself: just after its session lapsed.
    pub(crate) fn away(&self) -> i64 {
        let closely = self.here == "event" || self.here == "day" && self.may("administration");
        presence::idle_of(closely).as_secs() + 5
    }

    /// Whether the one signed in may enter a room.
    pub(crate) fn may(&self, room: &str) -> bool {
        let room = match room {
            "desk" => Room::Desk,
            "entry" => Room::Entry,
            "collect" => Room::Collect,
            "papers" => Room::Papers,
            "follow" => Room::Follow,
            _ => Room::Administration,
        };
        may_enter(&self.roles, room)
    }
}

/// How things stand, for the bar and the start page.
pub(crate) async fn states(door: &StaffDoor) -> Result<States, WebError> {
    let kit = door.kit()?;
    let now = door.now();
    if let Err(err) = kit.look_at_clock(now, door.app().started.elapsed()).await {
        tracing::warn!(error = crate::telemetry::chain(&err), "a doubt was not written down");
    }
    let doubt = kit.store.read(clock_doubt::standing).await?;
    let event = kit.event().map(|event| event.id);
    let glance = match event {
        Some(event) => kit.store.read(move |conn| tally::glance(conn, event)).await?,
        None => tally::Glance::default(),
    };
    let backup = kit.backup_state();
    let free = machine::free_bytes(&kit.data);
    Ok(States {
        families: glance.families,
        children: glance.children,
        waiting: glance.waiting,
        last: glance.last,
        disk: free
            .map(|bytes| (format!("{:.1}", to_gigabytes(bytes)), bytes < machine::LITTLE_ROOM)),
        backup: backup.last_good.map(|at| now.duration_since(at).as_mins().max(0)),
        backup_being_made: backup.is_being_made(),
        backup_trouble: backup.trouble.map(Trouble::code),
        backup_calls: backup.needs_somebody(kit.store.changes(), now),
        battery: machine::battery(),
        clock: doubt.map(|doubt| (doubt, now)),
        broken_journal: kit.broken_journal,
        rest: kit.rest().code(),
    })
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal place")]
fn to_gigabytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 30)
}

/// What of the event's forms and books is little on an open day.
async fn low_now(kit: &Kit) -> Result<Vec<(String, i64)>, WebError> {
    let Some(event) = kit.open_event() else { return Ok(Vec::new()) };
    let id = event.id;
    Ok(low(kit.store.read(move |conn| days::left_now(conn, id)).await?))
}

/// The bar for a page.
pub(crate) async fn shell(
    door: &StaffDoor,
    me: &Signed,
    here: &'static str,
) -> Result<Shell, WebError> {
    let kit = door.kit()?;
    let ui = me.ui(door);
    let event = kit.event();
    Ok(Shell {
        at_the_laptop: door.is_at_the_laptop(),
        mark: assets::mark(),
        here,
        event: event.as_ref().map(|event| ui.either(&event.name)).unwrap_or_default(),
        day: day_state(&kit).await?,
        who: me.session.name.clone(),
        me: me.session.staff,
        is_back: !me.left_alone,
        desk: me.session.desk,
        roles: me.session.roles.clone(),
        states: states(door).await?,
        low: low_now(&kit).await?,
    })
}
