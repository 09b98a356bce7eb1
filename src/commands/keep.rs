//! Check, verify, backup and restore: beside a running server, but for restore.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use zeroize::Zeroizing;

use crate::app::choosing::{self, Chosen, Offered, Wanted};
use crate::app::damaged::{self, Missing, Remedy};
use crate::app::{DataLock, OpenError, RestoreError};
use crate::check::{self as looks, Grade};
use crate::cli::{BackupArgs, CheckArgs, RestoreArgs, VerifyArgs};
use crate::i18n::{self, Arg, Lang};
use crate::seal::DatabaseKey;
use crate::seal::keyring::{Keyring, KeyringError};
use crate::seal::receipt_code::{self, Realm, Verdict};
use crate::store::backup::BackupError;
use crate::store::journal::{self, Mark};
use crate::store::{self, backup, collections, events, people, receipts, unfinished};
use crate::{clock, config, lan};

/// The passphrase from the environment or from standard input.
fn passphrase() -> anyhow::Result<Zeroizing<String>> {
    if let Some(passphrase) = config::passphrase() {
        return Ok(passphrase);
    }
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        eprint!("Passphrase or recovery code: ");
    }
    let mut line = Zeroizing::new(String::new());
    stdin.lock().read_line(&mut line)?;
    let typed = Zeroizing::new(line.trim().to_owned());
    anyhow::ensure!(
        !typed.is_empty(),
        "no passphrase was given; set OUTREACH_KIT_PASSPHRASE or type it on standard input"
    );
    Ok(typed)
}

/// Opens the key file of a data directory or of a backup.
pub(super) fn unlock(folder: &Path) -> anyhow::Result<(Keyring, DatabaseKey)> {
    anyhow::ensure!(
        Keyring::exists(folder),
        "there is no kit in {}; name its data directory with --data",
        folder.display()
    );
    let keyring =
        Keyring::load(folder).context("the key file cannot be read; restore the newest backup")?;
    let typed = passphrase()?;
    let opened = keyring.open(&typed);
    let (key, _) = opened.map_err(|err| not_opened(err.into(), "the kit does not open"))?;
    Ok((keyring, key))
}

/// Why a kit does not open, with the next step.
fn not_opened(err: OpenError, otherwise: &'static str) -> anyhow::Error {
    match err {
        OpenError::Keyring(KeyringError::WrongPassphrase) => {
            anyhow::anyhow!(
                "the passphrase does not open this kit; try another keyholder's or the recovery sheet"
            )
        }
        OpenError::Keyring(KeyringError::MistypedGroups(groups)) => {
            anyhow::anyhow!(
                "the recovery code has mistyped groups: {groups:?}; compare them with the sheet"
            )
        }
        OpenError::Several(kits) => {
            let kits: Vec<String> = kits.iter().map(in_words).collect();
            anyhow::anyhow!(
                "the backups there are of several kits that this passphrase opens; name the folder of one with --from:\n  {}",
                kits.join("\n  ")
            )
        }
        err => anyhow::Error::from(err).context(otherwise),
    }
}

/// A kit that may be meant, with the folder of its newest backup.
fn in_words(kit: &Offered) -> String {
    let event = kit.event.as_ref().map_or_else(String::new, |(name, place, day)| {
        let [name, place] =
            [name, place].map(|words| if words.en.is_empty() { &words.km } else { &words.en });
        format!("{name}, {place}, {day}; ")
    });
    format!("{event}{} families, made {}: {}", kit.families, kit.made, kit.folder.display())
}

