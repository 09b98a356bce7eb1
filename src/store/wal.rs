//! Reads the write-ahead log's own checksums: what was acknowledged and cannot be read any more?
//!
//! `SQLite` takes a log up to the first frame that does not check and says nothing of the rest, since a power cut
//! in the middle of a commit leaves just that. But each commit waits for the disk before the next one begins. So a
//! frame that does not check, with a commit and then more of the same log behind it, was on the disk once and was
//! acknowledged: that is damage, and this is the only place that can see it.

/// Bytes of the log's own head, and of the head of each frame.
const HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// Says that a file is such a log; the last bit tells the byte order of its checksums.
const MAGIC: u32 = 0x377F_0682;

/// What a log looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Log {
    /// Every frame checks, or the last commit was interrupted before it was acknowledged.
    Whole,
    /// Something that was acknowledged cannot be read any more.
    Damaged,
}

/// Looks through the bytes of a log. Only the content of pages is encrypted in it, not the frames' heads.
pub(super) fn look(log: &[u8]) -> Log {
    // An empty log is none; its head is written at once and before anything else.
    if log.len() < HEAD {
        return if log.is_empty() { Log::Whole } else { Log::Damaged };
    }
    walk(log).unwrap_or(Log::Damaged)
}

/// `None` if the log's own head is nonsense.
fn walk(log: &[u8]) -> Option<Log> {
    let magic = word(log, 0)?;
    if magic & !1 != MAGIC {
        return None;
    }
    let order = if magic & 1 == 1 { u32::from_be_bytes } else { u32::from_le_bytes };
    let page = usize::try_from(word(log, 8)?).ok().filter(|page| page.is_power_of_two())?;
    let salts = (word(log, 16)?, word(log, 20)?);
    let mut sum = Sum::default().over(log.get(..24)?, order);
    if (sum.0, sum.1) != (word(log, 24)?, word(log, 28)?) {
        return None;
    }
    let (mut broken, mut committed_beyond) = (false, false);
    for frame in log.get(HEAD..)?.chunks_exact(FRAME_HEAD + page) {
        // Frames of an earlier round of the same file carry other salts and mean nothing any more; damage to the
        // salts themselves looks the same, so the walk goes on.
        let ours = (word(frame, 8)?, word(frame, 12)?) == salts;
        if !broken {
            sum = sum.over(frame.get(..8)?, order).over(frame.get(FRAME_HEAD..)?, order);
            broken = !ours || (sum.0, sum.1) != (word(frame, 16)?, word(frame, 20)?);
        } else if ours && committed_beyond {
            return Some(Log::Damaged);
        }
        // A frame that ends a commit says how large the database is then.
        committed_beyond |= broken && ours && word(frame, 4)? != 0;
    }
    Some(Log::Whole)
}

/// Four bytes as the log writes numbers.
fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

/// The log's running checksum.
#[derive(Default)]
struct Sum(u32, u32);

impl Sum {
    fn over(self, bytes: &[u8], order: fn([u8; 4]) -> u32) -> Self {
        let mut words = bytes.as_chunks::<4>().0.iter().map(|word| order(*word));
        let Self(mut first, mut second) = self;
        while let (Some(one), Some(two)) = (words.next(), words.next()) {
            first = first.wrapping_add(one).wrapping_add(second);
            second = second.wrapping_add(two).wrapping_add(first);
        }
        Self(first, second)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: usize = 512;

    /// A log of commits of one frame each, as `SQLite` writes it.
    fn log(commits: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        for number in [MAGIC, 3_007_000, 512, 0, 7, 9] {
            bytes.extend(number.to_be_bytes());
        }
        let mut sum = Sum::default().over(&bytes, u32::from_le_bytes);
        bytes.extend(sum.0.to_be_bytes());
        bytes.extend(sum.1.to_be_bytes());
        for commit in 1..=commits {
            let head: Vec<u8> = [commit, commit].iter().flat_map(|n| n.to_be_bytes()).collect();
            let page = vec![u8::try_from(commit).unwrap(); PAGE];
            sum = sum.over(&head, u32::from_le_bytes).over(&page, u32::from_le_bytes);
            bytes.extend(head);
            for number in [7, 9, sum.0, sum.1] {
                bytes.extend(number.to_be_bytes());
            }
            bytes.extend(page);
        }
        bytes
    }

    fn frame(number: usize) -> usize {
        HEAD + (number - 1) * (FRAME_HEAD + PAGE)
    }

    #[test]
    fn a_log_that_checks_is_whole_and_so_is_none() {
        assert_eq!(look(&log(5)), Log::Whole);
        assert_eq!(look(&[]), Log::Whole);
    }

    #[test]
    fn a_last_commit_that_was_interrupted_is_no_damage() {
        let whole = log(5);
        for cut in frame(5)..whole.len() {
            assert_eq!(look(&whole[..cut]), Log::Whole, "{cut}");
        }
        let mut torn = whole;
        torn[frame(5) + 100] ^= 1;
        assert_eq!(look(&torn), Log::Whole);
    }

    #[test]
    fn a_commit_with_others_behind_it_was_acknowledged() {
        for number in 1..=3 {
            let mut damaged = log(5);
            damaged[frame(number) + FRAME_HEAD + 17] ^= 0x40;
            assert_eq!(look(&damaged), Log::Damaged, "{number}");
        }
    }

    #[test]
    fn garbage_in_place_of_a_log_is_damage() {
        assert_eq!(look(&vec![0xA5; 4000]), Log::Damaged);
        let mut head = log(5);
        head[17] ^= 1;
        assert_eq!(look(&head), Log::Damaged);
        assert_eq!(look(&[1, 2, 3]), Log::Damaged);
    }

    #[test]
    fn frames_of_an_earlier_round_mean_nothing() {
        let mut older = log(3);
        let mut rest = log(6)[frame(4)..].to_vec();
        for start in (0..rest.len()).step_by(FRAME_HEAD + PAGE) {
            rest[start + 11] ^= 0xFF;
        }
        older.extend(rest);
        assert_eq!(look(&older), Log::Whole);
    }
}
