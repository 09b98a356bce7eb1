//! QR symbols as rectangles for paper and as SVG for pages: the only file that names qrcode.

use std::fmt::Write as _;

use qrcode::bits::{Bits, encode_auto};
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, Version};

use super::layout::{Area, Item};

/// Side of one module on paper: 6 dots at 203 dpi, 9 at 300, 18 at 600.
pub const MODULE_MM: f64 = 0.75;

/// White modules on every side, as the standard asks.
pub const QUIET_MODULES: u32 = 4;

/// A symbol: a square of dark and light modules, without its quiet zone.
#[derive(Clone, PartialEq, Eq)]
pub struct Symbol {
    side: u32,
    dark: Vec<bool>,
}

/// Dark modules side by side in one row: they are drawn as one rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DarkRun {
    /// Column of the first module.
    pub column: u32,
    /// Row, counted from the top.
    pub row: u32,
    /// How many modules.
    pub modules: u32,
}

impl Symbol {
    /// The symbol of a receipt: version 2 at level Q, 25 modules a side, for up to 29 of
    /// QR's alphanumeric characters. A longer text gets a larger symbol; `None` only
    /// where no symbol can hold it.
    pub fn for_receipt(code: &str) -> Option<Self> {
        Self::of_size(code, 2, EcLevel::Q).or_else(|| Self::of_any_size(code, EcLevel::Q))
    }

    /// A symbol for screens and posters: at least version 2, level Q where that keeps it
    /// coarse enough for an old camera, else M. `None` where no symbol can hold `data`.
    pub fn for_screen(data: &str) -> Option<Self> {
        (2..=COARSE)
            .find_map(|size| Self::of_size(data, size, EcLevel::Q))
            .or_else(|| Self::of_any_size(data, EcLevel::M))
    }

    /// The symbol of this version, if it can hold `data`.
    fn of_size(data: &str, version: i16, level: EcLevel) -> Option<Self> {
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_optimal_data(data.as_bytes()).ok()?;
        bits.push_terminator(level).ok()?;
        Self::of_bits(bits, level)
    }

    /// The smallest symbol that can hold `data`.
    fn of_any_size(data: &str, level: EcLevel) -> Option<Self> {
        Self::of_bits(encode_auto(data.as_bytes(), level).ok()?, level)
    }

    /// The symbol with the mask that disturbs a camera least. It is the one that qrcode would choose, which takes a tenth
    /// of the time of a whole receipt for it.
    fn of_bits(bits: Bits, level: EcLevel) -> Option<Self> {
        let version = bits.version();
        let (data, correction) = construct_codewords(&bits.into_bytes(), version, level).ok()?;
        let mut canvas = Canvas::new(version, level);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &correction);
        let side = u32::try_from(version.width()).ok()?;
        let masked = MASKS.into_iter().map(|mask| {
            let mut canvas = canvas.clone();
            canvas.apply_mask(mask);
            let dark = canvas.into_colors().into_iter().map(|color| color == Color::Dark);
            Self { side, dark: dark.collect() }
        });
        masked.min_by_key(Self::disturbs)
    }

    /// How much in it may disturb a camera: long runs, boxes of one colour, what looks like a corner, too much of one
    /// colour (ISO/IEC 18004, 7.8.3).
    fn disturbs(&self) -> usize {
        let side = self.dark.len().isqrt();
        let rows = || self.dark.chunks_exact(side);
        let turned: Vec<bool> = (0..side)
            .flat_map(|column| self.dark.iter().skip(column).step_by(side).copied())
            .collect();
        let lines: usize = rows().chain(turned.chunks_exact(side)).map(disturbs_in_line).sum();
        let boxes_of = |(upper, lower): (&[bool], &[bool])| {
            let pairs = upper.windows(2).zip(lower.windows(2));
            pairs.filter(|(over, under)| over == under && over.first() == over.last()).count()
        };
        let boxes: usize = rows().zip(rows().skip(1)).map(boxes_of).sum();
        let dark = self.dark.iter().filter(|dark| **dark).count();
        lines + 3 * boxes + (200 * dark / self.dark.len().max(1)).abs_diff(100)
    }

    /// Modules a side, without the quiet zone.
    pub fn side(&self) -> u32 {
        self.side
    }

    /// Side of the symbol on paper with its quiet zone, in millimetres; 24.75 for a receipt.
    pub fn extent_mm(&self) -> f64 {
        f64::from(self.side + 2 * QUIET_MODULES) * MODULE_MM
    }

    /// The dark modules, row by row, neighbours merged.
    pub fn runs(&self) -> Vec<DarkRun> {
        let mut runs: Vec<DarkRun> = Vec::new();
        let cells = (0..self.side).flat_map(|row| (0..self.side).map(move |column| (row, column)));
        for ((row, column), _) in cells.zip(&self.dark).filter(|(_, dark)| **dark) {
            match runs.last_mut() {
                Some(run) if run.row == row && run.column + run.modules == column => {
                    run.modules += 1;
                }
                _ => runs.push(DarkRun { column, row, modules: 1 }),
            }
        }
        runs
    }

    /// The rectangles of the symbol, its quiet zone beginning at the given corner.
    pub fn place(&self, x_mm: f64, y_mm: f64) -> Vec<Item> {
        let at = |modules: u32| f64::from(modules) * MODULE_MM;
        self.runs()
            .into_iter()
            .map(|run| {
                Item::Block(Area::new(
                    x_mm + at(run.column + QUIET_MODULES),
                    y_mm + at(run.row + QUIET_MODULES),
                    at(run.modules),
                    MODULE_MM,
                ))
            })
            .collect()
    }
}

