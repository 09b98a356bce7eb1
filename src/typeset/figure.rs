//! Figures: solid black shapes of straight and curved edges, from one text for paper and for pages.

use super::layout::Area;

/// A filled figure, in millimetres from the upper left corner of the page.
///
/// Edges that run one way round are black inside; a contour inside that runs the other way cuts a hole (the
/// nonzero rule, as in SVG), so that a picture may be laid together from parts that overlap.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figure {
    /// Its closed contours.
    pub contours: Vec<Contour>,
}

/// One closed line: where it starts and how it runs back there.
#[derive(Debug, Clone, PartialEq)]
pub struct Contour {
    /// The first point.
    pub start: Point,
    /// The edges, each from where the one before ended.
    pub edges: Vec<Edge>,
}

/// Right and down from the upper left corner.
pub type Point = (f64, f64);

/// One edge of a contour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Edge {
    /// Straight to this point.
    Line(Point),
    /// Curved to the last point, pulled by the two before it.
    Curve(Point, Point, Point),
}

impl Figure {
    /// Reads a path of the commands M, L, C and Z with absolute coordinates, as SVG writes them. `None` for any other.
    pub fn parse(path: &str) -> Option<Self> {
        let mut contours: Vec<Contour> = Vec::new();
        let mut rest = path.trim();
        while let Some(command) = rest.chars().next() {
            let after = rest.get(command.len_utf8()..)?;
            let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(after.len());
            let (numbers, next) = after.split_at(end);
            let numbers: Vec<f64> = numbers
                .split([' ', ','])
                .filter(|number| !number.is_empty())
                .map(|number| number.parse().ok())
                .collect::<Option<_>>()?;
            match (command, numbers.as_slice()) {
                ('M', [x, y]) => contours.push(Contour { start: (*x, *y), edges: Vec::new() }),
                ('L', [x, y]) => contours.last_mut()?.edges.push(Edge::Line((*x, *y))),
                ('C', [leave_x, leave_y, reach_x, reach_y, x, y]) => {
                    let (leave, reach) = ((*leave_x, *leave_y), (*reach_x, *reach_y));
                    contours.last_mut()?.edges.push(Edge::Curve(leave, reach, (*x, *y)));
                }
                ('Z', []) => {}
                _ => return None,
            }
            rest = next;
        }
        (!contours.is_empty()).then_some(Self { contours })
    }

    /// The figure with every point where `to` puts it.
    #[must_use]
    pub fn mapped(self, to: impl Fn(Point) -> Point) -> Self {
        let edge = |edge: Edge| match edge {
            Edge::Line(end) => Edge::Line(to(end)),
            Edge::Curve(first, second, end) => Edge::Curve(to(first), to(second), to(end)),
        };
        let contour = |contour: Contour| Contour {
            start: to(contour.start),
            edges: contour.edges.into_iter().map(edge).collect(),
        };
        Self { contours: self.contours.into_iter().map(contour).collect() }
    }

    /// The figure so many times as large, its corner where it was.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        self.mapped(|(x, y)| (x * factor, y * factor))
    }

    /// The figure further right and further down.
    #[must_use]
    pub fn moved(self, right_mm: f64, down_mm: f64) -> Self {
        self.mapped(|(x, y)| (x + right_mm, y + down_mm))
    }

    /// A box that holds the figure, a curve by the points that pull it.
    pub fn extent(&self) -> Area {
        let points = self.contours.iter().flat_map(|contour| {
            let ends = contour.edges.iter().flat_map(|edge| match *edge {
                Edge::Line(end) => vec![end],
                Edge::Curve(first, second, end) => vec![first, second, end],
            });
            std::iter::once(contour.start).chain(ends)
        });
        let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for (x, y) in points {
            (left, top) = (left.min(x), top.min(y));
            (right, bottom) = (right.max(x), bottom.max(y));
        }
        Area::new(left, top, right - left, bottom - top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_edge_by_edge() {
        let figure = Figure::parse("M1 2L3.5 2C4 2 4 3 4 4Z M0 0L1 0L1 1Z").unwrap();
        let first = figure.contours.first().unwrap();
        assert_eq!(first.start, (1.0, 2.0));
        assert_eq!(
            first.edges,
            [Edge::Line((3.5, 2.0)), Edge::Curve((4.0, 2.0), (4.0, 3.0), (4.0, 4.0))]
        );
        assert_eq!(figure.contours.len(), 2);
        assert_eq!(figure.extent(), Area::new(0.0, 0.0, 4.0, 4.0));
    }

    #[test]
    fn what_is_no_path_of_ours_is_no_figure() {
        for text in ["", "L1 2", "M1", "M1 2A3 4", "M1 2Lx y", "m1 2l3 4", "ម1 2"] {
            assert_eq!(Figure::parse(text), None, "{text}");
        }
    }
}
