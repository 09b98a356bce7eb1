//! *Send* alone: forms that wait, as many connections as asked for, and nothing else. What a crowd of phones that
//! press the button in the same minute needs, and what other programs' load tests measure.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::task::JoinSet;

use super::hostile::Hostile;
use super::outcome::{self, Outcome, PaperTimes, TicketTimes};
use super::stage::Stage;
use super::stock::Stock;
use super::{House, desk, families};
use crate::cli::RehearseArgs;
use crate::clock;

/// What the connections share.
struct Rush {
    tokens: Vec<String>,
    next: AtomicUsize,
    times: Mutex<Vec<Duration>>,
    refused: Mutex<Vec<String>>,
}

/// Sends forms that wait over `args.phones` kept connections, kills the server, and counts the register.
pub(super) async fn play(
    args: &RehearseArgs,
    house: &House,
    stage: &Arc<Stage>,
    tokens: Vec<String>,
    before: usize,
) -> anyhow::Result<Outcome> {
    let rush = Arc::new(Rush {
        tokens,
        next: AtomicUsize::new(0),
        times: Mutex::default(),
        refused: Mutex::default(),
    });
    let begun = Instant::now();
    let mut phones: JoinSet<()> =
        (0..args.phones).map(|_| send(Arc::clone(stage), Arc::clone(&rush))).collect();
    while let Some(phone) = phones.join_next().await {
        phone.context("a phone stopped")?;
    }
    let seconds = begun.elapsed().as_secs_f64();
    house.memory.watch(0);
    let mut times = rush.times.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let mut complaints = stage.ledger.mistakes();
    complaints.extend(rush.refused.lock().unwrap_or_else(PoisonError::into_inner).clone());
    let sent = u32::try_from(times.len()).unwrap_or(u32::MAX);
    let children = families::invent(args.seed, args.families, clock::civil_day(clock::now()));
    Ok(Outcome {
        families: times.len(),
        children: children.iter().map(|family| u32::from(family.children)).sum(),
        receipts: 0,
        phones: args.phones,
        seconds: outcome::two_decimals(seconds),
        families_per_second: outcome::two_decimals(f64::from(sent) / seconds.max(f64::EPSILON)),
        ticket_ms: TicketTimes::of(&mut times),
        receipt_pdf_ms: PaperTimes::of(&mut []),
        receipt_pdf_bytes: 0,
        peak_rss_bytes: house.memory.peak(),
        // Set by whoever counts the register after the kill; until then everybody counts as lost.
        lost: before + times.len(),
        mistakes: complaints.len(),
        hostile: Hostile::default(),
        complaints,
        followed: super::Followed::default(),
        shares: super::Shares::default(),
    })
}

/// After the kill: everybody who has a number is in the register.
pub(super) async fn count(outcome: Outcome, stock: &Stock) -> anyhow::Result<Outcome> {
    let there = usize::try_from(stock.families().await?).unwrap_or(0);
    Ok(Outcome { lost: outcome.lost.saturating_sub(there), ..outcome })
}

/// One connection: the next form, until there is none.
async fn send(stage: Arc<Stage>, rush: Arc<Rush>) {
    let mut phone = stage.phone();
    while let Some(token) = rush.tokens.get(rush.next.fetch_add(1, Ordering::Relaxed)) {
        let begun = Instant::now();
        let answer = phone.post("/send", &[desk::field("draft", token.as_str())]).await;
        let took = begun.elapsed();
        match answer {
            Ok(answer) if answer.leads_below("/ticket/") => {
                rush.times.lock().unwrap_or_else(PoisonError::into_inner).push(took);
            }
            Ok(answer) => refused(&rush, format!("status {}", answer.status)),
            Err(err) => refused(&rush, err.to_string()),
        }
    }
}

fn refused(rush: &Rush, why: String) {
    rush.refused.lock().unwrap_or_else(PoisonError::into_inner).push(why);
}
