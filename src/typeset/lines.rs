//! Text to lines: which run is set in which face and script, and where a line may end.
//!
//! Where a line may end is for [`super::breaks`] to say.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::breaks;
pub use super::breaks::{Cut, pieces};
use super::face::Face;
use super::layout::{Begins, MM_PER_POINT, TextRun};
use super::shape::{Glyph, is_khmer, shape};

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// The face; characters that it lacks are set in [`Face::Plain`].
    pub face: Face,
    /// Type size in points.
    pub size_pt: f64,
}

/// One line, shaped and measured, not yet placed.
#[derive(Clone)]
pub struct Line {
    shaped: Arc<Shaped>,
    /// What the pen moves, without spaces at the end, in millimetres.
    pub width_mm: f64,
    /// How far its ink reaches above the baseline, in millimetres.
    pub above_mm: f64,
    /// How far its ink reaches below the baseline, in millimetres.
    pub below_mm: f64,
    /// How the line is set.
    pub style: Style,
}

/// Text of one face and one script, with its glyphs.
#[derive(Clone)]
pub struct Run {
    /// The face, after the fall back.
    pub face: Face,
    /// The characters.
    pub text: String,
    /// Their glyphs; clusters are byte offsets into `text`.
    pub glyphs: Vec<Glyph>,
}

impl Style {
    /// A face at a size in points.
    pub fn new(face: Face, size_pt: f64) -> Self {
        Self { face, size_pt }
    }

    /// From baseline to baseline, in millimetres: Khmer stacks need more than Latin.
    pub fn spacing_mm(self, text: &str) -> f64 {
        let em = if text.chars().any(is_khmer) { self.face.khmer_spacing() } else { LATIN_SPACING };
        em * self.size_pt * MM_PER_POINT
    }

    /// The same face at another size.
    #[must_use]
    pub fn at(self, size_pt: f64) -> Self {
        Self { size_pt, ..self }
    }
}

/// Line spacing of a text without Khmer, in em.
const LATIN_SPACING: f64 = 1.3;

impl Run {
    /// What the pen moves at a size of one em.
    fn width_em(&self) -> f64 {
        let units: i32 = self.glyphs.iter().map(|glyph| glyph.x_advance).sum();
        f64::from(units) / f64::from(self.face.font().units_per_em())
    }
}

impl Line {
    /// The runs from left to right.
    pub fn runs(&self) -> &[Run] {
        &self.shaped.runs
    }

    /// The runs as items of a page, the first beginning at `x_mm` on `baseline_mm`, and with it a paragraph.
    pub fn place(self, x_mm: f64, baseline_mm: f64) -> Vec<TextRun> {
        let size_pt = self.style.size_pt;
        let mut pen_mm = x_mm;
        let mut placed = Vec::with_capacity(self.runs().len());
        for run in self.runs() {
            let begins = if placed.is_empty() { Begins::Paragraph } else { Begins::Nothing };
            let run_here = TextRun::new(run.clone(), size_pt, pen_mm, baseline_mm);
            placed.push(TextRun { begins, ..run_here });
            pen_mm += run.width_em() * size_pt * MM_PER_POINT;
        }
        placed
    }
}

/// Shapes `text` as one line, whatever its width.
pub fn line(style: Style, text: &str) -> Line {
    let shaped = shaped(style.face, text);
    let em_mm = style.size_pt * MM_PER_POINT;
    Line {
        width_mm: shaped.width_em * em_mm,
        above_mm: shaped.above_em * em_mm,
        below_mm: shaped.below_em * em_mm,
        style,
        shaped,
    }
}

/// A line at a size of one em; other sizes are only scaled.
struct Shaped {
    runs: Vec<Run>,
    width_em: f64,
    above_em: f64,
    below_em: f64,
}

/// How many lines of each of two ages are kept shaped. A receipt has about a hundred; most of them stand on every
/// receipt, and shaping them again would take longer than all the rest of its layout. What was not asked for while
/// the younger ones filled up goes: names stand on one receipt only.
const KEPT: usize = 500;

type Lines = HashMap<(Face, Box<str>), Arc<Shaped>>;

