//! How people write the words of the Khmer calendar, beside the names as printed calendars have them
//! ([`super::names`]).
//!
//! Source: the Khmer rows are the printed names with the slips that sound alike (ច័ន្ទ for ចន្ទ); the Latin rows are how
//! Khmer names are heard by readers of English and the English words for animals and days. No standard has them, and
//! no native reader has checked them: a row that is missing costs a question, and nothing is chosen from a row alone.
//! Version 1, 2026-11.

use super::Phase;

/// What a word of the calendar stands for; numbers are the places in the tables of [`super::names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// An animal, 0 ជូត to 11 កុរ.
    Animal(u8),
    /// A sak, 0 to 9.
    Sak(u8),
    /// A month, 0 to 13.
    Month(u8),
    /// A day of the week, 0 Sunday to 6.
    Weekday(u8),
    /// កើត or រោច.
    Half(Phase),
    /// Before a year of the Buddhist Era.
    Era,
    /// ឆ្នាំ: an animal may follow, even ច.
    Year,
    /// ច, the dog, which is a letter as well.
    Dog,
    /// កើត alone: the waxing half after a number, else "born".
    Keut,
    /// Words around the others that say nothing by themselves.
    Around,
}

/// The two halves of a month; the Latin ones are how the receipts and common spellings have them.
pub(super) const HALVES: [(&str, Phase); 10] = [
    ("កើត", Phase::Waxing),
    ("keut", Phase::Waxing),
    ("koeut", Phase::Waxing),
    ("kaet", Phase::Waxing),
    ("waxing", Phase::Waxing),
    ("រោច", Phase::Waning),
    ("roch", Phase::Waning),
    ("roach", Phase::Waning),
    ("rouch", Phase::Waning),
    ("waning", Phase::Waning),
];

/// Animals by index, their names in Khmer left to [`super::ANIMALS`].
pub(super) const ANIMALS: [&[&str]; 12] = [
    &["ជូដ", "chut", "chhut", "choot", "mouse"],
    &["chlov", "chhlov", "chlau", "cow", "bull", "buffalo"],
    &["khal"],
    &["ថោះហ៍", "thos", "thoh", "thaoh", "hare"],
    &["rong", "roung", "naga"],
    &["មសាញ់", "msanh", "masanh"],
    &["momi", "momee", "mamee"],
    &["មមេ", "mome", "mamae", "sheep", "ram"],
    &["vok", "voak"],
    &["roka", "raka", "cock", "chicken", "hen"],
    &["chor", "chaw"],
    &["kor", "kol", "kaor", "boar"],
];

/// Saks by index, without ស័ក, their names in Khmer left to [`super::SAKS`].
pub(super) const SAKS: [&[&str]; 10] = [
    &["សំរិទ្ធិ", "samridhi", "samrithi"],
    &["aek", "ek"],
    &["to"],
    &["trei", "trey"],
    &["chattva", "chatva"],
    &["pancha", "banhcha"],
    &["chha"],
    &["sappa", "sapta"],
    &["attha", "atha"],
    &["nappa", "noppa"],
];

/// Months by [`super::LunarMonth::index`].
pub(super) const MONTHS: [&[&str]; 14] = [
    &["មិគសិរៈ", "មិគ្គសិរ", "migaser", "mikasir", "meakeaksir"],
    &["បុស", "bos", "baos", "pous"],
    &["មាឃៈ", "meakh", "makh"],
    &["ផល្គុណ", "phalkon", "phalgun", "palkun"],
    &["ចែត្រ", "ចេត", "chet", "chaet", "chetr"],
    &["ពិសាក", "វិសាខ", "pisak", "bisak", "visakh", "visak", "vesak"],
    &["ជេស្ឋា", "ជេដ្ឋ", "jes", "ches", "chesth"],
    &["អាសាធ", "asath", "asat", "asadha"],
    &["ស្រាពន៍", "ស្រាព", "srapn", "sraban", "srab"],
    &["ភ័ទ្របទ", "photrobot", "phatrobot", "potrobot"],
    &["អាសូជ", "អស្សុច", "asoch", "asuj", "assuj"],
    &["kadek", "katdek", "kattek", "kartik"],
    &["pathamasath", "bathamasath"],
    &["tutiyasath", "tutiyeasath"],
];

/// Days of the week, Sunday first.
pub(super) const WEEKDAYS: [&[&str]; 7] = [
    &["sun", "atit", "athit"],
    &["ច័ន្ទ", "mon", "chant"],
    &["tue", "tues", "angkear", "ankear"],
    &["wed", "put", "puth"],
    &["ព្រហស្បត្តិ៍", "thu", "thur", "thurs", "prohoas"],
    &["fri"],
    &["សៅរិ៍", "sat"],
];

/// Marks of the Buddhist Era, stops left out.
pub(super) const ERA: [&str; 3] = ["ពស", "ពុទ្ធសករាជ", "be"];

/// What stands around the words and says nothing by itself.
pub(super) const AROUND: [&str; 23] = [
    "ថ្ងៃ",
    "ទី",
    "ខែ",
    "ស័ក",
    "នៃ",
    "ក្នុង",
    "នៅ",
    "th",
    "st",
    "nd",
    "rd",
    "day",
    "month",
    "sak",
    "of",
    "the",
    "in",
    "on",
    "a",
    "an",
    "was",
    "born",
    "moon",
];

/// The words before an animal.
pub(super) const YEAR: [&str; 3] = ["ឆ្នាំ", "year", "chhnam"];
