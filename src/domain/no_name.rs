//! Answers that stand where a name is asked for and are none: "not yet", "unknown", "baby".

use std::sync::LazyLock;

use crate::khmer;

/// The list, with its source and version.
const LIST: &str = include_str!("no_names.tsv");

/// What the list holds, as it is compared.
static ANSWERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some(compared(line.split_once('\t')?.1))).collect()
});

/// Whether what was typed into a box for a name is an answer of the list. A question, never a refusal: a name that
/// nobody thought of may be on it.
///
/// ```
/// use outreach_kit::domain::no_name::is_no_name;
/// assert!(is_no_name("មិនទាន់មាន") && is_no_name("Baby"));
/// assert!(!is_no_name("ដារា"));
/// ```
pub fn is_no_name(typed: &str) -> bool {
    let typed = compared(typed);
    !typed.is_empty() && ANSWERS.contains(&typed)
}

/// The letters and vowels alone, in their normal form.
fn compared(text: &str) -> String {
    let normal = khmer::normalize(text);
    let kept = normal.chars().filter(|c| c.is_alphanumeric() || khmer::is_khmer(*c));
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::is_no_name;

    #[test]
    fn an_answer_that_is_no_name_is_known_however_it_is_typed() {
        for typed in
            ["មិនដឹង", "មិនទាន់មាន", " មិន ដឹង ", "មិន\u{200B}ដឹង", "BABY", "Don't know", "No-name"]
        {
            assert!(is_no_name(typed), "{typed}");
        }
    }

    #[test]
    fn no_common_name_is_taken_for_one() {
        let names = include_str!("offer/names.csv");
        let parts =
            names.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(','));
        let mut seen = 0;
        for part in parts.flat_map(|part| part.split([' ', '|', ';'])) {
            assert!(!is_no_name(part), "{part}");
            seen += 1;
        }
        assert!(100 < seen, "{seen}");
        for name in ["NA", "NO", "NON", "ណា", "មិន", ""] {
            assert!(!is_no_name(name), "{name}");
        }
    }
}
