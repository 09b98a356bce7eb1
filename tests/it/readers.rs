//! What a viewer makes of a paper: the words that are copied out of it and searched for are those that stand on it.
//!
//! Looks are proved by glyphs and pixels elsewhere: words that were never shaped extract perfectly and print wrongly.
//! poppler's `pdftotext` is asked where it is installed; `PDFium` and pdf.js where these say so, as `.ci/run` does:
//! `OUTREACH_KIT_PDFIUM` a Python that has `pypdfium2`, `OUTREACH_KIT_PDFJS` the folder of npm's `pdfjs-dist`.
//! `OUTREACH_KIT_PAPERS` names a folder that keeps the papers, to be looked at.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a reader that cannot be asked should stop the test, and one that is missing should be named"
)]

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use outreach_kit::typeset::layout::{Begins, Item, Page};

use crate::samples::{self, Sample};

/// The lines of a page in the order in which they are read.
fn lines(page: &Page) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in &page.items {
        let Item::Text(run) = item else { continue };
        match lines.last_mut().filter(|_| run.begins == Begins::Nothing) {
            Some(line) => line.push_str(&run.text),
            None => lines.push(run.text.clone()),
        }
    }
    lines
}

/// What a program printed.
fn said(program: &Path, args: &[&Path]) -> String {
    let out = Command::new(program).args(args).output().unwrap();
    assert!(
        out.status.success(),
        "{}: {}",
        program.display(),
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8(out.stdout).unwrap()
}

/// Two spaces that stand beside each other are read as one, as nobody would search for two.
fn single_spaces(text: &str) -> String {
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Looks at every paper with `read`, which gives the text of each page of a file.
fn every_word_is_read(reader: &str, read: impl Fn(&Path) -> Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for Sample { name, pages, pdf } in samples::papers() {
        let path = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&path, &pdf).unwrap();
        let read = read(&path);
        assert_eq!(read.len(), pages.len(), "{reader} sees other pages of {name}");
        for (page, text) in pages.iter().zip(read) {
            let strange = |letter: &char| {
                matches!(letter, '\u{200B}' | '\u{FFFD}' | '\u{FFFE}' | '\u{E000}'..='\u{F8FF}')
            };
            wrong.extend(text.chars().find(strange).map(|letter| format!("{name}: {letter:?}")));
            let text = single_spaces(&text);
            let missing =
                lines(page).into_iter().filter(|line| !text.contains(&single_spaces(line)));
            wrong.extend(missing.map(|line| format!("{name}: {line}")));
        }
    }
    assert!(wrong.is_empty(), "{reader} does not read\n{}", wrong.join("\n"));
}

/// The program that an environment variable names, or a line that says what was not asked.
fn named(variable: &str) -> Option<PathBuf> {
    let path = env::var_os(variable).map(PathBuf::from);
    if path.is_none() {
        eprintln!("skipped: {variable} does not say where the reader is");
    }
    path
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers").join(name)
}

#[test]
fn poppler_reads_every_word_of_every_paper() {
    let program = Path::new("pdftotext");
    if Command::new(program).arg("-v").output().is_err() {
        eprintln!("skipped: pdftotext (poppler-utils) is not installed");
        return;
    }
    every_word_is_read("poppler", |file| {
        let text = said(program, &["-raw".as_ref(), file, "-".as_ref()]);
        let mut pages: Vec<String> = text.split('\u{C}').map(str::to_owned).collect();
        pages.pop();
        pages
    });
}

#[test]
fn pdfium_reads_every_word_of_every_paper() {
    let Some(python) = named("OUTREACH_KIT_PDFIUM") else { return };
    every_word_is_read("PDFium", |file| {
        serde_json::from_str(&said(&python, &[&script("pdfium.py"), file])).unwrap()
    });
}

#[test]
fn pdfjs_reads_every_word_of_every_paper() {
    let Some(pdfjs) = Pdfjs::named() else { return };
    every_word_is_read("pdf.js", |file| pdfjs.pages(file).into_iter().map(|page| page.0).collect());
}

#[test]
fn a_paper_is_read_aloud_line_by_line_in_the_order_of_its_items() {
    let Some(pdfjs) = Pdfjs::named() else { return };
    let folder = tempfile::tempdir().unwrap();
    for Sample { name, pages, pdf } in samples::papers() {
        let path = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&path, &pdf).unwrap();
        for (page, (_, heard)) in pages.iter().zip(pdfjs.pages(&path)) {
            let heard: Vec<String> = heard.iter().map(|line| single_spaces(line)).collect();
            let written: Vec<String> = lines(page).iter().map(|line| single_spaces(line)).collect();
            assert_eq!(heard, written, "{name}");
        }
    }
}

/// pdf.js, under node.
struct Pdfjs(PathBuf);

impl Pdfjs {
    fn named() -> Option<Self> {
        named("OUTREACH_KIT_PDFJS").map(Self)
    }

    /// Of each page its text, and the lines that its structure gives.
    fn pages(&self, file: &Path) -> Vec<(String, Vec<String>)> {
        let printed = said("node".as_ref(), &[&script("pdfjs.mjs"), &self.0, file]);
        let pages: Vec<serde_json::Value> = serde_json::from_str(&printed).unwrap();
        let words = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let page = |page: &serde_json::Value| {
            let lines = page["lines"].as_array().unwrap().iter().map(words).collect();
            (words(&page["text"]), lines)
        };
        pages.iter().map(page).collect()
    }
}

#[test]
fn papers_are_kept_to_be_looked_at_where_a_folder_is_named() {
    let Some(folder) = env::var_os("OUTREACH_KIT_PAPERS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for Sample { name, pages, pdf } in samples::papers() {
        std::fs::write(folder.join(format!("{name}.pdf")), &pdf).unwrap();
        let words: Vec<Vec<String>> = pages.iter().map(lines).collect();
        std::fs::write(folder.join(format!("{name}.json")), serde_json::to_string(&words).unwrap())
            .unwrap();
    }
}
