//! Serves the kit.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use zeroize::Zeroizing;

use crate::app::{self, App, DataLock, Listeners, OpenError, Phase};
use crate::cli::ServeArgs;
use crate::config::{self, Config};
use crate::seal::keyring::{Keyring, KeyringError};
use crate::seal::tls::Presented;

pub(super) fn serve(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    crate::machine::share_heaps();
    let mut config = Config::from(args);
    let passphrase = config::passphrase();
    // With the passphrase in the environment nobody sits at the laptop.
    config.open_browser &= passphrase.is_none();
    serve_with(config, passphrase)
}

/// Serves a kit, and opens it at once if the passphrase is known.
pub(super) fn serve_with(
    config: Config,
    passphrase: Option<Zeroizing<String>>,
) -> anyhow::Result<ExitCode> {
    refuse_the_other_kind(&config)?;
    if let Some((chain, key)) = &config.staff_cert {
        Presented::new(Some((chain, key)))
            .context("the certificate for staff devices cannot be used; look at --staff-cert and --staff-key")?;
    }
    crate::machine::hold_many_files();
    let _lock = DataLock::take(&config.data)?;
    let listeners = Listeners::bind(&config)?;
    // Two threads answer phones; more would only cost memory on a small laptop.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        // A picture, a PIN and a backup; each thread keeps freed memory of its own.
        .max_blocking_threads(3)
        .enable_all()
        .build()?;
    runtime.block_on(run(config, listeners, passphrase))?;
    Ok(ExitCode::SUCCESS)
}

/// A real kit is never opened for training, nor the other way round.
fn refuse_the_other_kind(config: &Config) -> anyhow::Result<()> {
    // A key file that cannot be read has a page of its own.
    let Ok(keyring) = Keyring::load(&config.data) else { return Ok(()) };
    let data = config.data.display();
    match (keyring.is_for_training(), config.training) {
        (true, false) => anyhow::bail!(
            "{data} is a training kit and never becomes a real one; add --training to practise, or choose another directory with --data"
        ),
        (false, true) => anyhow::bail!(
            "{data} is a real kit and is never used for training; leave --training out, or choose another directory with --data"
        ),
        (true, true) | (false, false) => Ok(()),
    }
}

async fn run(
    config: Config,
    listeners: Listeners,
    passphrase: Option<Zeroizing<String>>,
) -> anyhow::Result<()> {
    let app = App::new(config, app::laptop_clock);
    let ports = listeners.ports()?;
    let staff = format!("http://127.0.0.1:{}", ports.staff);
    for address in app.addresses() {
        println!(
            "families http://{}:{}",
            address.ip,
            ports.family.first().copied().unwrap_or_default()
        );
    }
    println!("families http://127.0.0.1:{}", ports.family.first().copied().unwrap_or_default());
    println!("staff {staff}");
    println!("Open {staff} on this laptop. Ctrl+C ends; nothing is lost.");
    if let (Some(passphrase), Phase::Locked) = (passphrase, app.phase()) {
        let opening = Arc::clone(&app);
        // The doors answer meanwhile that the kit is being opened.
        let opened = tokio::task::spawn_blocking(move || opening.unlock(&passphrase, None));
        let (served, opened) = tokio::join!(serve_until_stopped(&app, listeners), async {
            match opened.await {
                Ok(Ok(())) => {
                    println!("The kit is open.");
                    if app.config.open_browser {
                        open_browser(&staff);
                    }
                }
                Ok(Err(err)) => eprintln!("outreach-kit: {}", not_opened(&err, &staff)),
                Err(_) => eprintln!(
                    "outreach-kit: opening the kit stopped half way; open it at {staff}/unlock"
                ),
            }
        });
        let () = opened;
        return served;
    }
    if app.config.open_browser {
        open_browser(&staff);
    }
    serve_until_stopped(&app, listeners).await
}

/// Why a kit did not open by the passphrase from the environment, and where to go on. Nothing else is the passphrase's
/// fault.
fn not_opened(err: &OpenError, staff: &str) -> String {
    match err {
        OpenError::Keyring(KeyringError::WrongPassphrase | KeyringError::MistypedGroups(_)) => {
            format!(
                "the passphrase that was given does not open the kit; open it at {staff}/unlock"
            )
        }
        OpenError::Damaged(_) => format!("{err}; what helps stands at {staff}/damaged"),
        _ => format!("the kit did not open: {err}; look at {staff}/unlock"),
    }
}

async fn serve_until_stopped(app: &Arc<App>, listeners: Listeners) -> anyhow::Result<()> {
    app::run(Arc::clone(app), listeners, stopped()).await.context("the kit stopped serving")
}

/// Resolves when the person at the laptop, or the system, wants the program to end.
pub(super) async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}

/// Opens the laptop's browser. Where that fails the address stands in the terminal.
pub(super) fn open_browser(url: &str) {
    let (program, first): (&str, &[&str]) = if cfg!(target_os = "windows") {
        ("cmd", &["/C", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let _ = std::process::Command::new(program)
        .args(first)
        .arg(url)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::damage::Kind;

    #[test]
    fn damaged_data_is_not_the_passphrases_fault() {
        let said = |err: OpenError| not_opened(&err, "http://127.0.0.1:8081");
        let damaged = said(OpenError::Damaged(Kind::Pages));
        assert!(damaged.contains("damaged") && damaged.ends_with("/damaged"), "{damaged}");
        let wrong = said(KeyringError::WrongPassphrase.into());
        assert!(wrong.contains("the passphrase that was given does not open"), "{wrong}");
        for other in [
            OpenError::Damaged(Kind::Missing),
            KeyringError::Damaged.into(),
            OpenError::Unfinished,
            crate::store::StoreError::Full.into(),
        ] {
            let said = said(other);
            assert!(!said.contains("passphrase"), "{said}");
        }
    }
}
