//! Sets a new kit up from a file: the same answers as the first-run page, secrets from elsewhere.
//!
//! Secrets come from `OUTREACH_KIT_KEYHOLDER_1`, `_2` …, `OUTREACH_KIT_PIN_1` … (staff in the file's order) and
//! `OUTREACH_KIT_FOCAL_1` …; what is not there is read from standard input, one line each, in that order.

use std::collections::BTreeMap;
use std::io::{BufRead as _, IsTerminal as _};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;

use crate::acts::{Founding, Keyholder, NewMember};
use crate::app::{App, DataLock};
use crate::cli::{InitArgs, ServeArgs};
use crate::config::{self, Config};
use crate::domain::event;
use crate::domain::staff::Role;
use crate::i18n::{self, Lang};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    event: BTreeMap<String, toml::Value>,
    keyholders: Vec<String>,
    #[serde(default)]
    staff: Vec<Member>,
    #[serde(default)]
    laptop: u16,
    #[serde(default)]
    training: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    name: String,
    roles: Vec<String>,
}

pub(super) fn secret(name: &str, whose: &str) -> anyhow::Result<String> {
    if let Some(secret) = config::secret(name) {
        return Ok(secret.to_string());
    }
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        eprint!("{whose} ({name}): ");
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    let line = line.trim().to_owned();
    anyhow::ensure!(
        !line.is_empty(),
        "{whose} has no secret; set {name} or give it on standard input"
    );
    Ok(line)
}

fn words(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Boolean(true) => "yes".to_owned(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Datetime(day) => day.to_string(),
        toml::Value::Boolean(false)
        | toml::Value::Float(_)
        | toml::Value::Array(_)
        | toml::Value::Table(_) => String::new(),
    }
}

pub(super) fn init(args: &InitArgs) -> anyhow::Result<ExitCode> {
    let text = std::fs::read_to_string(&args.event).with_context(|| {
        format!("the file {} cannot be read; name it with --event", args.event.display())
    })?;
    let file: File = toml::from_str(&text)
        .with_context(|| format!("the file {} is not as it should be", args.event.display()))?;
    let papers: Vec<String> = match file.event.get("papers") {
        Some(toml::Value::Array(papers)) => papers.iter().map(words).collect(),
        Some(_) | None => Vec::new(),
    };
    let event = event::parse(|name| file.event.get(name).map(words).unwrap_or_default(), &papers)
        .map_err(|mistakes| {
        let lines: Vec<String> = mistakes
            .iter()
            .map(|mistake| format!("{}: {}", mistake.field, i18n::text(Lang::En, mistake.text)))
            .collect();
        anyhow::anyhow!(
            "the event in {} has to be put right: {}",
            args.event.display(),
            lines.join("; ")
        )
    })?;
    let founding = Founding {
        event,
        laptop: file.laptop,
        training: file.training,
        keyholders: keyholders(&file.keyholders)?,
        members: members(&file.staff)?,
    };
    let data = config::data_directory(args.data.as_deref(), file.training);
    let _lock = DataLock::take(&data)?;
    let serve = ServeArgs {
        data: Some(data.clone()),
        family_port: 0,
        staff_port: 0,
        staff_net_port: 0,
        staff_net_address: None,
        staff_cert: None,
        staff_key: None,
        no_open: true,
        training: file.training,
    };
    let app: Arc<App> = App::new(Config::from(&serve), crate::app::laptop_clock);
    let recovery = tokio::runtime::Runtime::new()?
        .block_on(app.found(founding))
        .map_err(|err| anyhow::Error::from(err).context("the kit was not set up"))?;
    println!("The kit is set up in {}.", data.display());
    if file.training {
        println!(
            "It is for training; serve it with: outreach-kit serve --training --data {}",
            data.display()
        );
    }
    println!("Recovery code, shown this once; write it down and keep it away from the laptop:");
    println!("recovery {}", recovery.text());
    Ok(ExitCode::SUCCESS)
}

fn keyholders(names: &[String]) -> anyhow::Result<Vec<Keyholder>> {
    names
        .iter()
        .zip(1..)
        .map(|(name, number)| {
            let passphrase = secret(
                &format!("OUTREACH_KIT_KEYHOLDER_{number}"),
                &format!("keyholder {number}"),
            )?;
            Ok(Keyholder { name: name.clone(), passphrase })
        })
        .collect()
}

fn members(staff: &[Member]) -> anyhow::Result<Vec<NewMember>> {
    let mut focals = 0;
    staff
        .iter()
        .zip(1..)
        .map(|(member, number)| {
            let roles: Option<Vec<Role>> = member.roles.iter().map(|code| Role::from_code(code)).collect();
            let roles = roles.with_context(|| {
                format!("staff {number} has a role nobody knows; use administrator, officer, helper or focal")
            })?;
            let pin = secret(&format!("OUTREACH_KIT_PIN_{number}"), &format!("PIN of staff {number}"))?;
            let mut passphrase = String::new();
            if roles.contains(&Role::Focal) {
                focals += 1;
                passphrase = secret(&format!("OUTREACH_KIT_FOCAL_{focals}"), &format!("passphrase of focal {focals}"))?;
            }
            Ok(NewMember { name: member.name.clone(), pin, roles, passphrase })
        })
        .collect()
}
