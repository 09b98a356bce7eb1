//! Where a parent lives, on the card.

use super::super::super::lang::Ui;
use super::visit::ParentView;
use crate::acts;
use crate::domain::event::Bilingual;
use crate::store::families::Family;

/// Where a parent lives who does not report: what was told, or that the officer asks; none where the family's home
/// says it, or where there is nobody to live anywhere.
pub(super) fn lives(
    ui: &Ui,
    family: &Family,
    parent: &ParentView,
    commune: &Bilingual,
) -> Option<String> {
    let person = parent.person.as_ref()?;
    let reporter = [&family.home, &family.village, &family.home_words].map(Clone::clone);
    let told = acts::lives(ui.lang(), &person.home, &reporter, &ui.either(commune));
    let a_parent_reports = ["mother", "father"].contains(&family.relation.as_str());
    match parent.code.as_str() {
        _ if !told.is_empty() => Some(told),
        "known_away" => Some(ui.t("card-ask")),
        "known_here" if !a_parent_reports => Some(ui.t("card-ask")),
        _ => None,
    }
}
