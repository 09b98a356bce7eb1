//! Where a child was born, in one wording for the card, the receipt, the register copy and the file.

use crate::i18n::{self, Lang};

/// Kind of place, its words, the event's commune; empty where nothing was told. `spot`, `kind`: codes of the form.
pub fn birth_place(lang: Lang, [spot, kind, words]: [&str; 3], commune: &str) -> String {
    let text = |key: &str| i18n::text(lang, key);
    let kind = match kind {
        "facility" | "home" => text(&format!("place-kind-{kind}")),
        _ => String::new(),
    };
    let place = match spot {
        // Words of the list name the commune already.
        "here" if words.contains(commune) => words.to_owned(),
        "here" => joined_by(", ", &[words, commune]),
        "found" => joined_by(" ", &[&text("spot-found"), words]),
        "elsewhere" if words.is_empty() => text("spot-elsewhere"),
        "unknown" if words.is_empty() => text("register-unknown"),
        _ => words.to_owned(),
    };
    joined_by(", ", &[&kind, &place])
}

pub(super) fn joined_by(between: &str, parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn here_and_elsewhere_never_read_the_same() {
        let told = |spot, kind, words| birth_place(Lang::En, [spot, kind, words], "Krapeu Pir");
        assert_eq!(told("here", "home", "Thmei"), "At home, Thmei, Krapeu Pir");
        assert_eq!(told("elsewhere", "home", "Thmei"), "At home, Thmei");
        assert_eq!(told("here", "", ""), "Krapeu Pir");
        assert_eq!(told("here", "", "Thmei, Krapeu Pir"), "Thmei, Krapeu Pir");
        assert_eq!(told("elsewhere", "", ""), "Somewhere else");
        assert_eq!(told("not_stated", "not_stated", ""), "");
    }
}
