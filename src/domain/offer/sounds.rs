//! How a Khmer name is mostly heard and written in Latin letters: rules of sound, for names that no table has.
//!
//! Written anew from how the names of the table are spelt; there is no standard for people's names, and the United
//! Nations' one is for places. No native reader has checked the rules.

use std::collections::VecDeque;

/// A consonant: as it begins a syllable, as it ends one, whether it is of the second series.
struct Consonant(&'static str, &'static str, bool);

fn consonant(letter: char) -> Option<Consonant> {
    let (begins, ends, second) = match letter {
        'ក' => ("K", "K", false),
        'ខ' => ("KH", "K", false),
        'គ' => ("K", "K", true),
        'ឃ' => ("KH", "K", true),
        'ង' => ("NG", "NG", true),
        'ច' => ("CH", "CH", false),
        'ឆ' => ("CHH", "CH", false),
        'ជ' => ("CH", "CH", true),
        'ឈ' => ("CHH", "CH", true),
        'ញ' => ("NH", "NH", true),
        'ដ' => ("D", "T", false),
        'ឌ' => ("D", "T", true),
        'ឋ' => ("TH", "TH", false),
        'ឍ' | 'ធ' => ("TH", "TH", true),
        'ណ' => ("N", "N", false),
        'ត' => ("T", "T", false),
        'ថ' => ("TH", "T", false),
        'ទ' => ("T", "T", true),
        'ន' => ("N", "N", true),
        'ប' => ("B", "P", false),
        'ផ' => ("PH", "P", false),
        'ព' => ("P", "P", true),
        'ភ' => ("PH", "P", true),
        'ម' => ("M", "M", true),
        'យ' => ("Y", "Y", true),
        'រ' => ("R", "R", true),
        'ល' => ("L", "L", true),
        'វ' => ("V", "V", true),
        'ស' => ("S", "S", false),
        'ហ' => ("H", "", false),
        'ឡ' => ("L", "L", false),
        'អ' => ("", "", false),
        _ => return None,
    };
    Some(Consonant(begins, ends, second))
}

fn independent(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ឥ' | 'ឯ' => "E",
        'ឦ' => "EY",
        'ឧ' | 'ឩ' => "OU",
        'ឪ' | 'ឳ' => "OV",
        'ឫ' => "RI",
        'ឬ' => "RU",
        'ឭ' => "LI",
        'ឮ' => "LU",
        'ឰ' => "AI",
        'ឱ' | 'ឲ' => "O",
        _ => return None,
    })
}

/// A vowel in the first series open and closed, then in the second.
fn vowel(sign: Option<char>) -> [&'static str; 4] {
    match sign {
        None => ["A", "A", "O", "O"],
        Some('\u{17B6}') => ["A", "A", "EA", "EA"],
        Some('\u{17B7}') => ["E", "E", "I", "I"],
        Some('\u{17B8}') => ["EY", "I", "Y", "I"],
        Some('\u{17B9}') => ["OEU", "OEU", "EU", "I"],
        Some('\u{17BA}') => ["EU"; 4],
        Some('\u{17BB}') => ["O", "O", "U", "U"],
        Some('\u{17BC}') => ["OU"; 4],
        Some('\u{17BD}') => ["UO"; 4],
        Some('\u{17BE}' | '\u{17BF}') => ["OEU"; 4],
        Some('\u{17C0}') => ["IE", "IE", "IE", "EA"],
        Some('\u{17C3}') => ["AI", "AI", "EY", "EY"],
        Some('\u{17C4}') => ["O"; 4],
        Some('\u{17C5}') => ["AO", "AO", "OV", "OV"],
        Some(_) => ["E"; 4],
    }
}

/// A letter with what stands below and around it.
#[derive(Default)]
struct Cluster {
    letters: Vec<char>,
    independent: Option<&'static str>,
    vowel: Option<char>,
    signs: String,
}

impl Cluster {
    /// Nothing is written after the letters that would be heard as a vowel.
    fn is_bare(&self) -> bool {
        self.independent.is_none()
            && self.vowel.is_none()
            && !self.signs.contains(['\u{17C6}', '\u{17C7}', '\u{17C8}'])
    }
}

