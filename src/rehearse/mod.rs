//! A whole event with invented families, played through the real doors of the real program: phones that are slow,
//! vanish and come back, two officers at work at the same time, power cuts in the middle, and certificates
//! collected afterwards.
//!
//! Nothing here calls into the kit's own rooms to change anything: what a rehearsal sees is what people see.

mod aftermath;
mod answer;
mod bombs;
mod cast;
mod collect;
pub mod crowd;
mod day;
mod decide;
mod desk;
mod families;
mod focal;
mod hostile;
mod http;
mod ledger;
mod names;
mod outcome;
mod page;
mod phone;
mod practice;
mod progress;
mod random;
mod send;
mod server;
mod shares;
mod stage;
mod stock;
mod tell;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::cli::RehearseArgs;
use crate::{clock, config};
use cast::Cast;
use day::Administrator;
use desk::{Officer, Room};
use focal::Focal;
use ledger::Ledger;
use random::Random;
use server::{Memory, Ports, Program, Server};
use stage::Stage;
use stock::Stock;

pub use practice::{Practice, fill, fill_with};

pub use focal::Followed;
pub use hostile::Hostile;
pub use outcome::{Outcome, PaperTimes, TicketTimes};
pub use shares::Shares;

/// Tries to start again on the ports of before, which the system may hold for a moment.
const STARTS: u32 = 20;

/// How long between them.
const START_PAUSE: Duration = Duration::from_millis(250);

/// With more kills than this the kit's keys open at once: a second of work at each opening is what they are for, and
/// has been rehearsed by then.
const MANY_KILLS: u32 = 12;

/// Everything that stands while a rehearsal is played.
struct House {
    program: Program,
    cast: Cast,
    recovery: String,
    up: watch::Sender<bool>,
    memory: Arc<Memory>,
}

/// Plays a rehearsal. An error means that it could not be played; what was found wrong is in the outcome.
pub async fn run(args: &RehearseArgs) -> anyhow::Result<Outcome> {
    let path = config::own_program().context("the program does not know where it lies")?;
    run_with(path, args).await
}

/// Plays a rehearsal with the program at `path`: a test is not the program itself.
pub async fn run_with(path: PathBuf, args: &RehearseArgs) -> anyhow::Result<Outcome> {
    if let Some(out) = &args.out {
        std::fs::create_dir_all(out)
            .with_context(|| format!("the folder {} cannot be made", out.display()))?;
    }
    let name = format!("outreach-kit-rehearsal-{}-{}", std::process::id(), args.seed);
    let folder = config::scratch_folder().join(name);
    let program = Program { path, data: folder.join("data"), folder, training: false };
    std::fs::create_dir_all(&program.folder)
        .context("no folder for the rehearsal could be made")?;
    let folder = program.folder.clone();
    let outcome = play(args, program).await;
    if let Some(out) = &args.out {
        // Without it the outcome still stands.
        let _ = std::fs::copy(folder.join("server.log"), out.join("server.log"));
        if let Ok(outcome) = &outcome {
            let _ = std::fs::write(out.join("summary.txt"), outcome.summary());
        }
    }
    // Invented people only; what cannot be removed now is in the system's folder for such things.
    let _ = std::fs::remove_dir_all(&folder);
    outcome
}

async fn play(args: &RehearseArgs, program: Program) -> anyhow::Result<Outcome> {
    let today = clock::civil_day(clock::now());
    let cast = Cast::new(&mut Random::new(args.seed));
    let mut recovery = program.init(&cast, today)?;
    if MANY_KILLS < args.kills {
        recovery = stock::open_at_once(&program.data, &cast)?;
    }
    let (before, forms) = stock_up(args, &program, &cast).await?;
    let (up, listens) = watch::channel(false);
    let house = House { program, cast, recovery, up, memory: Arc::default() };
    let server = house.start(Ports::default()).await?;
    let stage = Arc::new(Stage::new(
        families::invent(args.seed, if args.only_send { 0 } else { args.families }, today),
        Ledger::new(args.out.clone()),
        today,
        args.seed,
        server.ports,
        listens,
    ));
    house.first_opening(&stage).await?;
    house.memory.watch(server.process());
    let memory = Arc::clone(&house.memory);
    let sampling = tokio::spawn(async move { memory.sample().await });

    if args.only_send {
        let outcome = send::play(args, &house, &stage, forms, before).await?;
        sampling.abort();
        server.kill();
        return send::count(outcome, &Stock::open(&house.program.data, &house.cast)?).await;
    }
    house.administrator(&stage)?.open_day().await?;
    let begun = Instant::now();
    let officers = house.officers(&stage).await?;
    let focal = house.focal(&stage)?;
    let (server, mut focal) = house.event(args, &stage, server, officers, focal).await?;
    let seconds = begun.elapsed().as_secs_f64();

    let server = house.power_cut(server, &stage, &house.recovery).await?;
    let mut officer = house.officer(&stage, &Arc::default(), 1)?;
    officer.sign_in().await?;
    let lost = officer.look_up().await;
    officer.collect().await;
    focal.finish().await;
    officer.look_for_signs().await;
    if let Err(err) = house.administrator(&stage)?.close_day().await {
        stage.ledger.mistake(format!("closing the day: {err}"));
    }
    house.memory.watch(0);
    sampling.abort();
    server.kill();
    let stock = Stock::open(&house.program.data, &house.cast)?;
    tell::check_room(&stock, &house.cast, &stage).await?;
    drop(stock);
    check_privacy(&house.program.folder, &stage);
    Ok(Outcome::of(args, &stage, house.memory.peak(), (seconds, lost)))
}

