//! Files of rules that are refused, each changed in one place.

use crate::domain::risk::{RuleSet, RuleSetError, Status};

const FILE: &str = include_str!("../data/kh-outreach-screening.toml");

/// The embedded file with one thing changed.
fn changed(from: &str, to: &str) -> Result<RuleSet, RuleSetError> {
    assert!(FILE.contains(from), "{from} is not in the file");
    RuleSet::parse(&FILE.replacen(from, to, 1))
}

/// The file with a change in one rule.
fn in_rule(code: &str, from: &str, to: &str) -> Result<RuleSet, RuleSetError> {
    let at = FILE.find(&format!("code = \"{code}\"")).unwrap();
    let (before, rule) = FILE.split_at(at);
    assert!(rule.contains(from), "{from} is not in {code}");
    RuleSet::parse(&format!("{before}{}", rule.replacen(from, to, 1)))
}

fn wrong(of: &str, key: &str) -> RuleSetError {
    RuleSetError::Wrong { of: of.to_owned(), key: key.to_owned() }
}

#[test]
fn the_embedded_rules_are_a_draft_of_twenty_two() {
    let rules = RuleSet::parse(FILE).unwrap();
    assert_eq!(&rules, RuleSet::embedded());
    assert_eq!((rules.id(), rules.version()), ("kh-outreach-screening", "0.1.0"));
    assert!(rules.is_draft() && rules.signed_off().is_empty());
    assert_eq!(rules.rules().len(), 22);
    for rule in rules.rules() {
        assert!(rule.text().km.chars().any(crate::khmer::is_khmer), "{}", rule.code());
        assert!(!rule.text().en.chars().any(crate::khmer::is_khmer), "{}", rule.code());
        assert_eq!(crate::khmer::normalize(&rule.text().km), rule.text().km, "{}", rule.code());
        assert!(!rule.source().is_empty() && !rule.sign_off().is_empty());
    }
}

#[test]
fn points_that_reach_high_are_refused() {
    let high = Err(RuleSetError::PointsReachHigh);
    assert_eq!(changed("{ min = 5, level = \"medium\" }", "{ min = 5, level = \"high\" }"), high);
    assert_eq!(changed("max = \"low\"", "max = \"high\""), high);
    assert_eq!(
        in_rule("P5", "points = 2", "points = 2\nraised = { level = \"high\", child_below = 5 }"),
        high
    );
    let both = in_rule("P5", "points = 2", "points = 2\nlevel = \"high\"");
    assert_eq!(both, Err(RuleSetError::NoEffect("P5".to_owned())));
}

#[test]
fn what_takes_something_away_is_refused() {
    let negative = |of: &str, key: &str| {
        Err(RuleSetError::Negative { of: of.to_owned(), key: key.to_owned() })
    };
    assert_eq!(in_rule("P2", "points = 1", "points = -1"), negative("P2", "points"));
    assert_eq!(in_rule("P4", "age_from = 6", "age_from = -6"), negative("P4", "age_from"));
    assert_eq!(changed("low = 120", "low = -1"), negative("file", "low"));
    // A rule that counts for less than what it stands for takes something away as well.
    assert_eq!(
        in_rule("P1", "points = 2", "points = 0"),
        Err(RuleSetError::ReplacesMore("P1".to_owned()))
    );
    assert_eq!(
        in_rule("R12", "level = \"medium\"", "level = \"low\""),
        Err(RuleSetError::ReplacesMore("R12".to_owned()))
    );
}

#[test]
fn a_code_that_stands_twice_is_refused() {
    assert_eq!(in_rule("P2", "\"P2\"", "\"P1\""), Err(RuleSetError::Repeated("P1".to_owned())));
}

#[test]
fn an_unknown_condition_is_refused() {
    for name in ["late_registration", "sex", "nationality", "village", ""] {
        let unknown =
            RuleSetError::UnknownCondition { code: "R04".to_owned(), name: name.to_owned() };
        assert_eq!(in_rule("R04", "relation_unexplained", name), Err(unknown));
    }
    let none = RuleSetError::Missing { of: "R04".to_owned(), key: "when" };
    assert_eq!(in_rule("R04", "[\"relation_unexplained\"]", "[]"), Err(none));
}

