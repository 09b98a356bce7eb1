//! What a rehearsal found, for people and for programs.

use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;

use super::Shares;
use super::focal::Followed;
use super::hostile::Hostile;
use super::stage::Stage;
use crate::cli::RehearseArgs;

/// Most mistakes that are listed one by one.
const LISTED: usize = 20;

/// What a rehearsal found. The names of its fields are a contract with other programs.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    /// Families that were told their form is filed.
    pub families: usize,
    /// Their children.
    pub children: u32,
    /// Receipts printed.
    pub receipts: usize,
    /// Phones that families had between them.
    pub phones: u32,
    /// From the first phone's first page to the last family served, kills and restarts included.
    pub seconds: f64,
    /// Families in each of these seconds.
    pub families_per_second: f64,
    /// From *Send* to the whole answer, in milliseconds.
    pub ticket_ms: TicketTimes,
    /// From asking for a receipt's PDF to its last byte, in milliseconds.
    pub receipt_pdf_ms: PaperTimes,
    /// Size of the largest receipt.
    pub receipt_pdf_bytes: usize,
    /// The server's memory, the highest sampled while it served; 0 where that cannot be known.
    pub peak_rss_bytes: u64,
    /// Families that were told so and are not in the register after the restart.
    pub lost: usize,
    /// Answers that were not as expected.
    pub mistakes: usize,
    /// What bad phones tried meanwhile.
    pub hostile: Hostile,
    /// The same in words, without names.
    #[serde(skip)]
    pub complaints: Vec<String>,
    /// What the focal did; for people only.
    #[serde(skip)]
    pub followed: Followed,
    /// What share of the families each rule and each level catches; for people only.
    #[serde(skip)]
    pub shares: Shares,
}

/// Times of tickets.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct TicketTimes {
    /// Half were at least so quick.
    pub p50: f64,
    /// 95 of 100 were.
    pub p95: f64,
    /// 99 of 100 were.
    pub p99: f64,
    /// The slowest.
    pub max: f64,
}

/// Times of papers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct PaperTimes {
    /// Half were at least so quick.
    pub p50: f64,
    /// 99 of 100 were.
    pub p99: f64,
}

impl Outcome {
    /// What was written down while it was played, with how long it took in seconds and how many are lost.
    pub(super) fn of(
        args: &RehearseArgs,
        stage: &Stage,
        peak_rss_bytes: u64,
        (seconds, lost): (f64, usize),
    ) -> Self {
        let (mut tickets, mut papers, receipt_pdf_bytes) = stage.ledger.measured();
        let filed = stage.ledger.all_filed();
        let complaints = stage.ledger.mistakes();
        let children = filed
            .iter()
            .filter_map(|one| stage.families.get(one.family))
            .map(|family| u32::from(family.children));
        let families = u32::try_from(filed.len()).unwrap_or(u32::MAX);
        Self {
            families: filed.len(),
            children: children.sum(),
            receipts: stage.ledger.receipts().len(),
            phones: args.phones,
            seconds: two_decimals(seconds),
            families_per_second: two_decimals(f64::from(families) / seconds.max(f64::EPSILON)),
            ticket_ms: TicketTimes::of(&mut tickets),
            receipt_pdf_ms: PaperTimes::of(&mut papers),
            receipt_pdf_bytes,
            peak_rss_bytes,
            lost,
            mistakes: complaints.len(),
            hostile: stage.hostile.of(args.hostile),
            complaints,
            followed: stage.followed.of(),
            shares: Shares::of(&stage.families, stage.today, args.seed),
        }
    }

    /// Whether nothing was lost and everything answered as it should.
    pub fn good(&self) -> bool {
        self.lost == 0 && self.mistakes == 0
    }

