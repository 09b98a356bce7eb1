//! The focal's room leaves and is taken in; records for other programs are written, unpacked and sent.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use zeroize::Zeroizing;

use super::init::secret;
use super::keep::unlock;
use crate::acts::export::{self, Sealing};
use crate::acts::follow::Known;
use crate::acts::hand_over::{self, HandOverError, Proof};
use crate::acts::leaving;
use crate::acts::{By, arrive};
use crate::app::DataLock;
use crate::cli::{AcknowledgeArgs, ExportArgs, HandOverArgs, SendArgs, TakeInArgs, UnpackArgs};
use crate::clock;
use crate::domain::ids::{ChildId, EventId, StaffId};
use crate::domain::safeguarding::{IN_A_FILE, IN_RECORDS};
use crate::exchange::bundle::{self, Contents};
use crate::exchange::oscar::Referrer;
use crate::exchange::primero::profile::{self, Profile};
use crate::exchange::primero::send::{self, Fate};
use crate::exchange::primero::wire::Server;
use crate::i18n::{self, Lang};
use crate::seal::Cost;
use crate::seal::parcel::{self, Opener};
use crate::seal::sealed::FocalPublic;
use crate::seal::token::from_hex;
use crate::store::backup::DATABASE;
use crate::store::{self, Reading, Savepoint, Store, StoreError, events, staff};

/// A kit that nobody else uses meanwhile.
struct Held {
    _lock: DataLock,
    store: Store,
    conn: Reading,
}

impl Held {
    fn open(data: &Path) -> anyhow::Result<Self> {
        let lock = DataLock::take(data)?;
        let (_, key) = unlock(data)?;
        let store = Store::open(&data.join(DATABASE), &key)?;
        let conn = store::open_for_reading(&data.join(DATABASE), &key)?;
        Ok(Self { _lock: lock, store, conn })
    }

    fn event(&self) -> anyhow::Result<EventId> {
        let event = events::at_hand(&self.conn)?;
        Ok(event.context("there is no event in this kit")?.0.id)
    }

    fn write<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        job: impl FnOnce(&Savepoint<'_>) -> Result<T, E> + Send + 'static,
    ) -> anyhow::Result<Result<T, E>> {
        Ok(tokio::runtime::Runtime::new()?.block_on(self.store.write(job)))
    }
}

fn said(err: HandOverError) -> anyhow::Error {
    let mut sentence = i18n::text(Lang::En, err.text_key());
    if matches!(err, HandOverError::OtherKey) {
        sentence.push_str(" (--key-changed)");
    }
    anyhow::Error::from(err).context(sentence)
}

fn by() -> By {
    by_whom(None)
}

/// In the name of whoever opened the key; nobody's where it was the recovery sheet.
fn by_whom(staff: Option<StaffId>) -> By {
    By { staff, at: clock::now() }
}

fn focal() -> anyhow::Result<Zeroizing<String>> {
    secret("OUTREACH_KIT_FOCAL", "passphrase of a focal, or the recovery code").map(Zeroizing::new)
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file)
        .with_context(|| format!("the file {} cannot be read; name it with --file", file.display()))
}

/// Writes a file whole or not at all.
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<std::path::PathBuf> {
    let path = folder.join(name);
    let part = folder.join(format!("{name}.part"));
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&part, bytes))
        .and_then(|()| std::fs::File::open(&part)?.sync_all())
        .and_then(|()| std::fs::rename(&part, &path));
    written.with_context(|| format!("nothing can be written in {}", folder.display()))?;
    Ok(path)
}

pub(super) fn hand_over(args: &HandOverArgs) -> anyhow::Result<ExitCode> {
    let kit = Held::open(&args.data)?;
    let event = kit.event()?;
    let also: Option<Vec<FocalPublic>> =
        args.also.iter().map(|key| from_hex(key.trim()).map(FocalPublic)).collect();
    let also = also.context("a public key has 64 hexadecimal digits")?;
    let (secret, whose) = hand_over::unlock(&kit.conn, event, &focal()?).map_err(said)?;
    let room = (event, &secret);
    let mut known = Known::default();
    known.read(&kit.conn, event, &secret)?;
    if whose.is_none_or(|reader| known.kept_from(reader).next().is_none()) {
        let children = leaving::children_in(&kit.conn, &known, whose.unwrap_or(StaffId([0; 16])))?;
        kit.write(move |sp| leaving::looked_at(sp, event, &children, IN_A_FILE, by_whom(whose)))??;
    }
    let made = leaving::room(&kit.conn, room, &also, whose, clock::now()).map_err(said)?;
    let path = keep(&args.to, &made.name, &made.bytes)?;
    let (counted, notes) = (made.counted, made.notes);
    kit.write(move |sp| hand_over::made(sp, &made, by_whom(whose)))??;
    println!("Written: {}", path.display());
    println!("  families: {}, children: {}, notes: {notes}", counted.families, counted.children);
    println!("It opens on another laptop with: outreach-kit take-in --file FILE --member NAME");
    Ok(ExitCode::SUCCESS)
}

