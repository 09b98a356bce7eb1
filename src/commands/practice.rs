//! One step for a trainee: a training kit full of invented families, served, with the logins on the terminal.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Context as _;
use zeroize::Zeroizing;

use crate::cli::{PracticeArgs, ServeArgs};
use crate::config::Config;
use crate::machine;
use crate::rehearse::{self, Practice};
use crate::seal::keyring::Keyring;
use crate::store::wipe::LOGINS;

/// What stands before the passphrase in the file of logins.
const PASSPHRASE: &str = "passphrase: ";

pub(super) fn practice(args: &PracticeArgs) -> anyhow::Result<ExitCode> {
    let data = args.data.display();
    if !Keyring::exists(&args.data) {
        println!("Inventing {} families; this takes a minute.", args.families);
        let filled = tokio::runtime::Runtime::new()?
            .block_on(rehearse::fill(&args.data, args.families, args.seed))
            .with_context(|| {
                format!(
                    "{data} was not filled; take it away with outreach-kit wipe, then try again"
                )
            })?;
        machine::write_private(&args.data.join(LOGINS), logins(&filled).as_bytes())
            .with_context(|| format!("the logins cannot be written into {data}"))?;
    }
    // An older program left them to everybody.
    machine::shut(&args.data.join(LOGINS));
    let logins = std::fs::read_to_string(args.data.join(LOGINS)).unwrap_or_default();
    println!("{logins}");
    if args.only_fill {
        println!("Serve it with: outreach-kit practice --data {data}");
        println!("Take it away with: outreach-kit wipe --data {data}");
        return Ok(ExitCode::SUCCESS);
    }
    let serve = ServeArgs {
        data: Some(args.data.clone()),
        family_port: args.family_port,
        staff_port: args.staff_port,
        staff_net_port: crate::cli::NET_PORT,
        staff_net_address: None,
        staff_cert: None,
        staff_key: None,
        no_open: args.no_open,
        training: true,
    };
    super::serve::serve_with(Config::from(&serve), passphrase(&logins))
}

fn passphrase(logins: &str) -> Option<Zeroizing<String>> {
    let line = logins.lines().find_map(|line| line.strip_prefix(PASSPHRASE))?;
    Some(Zeroizing::new(line.to_owned()))
}

/// The logins in plain words. Nothing here opens anything real.
fn logins(filled: &Practice) -> String {
    let mut text =
        String::from("TRAINING. Everybody here is invented. Sign in with a name and its PIN:\n");
    for (name, role, pin) in &filled.staff {
        let _ = writeln!(text, "  {name:<14} {pin}  ({role})");
    }
    let _ = writeln!(text, "{PASSPHRASE}{}", filled.passphrase);
    let _ = writeln!(text, "passphrase of the focal: {}", filled.focal);
    let _ = writeln!(text, "recovery code: {}", filled.recovery);
    text
}
