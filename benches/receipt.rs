//! What a receipt costs: a name shaped, one receipt, five hundred in one file.
//!
//! Budgets: one receipt from data to bytes in 2 ms with the program warm, 500 in 1 s.

#![allow(missing_docs, clippy::unwrap_used, reason = "criterion's macros, and a harness")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use outreach_kit::papers::Bilingual;
use outreach_kit::papers::picture::Picture;
use outreach_kit::papers::receipt::{self, ChildLine, Copy, Fact, Header, Receipt, Sheet};
use outreach_kit::typeset::Face;
use outreach_kit::typeset::shape::shape;

fn fact(key: &str, km: &str, en: &str) -> Fact {
    Fact { label: Bilingual::of(key), value: Bilingual::new(km, en) }
}

fn ordinary() -> Receipt {
    Receipt {
        code: "KB1R7QM0042K9XWZ3T5HJNP".to_owned(),
        number: "0100042".to_owned(),
        ticket: Some(57),
        picture: Some(Picture::of(57, 2)),
        training: false,
        header: Header::Commune {
            authority: Bilingual::new(
                "ឃុំរំលេច ស្រុកបាកាន ខេត្តពោធិ៍សាត់",
                "Rumlech commune, Bakan district, Pursat",
            ),
        },
        event: Bilingual::new("ចុះបញ្ជីកំណើតដល់ភូមិ រំលេច", "Village birth registration, Rumlech"),
        child: ChildLine {
            khmer: "ស៊ើប សុភាស្ត្រី".to_owned(), latin: "SEUB Sophea Strey".to_owned()
        },
        facts: vec![
            fact("receipt-fact-sex", "ស្រី", "Female"),
            fact("receipt-fact-birth-date", "៥ មករា ២០១៧", "5 January 2017"),
            fact(
                "receipt-fact-birth-place",
                "មណ្ឌលសុខភាពរំលេច ឃុំរំលេច ស្រុកបាកាន ខេត្តពោធិ៍សាត់",
                "Rumlech health centre, Rumlech, Bakan, Pursat",
            ),
            fact("receipt-fact-village", "ភូមិក្រពើពីរ", "Krapeu Pir"),
            fact("receipt-fact-filed", "២១ វិច្ឆិកា ២០២៦", "21 November 2026"),
            fact("receipt-fact-state", "បានចុះក្នុងបញ្ជីកំណើតហើយ", "Entered in the birth register"),
        ],
        missing: Vec::new(),
        collect: vec![
            Bilingual::new(
                "មកយកនៅសាលាឃុំរំលេច ចាប់ពីថ្ងៃទី ២១ ធ្នូ ២០២៦",
                "Collect at the Rumlech commune hall from 21 December 2026",
            ),
            Bilingual::new("ថ្ងៃច័ន្ទ ដល់ថ្ងៃសុក្រ ម៉ោង ៨ ព្រឹក ដល់ម៉ោង ៤ រសៀល", "Monday to Friday, 8 am to 4 pm"),
        ],
        unbroken: vec!["សាលាឃុំរំលេច".to_owned(), "ថ្ងៃទី ២១ ធ្នូ ២០២៦".to_owned()],
        helpline: Some(Bilingual::new(
            "ខ្សែទូរស័ព្ទជំនួយកុមារ ១២៨០ (ឥតគិតថ្លៃ)",
            "Child Helpline 1280, free to call",
        )),
        officer: "ហេង វិចិត្រ".to_owned(),
        signatory: Bilingual::new("មន្ត្រីអត្រានុកូលដ្ឋាន", "Civil registrar"),
        phone: "012 345 678".to_owned(),
        copy: Copy::First,
        issued: Bilingual::new("២១-១១-២០២៦ ម៉ោង ១០:៤២", "21-11-2026 10:42"),
        issued_at: "2026-11-21T03:42:00Z".parse().unwrap(),
        free_of_charge: true,
    }
}

/// As many receipts as an event files in a good week, no two with the same name.
fn five_hundred() -> Vec<Receipt> {
    const FAMILY: [&str; 5] = ["សុខ", "ស៊ើប", "ជា", "ឌុច", "ហ៊ុន"];
    const GIVEN: [&str; 10] =
        ["ដារា", "សុភាព", "ច័ន្ទធី", "កញ្ញា", "ឫទ្ធី", "វណ្ណៈ", "ស្រីមុំ", "ពិសិដ្ឋ", "មុន្នី", "រតនា"];
    let pairs = FAMILY.iter().flat_map(|family| GIVEN.iter().map(move |given| (family, given)));
    let thirds = GIVEN.iter().flat_map(|third| pairs.clone().map(move |pair| (pair, third)));
    thirds
        .zip(42_000..)
        .map(|(((family, given), third), serial)| Receipt {
            number: format!("010{serial}"),
            code: format!("KB1R7QM0{serial}XWZ3T5HJNP"),
            child: ChildLine { khmer: format!("{family} {given}{third}"), ..ordinary().child },
            ..ordinary()
        })
        .collect()
}

fn receipts(bench: &mut Criterion) {
    bench.bench_function("shape a name", |bench| {
        bench.iter(|| shape(Face::Text.font(), black_box("ស៊ើប សុភាស្ត្រី")));
    });
    let one = ordinary();
    bench.bench_function("lay out one receipt", |bench| {
        bench.iter(|| receipt::pages(black_box(&one), Sheet::A5));
    });
    bench.bench_function("one receipt as a file", |bench| {
        bench.iter(|| receipt::pdf(black_box(&one), Sheet::A5).unwrap());
    });
    let many = five_hundred();
    let mut slow = bench.benchmark_group("batch");
    slow.sample_size(10);
    slow.bench_function("500 receipts as a file", |bench| {
        bench.iter(|| receipt::batch(black_box(&many), Sheet::A5).unwrap());
    });
    slow.finish();
}

criterion_group!(benches, receipts);
criterion_main!(benches);
