//! What speaks for and against two records being one child, each with its weight.

/// One piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// What was found.
    pub finding: Finding,
    /// What it adds to the score; below zero it speaks against.
    pub weight: f64,
}

/// What was found. Each has a sentence in both languages; the sentences about names are
/// shown with the two names, the one about twins as a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// The child's name is spelt the same, in the scripts both records have.
    SameChildName,
    /// The child's name sounds or looks alike.
    ChildNameAlike,
    /// The child's name is another.
    ChildNameDiffers,
    /// The given name differs, whatever the family name: as with twins and siblings.
    GivenNameDiffers,
    /// The mother's name is spelt the same.
    SameMother,
    /// The mother's name sounds or looks alike.
    MotherAlike,
    /// The mother's name is another.
    MotherDiffers,
    /// Born on the same day.
    SameBirthDay,
    /// Born one or two days apart.
    BirthDaysApart,
    /// The same date with day and month in each other's place.
    DayAndMonthSwapped,
    /// Born in the same month; "day unknown" may stand as the first.
    SameBirthMonth,
    /// The same day of another year, one before or after.
    SameDayOtherYear,
    /// Born within 31 days, or in the month before or after.
    BirthWeeksApart,
    /// Born in the same year, as far as is known.
    SameBirthYear,
    /// Born up to 120 days apart.
    BirthMonthsApart,
    /// Born further apart than one child can be.
    BirthFarApart,
    /// The same sex.
    SameSex,
    /// The other sex.
    SexDiffers,
    /// The same village.
    SameVillage,
    /// Another village of the same commune.
    SameCommune,
    /// Another commune of the same district.
    SameDistrict,
    /// Another district of the same province.
    SameProvince,
    /// Another province.
    ProvinceDiffers,
    /// Mother, day and commune are what twins share, and the given names differ or are
    /// not known: the question is about twins. Its weight takes back what the shared
    /// evidence adds above the line.
    Twins,
}

impl Finding {
    /// The sentence an officer reads.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::SameChildName => "likeness-same-child-name",
            Self::ChildNameAlike => "likeness-child-name-alike",
            Self::ChildNameDiffers => "likeness-child-name-differs",
            Self::GivenNameDiffers => "likeness-given-name-differs",
            Self::SameMother => "likeness-same-mother",
            Self::MotherAlike => "likeness-mother-alike",
            Self::MotherDiffers => "likeness-mother-differs",
            Self::SameBirthDay => "likeness-same-birth-day",
            Self::BirthDaysApart => "likeness-birth-days-apart",
            Self::DayAndMonthSwapped => "likeness-day-and-month-swapped",
            Self::SameBirthMonth => "likeness-same-birth-month",
            Self::SameDayOtherYear => "likeness-same-day-other-year",
            Self::BirthWeeksApart => "likeness-birth-weeks-apart",
            Self::SameBirthYear => "likeness-same-birth-year",
            Self::BirthMonthsApart => "likeness-birth-months-apart",
            Self::BirthFarApart => "likeness-birth-far-apart",
            Self::SameSex => "likeness-same-sex",
            Self::SexDiffers => "likeness-sex-differs",
            Self::SameVillage => "likeness-same-village",
            Self::SameCommune => "likeness-same-commune",
            Self::SameDistrict => "likeness-same-district",
            Self::SameProvince => "likeness-same-province",
            Self::ProvinceDiffers => "likeness-province-differs",
            Self::Twins => "likeness-twins",
        }
    }
}
