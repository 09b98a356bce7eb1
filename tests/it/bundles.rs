//! What comes on a stick is whole or refused in plain words: one byte changed, cut at any place, anything at all.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a file that cannot be made should stop the test"
)]

use std::fs;
use std::path::Path;

use outreach_kit::acts::arrive;
use outreach_kit::acts::hand_over::HandOverError;
use outreach_kit::exchange::bundle::BundleError;
use outreach_kit::i18n::{self, Lang};
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::seal::parcel::{self, Opener, ParcelError};
use outreach_kit::store::backup;

use crate::hand_over::{first, made};
use crate::harness::{FOCAL, Kit, PASSPHRASE, file, mother_of_two, now};
use crate::malformed::Dice;
use crate::parsers::{changed, corpus, corpus_by_name};

/// Every byte at the beginning is tried, where lengths and keys stand; further on every so many.
const HEAD: usize = 400;
const STEP: usize = 101;

fn places(length: usize) -> impl Iterator<Item = usize> {
    (0..HEAD.min(length)).chain((HEAD..length).step_by(STEP)).chain([length - 1])
}

/// Refused, in a sentence that both languages have.
fn refused(bytes: &[u8], what: &str) -> HandOverError {
    let err = arrive::open(bytes, Opener::Typed(FOCAL)).err();
    let err: HandOverError = err.unwrap_or_else(|| panic!("{what} was taken for whole"));
    assert!(Lang::ALL.iter().all(|lang| i18n::has(*lang, err.text_key())), "{what}: {err}");
    err
}

/// Refused because of what stands outside: the sealed file itself.
fn refused_outside(bytes: &[u8], why: ParcelError, what: &str) {
    let err = refused(bytes, what);
    assert!(matches!(err, HandOverError::Parcel(it) if it == why), "{what}: {err:?}");
}

/// Why each file of the corpus is refused. Three bear a right digest, so that what stands before it is looked at: `huge`
/// names more recipients than it has bytes for, `newer` another version, `zeros` nobody at all.
const REFUSED: [(&str, ParcelError); 8] = [
    ("huge", ParcelError::Damaged),
    ("mark", ParcelError::Damaged),
    ("newer", ParcelError::Newer),
    ("rows", ParcelError::NotOurs),
    ("shifted", ParcelError::NotOurs),
    ("small", ParcelError::NotOurs),
    ("zeros", ParcelError::NotForYou),
    ("zip", ParcelError::NotOurs),
];

/// Bytes of the mark by which the program knows its own files.
const MARK: usize = 8;

#[test]
fn every_file_of_the_corpus_is_refused_for_its_own_reason_and_no_other_digest_is_right() {
    let all = corpus_by_name("bundle");
    let names: Vec<_> = all.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, REFUSED.map(|(name, _)| name), "a reason for each");
    for ((name, bytes), (_, why)) in all.iter().zip(REFUSED) {
        refused_outside(bytes, why, name);
        if !["huge", "newer", "zeros"].contains(&name.as_str()) {
            continue;
        }
        // Whatever else is changed in it, or in its digest, it is damaged before it is anything else.
        for at in (MARK..HEAD).chain(bytes.len() - 40..bytes.len()) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << (at % 8);
            refused_outside(&damaged, ParcelError::Damaged, &format!("{name}, byte {at}"));
        }
    }
}

/// The same file, sealed whole round another text.
fn sealed_anew(whole: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let opened = parcel::open(whole, Opener::Typed(FOCAL)).unwrap();
    let mut text = opened.text.to_vec();
    change(&mut text);
    parcel::shut(&opened.address, opened.secret.as_ref(), &text).unwrap().0
}

/// Replaces the first of some words by others of the same length.
fn say_instead(text: &mut [u8], words: &str, others: &str) {
    assert_eq!(words.len(), others.len());
    let at = text.windows(words.len()).position(|part| part == words.as_bytes()).unwrap();
    text[at..at + words.len()].copy_from_slice(others.as_bytes());
}