/// What is to be in the kit before anybody comes: families filed before, and forms that wait for *Send*.
async fn stock_up(
    args: &RehearseArgs,
    program: &Program,
    cast: &Cast,
) -> anyhow::Result<(usize, Vec<String>)> {
    if args.stored == 0 && !args.only_send {
        return Ok((0, Vec::new()));
    }
    let mut stock = Stock::open(&program.data, cast)?;
    let before = match args.stored {
        0 => 0,
        // Other families than those that come today.
        children => stock.file(cast, children, args.seed ^ 0x5EED).await?,
    };
    let forms =
        if args.only_send { stock.forms(args.families, args.seed).await? } else { Vec::new() };
    Ok((before, forms))
}

impl House {
    /// Starts the server; on the same ports if it has had some.
    async fn start(&self, ports: Ports) -> anyhow::Result<Server> {
        let mut tried = 0;
        let server = loop {
            match self.program.start(ports) {
                Ok(server) => break server,
                Err(err) if STARTS <= tried || ports.family == 0 => return Err(err),
                Err(_) => tokio::time::sleep(START_PAUSE).await,
            }
            tried += 1;
        };
        // Whoever waits may connect now; phones will hear that the kit is being opened.
        self.up.send_replace(true);
        Ok(server)
    }

    /// Opens the kit for the first time: a phone that comes too early, a wrong passphrase, the right one.
    async fn first_opening(&self, stage: &Stage) -> anyhow::Result<()> {
        let early = stage.phone().get("/").await?;
        stage
            .ledger
            .expect(early.status == 503, "a phone was not told that the kit is being opened");
        let wrong = stage
            .laptop()
            .post("/unlock", &[desk::field("passphrase", "not the passphrase at all")])
            .await?;
        stage.ledger.expect(wrong.status == 422, "a wrong passphrase was not refused");
        let [(_, passphrase), _] = &self.cast.keyholders;
        self.unlock(stage, passphrase).await
    }

    async fn unlock(&self, stage: &Stage, secret: &str) -> anyhow::Result<()> {
        let mut browser = stage.laptop();
        let first = browser.open("/").await?;
        stage
            .ledger
            .expect(first.path == "/unlock", "a locked kit did not lead to the page that opens it");
        let answer = browser.post("/unlock", &[desk::field("passphrase", secret)]).await?;
        if answer.status != 303 {
            bail!("the kit did not open: status {}", answer.status);
        }
        Ok(())
    }

    /// Kills the server without warning, starts it on the same ports and opens the kit.
    async fn power_cut(
        &self,
        server: Server,
        stage: &Stage,
        secret: &str,
    ) -> anyhow::Result<Server> {
        let ports = server.ports;
        self.memory.watch(0);
        self.up.send_replace(false);
        server.kill();
        let server = self.start(ports).await?;
        self.unlock(stage, secret).await?;
        self.memory.watch(server.process());
        Ok(server)
    }

    fn officer(&self, stage: &Arc<Stage>, room: &Arc<Room>, desk: u8) -> anyhow::Result<Officer> {
        let member = self
            .cast
            .officers()
            .nth(usize::from(desk) - 1)
            .context("there is no officer for this desk")?;
        Ok(Officer {
            stage: Arc::clone(stage),
            room: Arc::clone(room),
            desk,
            name: member.name,
            pin: member.pin.clone(),
            browser: stage.laptop(),
            rival: None,
            random: stage.random(u64::from(desk) << 32),
        })
    }

