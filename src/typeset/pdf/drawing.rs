//! What is drawn rather than written: rectangles, strokes, pictures, and lengths as a file says them.

use printpdf::{
    Color, CurTransMat, Greyscale, Line, LineDashPattern, LinePoint, Op, PaintMode, Point, Polygon,
    PolygonRing, Pt, Rect, WindingOrder,
};

use crate::typeset::figure::{Contour, Edge, Figure};
use crate::typeset::layout::{Area, MM_PER_POINT, Rule};

/// Draws the filled rectangles that have been gathered, in their order.
///
/// Those of a symbol are whole modules apart from its first: in modules from there, each row repeats the one
/// before it so nearly that a symbol takes half the bytes.
pub(super) fn blocks(ops: &mut Vec<Op>, areas: &mut Vec<Area>, page_height_mm: f64) {
    let areas = std::mem::take(areas);
    let Some(first) = areas.first() else { return };
    let in_modules: Option<Vec<Rect>> = areas.iter().map(|area| module(area, first)).collect();
    let Some(modules) = in_modules.filter(|modules| 1 < modules.len()) else {
        ops.extend(areas.iter().map(|area| block(area, page_height_mm)));
        return;
    };
    let side = rounded(first.height_mm / MM_PER_POINT);
    let (x, y) = (points(first.x_mm), points(page_height_mm - first.y_mm));
    ops.push(Op::SaveGraphicsState);
    // Rows count downwards from here.
    let matrix = CurTransMat::Raw([side, 0.0, 0.0, -side, x, y]);
    ops.push(Op::SetTransformationMatrix { matrix });
    ops.extend(modules.into_iter().map(|rectangle| Op::DrawRectangle { rectangle }));
    ops.push(Op::RestoreGraphicsState);
}

/// A rectangle in sides and from the corner of `first`, if it is as high and in whole ones.
fn module(area: &Area, first: &Area) -> Option<Rect> {
    // A thousandth of a module is nothing that a printer shows.
    const NOTHING: f64 = 1e-3;
    let counted = |mm: f64| {
        let modules = mm / first.height_mm;
        let whole = modules.round();
        ((modules - whole).abs() < NOTHING).then(|| Pt(single(whole)))
    };
    let height = counted(area.height_mm).filter(|height| *height == Pt(1.0))?;
    Some(Rect {
        x: counted(area.x_mm - first.x_mm)?,
        y: counted(area.y_mm - first.y_mm)?,
        width: counted(area.width_mm)?,
        height,
        mode: Some(PaintMode::Fill),
        winding_order: None,
    })
}

/// A filled rectangle.
fn block(area: &Area, page_height_mm: f64) -> Op {
    Op::DrawRectangle {
        rectangle: Rect {
            x: Pt(points(area.x_mm)),
            y: Pt(points(page_height_mm - area.bottom_mm())),
            width: Pt(points(area.width_mm)),
            height: Pt(points(area.height_mm)),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        },
    }
}

/// A filled figure.
pub(super) fn filled(figure: &Figure, page_height_mm: f64) -> Op {
    let at = |(x_mm, y_mm): (f64, f64), bezier| LinePoint {
        p: Point { x: Pt(points(x_mm)), y: Pt(points(page_height_mm - y_mm)) },
        bezier,
    };
    let ring = |contour: &Contour| {
        let edges = contour.edges.iter().flat_map(|edge| match *edge {
            Edge::Line(end) => vec![at(end, false)],
            Edge::Curve(first, second, end) => {
                vec![at(first, true), at(second, true), at(end, false)]
            }
        });
        PolygonRing { points: std::iter::once(at(contour.start, false)).chain(edges).collect() }
    };
    Op::DrawPolygon {
        polygon: Polygon {
            rings: figure.contours.iter().map(ring).collect(),
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        },
    }
}

/// A stroke, dashed or not.
pub(super) fn stroke(ops: &mut Vec<Op>, rule: &Rule, page_height_mm: f64) {
    let end = |(x_mm, y_mm): (f64, f64)| LinePoint {
        p: Point { x: Pt(points(x_mm)), y: Pt(points(page_height_mm - y_mm)) },
        bezier: false,
    };
    ops.push(Op::SetOutlineThickness { pt: Pt(single(rule.thickness_pt)) });
    if rule.dashed {
        let dash = LineDashPattern { offset: 0.0, pattern: [4.0, 3.0].into_iter().collect() };
        ops.push(Op::SetLineDashPattern { dash });
    }
    let points = vec![end(rule.from_mm), end(rule.to_mm)];
    ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    if rule.dashed {
        ops.push(Op::SetLineDashPattern { dash: LineDashPattern::default() });
    }
}

pub(super) fn grey(percent: f32) -> Color {
    Color::Greyscale(Greyscale { percent, icc_profile: None })
}

/// Millimetres as points, to a hundredth: a tenth of what a printer of 600 dots to the inch can place.
pub(super) fn points(mm: f64) -> f32 {
    single((mm / MM_PER_POINT * 100.0).round() / 100.0)
}

/// To a thousandth: what is a part of something else, such as a rise or a slope.
pub(super) fn rounded(value: f64) -> f32 {
    single((value * 1000.0).round() / 1000.0)
}

#[expect(clippy::cast_possible_truncation, reason = "a length on paper; printpdf takes f32")]
pub(super) fn single(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(areas: &[Area]) -> Vec<Op> {
        let mut ops = Vec::new();
        blocks(&mut ops, &mut areas.to_vec(), 100.0);
        ops
    }

    #[test]
    fn a_symbol_is_drawn_in_its_modules() {
        let (one, two) = (Area::new(10.3, 20.2, 2.25, 0.75), Area::new(13.3, 22.45, 0.75, 0.75));
        let ops = drawn(&[one, two]);
        let [_, Op::SetTransformationMatrix { matrix }, _, Op::DrawRectangle { rectangle }, _] =
            ops.as_slice()
        else {
            panic!("{ops:?}");
        };
        assert_eq!((rectangle.x, rectangle.y, rectangle.width), (Pt(4.0), Pt(3.0), Pt(1.0)));
        let [side, .., x, y] = matrix.as_array();
        // Where the second one ends on the paper, from the upper left corner.
        assert!((x + 5.0 * side - points(two.right_mm())).abs() < 0.01);
        assert!((y - 4.0 * side - points(100.0 - two.bottom_mm())).abs() < 0.01);
    }

    #[test]
    fn rectangles_on_no_grid_stay_where_they_are() {
        let areas = [Area::new(10.0, 20.0, 2.25, 0.75), Area::new(13.1, 22.0, 0.75, 0.75)];
        assert_eq!(drawn(&areas), areas.map(|area| block(&area, 100.0)));
    }
}
