//! A receipt like most, of an invented child: what the tests look at and the benches measure is the same one.
#![allow(clippy::unwrap_used, reason = "a time that is written wrong should stop the test")]

use outreach_kit::papers::Bilingual;
use outreach_kit::papers::picture::Picture;
use outreach_kit::papers::receipt::{ChildLine, Copy, Fact, Header, Receipt};

pub(crate) fn fact(key: &str, km: &str, en: &str) -> Fact {
    Fact { label: Bilingual::of(key), value: Bilingual::new(km, en) }
}

/// A receipt like most.
pub(crate) fn ordinary() -> Receipt {
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
