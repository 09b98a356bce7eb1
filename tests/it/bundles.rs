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
use outreach_kit::i18n::{self, Lang};
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::seal::parcel::Opener;
use outreach_kit::store::backup;

use crate::hand_over::{first, made};
use crate::harness::{FOCAL, Kit, PASSPHRASE, file, mother_of_two, now};
use crate::malformed::Dice;
use crate::parsers::{changed, corpus};

/// Every byte at the beginning is tried, where lengths and keys stand; further on every so many.
const HEAD: usize = 400;
const STEP: usize = 101;

fn places(length: usize) -> impl Iterator<Item = usize> {
    (0..HEAD.min(length)).chain((HEAD..length).step_by(STEP)).chain([length - 1])
}

/// Refused, in a sentence that both languages have.
fn refused(bytes: &[u8], what: &str) {
    let err = arrive::open(bytes, Opener::Typed(FOCAL)).err();
    let err: HandOverError = err.unwrap_or_else(|| panic!("{what} was taken for whole"));
    assert!(Lang::ALL.iter().all(|lang| i18n::has(*lang, err.text_key())), "{what}: {err}");
}

#[tokio::test]
async fn a_hand_over_file_with_any_byte_changed_or_cut_anywhere_is_refused_plainly() {
    let (kit, _) = first().await;
    let whole = made(&kit).await;
    assert!(arrive::open(&whole, Opener::Typed(FOCAL)).is_ok());
    for at in places(whole.len()) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (at % 8);
        refused(&damaged, &format!("byte {at} changed"));
        refused(&whole[..at], &format!("cut at {at}"));
    }
    refused(&[&whole[..], b"x"].concat(), "one byte more");
    refused(&[&whole[..], &whole[..]].concat(), "twice");
    let mut all = corpus("bundle");
    for (number, bytes) in all.iter().enumerate() {
        refused(bytes, &format!("number {number} of the corpus"));
    }
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
