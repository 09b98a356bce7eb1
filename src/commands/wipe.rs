//! Takes a training kit away. Nothing here can touch a real one.

use std::io::{BufRead as _, IsTerminal as _};
use std::process::ExitCode;

use anyhow::Context as _;

use crate::app::DataLock;
use crate::cli::WipeArgs;
use crate::seal::keyring::Keyring;
use crate::store::wipe;

/// What has to be typed, in full.
const WORD: &str = "WIPE";

pub(super) fn wipe(args: &WipeArgs) -> anyhow::Result<ExitCode> {
    let data = args.data.display();
    anyhow::ensure!(
        Keyring::exists(&args.data),
        "there is no kit in {data}; name the training kit's directory with --data"
    );
    let keyring = Keyring::load(&args.data).with_context(|| {
        format!("the key file in {data} cannot be read, so nothing was removed; remove the folder by hand if it is a training kit")
    })?;
    anyhow::ensure!(
        keyring.is_for_training(),
        "{data} is a real kit, so nothing was removed; wipe is for training kits only"
    );
    let lock = DataLock::take(&args.data)?;
    anyhow::ensure!(
        args.yes || confirmed(args)?,
        "nothing was removed: {WORD} was not typed; say it again, or use --yes"
    );
    let mut done = wipe::Wiped::default();
    for place in &args.backups {
        let there = wipe::wipe_backups(place, &keyring).with_context(|| {
            format!(
                "the backups in {} cannot be removed; look whether the stick is plugged in",
                place.display()
            )
        })?;
        done.backups += there.backups;
    }
    let here = wipe::wipe(&args.data).with_context(|| {
        format!("not everything in {data} could be removed; close what uses it and wipe again")
    })?;
    done.backups += here.backups;
    // Some systems do not remove a file that is held.
    drop(lock);
    let _ = std::fs::remove_file(args.data.join(wipe::LOCK));
    wipe::remove_if_empty(&args.data);
    println!(
        "The training kit in {data} is gone. Files removed: {}. Backups removed: {}.",
        here.files, done.backups
    );
    if !here.left.is_empty() {
        println!("The kit did not make these, so they stay: {}", here.left.join(", "));
    }
    if args.backups.is_empty() {
        println!("Backups on other disks, if there are any, have to be removed by hand.");
    }
    Ok(ExitCode::SUCCESS)
}

fn confirmed(args: &WipeArgs) -> anyhow::Result<bool> {
    let stdin = std::io::stdin();
    eprintln!(
        "This removes the training kit in {} and its backups. It cannot be undone.",
        args.data.display()
    );
    if stdin.is_terminal() {
        eprint!("Type {WORD} to go on: ");
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    Ok(line.trim() == WORD)
}
