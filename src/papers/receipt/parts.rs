//! The blocks of a receipt, from the header to the foot.

use crate::i18n::{Arg, Lang};
use crate::typeset::Face;
use crate::typeset::layout::{Area, Item, TextRun, Tone};
use crate::typeset::lines::{Cut, Style, line};
use crate::typeset::qr::{MODULE_MM, QUIET_MODULES, Symbol};

use super::sizes::Sizes;
use super::{Bilingual, Copy, Fact, Header, Receipt};
use crate::papers::block::{Align, Block, HAIRLINE_PT, both, pair, step_mm, text, whole};
use crate::papers::khmer_digits;

/// Between the columns of a row.
const COLUMN_GAP_MM: f64 = 3.0;

/// The box for a thumbprint: a thumb rolled flat.
pub(super) const THUMB_MM: (f64, f64) = (22.0, 26.0);

/// Inside the box that says where to collect.
const BOX_PADDING_MM: f64 = 2.0;

/// The code under the symbol: nine letters fit the symbol's width.
const CODE_PT: f64 = 9.0;

/// Names and numbers are never smaller, in points.
pub(super) const LEAST_NAME_PT: f64 = 12.0;

/// Everything above the foot, from top to bottom.
pub(super) fn blocks(receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Vec<Block> {
    let mut blocks = vec![header(receipt, sizes, width_mm), top(receipt, sizes, width_mm)];
    blocks.push(table(receipt, sizes, width_mm));
    blocks.extend(missing(receipt, sizes, width_mm));
    blocks.extend(collect(receipt, sizes, width_mm));
    blocks.push(not_a_certificate(receipt, sizes, width_mm));
    blocks.push(signing(receipt, sizes, width_mm));
    blocks
}

/// The state header, centred, only on the commune's own paper; else the organiser.
fn header(receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Block {
    let heading = Sizes::heading(sizes.heading);
    match &receipt.header {
        Header::Commune { .. } => {
            let line = |key, style| {
                text(style, &Bilingual::of(key).km, width_mm, Align::Centre, Cut::Spaces)
            };
            line("receipt-kingdom", heading)
                .then(1.2, line("receipt-motto", heading.at(heading.size_pt - 1.5)))
        }
        Header::Organiser { name } => {
            let styles = (heading, Sizes::text(sizes.english));
            both(name, styles, width_mm, Align::Centre, Cut::Spaces)
        }
    }
}

/// Authority or event, title and numbers at the left; the symbol at the right edge.
fn top(receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Block {
    let (symbol, symbol_mm) = symbol(&receipt.code);
    let left_mm = width_mm - symbol_mm - COLUMN_GAP_MM;
    let origin = match &receipt.header {
        Header::Commune { authority } => authority,
        Header::Organiser { .. } => &receipt.event,
    };
    let origin = both(origin, sizes.values(), left_mm, Align::Left, Cut::Spaces);
    let title = Bilingual::of("receipt-title");
    let styles = (Sizes::heading(sizes.title), Sizes::text(sizes.english + 1.0));
    let title = both(&title, styles, left_mm, Align::Left, Cut::Spaces);
    let numbers = numbers(receipt, sizes, left_mm);
    let spare_mm = symbol.height_mm - origin.height_mm - title.height_mm - numbers.height_mm;
    let gap_mm = (spare_mm / 2.0).clamp(sizes.gap_mm, 5.0);
    let left = origin.then(gap_mm, title).then(gap_mm, numbers);
    left.beside(width_mm - symbol_mm, symbol)
}

/// Receipt number and ticket, each beside its label.
fn numbers(receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Block {
    let label_mm = label_width(receipt, sizes);
    let ticket = receipt.ticket.map_or_else(String::new, |ticket| ticket.to_string());
    let ticket_label_mm = label_width_of(&[Bilingual::of("receipt-ticket")], sizes);
    let ticket_mm = 20.0;
    let number_mm = width_mm - label_mm - ticket_label_mm - ticket_mm - COLUMN_GAP_MM;
    let column = |key, width_mm| {
        both(&Bilingual::of(key), sizes.labels(), width_mm, Align::Left, Cut::Spaces)
    };
    column("receipt-number", label_mm)
        .abreast(label_mm, numeral(&receipt.number, sizes, number_mm))
        .abreast(width_mm - ticket_mm - ticket_label_mm, column("receipt-ticket", ticket_label_mm))
        .abreast(width_mm - ticket_mm, numeral(&ticket, sizes, ticket_mm))
}

/// The symbol without its outer quiet zone (the margin is white) and its code beneath.
pub(super) fn symbol(code: &str) -> (Block, f64) {
    let Some(symbol) = Symbol::for_receipt(code) else {
        return (Block::default(), 0.0);
    };
    let quiet_mm = f64::from(QUIET_MODULES) * MODULE_MM;
    let extent_mm = symbol.extent_mm();
    let items = symbol.place(quiet_mm, -quiet_mm);
    let height_mm = extent_mm - quiet_mm;
    let mut block = Block { height_mm, baseline_mm: 0.0, items };
    for (row, gap_mm) in grouped(code).iter().zip([0.0, 1.2, 1.2]) {
        block = block
            .then(gap_mm, text(Sizes::text(CODE_PT), row, extent_mm, Align::Right, Cut::Spaces));
    }
    (block, extent_mm)
}

/// A code in groups of four, two groups a row, so that it can be read out and typed.
fn grouped(code: &str) -> Vec<String> {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.chunks(2).map(|row| row.join(" ")).collect()
}

/// A number, large in Khmer digits, the ASCII digits beneath; or a line to write it on.
pub(super) fn numeral(number: &str, sizes: &Sizes, width_mm: f64) -> Block {
    if number.is_empty() {
        return writing_line(width_mm);
    }
    let large = whole(Sizes::text(sizes.number), &khmer_digits(number), width_mm, LEAST_NAME_PT);
    let small = whole(Sizes::text(sizes.latin), number, width_mm, LEAST_NAME_PT);
    large.then(1.2, small)
}

/// The child's name and what was filed, label beside answer, with hairlines between rows.
fn table(receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Block {
    let label_mm = label_width(receipt, sizes);
    let mut table = Block::rule(width_mm, HAIRLINE_PT)
        .then(sizes.pad_mm, child(receipt, sizes, label_mm, width_mm));
    for row in rows(&receipt.facts, sizes, label_mm, width_mm) {
        table =
            table.then(sizes.pad_mm, Block::rule(width_mm, HAIRLINE_PT)).then(sizes.pad_mm, row);
    }
    table.then(sizes.pad_mm, Block::rule(width_mm, HAIRLINE_PT))
}

/// The label column: as wide as the widest label needs, the same all over the receipt.
fn label_width(receipt: &Receipt, sizes: &Sizes) -> f64 {
    let own = ["receipt-number", "receipt-child", "receipt-missing"].map(Bilingual::of);
    let facts = receipt.facts.iter().map(|fact| fact.label.clone());
    let labels: Vec<Bilingual> = own.into_iter().chain(facts).collect();
    label_width_of(&labels, sizes)
}

fn label_width_of(labels: &[Bilingual], sizes: &Sizes) -> f64 {
    let (khmer, english) = sizes.labels();
    let widest = labels
        .iter()
        .map(|label| line(khmer, &label.km).width_mm.max(line(english, &label.en).width_mm))
        .fold(0.0, f64::max);
    widest + COLUMN_GAP_MM
}

/// The child's line: the name as large as may be, never cut inside.
fn child(receipt: &Receipt, sizes: &Sizes, label_mm: f64, width_mm: f64) -> Block {
    let value_mm = width_mm - label_mm;
    let khmer = name(Sizes::text(sizes.child), &receipt.child.khmer, value_mm);
    let latin = name(Sizes::text(sizes.latin), &receipt.child.latin, value_mm);
    let label =
        both(&Bilingual::of("receipt-child"), sizes.labels(), label_mm, Align::Left, Cut::Spaces);
    label.abreast(label_mm, khmer.then(1.6, latin))
}

/// A name on one line, or a line to write it on.
pub(super) fn name(style: Style, name: &str, width_mm: f64) -> Block {
    if name.trim().is_empty() {
        return writing_line(width_mm);
    }
    whole(style, name, width_mm, LEAST_NAME_PT)
}

/// A line to write on by hand.
fn writing_line(width_mm: f64) -> Block {
    Block::gap(8.0).then(0.0, Block::rule(width_mm, HAIRLINE_PT))
}

/// The facts as rows: two side by side where both are short.
fn rows(facts: &[Fact], sizes: &Sizes, label_mm: f64, width_mm: f64) -> Vec<Block> {
    let half_mm = (width_mm - COLUMN_GAP_MM) / 2.0;
    let short = |fact: &Fact| {
        let (khmer, english) = sizes.values();
        let room_mm = half_mm - label_mm;
        line(khmer, &fact.value.km).width_mm <= room_mm
            && line(english, &fact.value.en).width_mm <= room_mm
    };
    let mut rows = Vec::new();
    let mut rest = facts.iter().peekable();
    while let Some(fact) = rest.next() {
        let next = rest.next_if(|next| short(fact) && short(next));
        rows.push(match next {
            Some(next) => cell(fact, sizes, label_mm, half_mm)
                .abreast(half_mm + COLUMN_GAP_MM, cell(next, sizes, label_mm, half_mm)),
            None => cell(fact, sizes, label_mm, width_mm),
        });
    }
    rows
}

/// One fact: label at the left, answer beside it, Khmer over English in both.
fn cell(fact: &Fact, sizes: &Sizes, label_mm: f64, width_mm: f64) -> Block {
    let value_mm = width_mm - label_mm;
    let (khmer, english) = sizes.values();
    let step = step_mm(khmer, english);
    let column = |words: &Bilingual, khmer: Style, width_mm: f64| {
        pair(
            text(khmer, &words.km, width_mm, Align::Left, Cut::Spaces),
            text(english, &words.en, width_mm, Align::Left, Cut::Spaces),
            step,
        )
    };
    let label = column(&fact.label, sizes.labels().0, label_mm - 1.0);
    if fact.value.is_empty() {
        return label.abreast(label_mm, writing_line(value_mm));
    }
    label.abreast(label_mm, column(&fact.value, khmer, value_mm))
}

/// What is still missing, each with a box to tick.
fn missing(receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Option<Block> {
    if receipt.missing.is_empty() {
        return None;
    }
    let label_mm = label_width(receipt, sizes);
    let label = both(
        &Bilingual::of("receipt-missing"),
        sizes.labels(),
        label_mm - 1.0,
        Align::Left,
        Cut::Spaces,
    );
    let tick_mm = 5.0;
    let items_mm = width_mm - label_mm - tick_mm;
    let mut list = Block::default();
    for paper in receipt.missing.iter().filter(|paper| !paper.is_empty()) {
        let words = beside_or_below(paper, sizes, items_mm, &receipt.unbroken);
        let mut row =
            Block { baseline_mm: words.baseline_mm, ..Block::default() }.beside(tick_mm, words);
        let tick = Area::new(0.0, row.baseline_mm - 3.0, 3.0, 3.0);
        row.items.extend(tick.outline(HAIRLINE_PT));
        list = if list.items.is_empty() { row } else { list.then(1.2, row) };
    }
    Some(label.abreast(label_mm, list))
}

/// English after the Khmer on the same line where both fit, else under it.
fn beside_or_below(words: &Bilingual, sizes: &Sizes, width_mm: f64, unbroken: &[String]) -> Block {
    let (khmer, english) = sizes.bodies();
    let cut = Cut::Words(unbroken);
    let khmer_mm = line(khmer, &words.km).width_mm + COLUMN_GAP_MM;
    let english_mm = line(english, &words.en).width_mm;
    if khmer_mm + english_mm > width_mm {
        return both(words, (khmer, english), width_mm, Align::Left, cut);
    }
    text(khmer, &words.km, width_mm, Align::Left, cut)
        .abreast(khmer_mm, text(english, &words.en, width_mm, Align::Left, cut))
}

/// Where and when to collect, in a box.
fn collect(receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Option<Block> {
    if receipt.collect.is_empty() {
        return None;
    }
    let inner_mm = width_mm - 2.0 * BOX_PADDING_MM;
    let mut sentences = Block::default();
    for sentence in receipt.collect.iter().filter(|sentence| !sentence.is_empty()) {
        let words = beside_or_below(sentence, sizes, inner_mm, &receipt.unbroken);
        sentences = if sentences.items.is_empty() { words } else { sentences.then(1.6, words) };
    }
    Some(sentences.boxed(width_mm, BOX_PADDING_MM, 0.8))
}

/// What this paper is not, as large as the child's line, and why the other one matters.
fn not_a_certificate(_receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Block {
    let sentence = Bilingual::of("receipt-not-certificate");
    let natural_mm = line(Sizes::text(sizes.child), &sentence.km).width_mm;
    let size_pt = (sizes.child * (width_mm / natural_mm).min(1.0)).max(LEAST_NAME_PT);
    let styles = (Sizes::text(size_pt), Sizes::text(sizes.english + 1.0));
    let why = Bilingual::of("receipt-why");
    both(&sentence, styles, width_mm, Align::Centre, Cut::Words(&[]))
        .then(2.2, both(&why, sizes.labels(), width_mm, Align::Centre, Cut::Words(&[])))
}

/// What to do with the paper and whom to call, beside the signature and the thumbprint.
fn signing(receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Block {
    let hand_mm = (width_mm * 0.25).max(34.0);
    let right_mm = hand_mm + COLUMN_GAP_MM + THUMB_MM.0;
    let left_mm = width_mm - right_mm - COLUMN_GAP_MM;
    let sentence = |words: &Bilingual, styles| {
        both(words, styles, left_mm, Align::Left, Cut::Words(&receipt.unbroken))
    };
    let mut left = sentence(&Bilingual::of("receipt-keep"), sizes.bodies());
    if let Some(helpline) = &receipt.helpline {
        left = left.then(1.6, sentence(helpline, sizes.labels()));
    }
    if receipt.free_of_charge {
        left = left.then(1.6, beside_or_below(&Bilingual::of("receipt-free"), sizes, left_mm, &[]));
    }
    left.beside(width_mm - right_mm, signature(receipt, sizes, hand_mm))
        .beside(width_mm - THUMB_MM.0, thumbprint(sizes))
}

/// Who signs, room and a line to sign on, the officer's name: as tall as the thumb's box.
fn signature(receipt: &Receipt, sizes: &Sizes, width_mm: f64) -> Block {
    let role = both(&receipt.signatory, sizes.labels(), width_mm, Align::Left, Cut::Spaces);
    let officer = whole(Sizes::text(sizes.latin), &receipt.officer, width_mm, LEAST_NAME_PT);
    let room_mm = (THUMB_MM.1 - role.height_mm - officer.height_mm - 1.4).max(7.0);
    role.then(room_mm, Block::rule(width_mm, HAIRLINE_PT)).then(1.4, officer)
}

/// The box for a thumb, its label inside at the top.
pub(super) fn thumbprint(sizes: &Sizes) -> Block {
    let (width_mm, height_mm) = THUMB_MM;
    let outline = Area::new(0.0, 0.0, width_mm, height_mm).outline(HAIRLINE_PT);
    let outline = Block { height_mm, items: outline.into(), ..Block::default() };
    let label = both(
        &Bilingual::of("receipt-thumbprint"),
        sizes.labels(),
        width_mm,
        Align::Centre,
        Cut::Spaces,
    );
    Block { height_mm, ..Block::gap(1.0).then(0.0, label) }.beside(0.0, outline)
}

/// Copy mark and time of issue.
pub(super) fn foot(
    receipt: &Receipt,
    sizes: &Sizes,
    width_mm: f64,
    (page, pages): (usize, usize),
) -> Block {
    let style = Sizes::text(sizes.english);
    let mut right = foot_line(&Bilingual::with("receipt-printed", |lang| {
        vec![("when", Arg::Text(of(&receipt.issued, lang)))]
    }));
    if pages > 1 {
        let numbers = (page.to_string(), pages.to_string());
        let local = (khmer_digits(&numbers.0), khmer_digits(&numbers.1));
        let side = Bilingual::with("receipt-page", |lang| match lang {
            Lang::Km => vec![("page", Arg::Text(&local.0)), ("pages", Arg::Text(&local.1))],
            Lang::En => vec![("page", Arg::Text(&numbers.0)), ("pages", Arg::Text(&numbers.1))],
        });
        right = format!("{right}   {}", foot_line(&side));
    }
    let mut foot = Block::rule(width_mm, HAIRLINE_PT);
    if let Some(mark) = copy_mark(&receipt.copy) {
        let strong = Style::new(Face::Strong, sizes.english);
        foot = foot.then(1.4, text(strong, &mark, width_mm, Align::Left, Cut::Spaces));
    }
    if receipt.training {
        let note = foot_line(&Bilingual::of("receipt-training-note"));
        foot = foot.then(1.4, text(style, &note, width_mm, Align::Left, Cut::Spaces));
    }
    foot.then(1.4, text(style, &right, width_mm, Align::Left, Cut::Spaces))
}

/// The mark of a reprint, with the reason.
pub(super) fn copy_mark(copy: &Copy) -> Option<String> {
    let Copy::Further { number, reason } = copy else { return None };
    let digits = number.to_string();
    let khmer = khmer_digits(&digits);
    let mark = Bilingual::with("receipt-copy", |lang| match lang {
        Lang::Km => vec![("number", Arg::Text(&khmer))],
        Lang::En => vec![("number", Arg::Text(&digits))],
    });
    Some(format!("{}   {}", foot_line(&mark), foot_line(reason)))
}

/// Both languages on one line of the foot.
fn foot_line(words: &Bilingual) -> String {
    match (words.km.is_empty(), words.en.is_empty()) {
        (false, false) => format!("{} / {}", words.km, words.en),
        _ => format!("{}{}", words.km, words.en),
    }
}

fn of(words: &Bilingual, lang: Lang) -> &str {
    match lang {
        Lang::Km => &words.km,
        Lang::En => &words.en,
    }
}

/// Pale words that rise across the paper below the symbol, under everything else.
pub(super) fn training_mark(frame: Area) -> Vec<Item> {
    const RISE_DEGREES: f64 = 35.0;
    let words = Bilingual::of("receipt-training");
    let mut items = Vec::new();
    for (row, words) in [words.en, words.km].into_iter().enumerate() {
        let mark = line(Style::new(Face::Strong, 54.0), &words);
        let (sine, cosine) = RISE_DEGREES.to_radians().sin_cos();
        #[expect(clippy::cast_precision_loss, reason = "two rows")]
        let down_mm = frame.height_mm * (0.52 + 0.24 * row as f64);
        let middle = (frame.x_mm + frame.width_mm / 2.0, frame.y_mm + down_mm);
        let start =
            (middle.0 - mark.width_mm / 2.0 * cosine, middle.1 + mark.width_mm / 2.0 * sine);
        items.extend(
            mark.place(start.0, start.1)
                .into_iter()
                .map(|run| Item::Text(TextRun { tone: Tone::Mark(RISE_DEGREES), ..run })),
        );
    }
    items
}
