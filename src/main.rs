//! Exit code and error chain, nothing else.

use std::process::ExitCode;

use clap::Parser as _;
use outreach_kit::cli::Cli;
use outreach_kit::commands;

fn main() -> ExitCode {
    commands::run(Cli::parse())
}
