//! Codes of the national list: two digits for each level, so that a code begins with its parent's.

use super::Level;
use crate::khmer::digits;
use std::fmt;

/// Why a text is not the code of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of {digits} digits")]
pub struct NotACode {
    /// How many digits it should have.
    pub digits: usize,
}

/// The code of a province: two digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProvinceCode(u32);

/// The code of a district, municipality or khan: four digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DistrictCode(u32);

/// The code of a commune or sangkat: six digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommuneCode(u32);

/// The code of a village: eight digits, of which the first two are the province, four the
/// district, six the commune.
///
/// It has the form of a code; whether a village has it is asked of [`super::Place::of`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VillageCode(u32);

/// The code of a place of any level.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Two digits.
    Province(ProvinceCode),
    /// Four digits.
    District(DistrictCode),
    /// Six digits.
    Commune(CommuneCode),
    /// Eight digits.
    Village(VillageCode),
}

impl ProvinceCode {
    /// Reads two digits of either script, or one where a spreadsheet has dropped the leading zero.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        number(text, 2).map(Self)
    }
}

impl DistrictCode {
    /// Reads four digits of either script, or three where a spreadsheet has dropped the leading zero.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        number(text, 4).map(Self)
    }

    /// The province it lies in.
    pub fn province(self) -> ProvinceCode {
        ProvinceCode(self.0 / 100)
    }
}

impl CommuneCode {
    /// Reads six digits of either script, or five where a spreadsheet has dropped the leading zero.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        number(text, 6).map(Self)
    }

    /// The district it lies in.
    pub fn district(self) -> DistrictCode {
        DistrictCode(self.0 / 100)
    }

    /// The province it lies in.
    pub fn province(self) -> ProvinceCode {
        self.district().province()
    }
}

impl VillageCode {
    /// Reads eight digits of either script, or seven where a spreadsheet has dropped the leading
    /// zero.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        number(text, 8).map(Self)
    }

    /// The commune it lies in.
    pub fn commune(self) -> CommuneCode {
        CommuneCode(self.0 / 100)
    }

    /// The district it lies in.
    pub fn district(self) -> DistrictCode {
        self.commune().district()
    }

    /// The province it lies in.
    pub fn province(self) -> ProvinceCode {
        self.district().province()
    }
}

impl Code {
    /// Reads a code of any level; its length says which.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        match digits::to_ascii(text.trim()).len() {
            0..=2 => ProvinceCode::parse(text).map(Self::Province),
            3 | 4 => DistrictCode::parse(text).map(Self::District),
            5 | 6 => CommuneCode::parse(text).map(Self::Commune),
            _ => VillageCode::parse(text).map(Self::Village),
        }
    }

    /// The level of the place.
    pub fn level(self) -> Level {
        match self {
            Self::Province(_) => Level::Province,
            Self::District(_) => Level::District,
            Self::Commune(_) => Level::Commune,
            Self::Village(_) => Level::Village,
        }
    }

    /// The code of the place around it; a province has none.
    pub fn parent(self) -> Option<Self> {
        match self {
            Self::Province(_) => None,
            Self::District(code) => Some(Self::Province(code.province())),
            Self::Commune(code) => Some(Self::District(code.district())),
            Self::Village(code) => Some(Self::Commune(code.commune())),
        }
    }

    /// The commune it is or lies in; nothing above that level.
    pub fn commune(self) -> Option<CommuneCode> {
        match self {
            Self::Province(_) | Self::District(_) => None,
            Self::Commune(code) => Some(code),
            Self::Village(code) => Some(code.commune()),
        }
    }

    /// Whether `inner` is this place or lies in it.
    pub fn holds(self, inner: impl Into<Self>) -> bool {
        let mut place = Some(inner.into());
        while let Some(code) = place {
            if code == self {
                return true;
            }
            place = code.parent();
        }
        false
    }

    /// The digits as a number, for the tables of this room; never for a person to see.
    pub(super) fn number(self) -> u32 {
        match self {
            Self::Province(ProvinceCode(number))
            | Self::District(DistrictCode(number))
            | Self::Commune(CommuneCode(number))
            | Self::Village(VillageCode(number)) => number,
        }
    }

    /// The code of `level` with these digits.
    pub(super) fn of(level: Level, number: u32) -> Self {
        match level {
            Level::Province => Self::Province(ProvinceCode(number)),
            Level::District => Self::District(DistrictCode(number)),
            Level::Commune => Self::Commune(CommuneCode(number)),
            Level::Village => Self::Village(VillageCode(number)),
        }
    }
}

