//! Every parser that meets the outside, fed from a corpus and with pieces of it at random: it understands or refuses,
//! and never stops. `OUTREACH_KIT_FUZZ_SECONDS` says for how long each; one second if nothing is said.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a corpus that cannot be read should stop the test"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use jiff::civil::date;
use outreach_kit::domain::intake::{self, Answers, FormSetting, PlaceName};
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::seal::receipt_code::{self, EventCode, Realm, ReceiptKey, Serial, Verdict};
use outreach_kit::store::backup;
use outreach_kit::{photo, scan};

use crate::harness::Kit;
use crate::malformed::Dice;

/// How long one of them may take for one input on a slow machine; without optimisation pictures take a while.
const PATIENCE: Duration = Duration::from_secs(20);

fn how_long() -> Duration {
    let seconds = std::env::var("OUTREACH_KIT_FUZZ_SECONDS").ok();
    Duration::from_secs(seconds.map_or(1, |seconds| seconds.parse().unwrap()))
}

/// The inputs of one kind, in the order of their names.
pub(crate) fn corpus(kind: &str) -> Vec<Vec<u8>> {
    corpus_by_name(kind).into_iter().map(|(_, input)| input).collect()
}

/// The same with their names.
pub(crate) fn corpus_by_name(kind: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus").join(kind);
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{kind}");
    let name = |file: &Path| file.file_name().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|file| (name(file), std::fs::read(file).unwrap())).collect()
}

/// One of them, changed in some places: a byte, a piece cut out, doubled, or of another one.
pub(crate) fn changed(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus.get(dice.below(corpus.len())).cloned().unwrap_or_default();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len().max(1)).min(bytes.len());
        let end = (at + dice.below(64)).min(bytes.len());
        let byte = u8::try_from(dice.below(256)).unwrap_or(0);
        match dice.below(5) {
            0 => bytes.iter_mut().skip(at).take(1).for_each(|known| *known = byte),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece: Vec<u8> = bytes.iter().skip(at).take(end - at).copied().collect();
                bytes.splice(at..at, piece);
            }
            3 => bytes.truncate(at),
            _ => {
                let other = corpus.get(dice.below(corpus.len())).cloned().unwrap_or_default();
                let from = dice.below(other.len().max(1));
                bytes.splice(at..end, other.into_iter().skip(from).take(64));
            }
        }
    }
    bytes
}

/// Feeds `judge` the corpus, then changed pieces of it until the time is over.
fn feed(kind: &str, seed: u64, more: Vec<Vec<u8>>, mut judge: impl FnMut(&[u8])) {
    let mut all = corpus(kind);
    all.extend(more);
    let mut timed = |input: &[u8]| {
        let begun = Instant::now();
        judge(input);
        assert!(begun.elapsed() < PATIENCE, "{kind}: {} bytes took too long", input.len());
    };
    for input in &all {
        timed(input);
    }
    let (mut dice, end) = (Dice(seed), Instant::now() + how_long());
    while Instant::now() < end {
        timed(&changed(&mut dice, &all));
    }
}

#[test]
fn whatever_is_typed_in_a_form_is_parsed_or_refused() {
    let place =
        PlaceName { khmer: "ក្រពើពីរ".to_owned(), latin: "Krapeu Pir".to_owned() };
    let setting = FormSetting::new(place, date(2026, 11, 21));
    feed("form", 1, Vec::new(), |input| {
        let text = String::from_utf8_lossy(input);
        let pairs = text.split(['&', '\n']).filter_map(|pair| pair.split_once('='));
        let answers = Answers::from_pairs(pairs);
        if let Err(mistakes) = intake::parse(&answers, &setting) {
            assert!(!mistakes.is_empty(), "refused without a word");
        }
        if let Some(step) = intake::first_unanswered(&answers, &setting) {
            assert!(intake::step(&answers, &setting, &step).is_some());
        }
    });
}

#[test]
fn whatever_is_scanned_is_judged() {
    let event = EventCode::from_number(7).unwrap();
    let keys = [(event, ReceiptKey::from_bytes([5; 32]))];
    let genuine: Vec<_> = (1..9)
        .filter_map(|number| Serial::new(1, number))
        .map(|serial| receipt_code::mint(&keys[0].1, Realm::Real, event, serial))
        .collect();
    assert_eq!(genuine.len(), 8);
    // Printed codes as well, and each with one letter that was read wrongly.
    let printed: Vec<Vec<u8>> = genuine.iter().map(|code| code.to_string().into_bytes()).collect();
    let misread = printed.iter().map(|code| {
        let mut code = code.clone();
        code[9] = if code[9] == b'7' { b'W' } else { b'7' };
        code
    });
    let near = misread.chain(printed.clone()).collect();
    let (mut right, mut mended) = (0, 0);
    feed("code", 2, near, |input| {
        let text = String::from_utf8_lossy(input);
        let reading = receipt_code::read(&text);
        match receipt_code::check(&reading, Realm::Real, &keys) {
            Verdict::Genuine { code, mended: is_mended } => {
                assert!(genuine.contains(&code), "nobody printed {text}");
                *(if is_mended { &mut mended } else { &mut right }) += 1;
            }
            Verdict::UnknownEvent { .. }
            | Verdict::OtherRealm { .. }
            | Verdict::Damaged { .. }
            | Verdict::NotOurs => {}
        }
        let none = receipt_code::check(&reading, Realm::Real, &[]);
        assert!(!matches!(none, Verdict::Genuine { .. }), "without a key nothing is genuine");
    });
    assert!(genuine.len() <= right && genuine.len() <= mended, "{right} right, {mended} mended");
}

#[test]
fn whatever_is_uploaded_is_a_picture_or_not() {
    feed("photo", 3, Vec::new(), |input| {
        if let Ok(jpeg) = photo::reencode(input) {
            assert!(jpeg.starts_with(&[0xFF, 0xD8]), "what is kept is a picture of our own");
        }
        // A decoder of symbols may stop; the page takes that for a picture without one.
        let _ = std::panic::catch_unwind(|| scan::read_code(input).is_ok());
    });
}

#[tokio::test]
async fn whatever_lies_on_a_stick_is_a_backup_or_not() {
    let kit = Kit::start().await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    let made = backup::make(&open.data, &open.key, &stick, crate::harness::now()).unwrap();
    let (manifest, keys) =
        (made.folder.join("manifest.json"), made.folder.join(Keyring::FILE_NAME));
    let real = [&manifest, &keys].map(|file| std::fs::read(file).unwrap());
    feed("backup", 4, real.to_vec(), |input| {
        std::fs::write(&manifest, input).unwrap();
        std::fs::write(&keys, input).unwrap();
        if let Ok(all) = backup::all_in(&stick) {
            assert!(all.len() <= 1);
        }
        if let Ok(ring) = Keyring::load(&made.folder) {
            let _ = ring.slots().count();
        }
    });
}
