//! The names of the whole list, ready to be searched.

use super::hits::{Fit, Hits};
use super::query::{Asked, Part, Query, bones, keys};
use super::shelf::Shelf;
use crate::domain::place::Level;
use crate::domain::place::list::{Row, list};
use crate::domain::place::words::begins_with_kind;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Keys of all names. A name that many places have is looked at once.
pub(super) struct Index {
    /// Letters of Khmer names, their sounds, and the same of Latin names.
    khmer: [Shelf; 2],
    latin: [Shelf; 2],
    /// Consonants that are heard, by name.
    bones: Vec<u32>,
    /// What each row of the list is called, row by row.
    rows: Vec<Named>,
}

struct Named {
    khmer: u16,
    latin: u16,
    /// The row of the place around it.
    parent: Option<u16>,
}

/// The index; made when the first search is made.
pub(super) fn index() -> &'static Index {
    static INDEX: LazyLock<Index> = LazyLock::new(Index::of_the_list);
    &INDEX
}

impl Index {
    /// How many names there are and how many bytes their keys take.
    #[cfg(test)]
    pub(super) fn size(&self) -> (usize, usize) {
        let shelves: usize = self.khmer.iter().chain(&self.latin).map(Shelf::bytes).sum();
        let names = self.bones.capacity() * size_of::<u32>();
        (self.bones.len(), shelves + names + self.rows.capacity() * size_of::<Named>())
    }

    fn of_the_list() -> Self {
        let rows = &list().rows;
        let mut index = Self {
            khmer: Default::default(),
            latin: Default::default(),
            bones: Vec::new(),
            rows: Vec::with_capacity(rows.len()),
        };
        let mut known = HashMap::new();
        let mut at_code = HashMap::new();
        for (row, at) in rows.iter().zip(0_u16..) {
            let named = Named {
                khmer: index.name(&mut known, row, row.khmer),
                latin: index.name(&mut known, row, row.latin),
                parent: row.code().parent().and_then(|code| at_code.get(&code).copied()),
            };
            at_code.insert(row.code(), at);
            index.rows.push(named);
        }
        index.khmer.iter_mut().chain(&mut index.latin).for_each(Shelf::close);
        index.bones.shrink_to_fit();
        index
    }

    /// The number of a name, with its keys on the shelves.
    fn name(
        &mut self,
        known: &mut HashMap<&'static str, u16>,
        row: &Row,
        name: &'static str,
    ) -> u16 {
        if let Some(number) = known.get(name) {
            return *number;
        }
        // 25,000 names have room in 16 bits; a test counts them.
        let number = u16::try_from(known.len()).unwrap_or(u16::MAX);
        known.insert(name, number);
        self.bones.push(bones(name));
        let [letters, sounds] = if name.is_ascii() { &mut self.latin } else { &mut self.khmer };
        let mut put = |name: &str| {
            let (plain, sound) = keys(name);
            letters.put(number, &plain);
            sounds.put(number, &sound);
        };
        put(name);
        let kind = row.kind.khmer();
        if begins_with_kind(name, kind) {
            put(name.strip_prefix(kind).unwrap_or_default());
        }
        if let Some((first, rest)) = name.split_once(' ')
            && first.eq_ignore_ascii_case(row.kind.romanised())
        {
            put(rest);
        }
        if name.contains(SILENCER) {
            // The sign is often left out, and then its letter is not silent in the key.
            sounds.put(number, &keys(&name.replace(SILENCER, "")).1);
        }
        number
    }

    /// How each name fits `part`.
    pub(super) fn fits(&self, part: &Part) -> Vec<Option<Fit>> {
        let mut best = vec![None; self.bones.len()];
        for [letters, sounds] in self.shelves(part) {
            letters.sweep(&part.plain.text, false, &mut best);
            sounds.sweep(&part.sound.text, true, &mut best);
        }
        best
    }

    /// Adds the names that are only spelt about like `part`.
    pub(super) fn fits_alike(&self, part: &Part, best: &mut [Option<Fit>]) {
        for [_, sounds] in self.shelves(part) {
            sounds.sweep_alike(&part.sound.text, part.bones, &self.bones, best);
        }
    }

    /// The shelves of the scripts that are in `part`.
    fn shelves(&self, part: &Part) -> impl Iterator<Item = &[Shelf; 2]> {
        let khmer = part.has_khmer.then_some(&self.khmer);
        khmer.into_iter().chain(part.has_latin.then_some(&self.latin))
    }

    pub(super) fn read_all(&self, query: &Query, fits: &[Vec<Option<Fit>>], hits: &mut Hits) {
        for reading in &query.readings {
            self.read(reading, fits, hits);
        }
    }

    /// Adds the rows that fit one reading: every part names the place or one around it, and one
    /// at least the place itself.
    fn read(&self, reading: &[Asked], fits: &[Vec<Option<Fit>>], hits: &mut Hits) {
        let asked: Vec<(Option<Level>, &[Option<Fit>])> = reading
            .iter()
            .map(|asked| (asked.level, fits.get(asked.part).map_or(&[][..], Vec::as_slice)))
            .collect();
        let mut around: Vec<Option<Fit>> = Vec::with_capacity(self.rows.len() * asked.len());
        for ((named, row), at) in self.rows.iter().zip(&list().rows).zip(0..) {
            let mut worst = Some(Fit::EXACT);
            let mut names_it = false;
            for ((level, fits), nth) in asked.iter().zip(0..) {
                let own = if level.is_none_or(|level| level == row.kind.level()) {
                    let of = |name: u16| fits.get(usize::from(name)).copied().flatten();
                    better(of(named.khmer), of(named.latin))
                } else {
                    None
                };
                let parent = named.parent.and_then(|parent| {
                    around.get(usize::from(parent) * asked.len() + nth).copied().flatten()
                });
                names_it |= own.is_some();
                let here = better(own, parent);
                around.push(here);
                worst = worst.zip(here).map(|(one, other)| one.max(other));
            }
            if let Some(fit) = worst.filter(|_| names_it) {
                hits.add(at, fit, u8::from(asked.len() > 1));
            }
        }
    }
}

/// The sign that silences a letter.
const SILENCER: char = '\u{17CD}';

fn better(one: Option<Fit>, other: Option<Fit>) -> Option<Fit> {
    one.into_iter().chain(other).min()
}