fn clusters(word: &str) -> VecDeque<Cluster> {
    let mut clusters: VecDeque<Cluster> = VecDeque::new();
    let mut is_below = false;
    for letter in word.chars() {
        let below = std::mem::replace(&mut is_below, letter == '\u{17D2}');
        match (letter, clusters.back_mut()) {
            (_, Some(last)) if below && consonant(letter).is_some() => last.letters.push(letter),
            (_, _) if consonant(letter).is_some() => {
                clusters.push_back(Cluster { letters: vec![letter], ..Cluster::default() });
            }
            (_, _) if independent(letter).is_some() => {
                let independent = independent(letter);
                clusters.push_back(Cluster { independent, ..Cluster::default() });
            }
            ('\u{17B6}'..='\u{17C5}', Some(last)) => last.vowel = Some(letter),
            (_, Some(last)) => last.signs.push(letter),
            (_, None) => {}
        }
    }
    // A letter under the sign that silences it is not heard.
    clusters.retain(|cluster| !cluster.signs.contains('\u{17CD}'));
    clusters
}

/// A syllable with the letter that ends it: none yet, silent, or heard.
struct Syllable {
    cluster: Cluster,
    end: Option<&'static str>,
}

/// A letter and its own aspirate are heard as one.
fn is_one_sound(first: char, second: char) -> bool {
    matches!(
        (first, second),
        ('ទ', 'ធ')
            | ('ត', 'ថ')
            | ('ក', 'ខ')
            | ('ច', 'ឆ')
            | ('ព', 'ភ')
            | ('ប', 'ផ')
            | ('ដ', 'ឋ')
            | ('គ', 'ឃ')
            | ('ជ', 'ឈ')
            | ('ឌ', 'ឍ')
    )
}

fn ends(letter: char) -> &'static str {
    consonant(letter).map_or("", |Consonant(_, ends, _)| ends)
}

fn syllables(word: &str) -> Vec<Syllable> {
    let mut clusters = clusters(word);
    let mut syllables: Vec<Syllable> = Vec::new();
    while let Some(mut cluster) = clusters.pop_front() {
        let next_is_bare = clusters.front().is_some_and(Cluster::is_bare);
        let hard_end =
            |before: &Cluster| before.signs.contains(['\u{17C6}', '\u{17C7}', '\u{17C8}']);
        if let Some(last) = syllables.last_mut().filter(|last| last.end.is_none()) {
            let before = &last.cluster;
            // ាំង is heard as one.
            let nasal = cluster.letters == ['ង']
                && before.vowel == Some('\u{17B6}')
                && before.signs.contains('\u{17C6}');
            let is_open = !hard_end(before) || nasal && cluster.is_bare();
            let swallowed = clusters.is_empty()
                && cluster.vowel == Some('\u{17B7}')
                && cluster.signs.is_empty()
                && matches!(cluster.letters.first(), Some('ត' | 'ធ'));
            if is_open && (cluster.is_bare() && !next_is_bare || swallowed) {
                let end = match cluster.letters[..] {
                    [first, second, ..] if is_one_sound(first, second) && ends(second) == "TH" => {
                        "TH"
                    }
                    [first, ..] => ends(first),
                    [] => "",
                };
                last.end = Some(end);
                last.cluster.signs.push_str(&cluster.signs);
                continue;
            }
            if let [first, second, ..] = cluster.letters[..]
                && !hard_end(before)
                && !matches!(second, 'រ' | 'ល' | 'យ' | 'វ')
            {
                last.end = Some(if is_one_sound(first, second) { "" } else { ends(first) });
                cluster.letters.remove(0);
            }
        }
        syllables.push(Syllable { cluster, end: None });
    }
    syllables
}

/// The sonorants take the series of what stands before them.
fn is_sonorant(letter: char) -> bool {
    matches!(letter, 'ង' | 'ញ' | 'ណ' | 'ន' | 'ម' | 'យ' | 'រ' | 'ល' | 'វ' | 'ឡ')
}