#[tokio::test]
async fn what_is_sealed_is_compared_with_the_digests_in_its_manifest() {
    let (kit, _) = first().await;
    let whole = made(&kit).await;
    assert!(arrive::open(&sealed_anew(&whole, |_| {}), Opener::Typed(FOCAL)).is_ok());
    let refused_inside = |change: &dyn Fn(&mut Vec<u8>), why: BundleError, what: &str| {
        let err = refused(&sealed_anew(&whole, change), what);
        assert!(matches!(err, HandOverError::Contents(it) if it == why), "{what}: {err:?}");
    };
    let differs = BundleError::PartDiffers;
    refused_inside(&|text| *text.last_mut().unwrap() ^= 1, differs, "the last part");
    refused_inside(&|text| say_instead(text, "SREYMOM", "SREYMUM"), differs, "a name");
    refused_inside(&|text| text.truncate(text.len() - 1), differs, "a byte less");
    refused_inside(&|text| text.push(b' '), differs, "a byte more");
    let first_digest = |text: &mut Vec<u8>| {
        let at = text.windows(8).position(|part| part == b"\"sha256\"").unwrap() + 12;
        text[at] = if text[at] == b'0' { b'1' } else { b'0' };
    };
    refused_inside(&first_digest, differs, "the digest of a part");
    let format = "outreach-kit bundle 1";
    let newer = |text: &mut Vec<u8>| say_instead(text, format, "outreach-kit bundle 2");
    refused_inside(&newer, BundleError::Newer, "of a newer program");
    let unknown = |text: &mut Vec<u8>| say_instead(text, format, "outreach-kit bindle 1");
    refused_inside(&unknown, BundleError::Unknown, "of another program");
}

#[tokio::test]
async fn a_hand_over_file_with_any_byte_changed_or_cut_anywhere_is_refused_plainly() {
    let (kit, _) = first().await;
    let whole = made(&kit).await;
    assert!(arrive::open(&whole, Opener::Typed(FOCAL)).is_ok());
    for at in places(whole.len()) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (at % 8);
        let why = if at < MARK { ParcelError::NotOurs } else { ParcelError::Damaged };
        refused_outside(&damaged, why, &format!("byte {at} changed"));
        refused_outside(&whole[..at], why, &format!("cut at {at}"));
    }
    refused_outside(&[&whole[..], b"x"].concat(), ParcelError::Damaged, "one byte more");
    refused_outside(&[&whole[..], &whole[..]].concat(), ParcelError::Damaged, "twice");
    let mut all = corpus("bundle");
    all.extend([whole.clone(), whole.clone(), Vec::new(), vec![0; 4096]]);
    let mut dice = Dice(9);
    for round in 0..400 {
        let bytes = changed(&mut dice, &all);
        if bytes != whole {
            refused(&bytes, &format!("round {round}"));
        }
    }
}

/// Restores what lies in `from`, as a person with a passphrase would; nothing half restored may stay.
fn restored(from: &Path, data: &Path) -> bool {
    let key =
        Keyring::load(from).ok().and_then(|ring| ring.open(PASSPHRASE).ok()).map(|(key, _)| key);
    let done = key.is_some_and(|key| backup::restore(from, data, &key, now()).is_ok());
    assert_eq!(data.join(backup::DATABASE).exists(), done, "half restored");
    let _ = fs::remove_dir_all(data);
    done
}

#[tokio::test]
async fn a_backup_with_any_byte_changed_or_cut_anywhere_is_refused_and_leaves_nothing() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let open = kit.open();
    let stick = kit.folder.path().join("stick");
    let made = backup::make(&open.data, &open.key, &stick, now()).unwrap();
    let data = kit.folder.path().join("restored");
    assert!(restored(&made.folder, &data), "whole it is restored");
    let database = made.folder.join(backup::DATABASE);
    let whole = fs::read(&database).unwrap();
    // Salt, head, the ends of pages, the last byte: a page has 4096 bytes.
    let ends =
        (1..whole.len() / 4096).step_by(23).flat_map(|page| [page * 4096 - 1, page * 4096 + 17]);
    for at in [0, 15, 16, 99, 4079].into_iter().chain(ends).chain([whole.len() - 1]) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (at % 8);
        fs::write(&database, damaged).unwrap();
        assert!(!restored(&made.folder, &data), "byte {at} changed");
        fs::write(&database, &whole[..at]).unwrap();
        assert!(!restored(&made.folder, &data), "cut at {at}");
    }
    fs::write(&database, &whole).unwrap();

    // The list of what is in it, and the keys: refused, or nothing that counts was changed.
    let mut dice = Dice(11);
    for name in ["manifest.json", Keyring::FILE_NAME] {
        let own = made.folder.join(name);
        let text = fs::read(&own).unwrap();
        for _ in 0..60 {
            fs::write(&own, changed(&mut dice, &[text.clone(), b"{}".to_vec()])).unwrap();
            restored(&made.folder, &data);
        }
        fs::remove_file(&own).unwrap();
        assert!(!restored(&made.folder, &data), "without {name}");
        fs::write(&own, text).unwrap();
    }
    assert!(restored(&made.folder, &data), "and whole again");
}