#[test]
fn bands_that_do_not_rise_are_refused() {
    let bands = Err(RuleSetError::BandsNotAscending);
    assert_eq!(changed("min = 5", "min = 2"), bands);
    assert_eq!(changed("min = 0", "min = 1"), bands);
    assert_eq!(changed("{ min = 2, level = \"low\" }", "{ min = 2, level = \"medium\" }"), bands);
    assert_eq!(changed("bands = [", "bands = [] # ["), bands);
}

#[test]
fn a_reason_missing_in_one_language_is_refused() {
    for lang in ["km", "en"] {
        let missing = RuleSetError::TextMissing { code: "R02".to_owned(), lang };
        assert_eq!(
            in_rule("R02", &format!("\n{lang} = "), &format!("\n{lang} = \"\" #")),
            Err(missing.clone())
        );
        assert_eq!(in_rule("R02", &format!("\n{lang} = "), "\n#"), Err(missing));
    }
}

#[test]
fn a_slip_of_the_pen_does_not_switch_a_rule_off_unseen() {
    let unknown = |of: &str, key: &str| {
        Err(RuleSetError::UnknownKey { of: of.to_owned(), key: key.to_owned() })
    };
    assert_eq!(
        in_rule("P4", "params", "parms"),
        Err(RuleSetError::Missing { of: "P4".to_owned(), key: "age_from" })
    );
    assert_eq!(in_rule("R05", "adult_from", "adults_from"), Err(wrong("R05", "applies_while")));
    assert_eq!(in_rule("R05", "also", "too"), unknown("R05", "too"));
    assert_eq!(changed("caps", "cap"), unknown("file", "cap"));
    assert_eq!(
        in_rule("P7", "when = [\"idpoor\"]", "when = [\"idpoor\"]\nparams = { levels = 2 }"),
        unknown("P7", "levels")
    );
    assert_eq!(in_rule("P4", "age_below = 15", "age_below = 6"), Err(wrong("P4", "age_below")));
    assert_eq!(in_rule("R05", "act:mother-case", "act:mothers-case"), Err(wrong("R05", "also")));
    assert_eq!(
        in_rule("R05", "\"mother_minor\"", "\"always\""),
        Err(wrong("R05", "applies_while"))
    );
    assert_eq!(
        in_rule("R05", "level = \"high\"", "level = \"highest\""),
        Err(wrong("R05", "level"))
    );
}

#[test]
fn a_list_names_only_rules_with_points() {
    let unknown = |of: &str, code: &str| {
        Err(RuleSetError::UnknownRule { of: of.to_owned(), code: code.to_owned() })
    };
    assert_eq!(changed("\"P4\", \"P7\"", "\"P44\", \"P7\""), unknown("caps", "P44"));
    assert_eq!(in_rule("P9", "\"P1\", ", "\"R08\", "), unknown("P9", "R08"));
    assert_eq!(in_rule("P9", "\"P1\", ", "\"P9\", "), unknown("P9", "P9"));
    assert_eq!(
        in_rule("R08", "replaces = [\"P2\"]", "replaces = [\"R01\"]"),
        unknown("R08", "R01")
    );
}

#[test]
fn clocks_are_shorter_where_it_is_more_urgent() {
    assert_eq!(changed("high = 24", "high = 72"), Err(RuleSetError::HoursNotAscending));
    assert_eq!(changed("high = 24", "high = 0"), Err(RuleSetError::HoursNotAscending));
}

#[test]
fn a_signed_file_says_who_signed() {
    let signed = FILE.replacen("status = \"draft\"", "status = \"signed\"", 1);
    assert_eq!(RuleSet::parse(&signed), Err(RuleSetError::SignedByNobody));
    let by = "signed_off = [{ who = \"Chan Thida\", role = \"lead\", organisation = \"NGO\", date = \"2026-11-20\" }]";
    let rules = RuleSet::parse(&signed.replacen("signed_off = []", by, 1)).unwrap();
    assert_eq!(rules.status(), Status::Signed);
    assert_eq!(rules.signed_off().first().unwrap().who, "Chan Thida");
    assert!(!rules.is_draft());
    let undated = by.replace("2026-11-20", "20/11/2026");
    assert_eq!(
        RuleSet::parse(&signed.replacen("signed_off = []", &undated, 1)),
        Err(wrong("signed_off", "date"))
    );
}

#[test]
fn what_is_no_toml_is_refused() {
    assert!(matches!(RuleSet::parse("rules: []"), Err(RuleSetError::NotToml(_))));
    assert!(matches!(RuleSet::parse(""), Err(RuleSetError::Missing { key: "id", .. })));
}
