//! What a focal says a child's case is about, for whoever takes it over.

use crate::domain::documents::coded;

/// A kind of concern. Rules suggest some of them; only a focal chooses. Words are plain ones of this program; what each
/// target calls a kind is said by the export's profile. Source: the ministry's list as the facts on interoperation give
/// it, without the kinds that this program never names; those are chosen in the ministry's own system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concern {
    /// Nobody grown-up is with the child.
    Unaccompanied,
    /// With somebody, but not with whoever cared for it before.
    Separated,
    /// Left behind by whoever cared for it.
    Left,
    /// Both parents have died.
    ParentsDead,
    /// The parents went away for work.
    Migration,
    /// Might not get the care that it needs.
    NeglectRisk,
    /// Does not get the care that it needs.
    Neglect,
    /// Might have to work.
    LabourRisk,
    /// Works.
    Labour,
    /// Lives or works on the street.
    Street,
    /// Might be married off.
    MarriageRisk,
    /// Was married off.
    Marriage,
    /// Might be taken away to be used.
    TraffickingRisk,
    /// Is shunned.
    Stigma,
    /// Something else.
    Other,
}

coded!(Concern {
    Unaccompanied = "unaccompanied", "concern-unaccompanied";
    Separated = "separated", "concern-separated";
    Left = "left", "concern-left";
    ParentsDead = "parents_dead", "concern-parents-dead";
    Migration = "migration", "concern-migration";
    NeglectRisk = "neglect_risk", "concern-neglect-risk";
    Neglect = "neglect", "concern-neglect";
    LabourRisk = "labour_risk", "concern-labour-risk";
    Labour = "labour", "concern-labour";
    Street = "street", "concern-street";
    MarriageRisk = "marriage_risk", "concern-marriage-risk";
    Marriage = "marriage", "concern-marriage";
    TraffickingRisk = "trafficking_risk", "concern-trafficking-risk";
    Stigma = "stigma", "concern-stigma";
    Other = "other", "concern-other";
});