/// Lines that were shaped lately, by face and text.
#[derive(Default)]
struct Lately {
    younger: Lines,
    older: Lines,
}

impl Lately {
    fn get(&mut self, key: &(Face, Box<str>)) -> Option<Arc<Shaped>> {
        if let Some(known) = self.younger.get(key) {
            return Some(Arc::clone(known));
        }
        let known = self.older.remove(key)?;
        self.keep(key.clone(), Arc::clone(&known));
        Some(known)
    }

    fn keep(&mut self, key: (Face, Box<str>), line: Arc<Shaped>) {
        if KEPT <= self.younger.len() {
            self.older = std::mem::take(&mut self.younger);
        }
        self.younger.insert(key, line);
    }
}

/// The line from among those shaped lately, or shaped now.
fn shaped(face: Face, text: &str) -> Arc<Shaped> {
    static LATELY: LazyLock<Mutex<Lately>> = LazyLock::new(Mutex::default);
    // Nothing can panic while the lock is held, and a map that lost an entry is still right.
    let lock = || LATELY.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (face, Box::from(text));
    let known = lock().get(&key);
    known.unwrap_or_else(|| {
        let new = Arc::new(shape_line(face, text));
        lock().keep(key, Arc::clone(&new));
        new
    })
}

fn shape_line(face: Face, text: &str) -> Shaped {
    let shown: String =
        text.chars().filter(|character| !matches!(character, '\u{200B}' | '\u{2060}')).collect();
    let shown = shown.trim_end();
    let runs: Vec<Run> = runs_of(face, shown)
        .into_iter()
        .filter_map(|(face, range)| shown.get(range).map(|text| (face, text)))
        .map(|(face, text)| Run { face, text: text.to_owned(), glyphs: shape(face.font(), text) })
        .collect();
    let mut line = Shaped { runs: Vec::new(), width_em: 0.0, above_em: 0.0, below_em: 0.0 };
    for run in &runs {
        let font = run.face.font();
        let units_per_em = f64::from(font.units_per_em());
        line.width_em += run.width_em();
        if let Some(ink) = font.ink(&run.glyphs) {
            line.above_em = line.above_em.max(f64::from(ink.top) / units_per_em);
            line.below_em = line.below_em.max(f64::from(-ink.bottom) / units_per_em);
        }
    }
    Shaped { runs, ..line }
}

/// Sets `text` in as many lines of at most `width_mm` as it needs; none for an empty text.
pub fn wrap(style: Style, text: &str, width_mm: f64, cut: Cut<'_>) -> Vec<Line> {
    let whole = line(style, text);
    if whole.width_mm <= width_mm {
        return if whole.runs().is_empty() { Vec::new() } else { vec![whole] };
    }
    let mut lines = Vec::new();
    let mut open = String::new();
    let fits = |text: &str| line(style, text).width_mm <= width_mm;
    let pieces = pieces(text, cut).into_iter();
    let pieces = pieces
        .flat_map(|piece| if fits(piece) { vec![piece] } else { breaks::smaller(piece, fits) });
    for piece in pieces {
        let longer = format!("{open}{piece}");
        if fits(&longer) {
            open = longer;
            continue;
        }
        if !open.trim().is_empty() {
            lines.push(line(style, &open));
        }
        open = cut_to_width(style, piece, width_mm, &mut lines);
    }
    if !open.trim().is_empty() {
        lines.push(line(style, &open));
    }
    lines
}

/// Pushes full lines of a word that is wider than a line; what is left begins the next.
fn cut_to_width(style: Style, word: &str, width_mm: f64, lines: &mut Vec<Line>) -> String {
    let fits = |text: &str| line(style, text).width_mm <= width_mm;
    let mut rest = word;
    while !fits(rest) {
        let (full, next) = rest.split_at(breaks::letters(rest, fits));
        if next.is_empty() {
            break;
        }
        lines.push(line(style, full));
        rest = next;
    }
    rest.to_owned()
}