/// The largest version at which level Q is still read by an old phone across a table.
const COARSE: i16 = 6;

/// The masks there are, of equally good ones the first is taken.
const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// A line through the middle of a corner.
const CORNER: [bool; 7] = [true, false, true, true, true, false, true];

/// What disturbs in one row or column: five modules of one colour or more, and a corner beside four light modules.
fn disturbs_in_line(line: &[bool]) -> usize {
    let runs = line.chunk_by(|one, next| one == next).map(<[bool]>::len);
    let runs: usize = runs.filter(|run| 5 <= *run).map(|run| run - 2).sum();
    let is_light = |from: usize, to: usize| {
        line.get(from..to.min(line.len())).is_some_and(|part| !part.contains(&true))
    };
    let corners = line.windows(CORNER.len()).enumerate().filter(|(at, part)| {
        *part == CORNER
            && (is_light(at.saturating_sub(4), *at)
                || is_light(at + CORNER.len(), at + CORNER.len() + 4))
    });
    runs + 40 * corners.count()
}

/// A symbol as an SVG element with its quiet zone, black on white.
///
/// It carries no style attribute, so that the page's content policy lets it be drawn, and
/// no size: the style sheet gives it one. Empty where no symbol can hold `data`.
pub fn svg(data: &str) -> String {
    let Some(symbol) = Symbol::for_screen(data) else {
        return String::new();
    };
    let extent = symbol.side() + 2 * QUIET_MODULES;
    let mut path = String::new();
    for run in symbol.runs() {
        let (x, y) = (run.column + QUIET_MODULES, run.row + QUIET_MODULES);
        // Writing to a string cannot fail.
        let _ = write!(path, "M{x} {y}h{length}v1h-{length}z", length = run.modules);
    }
    format!(
        r##"<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {extent} {extent}" shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M0 0h{extent}v{extent}H0z"/><path fill="#000" d="{path}"/></svg>"##
    )
}

#[cfg(test)]
mod tests {
    use qrcode::QrCode;

    use super::*;

    #[test]
    fn a_receipt_code_makes_a_symbol_of_version_two() {
        let symbol = Symbol::for_receipt("KB1A2C4D6F8H0K2M4P6R8T0").unwrap();
        assert_eq!(symbol.side(), 25);
        assert!((symbol.extent_mm() - 24.75).abs() < 1e-9);
    }

    #[test]
    fn the_mask_is_the_one_that_the_library_chooses() {
        for length in 1..=300 {
            let of_receipt: String =
                ('0'..='9').chain('A'..='Z').cycle().skip(length).take(23).collect();
            let other = "http://192.168.1.37:8080/#".repeat(1 + length / 8);
            for (data, level) in [(of_receipt, EcLevel::Q), (other, EcLevel::M)] {
                let known = QrCode::with_error_correction_level(&data, level).unwrap();
                let dark: Vec<bool> =
                    known.into_colors().into_iter().map(|color| color == Color::Dark).collect();
                assert!(Symbol::of_any_size(&data, level).unwrap().dark == dark, "{data}");
            }
        }
    }

    #[test]
    fn merged_runs_cover_exactly_the_dark_modules() {
        let symbol = Symbol::for_receipt("KB1A2C4D6F8H0K2M4P6R8T0").unwrap();
        let covered: u32 = symbol.runs().iter().map(|run| run.modules).sum();
        let dark = symbol.dark.iter().filter(|dark| **dark).count();
        assert_eq!(usize::try_from(covered).unwrap(), dark);
        assert!(symbol.runs().len() < dark / 2 + 60);
    }

    #[test]
    fn an_address_and_a_network_become_one_element_without_style() {
        for data in ["http://192.168.137.1:8080/", "WIFI:T:WPA;S:Birth day;P:12345678;;"] {
            let svg = svg(data);
            assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"));
            assert!(!svg.contains("style="));
        }
    }

    #[test]
    fn a_text_that_no_symbol_can_hold_makes_none() {
        assert!(svg(&"x".repeat(5000)).is_empty());
    }
}
