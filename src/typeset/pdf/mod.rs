//! Pages to a PDF file: the only room that names printpdf and lopdf.
//!
//! Text is written as glyphs, since a viewer does not shape Khmer. What its characters are is said twice, since
//! glyphs do not tell: each word stands in a span of its characters (`words`), and each glyph is written by a code
//! that stands for one share of a syllable (`codes`). What is read aloud, and in which order, is the structure
//! (`tags`). Faces are embedded as subsets, one for the whole file. Nothing in the bytes is random.

use std::sync::{Mutex, PoisonError};

use flate2::{Compress, Compression, FlushCompress, Status};
use printpdf::{PdfDocument, PdfSaveOptions};

mod codes;
mod content;
mod drawing;
mod program;
mod tags;
mod words;

use words::Words;

use super::layout::Page;

/// What a document says about itself. No person's name belongs here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Shown in a viewer's title bar: a receipt's number, a sheet's name.
    pub title: String,
    /// Tells this document from every other; equal documents have equal ones.
    pub id: String,
    /// When the record it was made from was issued, not when the file was written.
    pub issued: jiff::Timestamp,
}

/// Why pages did not become a file.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A face could not be cut down to what the pages use.
    #[error("the face {0} could not be embedded")]
    Face(&'static str),
    /// The writer complained; the paper might lack something, so there is none.
    #[error("the document could not be composed: {0}")]
    Composing(String),
    /// Bytes could not be written.
    #[error("the document could not be written")]
    Writing(#[source] std::io::Error),
}

/// Writes pages as one PDF 1.7 file.
pub fn write(pages: &[Page], about: &About) -> Result<Vec<u8>, PdfError> {
    let mut words = Words::default();
    let mut document = PdfDocument::new(&about.title);
    PRODUCER.clone_into(&mut document.metadata.info.creator);
    PRODUCER.clone_into(&mut document.metadata.info.producer);
    if let Ok(date) = printpdf::OffsetDateTime::from_unix_timestamp(about.issued.as_second()) {
        document.metadata.info.creation_date = date;
        document.metadata.info.modification_date = date;
        document.metadata.info.metadata_date = date;
    }
    for page in pages {
        words.page(page);
    }
    words.embed(&mut document)?;
    document.pages = words.sheets(pages);

    let mut complaints = Vec::new();
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    let mut file = document.to_lopdf_document(&options, &mut complaints);
    if let Some(complaint) = complaints.first() {
        return Err(PdfError::Composing(format!("{complaint:?}")));
    }
    "1.7".clone_into(&mut file.version);
    let id = lopdf::Object::string_literal(about.id.as_str());
    file.trailer.set("ID", lopdf::Object::Array(vec![id.clone(), id]));
    words.explain(&mut file)?;
    // printpdf says PDF/X of every document, which this is not.
    if let Ok(info) = file.trailer.get(b"Info").and_then(lopdf::Object::as_reference)
        && let Ok(info) = file.get_dictionary_mut(info)
    {
        info.remove(b"GTS_PDFXVersion");
    }
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Lang", lopdf::Object::string_literal("km-KH"));
    }
    tidy(&mut file);
    compress(&mut file)?;
    let mut bytes = Vec::new();
    file.save_modern(&mut bytes).map_err(PdfError::Writing)?;
    Ok(bytes)
}

/// The program's name, without a version: a reprint after an update stays the same bytes.
const PRODUCER: &str = "outreach-kit";

/// How hard deflate tries, of 9. Harder saves a hundred and fifty bytes of a receipt, and takes half as long again.
const LEVEL: u32 = 6;

/// Bytes that a deflated stream may have more than what is in it: its head, its checksum, and five bytes for each
/// sixteen thousand that do not become smaller.
const MORE: usize = 4096;

/// Deflates what can be, with one state for all streams, kept for the next file: to make a new one costs as much as to
/// deflate a page.
fn compress(file: &mut lopdf::Document) -> Result<(), PdfError> {
    static SPARE: Mutex<Option<Compress>> = Mutex::new(None);
    let spare = || SPARE.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = spare().take();
    let mut deflate = kept.unwrap_or_else(|| Compress::new(Compression::new(LEVEL), true));
    let streams = file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    for stream in streams.filter(|stream| stream.dict.get(b"Filter").is_err()) {
        deflate.reset();
        let mut deflated = Vec::with_capacity(stream.content.len() + MORE);
        let done = deflate.compress_vec(&stream.content, &mut deflated, FlushCompress::Finish);
        // Some of what a stream's dictionary says holds only of what is deflated.
        if !matches!(done, Ok(Status::StreamEnd)) {
            return Err(PdfError::Composing("a stream could not be deflated".to_owned()));
        }
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(deflated);
    }
    *spare() = Some(deflate);
    Ok(())
}

/// Takes away what printpdf writes of every document and these have not: empty lists, empty words about it, and
/// boxes of the page that are the page.
fn tidy(file: &mut lopdf::Document) {
    const OF_PAGES: [&[u8]; 3] = [b"TrimBox", b"CropBox", b"Annots"];
    const OF_RESOURCES: [&[u8]; 3] = [b"XObject", b"ExtGState", b"Shading"];
    const OF_INFO: [&[u8]; 4] = [b"Keywords", b"Author", b"Subject", b"Identifier"];
    let empty = |object: &lopdf::Object| {
        object.as_dict().is_ok_and(lopdf::Dictionary::is_empty)
            || object.as_array().is_ok_and(Vec::is_empty)
            || object.as_str().is_ok_and(<[u8]>::is_empty)
    };
    let hollow: Vec<lopdf::ObjectId> = file
        .objects
        .iter()
        .filter(|(_, object)| object.as_dict().is_ok_and(lopdf::Dictionary::is_empty))
        .map(|(id, _)| *id)
        .collect();
    for object in file.objects.values_mut() {
        let Ok(dictionary) = object.as_dict_mut() else { continue };
        let is_page = dictionary.has_type(b"Page");
        for key in OF_PAGES.into_iter().chain(OF_RESOURCES).chain(OF_INFO) {
            let Ok(value) = dictionary.get(key) else { continue };
            let is_hollow = value.as_reference().is_ok_and(|id| hollow.contains(&id));
            let is_the_page =
                is_page && dictionary.get(b"MediaBox").is_ok_and(|page| page == value);
            if empty(value) || is_hollow || is_the_page {
                dictionary.remove(key);
            }
        }
    }
    let hollow = hollow.into_iter();
    hollow.for_each(|id| drop(file.objects.remove(&id)));
}