fn is_second(cluster: &Cluster) -> bool {
    if cluster.signs.contains(['\u{17C9}', '\u{17CA}']) {
        return cluster.signs.contains('\u{17CA}');
    }
    let hard = cluster.letters.iter().rev().find(|letter| !is_sonorant(**letter));
    let of = hard.or_else(|| cluster.letters.first()).and_then(|letter| consonant(*letter));
    of.is_some_and(|Consonant(_, _, second)| second)
}

/// A Latin spelling in capitals; empty for what is no Khmer word.
pub(super) fn latin(word: &str) -> String {
    let syllables = syllables(word);
    let mut spelt = String::new();
    let mut after_first_series = false;
    for (at, syllable) in syllables.iter().enumerate() {
        let cluster = &syllable.cluster;
        let end = syllable.end.unwrap_or("");
        if let Some(independent) = cluster.independent {
            spelt.push_str(independent);
            spelt.push_str(end);
            continue;
        }
        let mut begins: String = cluster
            .letters
            .iter()
            .filter_map(|letter| consonant(*letter).map(|Consonant(begins, ..)| begins))
            .collect();
        let hard_ba = cluster.signs.contains('\u{17C9}') || 1 < cluster.letters.len();
        if cluster.letters.first() == Some(&'ប') && hard_ba {
            begins.replace_range(..1, "P");
        }
        let second = is_second(cluster);
        let is_last = at + 1 == syllables.len();
        let sound = heard(cluster, (&begins, end), (second, after_first_series, is_last));
        after_first_series = !second || end == "S";
        spelt.push_str(&begins);
        spelt.push_str(&sound);
        // ័យ is heard as one.
        if !(end == "Y" && cluster.signs.contains('\u{17D0}')) {
            spelt.push_str(end);
        }
    }
    let once = [("THH", "TH"), ("NHNH", "NH"), ("TTH", "TH"), ("TT", "T"), ("CCHH", "CHH")];
    once.iter().fold(spelt, |spelt, (twice, once)| spelt.replace(twice, once))
}

/// How the vowel of a syllable is written between `begins` and `end`.
fn heard(
    cluster: &Cluster,
    (begins, end): (&str, &str),
    (second, after_first_series, is_last): (bool, bool, bool),
) -> String {
    let is_closed = !end.is_empty();
    let has = |sign: char| cluster.signs.contains(sign);
    let of_four = vowel(cluster.vowel);
    let mut sound = *of_four.get(2 * usize::from(second) + usize::from(is_closed)).unwrap_or(&"");
    match cluster.vowel {
        None if has('\u{17D0}') => {
            sound = if !second {
                "A"
            } else if end == "Y" {
                "EY"
            } else {
                "OA"
            }
        }
        None if second && begins == "V" && end == "N" => sound = "A",
        None if second && !is_closed && !is_last => {
            sound = if matches!(begins, "R" | "M" | "L" | "V" | "N") { "A" } else { "O" };
        }
        None if !second && is_closed && end != "Y" => {
            let short =
                has('\u{17CB}') || matches!(end, "N" | "NH" | "NG" | "K" | "T" | "P" | "TH");
            sound = if short { "A" } else { "OR" };
        }
        Some('\u{17B6}') if second && has('\u{17CB}') => sound = "A",
        Some('\u{17B6}')
            if second
                && after_first_series
                && !has('\u{17CA}')
                && cluster.letters.iter().all(|letter| is_sonorant(*letter)) =>
        {
            sound = "A";
        }
        _ => {}
    }
    if has('\u{17C6}') {
        let nasal = match (cluster.vowel, second) {
            (Some('\u{17B6}'), false) if end == "NG" => "A",
            (Some('\u{17B6}'), true) if end == "NG" => "OA",
            (None | Some('\u{17B6}'), false) => "AM",
            (Some('\u{17B6}'), true) => "OAM",
            _ => "OM",
        };
        return nasal.to_owned();
    }
    match sound {
        sound if has('\u{17C7}') => format!("{sound}H"),
        "O" if has('\u{17C8}') => "EAK".to_owned(),
        sound if has('\u{17C8}') => format!("{sound}K"),
        sound => sound.to_owned(),
    }
}