pub(super) fn check(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let at = clock::now();
    anyhow::ensure!(
        Keyring::exists(&args.data) || args.data.join(backup::DATABASE).exists(),
        "there is no kit in {}; name its data directory with --data",
        args.data.display()
    );
    let (keyring, key, _) = damaged::open_keys(&args.data, Wanted::default(), &passphrase()?)
        .map_err(|err| not_opened(err, "the key file cannot be read; restore the newest backup"))?;
    let found = damaged::find(&args.data, &key, at)?;
    let drilled = found.is_none().then(|| looks::drill(&args.data, &key, at));
    let findings = looks::look(&looks::Subject {
        data: &args.data,
        key: &key,
        keyring: Some(&keyring),
        addresses: lan::candidates().len(),
        drilled: drilled.as_ref(),
        at,
    });
    let lang = if args.khmer { Lang::Km } else { Lang::En };
    let head = args.head.as_deref().map(|head| mark(&args.data, &key, head, lang)).transpose()?;
    for finding in &findings {
        let mark = match finding.grade {
            Grade::Red => "NOT ",
            Grade::Attend => "look",
            Grade::Good => "ok  ",
        };
        println!("{mark} {}: {}", finding.name(lang), finding.sentence(lang));
    }
    if let Some(found) = found {
        tell_damage(&found, lang, args);
    }
    let cut = head.is_some_and(|(said, there)| {
        println!("{} {said}", if there { "ok  " } else { "NOT " });
        !there
    });
    Ok(if cut || looks::is_red(&findings) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What became of a printed mark, in words, and whether it is still there. A damaged file has no journal to look into.
fn mark(data: &Path, key: &DatabaseKey, typed: &str, lang: Lang) -> anyhow::Result<(String, bool)> {
    let conn = store::open_for_reading(&data.join(backup::DATABASE), key)?;
    Ok(match journal::find_mark(&conn, typed)? {
        Mark::Of(seq, at) => {
            let number = i18n::digits(lang, &seq.to_string());
            let when = i18n::dates::moment(lang, at);
            let words = [("number", Arg::Text(&number)), ("when", Arg::Text(&when))];
            (i18n::text_with(lang, "journal-mark-there", &words), true)
        }
        Mark::Nowhere => (i18n::text(lang, "journal-mark-gone"), false),
        Mark::Unreadable => (i18n::text(lang, "journal-mark-unreadable"), false),
    })
}

/// What is damaged, what is left, and which command helps.
fn tell_damage(found: &damaged::Found, lang: Lang, args: &CheckArgs) {
    println!("{}", i18n::text(lang, &format!("damaged-{}", found.damage.kind.code())));
    let readable = &found.damage.readable;
    println!("  readable: {} families, {} children", readable.families, readable.children);
    let Some(best) = &found.best else {
        println!("  {}", i18n::text(lang, "damaged-backup-none"));
        return;
    };
    println!(
        "  newest good backup: {} with {} families; put it in place with: outreach-kit restore --from \"{}\" --data \"{}\"",
        best.manifest.made(),
        best.manifest.rows_of("families"),
        best.folder.display(),
        args.data.display()
    );
    for missing in &best.missing {
        println!("  tickets that are not in it: {}", in_a_line(missing));
    }
}

/// Numbers that are missing, with the event in which they were handed out where its name is known.
fn in_a_line(missing: &Missing) -> String {
    let numbers: Vec<String> = missing.numbers.iter().map(ToString::to_string).collect();
    let numbers = numbers.join(", ");
    let [km, en] = &missing.event;
    let event = if en.is_empty() { km } else { en };
    if event.is_empty() { numbers } else { format!("{numbers} ({event})") }
}

pub(super) fn verify(args: &VerifyArgs) -> anyhow::Result<ExitCode> {
    let (_, key) = unlock(&args.data)?;
    let conn = store::open_for_reading(&args.data.join(backup::DATABASE), &key)?;
    let training = events::kit(&conn)?.is_some_and(|kit| kit.training);
    let realm = if training { Realm::Training } else { Realm::Real };
    let verdict =
        receipt_code::check(&receipt_code::read(&args.code), realm, &events::receipt_keys(&conn)?);
    let (said, genuine) = words_of(&conn, verdict)?;
    println!("{said}");
    Ok(if genuine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is known of a code, in words, and whether it is genuine and in this register. No name is said.
fn words_of(conn: &store::Reading, verdict: Verdict) -> anyhow::Result<(String, bool)> {
    let say = |key: &str, words: &[(&str, &str)]| {
        let words: Vec<(&str, Arg<'_>)> =
            words.iter().map(|(name, word)| (*name, Arg::Text(word))).collect();
        i18n::text_with(Lang::En, key, &words)
    };
    let (code, mended) = match verdict {
        Verdict::Genuine { code, mended } => (code, mended),
        Verdict::UnknownEvent { event, serial } => {
            let words =
                [event.to_string(), serial.laptop().to_string(), serial.number().to_string()];
            let [event, laptop, number] = words.each_ref().map(String::as_str);
            let words = [("event", event), ("laptop", laptop), ("number", number)];
            return Ok((say("verify-other-event", &words), false));
        }
        Verdict::OtherRealm { .. } => return Ok((say("verify-training", &[]), false)),
        Verdict::Damaged { group: Some(group) } => {
            return Ok((say("verify-damaged-group", &[("group", &group.to_string())]), false));
        }
        Verdict::Damaged { group: None } => return Ok((say("verify-damaged", &[]), false)),
        Verdict::NotOurs => return Ok((say("verify-not-ours", &[]), false)),
    };
    let event = events::by_code(conn, code.event().number())?;
    let event = event.map(|event| event.name.en).unwrap_or_default();
    let (number, grouped) = (code.serial().spoken(), code.grouped());
    let words = [("number", number.as_str()), ("event", &event), ("code", &grouped)];
    let Some(bound) = receipts::bound_to(conn, &code.to_string())? else {
        return Ok((say("verify-unknown", &words), false));
    };
    let said = say(if mended { "verify-mended" } else { "verify-genuine" }, &words);
    let child = match bound {
        Some(child) => people::child(conn, child)?,
        None => None,
    };
    if let Some((at, _)) = receipts::forgotten(conn, &code.to_string())? {
        let when = i18n::dates::in_words(Lang::En, clock::civil_day(at));
        return Ok((format!("{said} {}", say("verify-state-forgotten", &[("when", &when)])), true));
    }
    let Some(child) = child else {
        return Ok((format!("{said} {}", say("verify-state-unbound", &[])), true));
    };
    let when = collections::of_child(conn, child.id)?
        .map(|taken| i18n::dates::in_words(Lang::En, clock::civil_day(taken.at)));
    let state = format!("verify-state-{}", child.state.code());
    let standing = say(&state, &[("when", when.as_deref().unwrap_or("–"))]);
    Ok((format!("{said} {standing}"), true))
}

pub(super) fn backup(args: &BackupArgs) -> anyhow::Result<ExitCode> {
    let (_, key) = unlock(&args.data)?;
    let made = backup::make(&args.data, &key, &args.to, clock::now()).with_context(|| {
        format!(
            "no backup was made in {}; try another folder or stick with --to",
            args.to.display()
        )
    })?;
    println!("Backup made and read back: {}", made.folder.display());
    for (table, count) in &made.manifest.rows {
        println!("  {table}: {count}");
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn restore(args: &RestoreArgs) -> anyhow::Result<ExitCode> {
    let no_backup =
        || format!("there is no backup in {}; name its folder with --from", args.from.display());
    backup::newest_in(&args.from).with_context(no_backup)?;
    // A kit that is there already is the one that is meant.
    let there = args.data.as_deref().filter(|data| !unfinished::is_there(data));
    let there = there.and_then(|data| Keyring::load(data).ok()).map(|keys| keys.kit().to_string());
    let typed = passphrase()?;
    let find = |kit| choosing::choose(&args.from, Wanted { training: None, kit }, &typed);
    let chosen = match find(there.as_deref()) {
        // Of another one, which is refused below.
        Err(RestoreError::Backup(BackupError::NoBackup)) if there.is_some() => find(None),
        chosen => chosen,
    };
    let Chosen { folder: from, keyring, key, .. } = chosen.map_err(|err| match err {
        RestoreError::Open(err) => not_opened(err, "the backup does not open"),
        err @ RestoreError::Backup(_) => anyhow::Error::from(err).context(no_backup()),
    })?;
    let data = config::data_directory(args.data.as_deref(), keyring.is_for_training());
    let _lock = DataLock::take(&data)?;
    let there = data.join(backup::DATABASE).exists() || Keyring::exists(&data);
    if there && !unfinished::is_there(&data) {
        return repair(&data, &args.from, &keyring, &key);
    }
    let manifest = backup::restore(&from, &data, &key, clock::now())
        .context("the backup was not restored; try the one before it")?;
    println!(
        "Restored and read back into {}. Tickets and receipts go on with higher numbers.",
        data.display()
    );
    if keyring.is_for_training() {
        println!("It is a training kit; serve it with --training.");
    }
    for (table, count) in &manifest.rows {
        println!("  {table}: {count}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Restores over a kit, if that kit is damaged; never over another kit, whatever state that is in.
fn repair(
    data: &Path,
    from: &Path,
    keyring: &Keyring,
    key: &DatabaseKey,
) -> anyhow::Result<ExitCode> {
    let at = clock::now();
    let another = Keyring::load(data).is_ok_and(|there| there.kit() != keyring.kit());
    let found = if another { None } else { damaged::find(data, key, at)? };
    let Some(found) = found else {
        anyhow::bail!(
            "there is already a kit in {}, and it is whole or another one; restore into an empty directory with --data",
            data.display()
        );
    };
    let kind = found.damage.kind.code();
    println!(
        "{} {}",
        i18n::text(Lang::En, "damaged-title"),
        i18n::text(Lang::En, &format!("damaged-{kind}"))
    );
    let done = damaged::put_right(data, key, &found, &Remedy::In(from.to_owned()), at)
        .context("the backup was not restored and nothing was changed; try the one before it")?;
    println!("Restored and read back. Tickets and receipts go on with higher numbers.");
    println!("  families: {}\n  children: {}", done.families, done.children);
    for missing in &done.missing {
        println!(
            "Not in this backup, ask these numbers to fill in the form once more: {}",
            in_a_line(missing)
        );
    }
    println!("The damaged files are in {}.", data.join(&done.aside).display());
    Ok(ExitCode::SUCCESS)
}