/// Reads a code of `digits` digits, or one less.
fn number(text: &str, digits: usize) -> Result<u32, NotACode> {
    let ascii = digits::to_ascii(text.trim());
    let fits = (ascii.len() == digits || ascii.len() + 1 == digits)
        && ascii.bytes().all(|digit| digit.is_ascii_digit());
    ascii.parse().ok().filter(|_| fits).ok_or(NotACode { digits })
}

/// The text of a code keeps its leading zeros: codes are text wherever they leave the program.
macro_rules! written {
    ($($code:ident, $digits:literal, $variant:ident;)*) => { $(
        impl fmt::Display for $code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!("{:0", $digits, "}"), self.0)
            }
        }

        impl From<$code> for Code {
            fn from(code: $code) -> Self {
                Self::$variant(code)
            }
        }
    )* };
}

written! {
    ProvinceCode, 2, Province;
    DistrictCode, 4, District;
    CommuneCode, 6, Commune;
    VillageCode, 8, Village;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Province(code) => code.fmt(f),
            Self::District(code) => code.fmt(f),
            Self::Commune(code) => code.fmt(f),
            Self::Village(code) => code.fmt(f),
        }
    }
}

/// Codes of places stand in log lines only where an event is meant, never for a family: a
/// village is not shown.
macro_rules! logged {
    ($($code:ident)*) => { $(
        impl fmt::Debug for $code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($code), "({})"), self)
            }
        }
    )* };
}

logged! { ProvinceCode DistrictCode CommuneCode }

impl fmt::Debug for VillageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VillageCode(…)")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Province(code) => code.fmt(f),
            Self::District(code) => code.fmt(f),
            Self::Commune(code) => code.fmt(f),
            Self::Village(code) => code.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, CommuneCode, DistrictCode, NotACode, ProvinceCode, VillageCode};
    use crate::domain::place::Level;

    #[test]
    fn a_village_code_knows_the_places_around_it() {
        let code = VillageCode::parse("08080804").unwrap();
        assert_eq!(Ok(code.commune()), CommuneCode::parse("080808"));
        assert_eq!(Ok(code.district()), DistrictCode::parse("0808"));
        assert_eq!(Ok(code.province()), ProvinceCode::parse("08"));
        assert_eq!(VillageCode::parse("8080804"), Ok(code));
        assert_eq!(VillageCode::parse(" ០៨០៨០៨០៤ "), Ok(code));
        assert_eq!(Code::parse("8080804"), Ok(Code::Village(code)));
    }

    #[test]
    fn leading_zeros_survive() {
        for text in ["01", "0102", "010201", "01020101", "15010607"] {
            assert_eq!(Code::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Code::parse("1").unwrap().to_string(), "01");
    }

    #[test]
    fn what_is_no_code_of_a_village_is_refused() {
        for text in ["", "0808", "080808044", "0808080x", "+8080804", "-8080804", "ភូមិ"] {
            assert_eq!(VillageCode::parse(text), Err(NotACode { digits: 8 }));
        }
        for text in ["", "x", "1x", "+1", "000000000", "\u{17D2}"] {
            assert!(Code::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_place_holds_what_lies_in_it_and_itself() {
        let code = |text| Code::parse(text).unwrap();
        for outer in ["15", "1501", "150106", "15010607"] {
            assert!(code(outer).holds(code("15010607")), "{outer}");
        }
        for other in ["01", "1506", "150602", "15010608"] {
            assert!(!code(other).holds(code("15010607")), "{other}");
        }
        assert!(!code("15010607").holds(code("1501")));
        assert_eq!(code("15").parent(), None);
        assert_eq!(code("15010607").parent().map(Code::level), Some(Level::Commune));
    }

    #[test]
    fn a_village_never_reaches_a_log_line() {
        let code = VillageCode::parse("15010607").unwrap();
        assert_eq!(format!("{code:?} {:?}", Code::from(code)), "VillageCode(…) VillageCode(…)");
        assert_eq!(format!("{:?}", code.commune()), "CommuneCode(150106)");
    }
}
