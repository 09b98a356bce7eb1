//! The real program, killed at random moments while phones send: every acknowledged family is there, once.
#![allow(clippy::panic, reason = "a rehearsal that cannot be played should say why")]

use outreach_kit::cli::RehearseArgs;
use outreach_kit::rehearse;

/// How often the program is killed here; `outreach-kit rehearse --kills N` does it any number of times.
const KILLS: u32 = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_over_a_dozen_kills() {
    let args = RehearseArgs {
        families: 40,
        phones: 10,
        seed: 12,
        out: None,
        json: true,
        kills: KILLS,
        stored: 0,
        hostile: 4,
        only_send: false,
    };
    let played = rehearse::run_with(env!("CARGO_BIN_EXE_outreach-kit").into(), &args).await;
    let outcome = match played {
        Ok(outcome) => outcome,
        Err(err) => panic!("the rehearsal could not be played: {err:#}"),
    };
    // Bad phones were there all the time, and none of them got anywhere.
    let bad = outcome.hostile;
    assert!(
        bad.phones == 4
            && 0 < bad.refused
            && 0 < bad.led
            && bad.refused + bad.led + bad.busy == bad.tries,
        "{bad:?}"
    );
    assert!(outcome.good(), "{}\n{:#?}", outcome.summary(), outcome.complaints);
}
