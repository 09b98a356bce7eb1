//! What stands in a kit's file once it is decrypted, page by page: searching an encrypted file proves nothing.
#![allow(clippy::unwrap_used, reason = "a file that cannot be read should stop the test")]

use std::fmt::Write as _;
use std::path::Path;

use outreach_kit::seal::DatabaseKey;
use rusqlite::{Connection, OpenFlags};

/// Bytes of the log's own head, and of the head of each frame.
const HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// Every page of a database file in clear, free pages too, as it stands after each commit that its log holds. Nothing
/// is left out of the log: a frame that belongs to no commit of its present round stops the test.
pub(crate) fn pages(file: &Path, key: &DatabaseKey) -> Vec<u8> {
    let log = std::fs::read(beside(file, "-wal")).unwrap_or_default();
    let mut all = at_length(file, &log, 0, key);
    if log.len() <= HEAD {
        return all;
    }
    let word = |at: usize| u32::from_be_bytes(log.get(at..at + 4).unwrap().try_into().unwrap());
    let frame = FRAME_HEAD + usize::try_from(word(8)).unwrap();
    let mut end = HEAD;
    while end + frame <= log.len() {
        assert_eq!(
            (word(end + 8), word(end + 12)),
            (word(16), word(20)),
            "a frame of an earlier round of the log"
        );
        let closes_a_commit = word(end + 4) != 0;
        end += frame;
        if closes_a_commit {
            all.extend(at_length(file, &log, end, key));
        }
    }
    assert_eq!(end, log.len(), "half a frame at the end of the log");
    all
}

/// How often `words` stand in decrypted pages.
pub(crate) fn hits(pages: &[u8], words: &str) -> usize {
    pages.windows(words.len()).filter(|window| *window == words.as_bytes()).count()
}

fn beside(file: &Path, end: &str) -> std::path::PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// The pages as they are with so much of the log.
#[expect(clippy::disallowed_methods, reason = "a copy in a folder of its own; nothing is written")]
fn at_length(file: &Path, log: &[u8], length: usize, key: &DatabaseKey) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    std::fs::copy(file, &copy).unwrap();
    std::fs::write(beside(&copy, "-wal"), log.get(..length).unwrap()).unwrap();
    let mut conn = Connection::open_with_flags(&copy, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let mut pragma = "PRAGMA key = \"x'".to_owned();
    for byte in key.bytes() {
        write!(pragma, "{byte:02x}").unwrap();
    }
    conn.query_row(&format!("{pragma}'\""), [], |_| Ok(())).unwrap();
    let pages = conn.serialize("main").unwrap().to_vec();
    assert!(pages.starts_with(b"SQLite format 3"), "the pages are not decrypted");
    pages
}