    /// The focal, who is not signed in yet.
    fn focal(&self, stage: &Arc<Stage>) -> anyhow::Result<Focal> {
        let member = self.cast.focal_member().context("there is no focal")?;
        Ok(Focal {
            stage: Arc::clone(stage),
            name: member.name,
            pin: member.pin.clone(),
            passphrase: self.cast.focal.clone(),
            browser: stage.laptop(),
            memory: Arc::clone(&self.memory),
            random: stage.random(0xF0CA),
            done: std::collections::BTreeMap::new(),
            openings: 0,
        })
    }

    fn administrator<'a>(&self, stage: &'a Stage) -> anyhow::Result<Administrator<'a>> {
        let member = self.cast.administrator().context("there is no administrator")?;
        let (name, pin) = (member.name, member.pin.clone());
        Ok(Administrator { stage, name, pin, browser: stage.laptop() })
    }

    /// Both officers, signed in; the first also has the second's browser, for the family both try to decide.
    async fn officers(&self, stage: &Arc<Stage>) -> anyhow::Result<[Officer; 2]> {
        let room = Arc::default();
        let (mut one, mut two) = (self.officer(stage, &room, 1)?, self.officer(stage, &room, 2)?);
        one.sign_in().await?;
        two.sign_in().await?;
        one.rival = Some(two.browser.window());
        Ok([one, two])
    }

    /// The event itself: phones and desks at the same time, and the power cuts.
    async fn event(
        &self,
        args: &RehearseArgs,
        stage: &Arc<Stage>,
        mut server: Server,
        officers: [Officer; 2],
        focal: Focal,
    ) -> anyhow::Result<(Server, Focal)> {
        let shown = Arc::clone(stage);
        let quiet = args.json;
        let progress = tokio::spawn(async move {
            if !quiet {
                progress::show(&shown.ledger, shown.families.len()).await;
            }
        });
        let mut desks: JoinSet<()> = officers.into_iter().map(Officer::play).collect();
        let mut phones: JoinSet<()> =
            (0..args.phones).map(|_| phone::play(Arc::clone(stage))).collect();
        let mut bad: JoinSet<()> = (0..args.hostile)
            .map(|number| hostile::play(Arc::clone(stage), Arc::clone(&stage.hostile), number))
            .collect();
        let over = Arc::new(AtomicBool::new(false));
        let following = tokio::spawn(focal.play(Arc::clone(&over)));
        let watched = Arc::clone(stage);
        let all = tokio::spawn(async move {
            while phones.join_next().await.is_some() {}
            watched.all_phones_done();
        });
        let mut random = stage.random(0xC01D);
        for kill in 0..args.kills {
            let families =
                u64::from(args.families) * u64::from(kill + 1) / u64::from(args.kills + 1);
            wait_for(stage, usize::try_from(families).unwrap_or(0)).await;
            stage::pause(&mut random, 40).await;
            let [(_, first), (_, second)] = &self.cast.keyholders;
            server =
                self.power_cut(server, stage, if kill % 2 == 0 { second } else { first }).await?;
        }
        all.await.context("the phones stopped")?;
        while let Some(desk) = desks.join_next().await {
            desk.context("a desk stopped")?;
        }
        while let Some(phone) = bad.join_next().await {
            phone.context("a bad phone stopped")?;
        }
        for trick in stage.hostile.never_right() {
            stage.ledger.mistake(format!("{trick} never got the answer that it should"));
        }
        over.store(true, Ordering::Relaxed);
        let focal = following.await.context("the focal stopped")?;
        progress.abort();
        if !quiet {
            progress::end();
        }
        Ok((server, focal))
    }
}

/// Waits until so many families are filed, or no phone is left.
async fn wait_for(stage: &Stage, families: usize) {
    while !stage.phones_are_done() {
        let [filed, ..] = stage.ledger.counts();
        if families <= filed {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Looks for invented names in the data, the log and everything else that the program wrote.
fn check_privacy(folder: &Path, stage: &Stage) {
    match aftermath::files_with_names(folder, &stage.families) {
        Ok(files) => {
            for file in files {
                stage.ledger.mistake(format!("{file} holds a name or a number in clear"));
            }
        }
        Err(err) => stage.ledger.mistake(format!("the files could not be looked through: {err}")),
    }
}
