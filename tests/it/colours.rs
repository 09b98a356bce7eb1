//! The stylesheet's colours, by numbers: words are legible in each light.
#![allow(clippy::unwrap_used, reason = "a test that cannot read the stylesheet should stop")]

use std::collections::BTreeMap;

const SHEET: &str = concat!(
    include_str!("../../templates/static/css/ground.css"),
    include_str!("../../templates/static/css/family.css"),
    include_str!("../../templates/static/css/desk.css"),
    include_str!("../../templates/static/css/rooms.css"),
    include_str!("../../templates/static/css/paper.css"),
);

/// Names of one scheme and their colours, as red, green and blue.
type Scheme = BTreeMap<String, [u8; 3]>;

/// The custom properties of every block that begins with `selector`, in order.
fn blocks(selector: &str) -> Vec<Scheme> {
    SHEET
        .match_indices(&format!("{selector} {{"))
        .map(|(at, _)| {
            let block = SHEET[at + selector.len()..].split_once('{').unwrap().1;
            let block = block.split_once('}').unwrap().0;
            block
                .split(';')
                .filter_map(|pair| pair.trim().strip_prefix("--"))
                .filter_map(token)
                .collect()
        })
        .collect()
}

fn token(pair: &str) -> Option<(String, [u8; 3])> {
    let (name, value) = pair.split_once(':')?;
    let digits = value.trim().strip_prefix('#')?;
    let long: String = if digits.len() == 3 {
        digits.chars().flat_map(|digit| [digit, digit]).collect()
    } else {
        digits.to_owned()
    };
    let part = |from: usize| u8::from_str_radix(long.get(from..from + 2)?, 16).ok();
    Some((name.to_owned(), [part(0)?, part(2)?, part(4)?]))
}

/// Relative luminance, as the guidelines for accessible pages define it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Words, what they stand on, and how strongly they stand out from it at least.
const PAIRS: [(&str, &[&str], f64); 9] = [
    ("ink", &["paper", "wash", "accent-wash", "attend-wash", "stop-wash", "good-wash"], 10.0),
    ("quiet", &["paper", "wash", "accent-wash", "attend-wash", "stop-wash", "good-wash"], 7.0),
    ("accent", &["paper", "wash", "accent-wash", "attend-wash"], 7.0),
    ("on-accent", &["accent"], 7.0),
    ("attend", &["paper", "wash", "attend-wash"], 7.0),
    ("stop", &["paper", "wash", "stop-wash"], 7.0),
    ("good", &["paper", "wash", "good-wash"], 7.0),
    // Words in a band are in the colour of the paper.
    ("paper", &["ink", "attend", "stop", "good"], 7.0),
    // The edge of what takes a finger.
    ("edge", &["paper", "wash"], 4.5),
];

fn light() -> Scheme {
    blocks("\n:root").into_iter().next().unwrap()
}

#[test]
fn words_are_legible_in_every_light() {
    let dark = blocks("{ :root:not([data-scheme])").into_iter().next().unwrap();
    let sun = blocks("\n:root[data-scheme=sun]").into_iter().next().unwrap();
    for (light, scheme) in [("day", light()), ("night", dark), ("sun", sun)] {
        for (words, grounds, least) in PAIRS {
            for ground in grounds {
                let found = contrast(scheme[words], scheme[*ground]);
                assert!(
                    least <= found,
                    "{light}: --{words} on --{ground} is {found:.2}, not {least}"
                );
            }
        }
    }
}

#[test]
fn night_is_the_same_by_choice_and_by_device() {
    let by_device = blocks("{ :root:not([data-scheme])").into_iter().next().unwrap();
    let by_choice = blocks("{ :root[data-scheme=dark]").into_iter().next().unwrap();
    assert_eq!(by_device, by_choice);
    let names = |scheme: &Scheme| scheme.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&by_device), names(&light()), "every colour has its night");
}

#[test]
fn at_noon_there_is_black_and_white_and_nothing_between() {
    let sun = blocks("\n:root[data-scheme=sun]").into_iter().next().unwrap();
    assert_eq!(sun.keys().collect::<Vec<_>>(), light().keys().collect::<Vec<_>>());
    for (name, colour) in sun {
        assert!(matches!(colour, [0, 0, 0] | [255, 255, 255]), "--{name} is grey");
    }
}

/// A brace too many closes what was not opened, and one too few takes all that follows into its block: both at once
/// leave the count right and every rule after them, those for printing too, without effect.
#[test]
fn every_block_of_the_stylesheet_ends_where_it_seems_to() {
    let (mut depth, mut of_its_own) = (0_i32, Vec::new());
    for (line, number) in SHEET.lines().zip(1..) {
        let begins = line.split(['{', ';']).next().unwrap_or_default().trim();
        if begins.starts_with("@media") || begins.starts_with("@keyframes") {
            assert_eq!(depth, 0, "line {number} stands inside of another block: {line}");
            of_its_own.push(begins.to_owned());
        }
        let before = depth;
        for brace in line.chars().filter(|letter| "{}".contains(*letter)) {
            depth += if brace == '{' { 1 } else { -1 };
            assert!((0..=3).contains(&depth), "line {number}: {line}");
        }
        // What stands at the edge of the sheet is no part of a block.
        let at_the_edge = line.starts_with(['.', '#', '[', ':', '@']);
        assert!(!at_the_edge || before == 0, "line {number} is in a block: {line}");
    }
    assert_eq!(depth, 0, "a block is open at the end");
    assert!(of_its_own.iter().any(|at| at == "@media print"));
}
