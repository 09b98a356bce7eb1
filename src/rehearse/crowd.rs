//! A kit with a crowd in it: as many invented children as a bench wants, filed through `acts` like any family,
//! but without phones and doors in between.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};

use super::families;
use crate::acts::{self, By, Founding, Keyholder, NewMember, seal};
use crate::app::{App, Kit, Ports};
use crate::clock;
use crate::config::Config;
use crate::domain::event::{self, Event};
use crate::domain::ids::{ChildId, EventId, FamilyId};
use crate::domain::intake::Answers;
use crate::domain::safeguarding::{About, Sign, What};
use crate::domain::staff::Role;
use crate::i18n::Lang;
use crate::seal::Cost;
use crate::store::{Reading, Savepoint, StoreError, drafts, followed};

/// Families filed in one savepoint: enough that the disk is not what takes the time.
const AT_ONCE: usize = 250;

/// Families invented in one go, so that a million children need not be in memory at once.
const INVENTED: u32 = 2000;

/// What opens the kit of a crowd: everybody in it is invented, and a bench opens it again.
const PASSPHRASE: &str = "crowd of invented families";

/// What opens its focal's room.
pub const FOCAL: &str = "room beside an invented crowd";

/// The PIN of everybody who works there.
pub const PIN: &str = "402718";

/// At about every so manieth family an officer saw something, as in a rehearsal.
const SEEN: usize = 11;

/// Steps of a visit at a desk that may seal a box with nothing in it.
const STEPS: usize = 4;

/// A kit and everybody in it.
pub struct Crowd {
    app: Arc<App>,
    kit: Arc<Kit>,
    event: Arc<Event>,
    runtime: tokio::runtime::Runtime,
}

impl Crowd {
    /// Founds a kit in `folder`, or opens the one an earlier bench left there, and files families until there are
    /// `children`; says now and then how many there are.
    pub fn gather(
        folder: &Path,
        children: u32,
        mut progress: impl FnMut(u32),
    ) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let app = App::new(config(folder), clock::now);
        if matches!(app.phase(), crate::app::Phase::Fresh) {
            runtime.block_on(app.found(founding()?))?;
        } else {
            app.unlock(PASSPHRASE, None)?;
        }
        let kit = app.kit().context("a kit that was founded is open")?;
        let event = kit.event().context("a kit that was founded has an event")?;
        let crowd = Self { app, kit, event, runtime };
        let mut filed = crowd.read(crate::store::people::children_count)?;
        while filed < children {
            let today = clock::civil_day(clock::now());
            let mut batch = Vec::new();
            for family in families::invent(u64::from(filed) + 1, INVENTED, today) {
                if filed < children {
                    filed += u32::from(family.children);
                    batch.push(family.answers.into_iter().collect::<Vec<_>>());
                }
            }
            for families in batch.chunks(AT_ONCE) {
                crowd.file(families.to_vec())?;
            }
            progress(filed);
        }
        Ok(crowd)
    }

    /// The open event.
    pub fn event(&self) -> &Event {
        &self.event
    }

    /// Runs `job` on a reader, as a page would.
    pub fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Reading) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.runtime.block_on(self.kit.store.read(job))
    }

    /// Some children from all over the crowd.
    pub fn some_children(&self, most: u32) -> Result<Vec<ChildId>, StoreError> {
        self.read(move |conn| crate::store::people::some(conn, most))
    }

    /// The staff's door, as the laptop's browser finds it at `localhost` and this port.
    pub fn staff(&self, port: u16) -> axum::Router {
        self.app.set_ports(Ports { family: vec![port], staff: port });
        crate::web::staff_router(&self.app)
    }

    /// Runs something that waits, such as an answer of a door.
    pub fn wait<T>(&self, doing: impl Future<Output = T>) -> T {
        self.runtime.block_on(doing)
    }

    /// Fills the focal's room as a day at the desks does, unless that was done: what officers saw, and boxes that hold
    /// nothing beside it.
    pub fn fill_room(&self) -> anyhow::Result<()> {
        let event = self.event.id;
        let (boxes, _) = self.read(move |conn| followed::mark(conn, event))?;
        if boxes != 0 {
            return Ok(());
        }
        let families = self.read(move |conn| followed::versions(conn, event))?;
        for (batch, families) in families.chunks(AT_ONCE).enumerate() {
            let families = families.to_vec();
            let done = self.kit.store.write(move |sp| {
                for (at, (family, _)) in families.into_iter().enumerate() {
                    visit(sp, event, family, batch * AT_ONCE + at)?;
                }
                Ok::<_, StoreError>(())
            });
            self.runtime.block_on(done)?;
        }
        Ok(())
    }

    fn file(&self, families: Vec<Vec<(String, String)>>) -> anyhow::Result<()> {
        let event = Arc::clone(&self.event);
        let done = self.kit.store.write(move |sp| {
            for family in families {
                file_one(sp, &event, family)?;
            }
            Ok::<_, StoreError>(())
        });
        self.runtime.block_on(done)?;
        Ok(())
    }
}

