//! What each command does. Sentences for the terminal are printed here and nowhere else.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to the terminal")]

mod hand;
mod init;
mod join;
mod keep;
mod practice;
mod serve;
mod wipe;

use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::rehearse;

/// Does what was asked. 0 is success, 1 a failure said on stderr in one sentence with its cause and the next step.
pub fn run(cli: Cli) -> ExitCode {
    crate::telemetry::start();
    // Most commands hold an open key.
    if let Err(err) = crate::machine::keep_memory_in() {
        tracing::warn!(%err, "a crash may write memory to the disk");
    }
    let done = match cli.command {
        None => serve::serve(&cli.serve),
        Some(Command::Serve(args)) => serve::serve(&args),
        Some(Command::Init(args)) => init::init(&args),
        Some(Command::Rehearse(args)) => rehearsal(&args),
        Some(Command::Check(args)) => keep::check(&args),
        Some(Command::Verify(args)) => keep::verify(&args),
        Some(Command::Backup(args)) => keep::backup(&args),
        Some(Command::Restore(args)) => keep::restore(&args),
        Some(Command::Practice(args)) => practice::practice(&args),
        Some(Command::Join(args)) => join::join(&args),
        Some(Command::Wipe(args)) => wipe::wipe(&args),
        Some(Command::HandOver(args)) => hand::hand_over(&args),
        Some(Command::TakeIn(args)) => hand::take_in(&args),
        Some(Command::Acknowledge(args)) => hand::acknowledge(&args),
        Some(Command::ExportCases(args)) => hand::export(&args),
        Some(Command::Unpack(args)) => hand::unpack(&args),
        Some(Command::SendPrimero(args)) => hand::send(&args),
    };
    match done {
        Ok(code) => code,
        Err(err) => {
            eprintln!("outreach-kit: {err:#}");
            ExitCode::FAILURE
        }
    }
}

fn rehearsal(args: &crate::cli::RehearseArgs) -> anyhow::Result<ExitCode> {
    let outcome = tokio::runtime::Runtime::new()?.block_on(rehearse::run(args))?;
    println!("{}", if args.json { outcome.to_json() } else { outcome.summary() });
    Ok(if outcome.good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
