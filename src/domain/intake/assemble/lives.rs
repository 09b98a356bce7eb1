//! Reads where a parent lives who does not report the birth.

use super::home::home_at;
use super::reader::Reader;
use crate::domain::application::{Home, Lives, LivesSaid, Residence};
use crate::domain::intake::lives::field;
use crate::domain::intake::mistakes::CHOOSE;
use crate::domain::intake::parents::Role;

/// Where the parent named at child `child` lives. `with_mother` tells where the child's mother lives; none if there
/// is no mother with whom a father could live.
pub(super) fn read(
    role: Role,
    child: u8,
    reader: &mut Reader<'_>,
    with_mother: impl FnOnce() -> Option<Lives>,
) -> Lives {
    let name = field(role, child);
    let prefix = role.prefix(child);
    match reader.choice(&name, LivesSaid::from_code) {
        Some(LivesSaid::WithReporter) => Lives::WithReporter,
        Some(LivesSaid::WithMother) => with_mother().unwrap_or_else(|| {
            reader.mistake(&name, CHOOSE);
            Lives::NotStated
        }),
        Some(LivesSaid::Here) => Lives::At(home_at(&prefix, Some(Residence::Here), reader)),
        Some(LivesSaid::Elsewhere) => {
            Lives::At(home_at(&prefix, Some(Residence::Elsewhere), reader))
        }
        Some(LivesSaid::Abroad) => Lives::Abroad(reader.words(&format!("{name}_country"))),
        Some(LivesSaid::Unknown) => Lives::Unknown,
        None => unsaid(&name, home_at(&prefix, None, reader), reader),
    }
}

/// Words without a choice count: paper has no box for each place.
fn unsaid(name: &str, home: Home, reader: &mut Reader<'_>) -> Lives {
    if home.residence != Residence::NotStated {
        return Lives::At(home);
    }
    if home.place.is_some() || home.village.is_some() {
        return Lives::At(Home { residence: Residence::Elsewhere, ..home });
    }
    match reader.words(&format!("{name}_country")) {
        Some(country) => Lives::Abroad(Some(country)),
        None => Lives::NotStated,
    }
}
