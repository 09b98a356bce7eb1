//! Reads pages by what does not change with their wording: names of fields, addresses, `data-` attributes.

use std::collections::BTreeMap;

use super::http::Pairs;

/// A child on a family's page at the desk.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ChildOnPage {
    /// Id.
    pub(super) id: String,
    /// Version.
    pub(super) version: String,
    /// Code of the case's state.
    pub(super) state: String,
    /// Codes of what the book asks for and is blank.
    pub(super) blank: Vec<String>,
}

/// The value of the first attribute with this name, wherever it stands.
pub(super) fn data(html: &str, name: &str) -> Option<String> {
    attribute(html, name).map(unescape)
}

/// Every address on the page that begins so, each once, in order.
pub(super) fn links(html: &str, start: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (at, _) in html.match_indices("href=\"") {
        let Some(to) = html.get(at + 6..).and_then(|rest| rest.split('"').next()) else { continue };
        let to = to.split(['#', '?']).next().unwrap_or(to);
        if to.starts_with(start) && !found.iter().any(|known| known == to) {
            found.push(to.to_owned());
        }
    }
    found
}

/// The children on a family's page, in order.
pub(super) fn children(html: &str) -> Vec<ChildOnPage> {
    let child = |tag| {
        let value = |name| attribute(tag, name).map(str::to_owned);
        Some(ChildOnPage {
            id: value("data-child")?,
            version: value("data-version")?,
            state: value("data-state")?,
            blank: value("data-blank")?.split_whitespace().map(str::to_owned).collect(),
        })
    };
    tags(html, "article").filter_map(child).collect()
}

/// What a browser would send from the page's form, with a family's answers typed in: hidden fields as they are,
/// boxes with nothing to say empty, choices only if made.
pub(super) fn fill(html: &str, answers: &BTreeMap<String, String>) -> Pairs {
    let mut pairs = Pairs::new();
    for tag in tags(html, "input") {
        let Some(name) = attribute(tag, "name").filter(|name| !is_toggle(name)) else { continue };
        let stands = unescape(attribute(tag, "value").unwrap_or_default());
        let answer = answers.get(name);
        let value = match attribute(tag, "type").unwrap_or("text") {
            "submit" | "button" | "file" => None,
            "hidden" => Some(stands),
            "radio" => match answer {
                Some(answer) => (*answer == stands).then_some(stands),
                None => is_on(tag, "checked").then_some(stands),
            },
            "checkbox" => answer.is_some().then_some(stands),
            _ => Some(answer.cloned().unwrap_or_default()),
        };
        if let Some(value) = value
            && !pairs.iter().any(|(known, _)| known == name)
        {
            pairs.push((name.to_owned(), value));
        }
    }
    for tag in tags(html, "select").chain(tags(html, "textarea")) {
        if let Some(name) = attribute(tag, "name") {
            pairs.push((name.to_owned(), answers.get(name).cloned().unwrap_or_default()));
        }
    }
    pairs
}

/// The values that stand in boxes whose name begins so.
pub(super) fn standing(html: &str, start: &str) -> Pairs {
    let named = tags(html, "input")
        .filter(|tag| !matches!(attribute(tag, "type"), Some("radio" | "checkbox")));
    let mut pairs = Pairs::new();
    for tag in named {
        if let Some(name) = attribute(tag, "name").filter(|name| name.starts_with(start))
            && !pairs.iter().any(|(known, _)| known == name)
        {
            pairs.push((name.to_owned(), unescape(attribute(tag, "value").unwrap_or_default())));
        }
    }
    pairs
}

/// Every box to tick of this name, as if each were ticked.
pub(super) fn ticks(html: &str, name: &str) -> Pairs {
    let boxes = tags(html, "input").filter(|tag| attribute(tag, "name") == Some(name));
    boxes
        .map(|tag| (name.to_owned(), unescape(attribute(tag, "value").unwrap_or_default())))
        .collect()
}

/// The code by which another phone takes a form up: two groups of three capitals or digits.
pub(super) fn short_code(html: &str) -> Option<String> {
    let is_symbol = |c: char| c.is_ascii_digit() || (c.is_ascii_uppercase() && !"ILOU".contains(c));
    let words = html.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let mut codes = words.filter(|word| {
        let groups: Vec<&str> = word.split('-').collect();
        groups.len() == 2
            && groups.iter().all(|group| group.len() == 3 && group.chars().all(is_symbol))
    });
    codes.next().map(str::to_owned)
}

