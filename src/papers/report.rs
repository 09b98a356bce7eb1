//! Blocks of the event report: a table by age band in which no small number can be read or worked out, and the part
//! that only the focal's room can fill.

use super::Bilingual;
use super::day_sheet::{Body, Section};
use crate::domain::tally::{
    Band, Count, InTime, Notation, SafeguardingPart, Shown, Sum, fmt, suppress,
};
use crate::i18n::{self, Arg, Lang};

/// One column of the table by age band: all, female, sex not stated, in the order of [`Band::ALL`].
pub type Column = Vec<[u32; 3]>;

/// A cell of the table as it may be shown: all, and the female among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// All.
    pub all: Shown,
    /// Women and girls among them.
    pub female: Shown,
}

/// The whole of a column, which the day sheets tell as it is.
pub fn whole(column: &[[u32; 3]]) -> Count {
    let sum = |place: usize| column.iter().filter_map(|cell| cell.get(place)).sum::<u32>();
    Count::new(sum(0), sum(1), sum(2)).unwrap_or_default()
}

/// The cells of a column by band: 1 to 4 hidden, and whatever they would follow from beside the whole, which is known.
pub fn cells(column: &[[u32; 3]]) -> Vec<Cell> {
    let all = whole(column);
    let rest = all.total() - all.female();
    let mut values = vec![all.total(), all.female(), rest];
    let published = values.iter().map(|value| Shown::Number(*value)).collect::<Vec<_>>();
    for [of_all, female, _] in column {
        values.extend([*of_all, *female, of_all - female.min(of_all)]);
    }
    let bands = 1..=column.len();
    let mut sums: Vec<Sum> = (0..3)
        .map(|part| Sum { total: part, parts: bands.clone().map(|band| band * 3 + part).collect() })
        .collect();
    sums.push(Sum { total: 0, parts: vec![1, 2] });
    sums.extend(bands.map(|band| Sum { total: band * 3, parts: vec![band * 3 + 1, band * 3 + 2] }));
    let shown = suppress(&values, &sums, &published);
    let by_band = shown.get(3..).unwrap_or_default().as_chunks::<3>().0.iter();
    by_band.map(|[all, female, _]| Cell { all: *all, female: *female }).collect()
}

/// `12 (5F)`; `<5` or a dash where a number is hidden.
pub fn told(cell: Cell) -> Bilingual {
    match (cell.all.number(), cell.female.number()) {
        (Some(all), Some(female)) => counted(Count::new(all, female, 0).unwrap_or_default()),
        (Some(_), None) | (None, _) => Bilingual::number(&cell.all.text()),
    }
}

/// `105 (52F)`, a plain 0 where there is nobody.
pub fn counted(count: Count) -> Bilingual {
    if count.total() == 0 {
        return Bilingual::number("0");
    }
    let km = i18n::digits(Lang::Km, &fmt(count, &Notation::KHMER));
    Bilingual::new(km, fmt(count, &Notation::ENGLISH))
}

/// The table by age band: a name and a column each.
pub fn by_band(columns: &[(&str, Column)]) -> Body {
    let mut head = vec![(Bilingual::of("report-band"), 2.0)];
    head.extend(columns.iter().map(|(key, _)| (Bilingual::of(key), 1.6)));
    let shown: Vec<Vec<Cell>> = columns.iter().map(|(_, column)| cells(column)).collect();
    let mut rows = Vec::new();
    for (place, band) in Band::ALL.into_iter().enumerate() {
        let in_band = |cells: &Vec<Cell>| {
            cells.get(place).map_or_else(|| Bilingual::number("0"), |cell| told(*cell))
        };
        let mut row = vec![Bilingual::of(band_key(band))];
        row.extend(shown.iter().map(in_band));
        rows.push(row);
    }
    let mut sum = vec![Bilingual::of("report-all")];
    sum.extend(columns.iter().map(|(_, column)| counted(whole(column))));
    rows.push(sum);
    Body::Table { columns: head, rows }
}

/// The text of a band.
pub fn band_key(band: Band) -> &'static str {
    match band {
        Band::Days30 => "report-band-days30",
        Band::Months11 => "report-band-months11",
        Band::To4 => "report-band-to4",
        Band::At5 => "report-band-at5",
        Band::To9 => "report-band-to9",
        Band::To11 => "report-band-to11",
        Band::At12 => "report-band-at12",
        Band::To14 => "report-band-to14",
        Band::To17 => "report-band-to17",
        Band::To59 => "report-band-to59",
        Band::From60 => "report-band-from60",
        Band::Unknown => "report-band-unknown",
    }
}

/// The focal's part: referred by level, contacted within its clock; no categories, no places.
pub fn safeguarding(part: &SafeguardingPart) -> Section {
    let columns = vec![
        (Bilingual::of("report-level"), 2.0),
        (Bilingual::of("report-referred-level"), 1.5),
        (Bilingual::of("report-in-time"), 2.0),
    ];
    let mut rows: Vec<Vec<Bilingual>> = Vec::new();
    for row in &part.rows {
        let in_time = match row.in_time {
            InTime::Nobody | InTime::Withheld => Bilingual::number("–"),
            InTime::Percent(share) => {
                Bilingual::with("report-percent", |_| vec![("share", Arg::Count(i64::from(share)))])
            }
        };
        rows.push(vec![
            Bilingual::of(row.level.text_key()),
            Bilingual::number(&row.children.text()),
            in_time,
        ]);
    }
    rows.push(vec![
        Bilingual::of("report-all"),
        Bilingual::number(&part.total.text()),
        Bilingual::default(),
    ]);
    Section {
        key: "report-part-focal",
        heading: Bilingual::of("report-part-focal"),
        body: vec![
            Body::Table { columns, rows },
            Body::Words(vec![Bilingual::of("report-hidden")]),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::safeguarding::Level;
    use crate::domain::tally::{Referred, safeguarding_part};

    fn column(bands: &[(usize, u32, u32)]) -> Column {
        let mut column = vec![[0; 3]; Band::ALL.len()];
        for (band, all, female) in bands {
            if let Some(cell) = column.get_mut(*band) {
                *cell = [*all, *female, 0];
            }
        }
        column
    }

    #[test]
    fn a_small_band_is_hidden_and_does_not_follow_from_the_others() {
        let cells = cells(&column(&[(2, 40, 20), (3, 3, 1), (4, 30, 10)]));
        let small = cells.get(3).copied().unwrap();
        assert_eq!(small.all, Shown::Small);
        let hidden = cells.iter().filter(|cell| cell.all.number().is_none()).count();
        assert!(1 < hidden, "the total is known, so one hidden band alone could be worked out");
    }

    #[test]
    fn bands_that_hide_nobody_are_told_in_the_notation_of_the_reports() {
        let cells = cells(&column(&[(2, 40, 20), (4, 30, 10)]));
        assert_eq!(told(cells.get(2).copied().unwrap()).en, "40 (20F)");
        assert_eq!(told(cells.first().copied().unwrap()).en, "0");
    }

    #[test]
    fn the_focals_part_says_levels_and_shares_and_nothing_else() {
        let part = safeguarding_part(&[Referred { level: Level::High, children: 20, in_time: 10 }]);
        let section = safeguarding(&part);
        let Some(Body::Table { rows, .. }) = section.body.first() else { panic!("a table") };
        let first = rows.first().unwrap();
        assert_eq!(first.get(1).unwrap().en, "20");
        assert_eq!(first.get(2).unwrap().en, "50 %");
    }
}
