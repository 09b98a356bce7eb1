//! Every name that the program knows is drawn as `HarfBuzz` draws it, glyph for glyph, in every face.
//!
//! The names are too many to keep each glyph; `tests/data/shape_digests.tsv` has a digest for each face and block of
//! names, made by `tests/data/shape_reference.py` from the strings that this writes where
//! `OUTREACH_KIT_SHAPE_STRINGS` says.
#![allow(clippy::unwrap_used, reason = "a list that cannot be read should stop the test")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use outreach_kit::khmer;
use outreach_kit::typeset::Face;
use outreach_kit::typeset::shape::shape;
use sha2::{Digest, Sha256};

/// Names by block: personal names, and places by their level, villages by their province. A place stands as it was
/// published and, where that is another, as it is printed.
fn blocks() -> BTreeMap<String, Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let mut blocks: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |block: &str, name: &str| {
        let names = blocks.entry(block.to_owned()).or_default();
        let normal = khmer::normalize(name);
        if normal != name {
            names.push(normal);
        }
        names.push(name.to_owned());
    };
    for row in read("src/domain/offer/names.csv").lines().filter(|row| !row.starts_with('#')) {
        let khmer = |cell: &&str| cell.chars().any(khmer::is_khmer);
        if let Some(name) = row.split(',').find(khmer) {
            add("persons", name);
        }
    }
    let mut block = String::new();
    for line in read("src/domain/place/data/places.txt").lines().skip(1) {
        if let Some(level) = line.strip_prefix('[') {
            level.trim_end_matches(']').clone_into(&mut block);
        } else if let Some(commune) = line.strip_prefix('@') {
            block = format!("villages of {}", commune.get(..2).unwrap());
        } else {
            add(&block, line.split('\t').nth(1).unwrap());
        }
    }
    blocks
}

/// A text with its glyphs, as the reference writes them.
fn drawn(face: Face, text: &str) -> String {
    let mut line = format!("{text}\t");
    for (index, glyph) in shape(face.font(), text).iter().enumerate() {
        let space = if index == 0 { "" } else { " " };
        let (id, cluster) = (glyph.id, glyph.cluster);
        let (advance, x, y) = (glyph.x_advance, glyph.x_offset, glyph.y_offset);
        write!(line, "{space}{id}:{cluster}:{advance}:{x}:{y}").unwrap();
    }
    line.push('\n');
    line
}

#[test]
fn every_name_of_a_place_or_a_person_is_drawn_as_harfbuzz_draws_it() {
    let blocks = blocks();
    if let Some(path) = std::env::var_os("OUTREACH_KIT_SHAPE_STRINGS") {
        let line = |block: &str, text: &String| format!("{block}\t{text}\n");
        let lines: String = blocks
            .iter()
            .flat_map(|(block, texts)| texts.iter().map(move |text| line(block, text)))
            .collect();
        std::fs::write(path, lines).unwrap();
    }
    let villages = blocks.iter().filter(|(block, _)| block.starts_with("villages"));
    assert!(14_576 <= villages.map(|(_, names)| names.len()).sum::<usize>());
    assert!(blocks.get("persons").is_some_and(|names| 198 <= names.len()));

    let mut compared = 0;
    for row in include_str!("../data/shape_digests.tsv").lines() {
        let [name, block, count, digest] = row.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let face = Face::ALL.into_iter().find(|face| name.starts_with(face.name())).unwrap();
        let texts = blocks.get(block).unwrap();
        assert_eq!(texts.len().to_string(), count, "{block}: the names are others");
        let mut hasher = Sha256::new();
        for text in texts {
            hasher.update(drawn(face, text));
        }
        let mut hex = String::new();
        for byte in hasher.finalize() {
            write!(hex, "{byte:02x}").unwrap();
        }
        assert_eq!(hex, digest, "{block} in {name}");
        compared += 1;
    }
    assert_eq!(compared, Face::ALL.len() * blocks.len());
}
