//! What invented families answer, and how it is sent.

use axum::http::StatusCode;

use super::Browser;

/// What a mother of two answers, step by step.
pub(crate) fn mother_of_two() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    vec![
        ("who", vec![("relation", "mother")]),
        (
            "name",
            vec![
                ("khmer_family", "ជា"),
                ("khmer_given", "ស្រីមុំ"),
                ("latin_family", "CHEA"),
                ("latin_given", "SREYMOM"),
            ],
        ),
        ("phone", vec![("phone", "០១២ ៣៤៥ ៦៧៨"), ("phone_owner", "own")]),
        ("home", vec![("home", "here"), ("home_village", "ក្រពើពីរលើ")]),
        (
            "own-details",
            vec![
                ("own_birth_day", "12"),
                ("own_birth_month", "មេសា"),
                ("own_birth_year", "1999"),
                ("own_nationality", "khmer"),
            ],
        ),
        ("count", vec![("count", "២")]),
        (
            "c1-name",
            vec![
                ("c1_khmer_family", "សុខ"),
                ("c1_khmer_given", "ដារា"),
                ("c1_latin_family", "SOK"),
                ("c1_latin_given", "DARA"),
            ],
        ),
        ("c1-sex", vec![("c1_sex", "male")]),
        (
            "c1-birth",
            vec![("c1_birth_day", "៥"), ("c1_birth_month", "មករា"), ("c1_birth_year", "២០២៤")],
        ),
        ("c1-place", vec![("c1_place", "here"), ("c1_place_kind", "facility")]),
        ("c1-nationality", vec![("c1_nationality", "khmer")]),
        ("c1-mother", vec![("c1_mother", "informant")]),
        ("c1-father", vec![("c1_father", "unknown")]),
        (
            "c2-name",
            vec![("c2_khmer_family", "សុខ"), ("c2_khmer_given", "បុប្ផា"), ("c2_latin_given", "BOPHA")],
        ),
        ("c2-sex", vec![("c2_sex", "female")]),
        ("c2-birth", vec![("c2_birth_year", "2020")]),
        ("c2-place", vec![("c2_place", "here"), ("c2_place_kind", "home")]),
        ("c2-nationality", vec![("c2_nationality", "khmer")]),
        ("c2-mother", vec![("c2_mother", "same_1")]),
        ("c2-father", vec![("c2_father", "not_stated")]),
        (
            "papers",
            vec![
                ("c1_paper_birth_letter", "have"),
                ("c2_paper_birth_letter", "lost"),
                ("paper_family_book", "have"),
                ("paper_id_cards", "dont_have"),
            ],
        ),
        (
            "collect",
            vec![
                ("collect_self", "yes"),
                ("collect_1_name", "ជា សុខុម"),
                ("collect_1_relation", "grandmother"),
            ],
        ),
    ]
}

/// Fills the form in and sends it; gives the ticket's address.
pub(crate) async fn file(phone: &mut Browser<'_>, answers: &[(&str, Vec<(&str, &str)>)]) -> String {
    phone.post_on("/start", &[]).await;
    fill(phone, answers).await;
    let sent = phone.post("/send", &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    sent.location().to_owned()
}

/// Fills the form in up to the check page.
pub(crate) async fn fill(phone: &mut Browser<'_>, answers: &[(&str, Vec<(&str, &str)>)]) {
    for (step, fields) in answers {
        let answer = phone.post(&format!("/form/{step}"), fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{step}: {}", answer.text);
    }
}