/// What a visit at a desk leaves in the room.
fn visit(
    sp: &Savepoint<'_>,
    event: EventId,
    family: FamilyId,
    at: usize,
) -> Result<(), StoreError> {
    let by = By { staff: None, at: clock::now() };
    for _ in 0..STEPS {
        seal::cover_now_and_then(sp, event, by)?;
    }
    if at.is_multiple_of(SEEN)
        && let Some(sign) = Sign::ALL.get((at / SEEN) % Sign::ALL.len())
    {
        let about = About { family, child: None };
        let what = What::Observed { signs: vec![*sign], here_now: false };
        seal::note(sp, event, about, what, by)?;
    }
    seal::cover(sp, event, by)
}

fn file_one(
    sp: &Savepoint<'_>,
    event: &Event,
    answers: Vec<(String, String)>,
) -> Result<(), StoreError> {
    let at = clock::now();
    let begun = acts::begin_draft(sp, event, Lang::Km, "phone", at)?;
    let mut said = Answers::default();
    for (field, value) in answers {
        said.set(&field, &value);
    }
    drafts::save(sp, begun.id, &said, "", Lang::Km.code(), at)?;
    acts::file(sp, begun.id, By { staff: None, at }).map_err(|err| match err {
        acts::FileError::Store(err) => err,
        acts::FileError::Mistakes(_) | acts::FileError::Unknown => {
            StoreError::BadRow("an invented family that cannot be filed")
        }
    })?;
    Ok(())
}

fn config(folder: &Path) -> Config {
    Config {
        data: folder.join("kit-data"),
        family_port: 0,
        staff_port: 0,
        net_port: 0,
        net_at: None,
        staff_cert: None,
        open_browser: false,
        training: true,
        cost: Cost::test(),
        pin_cost: Cost::test(),
        at_once: crate::store::damage::AT_ONCE,
    }
}

fn founding() -> anyhow::Result<Founding> {
    let answer = |field: &str| {
        match field {
            "name_km" | "name_en" => "Crowd",
            "commune_code" => "150602",
            "commune_km" | "commune_en" | "place_km" | "issuer_km" | "collect_km" => "ក្រពើពីរ",
            "starts_on" | "ends_on" | "collect_from" => "2026-11-21",
            "issuer" => "organiser",
            "signatory" => "clerk",
            _ => "",
        }
        .to_owned()
    };
    let event = event::parse(answer, &[]).map_err(|mistakes| anyhow!("{mistakes:?}"))?;
    let keyholder =
        |name: &str| Keyholder { name: name.to_owned(), passphrase: PASSPHRASE.to_owned() };
    let member = |name: &str, role, passphrase: &str| NewMember {
        name: name.to_owned(),
        pin: PIN.to_owned(),
        roles: vec![role],
        passphrase: passphrase.to_owned(),
    };
    Ok(Founding {
        event,
        laptop: 1,
        training: true,
        keyholders: vec![keyholder("First"), keyholder("Second")],
        members: vec![
            member("Admin", Role::Administrator, ""),
            member("Focal", Role::Focal, FOCAL),
        ],
    })
}