pub(super) fn take_in(args: &TakeInArgs) -> anyhow::Result<ExitCode> {
    let file = read(&args.file)?;
    let kit = Held::open(&args.data)?;
    let member = staff::lately(&kit.conn)?.into_iter().find(|member| member.name == args.member);
    let member = member.context("nobody of that name works here; name them with --member")?.id;
    let coming = arrive::open(&file, Opener::Typed(&focal()?)).map_err(said)?;
    let lies = coming.lies(&kit.conn, member, args.key_changed).map_err(said)?;
    let typed = Zeroizing::new(secret("OUTREACH_KIT_KEEPER", "passphrase of that member here")?);
    let again = Zeroizing::new(secret("OUTREACH_KIT_KEEPER", "the same once more")?);
    anyhow::ensure!(typed == again, "the two passphrases of that member are not the same");
    let keeper = coming.keeper(member, &typed, lies.as_ref(), Cost::field()).map_err(said)?;
    let taken = kit.write(move |sp| arrive::take_in(sp, &coming, &keeper, by()))?.map_err(said)?;
    let folder = args.file.parent().unwrap_or(Path::new("."));
    let path = keep(folder, &taken.ack_name, &taken.ack)?;
    println!(
        "Taken in. New here: families {}, children {}, notes {}.",
        taken.new.families, taken.new.children, taken.notes
    );
    println!("Bring this back to the first laptop: {}", path.display());
    Ok(ExitCode::SUCCESS)
}

