//! What is drawn rather than written: rectangles, strokes, pictures, and lengths as a file says them.

use super::content::Content;
use crate::typeset::figure::{Contour, Edge, Figure};
use crate::typeset::layout::{Area, MM_PER_POINT, Rule};

/// A rectangle in whole modules: column, row, how many.
type Modules = [f64; 3];

/// Draws the filled rectangles that have been gathered, as one shape.
///
/// Those of a symbol are whole modules apart from its first: in modules from there, each row repeats the one
/// before it so nearly that a symbol takes half the bytes.
pub(super) fn blocks(content: &mut Content, areas: &mut Vec<Area>, page_height_mm: f64) {
    let areas = std::mem::take(areas);
    let Some(first) = areas.first() else { return };
    let in_modules: Option<Vec<Modules>> = areas.iter().map(|area| module(area, first)).collect();
    let Some(modules) = in_modules.filter(|modules| 1 < modules.len()) else {
        for area in &areas {
            let (x, y) = (points(area.x_mm), points(page_height_mm - area.bottom_mm()));
            content.operation(&[x, y, points(area.width_mm), points(area.height_mm)], "re");
        }
        content.raw("f");
        return;
    };
    let side = rounded(first.height_mm / MM_PER_POINT);
    let (x, y) = (points(first.x_mm), points(page_height_mm - first.y_mm));
    content.raw("q");
    // Rows count downwards from here.
    content.operation(&[side, 0.0, 0.0, -side, x, y], "cm");
    for [column, row, many] in modules {
        content.operation(&[column, row, many, 1.0], "re");
    }
    content.raw("f\nQ");
}

/// A rectangle in sides and from the corner of `first`, if it is as high and in whole ones.
fn module(area: &Area, first: &Area) -> Option<Modules> {
    // A thousandth of a module is nothing that a printer shows.
    const NOTHING: f64 = 1e-3;
    let counted = |mm: f64| {
        let modules = mm / first.height_mm;
        let whole = modules.round();
        ((modules - whole).abs() < NOTHING).then_some(whole)
    };
    counted(area.height_mm).filter(|height| (height - 1.0).abs() < NOTHING)?;
    Some([
        counted(area.x_mm - first.x_mm)?,
        counted(area.y_mm - first.y_mm)?,
        counted(area.width_mm)?,
    ])
}

/// Draws a filled figure.
pub(super) fn filled(content: &mut Content, figure: &Figure, page_height_mm: f64) {
    let at = |(x_mm, y_mm): (f64, f64)| [points(x_mm), points(page_height_mm - y_mm)];
    let ring = |contour: &Contour, content: &mut Content| {
        content.operation(&at(contour.start), "m");
        for edge in &contour.edges {
            match *edge {
                Edge::Line(end) => content.operation(&at(end), "l"),
                Edge::Curve(first, second, end) => {
                    content.operation([at(first), at(second), at(end)].as_flattened(), "c");
                }
            }
        }
    };
    figure.contours.iter().for_each(|contour| ring(contour, content));
    content.raw("f");
}

/// Draws a stroke, dashed or not.
pub(super) fn stroke(content: &mut Content, rule: &Rule, page_height_mm: f64) {
    let end = |(x_mm, y_mm): (f64, f64)| [points(x_mm), points(page_height_mm - y_mm)];
    content.operation(&[rule.thickness_pt], "w");
    if rule.dashed {
        content.raw("[4 3]0 d");
    }
    content.operation(&end(rule.from_mm), "m");
    content.operation(&end(rule.to_mm), "l");
    content.raw("S");
    if rule.dashed {
        content.raw("[]0 d");
    }
}

/// Millimetres as points, to a hundredth: a tenth of what a printer of 600 dots to the inch can place.
pub(super) fn points(mm: f64) -> f64 {
    (mm / MM_PER_POINT * 100.0).round() / 100.0
}

/// To a thousandth: what is a part of something else, such as a rise or a slope.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(areas: &[Area]) -> String {
        let mut content = Content::default();
        blocks(&mut content, &mut areas.to_vec(), 100.0);
        String::from_utf8(content.into_bytes()).unwrap()
    }

    #[test]
    fn a_symbol_is_drawn_in_its_modules() {
        let (one, two) = (Area::new(10.3, 20.2, 2.25, 0.75), Area::new(13.3, 22.45, 0.75, 0.75));
        let drawn = drawn(&[one, two]);
        let lines: Vec<&str> = drawn.lines().collect();
        let [_, matrix, _, "4 3 1 1 re", "f", "Q"] = lines.as_slice() else {
            panic!("{drawn}");
        };
        let numbers: Vec<f64> = matrix.split(' ').filter_map(|part| part.parse().ok()).collect();
        let [side, .., x, y] = numbers.as_slice() else { panic!("{matrix}") };
        // Where the second one ends on the paper, from the upper left corner.
        assert!((x + 5.0 * side - points(two.right_mm())).abs() < 0.01);
        assert!((y - 4.0 * side - points(100.0 - two.bottom_mm())).abs() < 0.01);
    }

    #[test]
    fn rectangles_on_no_grid_stay_where_they_are() {
        let areas = [Area::new(10.0, 20.0, 2.25, 0.75), Area::new(13.1, 22.0, 0.75, 0.75)];
        assert_eq!(drawn(&areas), "28.35 224.65 6.38 2.13 re\n37.13 218.98 2.13 2.13 re\nf\n");
    }
}