/// The id that stands in a value before this text: of a choice on the sign-in page.
pub(super) fn id_before(html: &str, text: &str) -> Option<String> {
    let before = html.get(..html.find(text)?)?;
    let is_id =
        |value: &&str| value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let values = before.rsplit("value=\"").filter_map(|rest| rest.split('"').next());
    values.into_iter().find(is_id).map(str::to_owned)
}

/// The number in a text, whichever digits it is written in.
pub(super) fn number(text: &str) -> Option<u32> {
    let ascii = crate::khmer::digits::to_ascii(text);
    let digits: String = ascii.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The inside of every tag of this name.
fn tags<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("<{name}");
    let starts: Vec<usize> = html.match_indices(&start).map(|(at, _)| at + start.len()).collect();
    starts.into_iter().filter_map(|at| {
        let rest = html.get(at..)?;
        let inside = rest.get(..rest.find('>')?)?;
        inside.starts_with(char::is_whitespace).then_some(inside)
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let wanted = format!("{name}=\"");
    let at = tag.match_indices(&wanted).find(|(at, _)| {
        *at == 0 || tag.get(..*at).is_some_and(|before| before.ends_with(char::is_whitespace))
    });
    tag.get(at?.0 + wanted.len()..)?.split('"').next()
}

fn is_on(tag: &str, name: &str) -> bool {
    tag.split(|c: char| c.is_whitespace() || c == '/')
        .any(|word| word.split('=').next() == Some(name))
}

fn is_toggle(name: &str) -> bool {
    matches!(name, "lang" | "size" | "scheme")
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let end = from.find(';').unwrap_or(0);
        let letter = match from.get(1..end.max(1)).unwrap_or_default() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            name => {
                name.strip_prefix('#').and_then(|code| code.parse().ok()).and_then(char::from_u32)
            }
        };
        plain.push(letter.unwrap_or('&'));
        rest =
            if letter.is_some() { from.get(end + 1..) } else { from.get(1..) }.unwrap_or_default();
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = r#"<form id="step"><input type="hidden" name="draft" value="t0k&#38;n"><input name="khmer_given"
        value="x" required><label><input type="radio" name="sex" value="female" checked> a</label><label>
        <input type="radio" name="sex" value="male"></label><input type="checkbox" name="none" value="yes">
        <input type="radio" name="place" value="here" checked/><button name="lang" value="en">"#;

    fn answers(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn filled(pairs: &[(&str, &str)]) -> String {
        let pairs = fill(FORM, &answers(pairs));
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_form_is_filled_as_a_person_would() {
        assert_eq!(filled(&[]), "draft=t0k&n khmer_given= sex=female place=here");
        let said = [("khmer_given", "ដារ៉ា"), ("sex", "male"), ("none", "yes")];
        assert_eq!(filled(&said), "draft=t0k&n khmer_given=ដារ៉ា sex=male none=yes place=here");
    }

    #[test]
    fn addresses_codes_and_ids_are_found() {
        let page = r#"<a href="/desk/family/a1">x</a><a href="/desk/family/a1#c">y</a><a href="/desk/family/b2?x=1">"#;
        assert_eq!(links(page, "/desk/family/"), ["/desk/family/a1", "/desk/family/b2"]);
        assert_eq!(
            short_code("<b class=\"code\">7KD-M4R</b> UTF-8 ABC-OOO").as_deref(),
            Some("7KD-M4R")
        );
        let id = "0".repeat(31) + "a";
        let list =
            format!(r#"<input value="{id}"><b>Desk one</b><input value="other"><b>Desk two</b>"#);
        assert_eq!(id_before(&list, "Desk two"), Some(id));
        assert_eq!(number(" ៤៧ "), Some(47));
        assert_eq!(unescape("a &amp; b &#39;c&#39; & d"), "a & b 'c' & d");
    }

    #[test]
    fn children_on_a_page_are_found() {
        let page = r#"<section class="visit" data-ticket="47" data-family-version="2">
            <article class="card" data-child="c1" data-version="3" data-state="filed" data-blank="sex "></article><article>"#;
        assert_eq!(data(page, "data-ticket").as_deref(), Some("47"));
        assert_eq!(children(page).len(), 1);
        assert!(children(page).iter().all(|child| child.version == "3" && child.state == "filed"));
    }
}