pub(super) fn acknowledge(args: &AcknowledgeArgs) -> anyhow::Result<ExitCode> {
    let file = read(&args.file)?;
    let kit = Held::open(&args.data)?;
    let arrived = kit.write(move |sp| hand_over::acknowledge(sp, &file, by()))?.map_err(said)?;
    println!(
        "{}",
        if arrived.is_new { "The other laptop has the file." } else { "That was known already." }
    );
    match arrived.what {
        Proof::Records => {}
        Proof::WholeRoom => {
            println!("It has everything: this laptop may forget the room when its time is over.");
        }
        Proof::RoomOfBefore => println!(
            "Something was noted, read, filed or corrected here since: make another file, or this laptop keeps the room."
        ),
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn export(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let referrer = Referrer {
        organisation: args.organisation.clone(),
        name: args.referrer.clone(),
        phone: args.phone.clone(),
    };
    let known = || {
        let ids: Vec<&str> = profile::all().iter().map(|profile| profile.id.as_str()).collect();
        format!("there is no such profile; use {} or {}", ids.join(", "), export::OSCAR)
    };
    let to = leaving::to_whom(&args.profile, &referrer).with_context(known)?;
    let kit = Held::open(&args.data)?;
    let event = kit.event()?;
    let (key, whose) = hand_over::unlock(&kit.conn, event, &focal()?).map_err(said)?;
    let passphrase = Zeroizing::new(secret("OUTREACH_KIT_FILE", "passphrase of the file")?);
    let sealing = Sealing { passphrase: &passphrase, others: &[], cost: Cost::field() };
    let room = (event, &key);
    let but = leaving::kept_from(&kit.conn, room, whose)?;
    let (sorted, made) = leaving::records(&kit.conn, room, (&to, &sealing), &but, clock::now())?;
    let made = made.with_context(|| {
        let held = sorted.held.len();
        format!("no record may leave yet, {held} are kept back; a focal sees why under Hand over")
    })?;
    let path = keep(&args.to, &made.name, &made.bytes)?;
    let leaving: Vec<ChildId> = sorted.cases.iter().map(|case| case.child).collect();
    kit.write(move |sp| {
        leaving::looked_at(sp, event, &leaving, IN_RECORDS, by_whom(whose))?;
        export::made(sp, &made, by_whom(whose))
    })??;
    println!("Written: {}", path.display());
    println!("  records: {}, kept back: {}", sorted.cases.len(), sorted.held.len());
    Ok(ExitCode::SUCCESS)
}

/// Opens a sealed file of records.
fn records(file: &Path) -> anyhow::Result<Contents> {
    let bytes = read(file)?;
    let typed = Zeroizing::new(secret("OUTREACH_KIT_FILE", "passphrase of the file")?);
    let opened = parcel::open(&bytes, Opener::Typed(&typed)).map_err(|err| said(err.into()))?;
    let contents = bundle::read(&opened.text).map_err(|err| said(err.into()))?;
    anyhow::ensure!(
        contents.manifest.kind != hand_over::ROOM,
        "this file holds a room and no records; take it in with: outreach-kit take-in"
    );
    Ok(contents)
}

pub(super) fn unpack(args: &UnpackArgs) -> anyhow::Result<ExitCode> {
    let contents = records(&args.file)?;
    std::fs::create_dir_all(&args.to)
        .with_context(|| format!("the folder {} cannot be made", args.to.display()))?;
    anyhow::ensure!(
        std::fs::read_dir(&args.to)?.next().is_none(),
        "the folder {} is not empty; name another with --to",
        args.to.display()
    );
    keep(&args.to, "manifest.json", &contents.manifest.to_json())?;
    for part in &contents.parts {
        // A name from a file never leads out of the folder.
        let plain =
            part.name.chars().all(|sign| sign.is_ascii_alphanumeric() || "-.".contains(sign));
        anyhow::ensure!(plain && !part.name.starts_with('.'), "the file holds a name that is none");
        keep(&args.to, &part.name, &part.bytes)?;
    }
    println!("Unpacked in the clear: {} files in {}", contents.parts.len(), args.to.display());
    println!("Remove them as soon as they are imported.");
    Ok(ExitCode::SUCCESS)
}

pub(super) fn send(args: &SendArgs) -> anyhow::Result<ExitCode> {
    let contents = records(&args.file)?;
    let profile = Profile::by_id(&contents.manifest.kind)
        .context("the records in this file are not for Primero")?;
    anyhow::ensure!(
        profile.version == contents.manifest.profile_version,
        "the records were written by another version of the profile; export them again"
    );
    let password = Zeroizing::new(secret("OUTREACH_KIT_PRIMERO", "password of that user")?);
    let mut server = Server::new(&args.to, &args.user, &password)?;
    let mut all = Vec::new();
    for part in &contents.parts {
        let id = part.name.trim_end_matches(".json").to_owned();
        all.push((id, serde_json::from_slice(&part.bytes).context("a record cannot be read")?));
    }
    let log = args.file.with_extension("sent");
    let mut done = written_down(&log);
    let before = done.len();
    let mut failed = None;
    let known = done.clone();
    let sent = send::send(&mut server, profile, &all, known, |id, fate| {
        done.insert(id.to_owned(), fate.clone());
        failed = write_down(&log, &done).err();
    });
    for (id, fate) in &sent.fates {
        match fate {
            Fate::Refused(what) => println!("refused: {id}: {what}"),
            Fate::Created | Fate::AlreadyThere => {}
        }
    }
    let count = |code: &str| sent.fates.values().filter(|fate| fate.code() == code).count();
    println!(
        "Created: {}. There already: {}. Refused: {}. Known from before: {before}. Of: {}.",
        count("created"),
        count("already_there"),
        count("refused"),
        all.len()
    );
    if !sent.left_out.is_empty() {
        println!("The server's forms do not list these fields: {}", sent.left_out.join(", "));
    }
    if let Some(err) = failed {
        return Err(err.context("what was sent could not be written down beside the file"));
    }
    match sent.stopped {
        Some(why) => Err(why.into()),
        None if 0 < count("refused") => Ok(ExitCode::FAILURE),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// What an earlier run sent; a refused record is tried again.
fn written_down(log: &Path) -> BTreeMap<String, Fate> {
    let text = std::fs::read(log).unwrap_or_default();
    let codes: BTreeMap<String, String> = serde_json::from_slice(&text).unwrap_or_default();
    let fate = |code: &str| match code {
        "created" => Some(Fate::Created),
        "already_there" => Some(Fate::AlreadyThere),
        _ => None,
    };
    codes.into_iter().filter_map(|(id, code)| Some((id, fate(&code)?))).collect()
}

fn write_down(log: &Path, done: &BTreeMap<String, Fate>) -> anyhow::Result<()> {
    let codes: BTreeMap<&str, &str> =
        done.iter().map(|(id, fate)| (id.as_str(), fate.code())).collect();
    let name = log.file_name().and_then(|name| name.to_str()).unwrap_or("records.sent");
    let folder = log.parent().unwrap_or(Path::new("."));
    keep(folder, name, &serde_json::to_vec_pretty(&codes)?).map(drop)
}
