//! What is drawn rather than written: rectangles, strokes, pictures, and lengths as a file says them.

use printpdf::{
    Color, Greyscale, Line, LineDashPattern, LinePoint, Op, PaintMode, Point, Polygon, PolygonRing,
    Pt, Rect, WindingOrder,
};

use crate::typeset::figure::{Contour, Edge, Figure};
use crate::typeset::layout::{Area, MM_PER_POINT, Rule};

/// A filled rectangle.
pub(super) fn block(area: &Area, page_height_mm: f64) -> Op {
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
