//! Whether the event's commune is one that may register a child, for whoever decides about it.

use crate::domain::event::Event;
use crate::domain::place::{Code, CommuneCode, Kept, Lies, Responsible, responsible};
use crate::store::families::Family;
use crate::store::people::ChildRow;
use crate::store::places::About;

/// What to say about a child at this event: a text key, or nothing. It never blocks.
///
/// Of an event whose commune is not on the list only what the family said itself is known.
pub fn place_warning(event: &Event, family: &Family, child: &ChildRow) -> Option<&'static str> {
    let commune = event.commune_in_list();
    let kept = |about: About| {
        family.places.iter().find(|(other, _)| *other == about).map(|(_, kept)| kept)
    };
    let born = lies(kept(About::Child(child.position)), &child.birth_spot, commune);
    let lives = lies(kept(About::Home), &family.home, commune);
    match responsible(born, lives) {
        Responsible::Yes => None,
        Responsible::Neither => Some("place-neither-here"),
        // Where nothing at all was said there is nothing to warn of.
        Responsible::Ask => [born, lives].contains(&Lies::Elsewhere).then_some("place-ask-where"),
    }
}

/// How a place lies to the event's commune: by its code, else by what the family said.
fn lies(kept: Option<&Kept>, said: &str, commune: Option<CommuneCode>) -> Lies {
    let code = kept.and_then(|kept| Code::parse(&kept.code).ok());
    let by_code = code.zip(commune).map_or(Lies::Unknown, |(code, event)| Lies::of(code, event));
    match (by_code, said) {
        (Lies::Unknown, "here") => Lies::Here,
        (Lies::Unknown, "elsewhere") => Lies::Elsewhere,
        (known, _) => known,
    }
}

#[cfg(test)]
mod tests {
    use super::lies;
    use crate::domain::place::{CommuneCode, Lies, Whereabouts};

    #[test]
    fn a_code_tells_before_what_was_said() {
        let event = CommuneCode::parse("150602").ok();
        let kept = |code, words| Whereabouts::parse(code, words).unwrap().unwrap().keep();
        assert_eq!(lies(Some(&kept("15060203", "")), "elsewhere", event), Lies::Here);
        assert_eq!(lies(Some(&kept("150106", "ភូមិថ្មី")), "elsewhere", event), Lies::Elsewhere);
        assert_eq!(lies(Some(&kept("15", "")), "elsewhere", event), Lies::Elsewhere);
        assert_eq!(lies(Some(&kept("", "ប្រទេសថៃ")), "not_stated", event), Lies::Unknown);
        assert_eq!(lies(None, "here", None), Lies::Here);
        assert_eq!(lies(None, "unknown", event), Lies::Unknown);
    }
}
