//! A training kit full of invented families, left behind as a morning leaves a real one: some waiting, some called,
//! some parked, some without papers, some certificates ready. It is filled through the real doors.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::cast::Cast;
use super::desk::{Officer, Room, field};
use super::http::HttpError;
use super::ledger::Ledger;
use super::random::Random;
use super::server::{Ports, Program};
use super::stage::Stage;
use super::{House, families, page, phone};
use crate::{clock, config};

/// Phones that fill forms in at the same time.
const PHONES: u32 = 4;

/// What a trainer needs to get in.
pub struct Practice {
    /// Name, role and PIN of everybody.
    pub staff: Vec<(&'static str, &'static str, String)>,
    /// Opens the kit.
    pub passphrase: String,
    /// The focal's own.
    pub focal: String,
    /// The recovery sheet's code.
    pub recovery: String,
}

/// What a family that was called is left with.
#[derive(Clone, Copy)]
enum Leave {
    /// Every child entered, receipts printed, gone home.
    Served,
    /// Papers are missing: left waiting for them, receipts printed, gone home.
    AwaitingPapers,
    /// Set aside to fetch a paper.
    Parked,
    /// Did not come.
    Missed,
    /// At the desk, nothing decided.
    Seated,
    /// Called a moment ago.
    Called,
}

/// What happened this morning, in this order; everybody else waits. A desk and what it left behind.
const MORNING: [(u8, Leave); 11] = [
    (1, Leave::Served),
    (2, Leave::Served),
    (1, Leave::AwaitingPapers),
    (2, Leave::Parked),
    (1, Leave::Missed),
    (2, Leave::Served),
    (1, Leave::Served),
    (2, Leave::Served),
    (1, Leave::Parked),
    (2, Leave::Seated),
    (2, Leave::Called),
];

/// Certificates that lie ready; one more was handed over.
const READY: usize = 3;

/// Sets a training kit up in `data` and fills it. An error leaves it as far as it came, to be wiped.
pub async fn fill(data: &Path, families: u32, seed: u64) -> anyhow::Result<Practice> {
    let path = config::own_program().context("the program does not know where it lies")?;
    fill_with(path, data, families, seed).await
}

/// The same with the program at `path`: a test is not the program itself.
pub async fn fill_with(
    path: PathBuf,
    data: &Path,
    families: u32,
    seed: u64,
) -> anyhow::Result<Practice> {
    let name = format!("outreach-kit-practice-{}-{seed}", std::process::id());
    let folder = config::scratch_folder().join(name);
    std::fs::create_dir_all(&folder).context("no folder for the work could be made")?;
    let program = Program { path, folder: folder.clone(), data: data.to_owned(), training: true };
    let filled = play(program, families, seed).await;
    // Only the event's file and the server's log: no names stand in them.
    let _ = std::fs::remove_dir_all(&folder);
    filled
}

async fn play(program: Program, families: u32, seed: u64) -> anyhow::Result<Practice> {
    let today = clock::civil_day(clock::now());
    let cast = Cast::for_practice(&mut Random::new(seed));
    let recovery = program.init(&cast, today)?;
    let (up, listens) = watch::channel(false);
    let house = House { program, cast, recovery, up, memory: Arc::default() };
    let server = house.start(Ports::default()).await?;
    let stage = Arc::new(Stage::new(
        families::invent(seed, families, today),
        Ledger::new(None),
        today,
        seed,
        server.ports,
        listens,
    ));
    let [(_, passphrase), _] = &house.cast.keyholders;
    house.unlock(&stage, passphrase).await?;
    let mut phones: JoinSet<()> = (0..PHONES).map(|_| phone::play(Arc::clone(&stage))).collect();
    while let Some(phone) = phones.join_next().await {
        phone.context("a phone stopped")?;
    }
    morning(&house, &stage).await.map_err(|err| anyhow::anyhow!("the morning stopped: {err}"))?;
    server.kill();
    let mistakes = stage.ledger.mistakes();
    ensure!(
        mistakes.is_empty(),
        "the practice kit is not as it should be: {}",
        mistakes.join("; ")
    );
    Ok(Practice {
        staff: house.cast.staff.iter().map(|one| (one.name, one.role, one.pin.clone())).collect(),
        passphrase: passphrase.clone(),
        focal: house.cast.focal.clone(),
        recovery: house.recovery.clone(),
    })
}

async fn morning(house: &House, stage: &Arc<Stage>) -> anyhow::Result<()> {
    let room: Arc<Room> = Arc::default();
    let mut officers = [house.officer(stage, &room, 1)?, house.officer(stage, &room, 2)?];
    for officer in &mut officers {
        officer.sign_in().await?;
    }
    let [one, two] = &mut officers;
    for (desk, leave) in MORNING {
        if desk == 1 { one.leave(leave).await? } else { two.leave(leave).await? }
    }
    one.certificates().await?;
    for officer in &mut officers {
        // Leads to the page on which one signs in.
        let _ = officer.browser.post("/sign-out", &[]).await?;
    }
    Ok(())
}

impl Officer {
    /// Calls the next family and leaves it so.
    async fn leave(&mut self, leave: Leave) -> Result<(), HttpError> {
        let answer = self.post("/desk/next", &[]).await?;
        let Some(path) = answer.leads_to().filter(|to| to.starts_with("/desk/family/")) else {
            return Err(HttpError::Odd("nobody waits"));
        };
        let path = path.split(['?', '#']).next().unwrap_or_default().to_owned();
        let html = self.open(&path).await?.text();
        let ticket = page::data(&html, "data-ticket").unwrap_or_default();
        let step = |step: &str| format!("/desk/ticket/{ticket}/{step}");
        match leave {
            Leave::Called => {}
            Leave::Missed => drop(self.post(&step("miss"), &[]).await?),
            Leave::Parked => {
                self.post(&step("park"), &[field("reason", "fetch_paper")]).await?;
            }
            Leave::Seated => drop(self.post(&step("seat"), &[]).await?),
            Leave::Served | Leave::AwaitingPapers => {
                self.post(&step("seat"), &[]).await?;
                // Which decision is made hangs on this number, see `decide::plan`.
                let visit = if matches!(leave, Leave::AwaitingPapers) { 5 } else { 1 };
                self.decide_all(&path, visit, true).await?;
                self.print_all(&path).await?;
                self.post(&step("finish"), &[]).await?;
            }
        }
        Ok(())
    }

    /// Marks some certificates ready, and hands the first one over.
    async fn certificates(&mut self) -> Result<(), HttpError> {
        let receipts = self.stage.ledger.receipts();
        let entered: Vec<_> =
            receipts.iter().filter(|receipt| receipt.state == "entered").collect();
        for (place, receipt) in entered.iter().take(READY + 1).enumerate() {
            if place == 0 {
                self.hand_over(&receipt.code).await?;
            } else {
                let pairs = [field("code", &*receipt.code), field("unique_code", "")];
                self.post("/collect/ready", &pairs).await?;
            }
        }
        Ok(())
    }
}