    /// One JSON object in one line.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A few lines for a person.
    pub fn summary(&self) -> String {
        let Self { ticket_ms: ticket, receipt_pdf_ms: paper, hostile, .. } = self;
        let mut text = format!(
            "{} families with {} children came with {} phones; {} receipts were printed.\n\
             It took {:.1} s, {:.1} families a second.\n\
             Ticket after Send: half within {:.1} ms, 95 % {:.1}, 99 % {:.1}, slowest {:.1}.\n\
             Receipt as PDF: half within {:.1} ms, 99 % {:.1}; the largest has {} bytes.\n\
             Memory of the server: at most {:.1} MB.\n\
             {} bad phones tried {} things, were refused {} times, led to a page of everybody's {} times \
             and put off {} times; they held {} silent sockets.\n\
             Lost after kill and restart: {}. Mistakes: {}.\n",
            self.families,
            self.children,
            self.phones,
            self.receipts,
            self.seconds,
            self.families_per_second,
            ticket.p50,
            ticket.p95,
            ticket.p99,
            ticket.max,
            paper.p50,
            paper.p99,
            self.receipt_pdf_bytes,
            megabytes(self.peak_rss_bytes),
            hostile.phones,
            hostile.tries,
            hostile.refused,
            hostile.led,
            hostile.busy,
            hostile.held,
            self.lost,
            self.mistakes,
        );
        text.push_str(&self.followed.summary());
        text.push_str(&self.shares.summary());
        for complaint in self.complaints.iter().take(LISTED) {
            // Writing into a text cannot fail.
            let _ = writeln!(text, "- {complaint}");
        }
        if LISTED < self.complaints.len() {
            let _ = writeln!(text, "- and {} more", self.complaints.len() - LISTED);
        }
        text
    }
}

impl TicketTimes {
    /// Of these times.
    pub(super) fn of(times: &mut [Duration]) -> Self {
        times.sort_unstable();
        Self {
            p50: within(times, 50),
            p95: within(times, 95),
            p99: within(times, 99),
            max: within(times, 100),
        }
    }
}

impl PaperTimes {
    /// Of these times.
    pub(super) fn of(times: &mut [Duration]) -> Self {
        times.sort_unstable();
        Self { p50: within(times, 50), p99: within(times, 99) }
    }
}

/// The time within which so many of a hundred were, in milliseconds with two decimals (nearest rank).
fn within(sorted: &[Duration], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    let time = sorted.get(rank - 1).copied().unwrap_or_default();
    two_decimals(time.as_secs_f64() * 1000.0)
}

/// Rounded, since more decimals would claim more than was measured.
pub(super) fn two_decimals(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1024).unwrap_or(u32::MAX)) / 1024.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome() -> Outcome {
        let mut times: Vec<Duration> = (1..=200).rev().map(Duration::from_millis).collect();
        Outcome {
            families: 53,
            children: 105,
            receipts: 104,
            phones: 20,
            seconds: 2.5,
            families_per_second: 21.2,
            ticket_ms: TicketTimes::of(&mut times),
            receipt_pdf_ms: PaperTimes::of(&mut []),
            receipt_pdf_bytes: 1,
            peak_rss_bytes: 64 << 20,
            lost: 0,
            mistakes: 0,
            hostile: Hostile { phones: 6, tries: 90, refused: 67, busy: 3, led: 20, held: 70 },
            complaints: Vec::new(),
            followed: Followed::default(),
            shares: Shares::default(),
        }
    }

    #[test]
    fn the_json_has_exactly_the_fields_that_were_promised() {
        assert_eq!(
            outcome().to_json(),
            "{\"families\":53,\"children\":105,\"receipts\":104,\"phones\":20,\"seconds\":2.5,\
             \"families_per_second\":21.2,\"ticket_ms\":{\"p50\":100.0,\"p95\":190.0,\"p99\":198.0,\"max\":200.0},\
             \"receipt_pdf_ms\":{\"p50\":0.0,\"p99\":0.0},\"receipt_pdf_bytes\":1,\"peak_rss_bytes\":67108864,\
             \"lost\":0,\"mistakes\":0,\"hostile\":{\"phones\":6,\"tries\":90,\"refused\":67,\"busy\":3,\"led\":20,\"held\":70}}"
        );
    }

    #[test]
    fn one_lost_family_or_one_mistake_is_not_good() {
        assert!(outcome().good());
        assert!(!Outcome { lost: 1, ..outcome() }.good());
        let many = Outcome { mistakes: 30, complaints: vec!["x".to_owned(); 30], ..outcome() };
        assert!(!many.good());
        assert!(many.summary().ends_with("- and 10 more\n"));
    }
}