/// Cuts a line into runs of one face and one script, as byte ranges.
///
/// Spaces, digits and punctuation join the run before them, or the first run.
fn runs_of(face: Face, text: &str) -> Vec<(Face, Range<usize>)> {
    let mut runs: Vec<(Face, Option<Script>, Range<usize>)> = Vec::new();
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        let own = Script::of(character);
        let fits = if face.font().covers(character) { face } else { Face::Plain };
        match runs.last_mut() {
            Some((last, script, range))
                if *last == fits && (own.is_none() || script.is_none() || *script == own) =>
            {
                *script = script.or(own);
                range.end = end;
            }
            _ => runs.push((fits, own, start..end)),
        }
    }
    runs.into_iter().map(|(face, _, range)| (face, range)).collect()
}

/// What decides in which run a letter is shaped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Khmer,
    Latin,
}

impl Script {
    /// `None` for what joins its neighbour.
    fn of(character: char) -> Option<Self> {
        if is_khmer(character) {
            return Some(Self::Khmer);
        }
        character.is_alphabetic().then_some(Self::Latin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Style = Style { face: Face::Text, size_pt: 12.0 };

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.runs().iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn no_line_begins_with_a_sign_that_ends_a_word() {
        let text = "ក្មេងៗ ត្រូវបានចុះបញ្ជីកំណើត ។ល។ សូមរក្សាទុកបង្កាន់ដៃនេះឱ្យបានល្អៗ។ (ថ្ងៃស្អែក)";
        // Down to a width at which single words are cut.
        for (width, cut) in
            (12..90).flat_map(|width| [(width, Cut::Words(&[])), (width, Cut::Spaces)])
        {
            for line in texts(&wrap(BODY, text, f64::from(width), cut)) {
                let first = line.chars().next().unwrap();
                assert!(!"ៗ។៕៖)".contains(first) && !line.starts_with("ល។"), "{width}: {line}");
                assert!(!matches!(first, '\u{17B6}'..='\u{17D3}'), "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_line_of_nothing_but_signs_stays_inside() {
        for sign in ["ៗ", "។", ")"] {
            let lines = wrap(BODY, &sign.repeat(200), 40.0, Cut::Words(&[]));
            assert!(lines.iter().all(|line| line.width_mm <= 40.0), "{sign}");
            assert_eq!(texts(&lines).concat(), sign.repeat(200));
        }
    }

    #[test]
    fn a_date_wider_than_its_column_is_cut_at_its_spaces() {
        let date = "ថ្ងៃទី ២១ ខែ វិច្ឆិកា ឆ្នាំ ២០២៦";
        let lines = texts(&wrap(BODY, date, 25.0, Cut::Words(&[])));
        assert!(1 < lines.len());
        assert_eq!(lines.join(" "), date);
    }

    #[test]
    fn a_name_inside_a_sentence_is_never_cut() {
        let names = ["ស៊ីម សុភាព".to_owned()];
        let text = "សូមអញ្ជើញ ស៊ីម សុភាព មកយកសំបុត្រកំណើតនៅសាលាឃុំ";
        for width in 25..120 {
            let lines = texts(&wrap(BODY, text, f64::from(width), Cut::Words(&names)));
            assert!(lines.iter().any(|line| line.contains("ស៊ីម សុភាព")), "{lines:?}");
        }
    }

    #[test]
    fn a_word_of_two_hundred_letters_stays_inside_and_keeps_its_stacks() {
        let word = "ស្ត្រី".repeat(200);
        let lines = wrap(BODY, &word, 60.0, Cut::Spaces);
        assert!(lines.iter().all(|line| line.width_mm <= 60.0));
        assert!(texts(&lines).iter().all(|line| line.starts_with("ស្ត្រី")));
        assert_eq!(texts(&lines).concat(), word);
    }

    #[test]
    fn what_the_face_lacks_is_set_in_the_face_of_last_resort() {
        let line = line(BODY, "ខេត្ត “Pursat” – ឃុំ");
        assert!(line.runs().iter().flat_map(|run| &run.glyphs).all(|glyph| glyph.id != 0));
        assert!(line.runs().iter().any(|run| run.face == Face::Plain));
    }

    #[test]
    fn a_hint_for_breaking_leaves_no_mark_on_the_paper() {
        let line = line(BODY, "សំបុត្រ\u{200B}កំណើត");
        assert_eq!(texts(&[line]), ["សំបុត្រកំណើត"]);
    }
}
