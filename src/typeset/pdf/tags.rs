//! Tags: what a viewer reads aloud, in which order, in which language.
//!
//! printpdf marks content but writes no structure tree, so the tree is added to its file: a section for each
//! page, in it headings and what stands between them, line by line in the order of the page's items. An element for
//! each line would make a receipt heavier than DESIGN.md allows. What is not text is marked as
//! decoration. Cells of tables are lines, from left to right and from the top down.

use lopdf::{Dictionary, Document, Object, ObjectId};
use std::ops::Range;

use super::content::Content;
use crate::typeset::Face;
use crate::typeset::layout::{Begins, TextRun};
use crate::typeset::shape::{is_khmer, is_latin};

/// The structure of a document, gathered while its pages are written.
#[derive(Default)]
pub(super) struct Tags {
    pages: Vec<Vec<Element>>,
}

/// A heading, or the lines between two of them.
struct Element {
    heading: bool,
    /// The numbers that its lines have on their page.
    lines: Range<u32>,
}

impl Tags {
    /// What follows is on a new page.
    pub(super) fn page(&mut self) {
        self.pages.push(Vec::new());
    }

    /// Opens the mark of the line of these runs.
    pub(super) fn line(&mut self, content: &mut Content, runs: &[&TextRun]) {
        let Some((first, elements)) = runs.first().zip(self.pages.last_mut()) else {
            return decoration(content);
        };
        let number = elements.last().map_or(0, |element| element.lines.end);
        let heading = first.face == Face::Heading;
        match elements.last_mut() {
            // The second language of a heading belongs to it.
            Some(open) if open.heading == heading || first.begins != Begins::Paragraph => {
                open.lines.end += 1;
            }
            _ => elements.push(Element { heading, lines: number..number + 1 }),
        }
        // The document is in Khmer unless it says otherwise; digits are read as what stands around them.
        let has_khmer = runs.iter().any(|run| run.text.chars().any(is_khmer));
        let is_english = !has_khmer && runs.iter().any(|run| is_latin(&run.text));
        let tag = elements.last().map_or("P", Element::tag);
        content.open_line(tag, number, is_english.then_some("en"));
    }

    /// Hangs the tree into the file.
    pub(super) fn hang(&self, file: &mut Document) {
        let (root, whole) = (file.new_object_id(), file.new_object_id());
        let mut sections = Vec::with_capacity(self.pages.len());
        let mut parents = Vec::with_capacity(2 * self.pages.len());
        let pages: Vec<ObjectId> = file.page_iter().collect();
        for ((page, elements), index) in pages.into_iter().zip(&self.pages).zip(0_i64..) {
            let section = file.new_object_id();
            let mut kids = Vec::with_capacity(elements.len());
            let mut of_lines = Vec::with_capacity(elements.len());
            for element in elements {
                let id = file.add_object(element.dictionary(section, page));
                kids.push(Object::Reference(id));
                of_lines.extend(element.lines.clone().map(|_| Object::Reference(id)));
            }
            file.set_object(section, node("Sect", whole, kids));
            sections.push(Object::Reference(section));
            parents.extend([Object::Integer(index), Object::Array(of_lines)]);
            if let Ok(page) = file.get_dictionary_mut(page) {
                page.set("StructParents", index);
            }
        }
        file.set_object(whole, node("Document", root, sections));
        let mut tree = Dictionary::new();
        tree.set("Nums", parents);
        let tree = file.add_object(tree);
        let mut top = Dictionary::new();
        top.set("Type", "StructTreeRoot");
        top.set("K", whole);
        top.set("ParentTree", tree);
        file.set_object(root, top);
        let yes = |key: &str| {
            let mut says = Dictionary::new();
            says.set(key, true);
            says
        };
        if let Ok(catalog) = file.catalog_mut() {
            catalog.set("StructTreeRoot", root);
            catalog.set("MarkInfo", yes("Marked"));
            catalog.set("ViewerPreferences", yes("DisplayDocTitle"));
        }
    }
}

impl Element {
    fn tag(&self) -> &'static str {
        if self.heading { "H1" } else { "P" }
    }

    fn dictionary(&self, section: ObjectId, page: ObjectId) -> Dictionary {
        let mut lines: Vec<Object> =
            self.lines.clone().map(|line| Object::Integer(line.into())).collect();
        let one = if lines.len() == 1 { lines.pop() } else { None };
        let mut element = Dictionary::new();
        element.set("S", self.tag());
        element.set("P", section);
        element.set("Pg", page);
        element.set("K", one.unwrap_or(Object::Array(lines)));
        element
    }
}

/// Opens the mark of what is drawn and not read: strokes, boxes, symbols, pictures.
pub(super) fn decoration(content: &mut Content) {
    content.raw("/Artifact BMC");
}

/// An element that has only other elements in it.
fn node(kind: &str, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
    let mut node = Dictionary::new();
    node.set("S", kind);
    node.set("P", parent);
    node.set("K", kids);
    node
}
