//! What a receipt costs: a name shaped, one receipt, five hundred in one file.
//!
//! Budgets: one receipt from data to bytes in 2 ms with the program warm, 500 in 1 s.

#![allow(missing_docs, clippy::unwrap_used, reason = "criterion's macros, and a harness")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use outreach_kit::papers::receipt::{self, ChildLine, Receipt, Sheet};
use outreach_kit::typeset::Face;
use outreach_kit::typeset::shape::shape;
use receipt_sample::ordinary;

#[path = "../tests/it/receipt_sample.rs"]
mod receipt_sample;

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
