//! The journal's hash chain: whoever changes, removes or moves an old entry breaks every later one.

use super::mac::digest;
use super::token::RowId;

/// What stands before the first entry of kit `kit`, so that no journal fits another kit.
pub fn first(kit: RowId) -> [u8; 32] {
    digest("outreach-kit journal start v1", &[kit.bytes()])
}

/// The link for the entry `entry_bytes` at place `seq`, after the link `prev`.
pub fn next(prev: &[u8; 32], seq: u64, entry_bytes: &[u8]) -> [u8; 32] {
    digest("outreach-kit journal link v1", &[prev, &seq.to_be_bytes(), entry_bytes])
}

/// The fingerprint of any bytes, for example of a printed document or an exported file.
pub fn hash(bytes: &[u8]) -> [u8; 32] {
    digest("outreach-kit bytes v1", &[bytes])
}

#[cfg(test)]
mod tests {
    use super::super::token::to_hex;
    use super::*;

    fn chain(entries: &[&[u8]]) -> Vec<[u8; 32]> {
        let start = first(RowId::from_bytes([1; 16]));
        let links = (0..).zip(entries).scan(start, |prev, (seq, entry)| {
            *prev = next(prev, seq, entry);
            Some(*prev)
        });
        links.collect()
    }

    #[test]
    fn the_same_journal_gives_the_same_chain() {
        assert_eq!(chain(&[b"called", b"entered"]), chain(&[b"called", b"entered"]));
    }

    #[test]
    fn changing_swapping_or_removing_an_entry_shows_at_the_end() {
        let end = |entries: &[&[u8]]| chain(entries).last().copied();
        let sound = end(&[b"a", b"b", b"c"]);
        for broken in [
            end(&[b"a", b"B", b"c"]),
            end(&[b"b", b"a", b"c"]),
            end(&[b"a", b"c"]),
            end(&[b"ab", b"", b"c"]),
        ] {
            assert_ne!(sound, broken);
        }
    }

    #[test]
    fn place_and_kit_are_part_of_a_link() {
        assert_ne!(next(&[0; 32], 1, b"x"), next(&[0; 32], 2, b"x"));
        assert_ne!(first(RowId::from_bytes([1; 16])), first(RowId::from_bytes([2; 16])));
        assert_ne!(hash(b"x"), next(&[0; 32], 0, b"x"));
    }

    #[test]
    fn the_links_of_earlier_versions_still_hold() {
        // Computed a second time by a program of its own, in another language.
        let start = first(RowId::from_bytes([1; 16]));
        let expected = "778ebc8ee22cbc83f7fe7410114579cf3eb326a45b5aa88ab9f4090b1f12aba4";
        assert_eq!(to_hex(&next(&start, 1, b"called")), expected);
    }
}
