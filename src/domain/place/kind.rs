//! What a place is called beside its name: province, district, khan, commune, sangkat, village.

/// One of the four levels of administration, the widest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Province or the capital.
    Province,
    /// District, municipality or khan.
    District,
    /// Commune or sangkat.
    Commune,
    /// Village.
    Village,
}

impl Level {
    /// All four, the widest first.
    pub const ALL: [Self; 4] = [Self::Province, Self::District, Self::Commune, Self::Village];

    /// How many digits its codes have.
    pub(super) fn digits(self) -> u32 {
        match self {
            Self::Province => 2,
            Self::District => 4,
            Self::Commune => 6,
            Self::Village => 8,
        }
    }
}

/// The kind of a place, which stands before its name in Khmer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// រាជធានី: Phnom Penh.
    Capital,
    /// ខេត្ត.
    Province,
    /// ក្រុង: a town with the rank of a district.
    Municipality,
    /// ស្រុក.
    District,
    /// ខណ្ឌ: a district of the capital.
    Khan,
    /// សង្កាត់: a commune of a municipality or a khan.
    Sangkat,
    /// ឃុំ.
    Commune,
    /// ភូមិ.
    Village,
}

/// The province that is the capital.
const CAPITAL: u32 = 12;

/// The districts that are municipalities (ក្រុង).
///
/// The list of the Ministry of Economy and Finance has no kinds. These are those of the list of
/// the National Committee for Sub-National Democratic Development (October 2024) where the names
/// of both agree, all 33 of them.
const MUNICIPALITIES: [u32; 33] = [
    106, 110, 203, 305, 403, 502, 509, 603, 708, 709, 811, 812, 813, 904, 1002, 1105, 1308, 1410,
    1505, 1602, 1710, 1715, 1801, 1805, 1806, 1904, 2006, 2008, 2108, 2204, 2302, 2401, 2506,
];

/// A municipality whose parts were still communes in October 2024; to be asked of the Ministry of Interior.
const MUNICIPALITY_OF_COMMUNES: u32 = 509;

impl Kind {
    /// The kind of the place of `level` whose code has these digits.
    pub(super) fn of(level: Level, number: u32) -> Self {
        match level {
            Level::Province if number == CAPITAL => Self::Capital,
            Level::Province => Self::Province,
            Level::District if number / 100 == CAPITAL => Self::Khan,
            Level::District if MUNICIPALITIES.contains(&number) => Self::Municipality,
            Level::District => Self::District,
            Level::Commune if number / 100 == MUNICIPALITY_OF_COMMUNES => Self::Commune,
            Level::Commune => match Self::of(Level::District, number / 100) {
                Self::Municipality | Self::Khan => Self::Sangkat,
                Self::Capital
                | Self::Province
                | Self::District
                | Self::Sangkat
                | Self::Commune
                | Self::Village => Self::Commune,
            },
            Level::Village => Self::Village,
        }
    }

    /// The level of such a place.
    pub fn level(self) -> Level {
        match self {
            Self::Capital | Self::Province => Level::Province,
            Self::Municipality | Self::District | Self::Khan => Level::District,
            Self::Sangkat | Self::Commune => Level::Commune,
            Self::Village => Level::Village,
        }
    }

    /// The word before a name in Khmer.
    pub fn khmer(self) -> &'static str {
        match self {
            Self::Capital => "រាជធានី",
            Self::Province => "ខេត្ត",
            Self::Municipality => "ក្រុង",
            Self::District => "ស្រុក",
            Self::Khan => "ខណ្ឌ",
            Self::Sangkat => "សង្កាត់",
            Self::Commune => "ឃុំ",
            Self::Village => "ភូមិ",
        }
    }

    /// The word after a name in English.
    pub fn english(self) -> &'static str {
        match self {
            Self::Capital => "capital",
            Self::Province => "province",
            Self::Municipality => "municipality",
            Self::District => "district",
            Self::Khan => "khan",
            Self::Sangkat => "sangkat",
            Self::Commune => "commune",
            Self::Village => "village",
        }
    }

    /// The Khmer word in Latin letters, as people type it before a name.
    pub(super) fn romanised(self) -> &'static str {
        match self {
            Self::Capital => "reachtheani",
            Self::Province => "khet",
            Self::Municipality => "krong",
            Self::District => "srok",
            Self::Khan => "khan",
            Self::Sangkat => "sangkat",
            Self::Commune => "khum",
            Self::Village => "phum",
        }
    }

    /// All of them.
    pub(super) const ALL: [Self; 8] = [
        Self::Capital,
        Self::Province,
        Self::Municipality,
        Self::District,
        Self::Khan,
        Self::Sangkat,
        Self::Commune,
        Self::Village,
    ];
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use crate::khmer::normalize;

    #[test]
    fn the_words_for_kinds_are_in_normal_form() {
        for kind in Kind::ALL {
            assert_eq!(normalize(kind.khmer()), kind.khmer());
        }
    }
}
