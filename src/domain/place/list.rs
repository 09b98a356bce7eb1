//! Reads the embedded list once, puts right what is wrong in it, and finds places by code.

use super::repair::{Field, Repair, repairs};
use super::{Code, Kind, Level};
use crate::khmer;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The published values, as `data/places.py` packs them.
pub(super) const TEXT: &str = include_str!("data/places.txt");

/// One place. Names are those that are shown: repaired and in normal form.
pub(super) struct Row {
    /// The digits of its code.
    pub(super) number: u32,
    pub(super) kind: Kind,
    /// Another place under the same parent has the same Khmer name.
    pub(super) is_twin_in_khmer: bool,
    /// Another place under the same parent has the same Latin name.
    pub(super) is_twin_in_latin: bool,
    /// Where its line begins in [`TEXT`].
    line: u32,
    pub(super) khmer: &'static str,
    pub(super) latin: &'static str,
}

impl Row {
    pub(super) fn code(&self) -> Code {
        Code::of(self.kind.level(), self.number)
    }

    /// The Khmer name as it was published, before repair and normal form.
    pub(super) fn published_khmer(&self) -> &'static str {
        let line = usize::try_from(self.line).ok().and_then(|line| TEXT.get(line..));
        line.and_then(|line| line.split('\t').nth(1)).unwrap_or(self.khmer)
    }
}

/// All places, level by level, each level in the order of its codes.
pub(super) struct List {
    pub(super) rows: Vec<Row>,
    /// Codes that lead to another place.
    aliases: Vec<(Code, Code)>,
    /// What was repaired of which place.
    pub(super) repaired: Vec<(Code, &'static Repair)>,
}

/// The list; the first who asks waits while it is read.
pub(super) fn list() -> &'static List {
    static LIST: LazyLock<List> = LazyLock::new(read);
    &LIST
}

impl List {
    /// The place with this code, or the one that code leads to.
    pub(super) fn row(&self, code: Code) -> Option<&Row> {
        let alias = self.aliases.iter().find(|(from, _)| *from == code);
        let code = alias.map_or(code, |(_, to)| *to);
        let (level, number) = (code.level(), code.number());
        let at = self
            .rows
            .binary_search_by_key(&(level, number), |row| (row.kind.level(), row.number))
            .ok()?;
        self.rows.get(at)
    }

    /// The places of `level` whose numbers begin with those of the place `above`.
    pub(super) fn inside(&self, level: Level, above: Code) -> &[Row] {
        let step = 10_u32.pow(level.digits().saturating_sub(above.level().digits()));
        let first = above.number() * step;
        self.between(level, first, first + step)
    }

    /// All places of `level`.
    pub(super) fn level(&self, level: Level) -> &[Row] {
        self.between(level, 0, u32::MAX)
    }

    fn between(&self, level: Level, first: u32, end: u32) -> &[Row] {
        let at = |number| {
            self.rows.partition_point(|row| (row.kind.level(), row.number) < (level, number))
        };
        self.rows.get(at(first)..at(end)).unwrap_or_default()
    }
}

/// What is remembered while the lines are read.
#[derive(Default)]
struct Reader {
    rows: Vec<Row>,
    aliases: Vec<(Code, Code)>,
    repaired: Vec<(Code, &'static Repair)>,
    /// The published commune of the villages that follow.
    commune: &'static str,
    /// How many of them were read.
    position: u32,
}

fn read() -> List {
    let mut sheet: BTreeMap<(Level, &str, u32), Vec<&'static Repair>> = BTreeMap::new();
    for repair in repairs() {
        sheet.entry((repair.level, repair.place, repair.position)).or_default().push(repair);
    }
    let mut reader = Reader::default();
    let mut level = Level::Province;
    let mut start = 0;
    for line in TEXT.lines() {
        match line {
            "[province]" => level = Level::Province,
            "[district]" => level = Level::District,
            "[commune]" => level = Level::Commune,
            "[village]" => level = Level::Village,
            _ => {
                // The first line, which names the release, has no fields and is no place.
                let _ = reader.place(level, line, start, &sheet);
            }
        }
        start += line.len() + 1;
    }
    reader.rows.sort_unstable_by_key(|row| (row.kind.level(), row.number));
    mark_twins(&mut reader.rows);
    reader.rows.shrink_to_fit();
    let Reader { rows, aliases, repaired, .. } = reader;
    List { rows, aliases, repaired }
}

impl Reader {
    /// Reads the line of a place, or of the commune of the villages after it.
    fn place(
        &mut self,
        level: Level,
        line: &'static str,
        start: usize,
        sheet: &BTreeMap<(Level, &str, u32), Vec<&'static Repair>>,
    ) -> Option<()> {
        if let Some(commune) = line.strip_prefix('@') {
            (self.commune, self.position) = (commune, 0);
            return None;
        }
        let mut fields = line.split('\t');
        let (digits, mut khmer, mut latin) = (fields.next()?, fields.next()?, fields.next()?);
        let where_listed = if level == Level::Village {
            self.position += 1;
            (level, self.commune, self.position)
        } else {
            (level, digits, 0)
        };
        // Only a village's line may leave out the digits of its commune.
        let mut code = match digits.len() {
            2 if level == Level::Village => Code::parse(&[self.commune, digits].concat()).ok(),
            _ => Code::parse(digits).ok(),
        };
        let repairs = sheet.get(&where_listed).map_or(&[][..], Vec::as_slice);
        for repair in repairs {
            match repair.field {
                Field::Khmer => khmer = repair.repaired,
                Field::Latin => latin = repair.repaired,
                Field::Commune => {}
                Field::Code => {
                    let right = Code::parse(repair.repaired).ok();
                    if level != Level::Village {
                        self.aliases.extend(code.zip(right));
                    }
                    code = right;
                }
                Field::Alias => {
                    let leads_to = Code::parse(repair.repaired).ok()?;
                    self.aliases.push((code?, leads_to));
                    self.repaired.push((leads_to, repair));
                    return None;
                }
            }
        }
        let code = code.filter(|code| code.level() == level)?;
        self.repaired.extend(repairs.iter().map(|repair| (code, *repair)));
        self.rows.push(Row {
            number: code.number(),
            kind: Kind::of(level, code.number()),
            is_twin_in_khmer: false,
            is_twin_in_latin: false,
            line: u32::try_from(start).ok()?,
            khmer: normal(khmer),
            latin,
        });
        Some(())
    }
}

/// The normal form; only the few names that change take memory of their own, once, for as
/// long as the program runs.
fn normal(name: &'static str) -> &'static str {
    let normal = khmer::normalize(name);
    if normal == name { name } else { normal.leak() }
}

/// Marks places that share a name with another place under the same parent.
fn mark_twins(rows: &mut [Row]) {
    for beside in rows.chunk_by_mut(|one, next| one.code().parent() == next.code().parent()) {
        let names: Vec<_> = beside.iter().map(|row| (row.khmer, row.latin)).collect();
        for row in beside {
            row.is_twin_in_khmer = 1 < names.iter().filter(|name| name.0 == row.khmer).count();
            row.is_twin_in_latin = 1 < names.iter().filter(|name| name.1 == row.latin).count();
        }
    }
}
