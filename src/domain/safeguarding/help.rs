//! Kinds of help, and how a way ends.

use crate::domain::documents::coded;

/// A kind of help that is planned or given. Codes are the kit's; what each target calls it is said by the export's
/// profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Help {
    /// Emergency food package.
    FoodPackage,
    /// Counselling.
    Counselling,
    /// A visit at home to see how it goes.
    FollowUpVisit,
    /// A conference about the case.
    CaseConference,
    /// Referral to the provincial or district office of social affairs.
    ReferralDosvy,
    /// Emergency foster care.
    EmergencyFoster,
    /// Back into the own family.
    Reintegration,
    /// Support with legal papers.
    LegalDocuments,
    /// Back to school.
    SchoolReenrol,
    /// A safe place for a time.
    SafePlace,
}

coded!(Help {
    FoodPackage = "food_package", "help-food-package";
    Counselling = "counselling", "help-counselling";
    FollowUpVisit = "follow_up_visit", "help-follow-up-visit";
    CaseConference = "case_conference", "help-case-conference";
    ReferralDosvy = "referral_dosvy", "help-referral-dosvy";
    EmergencyFoster = "emergency_foster", "help-emergency-foster";
    Reintegration = "reintegration", "help-reintegration";
    LegalDocuments = "legal_documents", "help-legal-documents";
    SchoolReenrol = "school_reenrol", "help-school-reenrol";
    SafePlace = "safe_place", "help-safe-place";
});

/// Why nobody follows a child any more. The ministry's reasons, and hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Safe, as far as can be known.
    Safe,
    /// Grown up.
    GrownUp,
    /// Moved, or not found.
    NotFound,
    /// Returned to another country.
    Returned,
    /// Died.
    Died,
    /// Somebody else follows: to whom stands beside it.
    HandedOver,
}

coded!(Outcome {
    Safe = "safe", "outcome-safe";
    GrownUp = "grown_up", "outcome-grown-up";
    NotFound = "not_found", "outcome-not-found";
    Returned = "returned", "outcome-returned";
    Died = "died", "outcome-died";
    HandedOver = "handed_over", "outcome-handed-over";
});
