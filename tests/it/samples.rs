//! Papers of invented families, one of each kind, as full as they come.
#![allow(clippy::unwrap_used, reason = "a paper that cannot be made should stop the test")]

use jiff::Timestamp;
use jiff::civil::date;
use outreach_kit::domain::documents::Paper;
use outreach_kit::domain::intake::{FormSetting, PlaceName};
use outreach_kit::i18n::{Arg, Lang, text_with};
use outreach_kit::papers::blank_form::{self, BlankForm};
use outreach_kit::papers::collection_list::{self, CollectionList, ListedChild};
use outreach_kit::papers::day_sheet::{self, Body, DaySheet, Section};
use outreach_kit::papers::picture::Picture;
use outreach_kit::papers::receipt::{self, ChildLine, Copy, Header, Receipt};
use outreach_kit::papers::referral::{self, Fact, Referral};
use outreach_kit::papers::register_copy::{self, Child, Parent, Person, RegisterCopy, Told};
use outreach_kit::papers::sheet::{self, Sheet};
use outreach_kit::papers::{Bilingual, test_page};
use outreach_kit::typeset::layout::Page;
use outreach_kit::typeset::pdf::About;

pub(crate) use crate::receipt_sample::{fact, ordinary};

/// One that an organiser gives out, for practice, with papers that are missing.
pub(crate) fn by_an_organiser() -> Receipt {
    let missing = vec![
        Bilingual::new("សំបុត្រអាពាហ៍ពិពាហ៍", "Marriage certificate"),
        Bilingual::new("អត្តសញ្ញាណប័ណ្ណសញ្ជាតិខ្មែរ", "Khmer identity card"),
    ];
    let header = Header::Organiser {
        name: Bilingual::new("អង្គការមិត្តកុមារ", "Friends of Children")
    };
    Receipt {
        code: "KT1R7QM0042K9XWZ3T5HJNP".to_owned(),
        training: true,
        header,
        missing,
        ..ordinary()
    }
}

/// As long as a register lets every answer be.
pub(crate) fn crowded() -> Receipt {
    let mut receipt = Receipt {
        child: ChildLine {
            khmer: "ស៊ើបចាន់សុភក្ត្រាវិចិត្ររតនៈឧត្តម សុភមង្គលស្រីពេជ្រមុន្នីរ័ត្នកញ្ញា".to_owned(),
            latin: "SEUBCHANSOPHEAKTRAVICHETRATANAK Outdomsopheakmongkulsreypichmony".to_owned(),
        },
        copy: Copy::Further {
            number: 1,
            reason: Bilingual::new(
                "បាត់ច្បាប់ដើម ២៣-១១-២០២៦ ម៉ោង ០៩:១៥",
                "First one lost, 23-11-2026 09:15",
            ),
        },
        ..by_an_organiser()
    };
    receipt.missing.push(Bilingual::new(
        "លិខិតបញ្ជាក់កំណើតពីមន្ទីរពេទ្យ ឬមណ្ឌលសុខភាព",
        "Birth notice from hospital or health centre",
    ));
    receipt.missing.push(Bilingual::new("សៀវភៅគ្រួសារ", "Family book"));
    let village = fact(
        "receipt-fact-village",
        "ភូមិត្រពាំងស្វាយចាស់ជ្រៃម៉ាំងខាងត្បូងទី២ (ខាងលិចផ្លូវជាតិលេខ៥)",
        "Trapeang Svay Chas Chrey Mang Khang Tboung Ti Pir (west of the road)",
    );
    receipt.facts.retain(|known| known.label != village.label);
    receipt.facts.insert(3, village);
    receipt
}

/// Printed before it is bound to a child.
pub(crate) fn blank() -> Receipt {
    let mut receipt = ordinary();
    receipt.child = ChildLine::default();
    receipt.ticket = None;
    receipt.picture = None;
    receipt.phone.clear();
    for fact in &mut receipt.facts {
        fact.value = Bilingual::default();
    }
    receipt
}

/// Of a child without a name yet, whose family has to bring every paper there is: as an officer prints it.
pub(crate) fn waiting() -> Receipt {
    let missing = Paper::ALL.iter().take(4).map(|paper| Bilingual::of(paper.text_key())).collect();
    let words = |lang| {
        let args = [
            ("place", ["សាលាឃុំរំលេច", "Rumlech commune hall"]),
            ("event", ["សាលាបឋមសិក្សាក្រពើពីរ", "Krapeu Pir primary school"]),
            ("until", ["ថ្ងៃទី ២២ ខែ វិច្ឆិកា ឆ្នាំ ២០២៦", "22 November 2026"]),
        ];
        let args =
            args.map(|(name, [km, en])| (name, Arg::Text(if lang == Lang::Km { km } else { en })));
        text_with(lang, "paper-bring-until", &args)
    };
    let mut receipt = Receipt {
        header: ordinary().header,
        training: false,
        child: ChildLine::default(),
        missing,
        collect: vec![Bilingual::new(words(Lang::Km), words(Lang::En))],
        unbroken: vec!["សាលាបឋមសិក្សាក្រពើពីរ".to_owned(), "ថ្ងៃទី ២២ ខែ វិច្ឆិកា ឆ្នាំ ២០២៦".to_owned()],
        copy: Copy::First,
        ..crowded()
    };
    let village = "receipt-fact-village";
    *receipt.facts.get_mut(3).unwrap() = fact(village, "ត្រពាំងស្វាយ", "Trapeang Svay");
    if let Some(state) = receipt.facts.last_mut() {
        state.value = Bilingual::of("paper-state-line-awaiting_papers");
    }
    receipt
}

/// Every kind of receipt.
pub(crate) fn every_kind() -> [Receipt; 6] {
    let crowded_commune = Receipt { header: ordinary().header, training: false, ..crowded() };
    [ordinary(), by_an_organiser(), crowded(), crowded_commune, waiting(), blank()]
}

/// A paper as pages and as a file.
pub(crate) struct Sample {
    /// What it is, as a file's name.
    pub(crate) name: &'static str,
    /// What is on it.
    pub(crate) pages: Vec<Page>,
    /// The file.
    pub(crate) pdf: Vec<u8>,
}

/// One of each paper that the kit prints.
pub(crate) fn papers() -> Vec<Sample> {
    let of_receipt = |name, receipt: &Receipt, sheet| Sample {
        name,
        pages: receipt::pages(receipt, sheet),
        pdf: receipt::pdf(receipt, sheet).unwrap(),
    };
    let of_sheet = |name, sheet: &Sheet| Sample {
        name,
        pages: sheet::pages(sheet),
        pdf: sheet::pdf(sheet).unwrap(),
    };
    vec![
        of_receipt("receipt", &ordinary(), receipt::Sheet::A5),
        of_receipt(
            "receipt-with-counterfoil",
            &by_an_organiser(),
            receipt::Sheet::A4WithCounterfoil,
        ),
        of_receipt("receipt-two", &ordinary(), receipt::Sheet::TwoOnA4),
        of_receipt("receipt-blank", &blank(), receipt::Sheet::A4WithCounterfoil),
        of_receipt("receipt-waiting", &waiting(), receipt::Sheet::A5),
        of_receipt("receipt-crowded", &crowded(), receipt::Sheet::A5),
        of_sheet("day-sheet", &day_sheet::sheet(&day())),
        of_sheet("register-copy", &register_copy::sheet(&copy())),
        of_sheet("collection-list", &collection_list::sheet(&list())),
        of_sheet("blank-form", &form(Some(9017))),
        of_sheet("blank-form-further", &form(None)),
        of_sheet("referral-slip", &referral::sheet(&slip())),
        of_sheet("referral-slip-vital", &referral::sheet(&slip_without_consent())),
        of_sheet("test-page", &test_page::sheet(event(), made(), Timestamp::UNIX_EPOCH, true)),
    ]
}

fn event() -> Bilingual {
    Bilingual::new("ចុះបញ្ជីកំណើតដល់ភូមិ រំលេច", "Village birth registration, Rumlech")
}

fn made() -> Bilingual {
    Bilingual::new("ថ្ងៃទី ២១ ខែ វិច្ឆិកា ឆ្នាំ ២០២៦ ម៉ោង ១៦:៤០", "21 November 2026 16:40")
}

fn day() -> DaySheet {
    let told = |km: &str, en: &str| (Bilingual::new(km, en), Bilingual::number("105"));
    let facts = vec![
        told("គ្រួសារបានដាក់ពាក្យ", "Families filed"),
        told("កុមារបានចុះក្នុងបញ្ជី", "Children entered in the register"),
        told("រង់ចាំឯកសារ ឬលិខិតបញ្ជាក់ពីមន្ទីរពេទ្យ", "Waiting for papers or a hospital's notice"),
    ];
    let cell = |km: &str, en: &str| Bilingual::new(km, en);
    let table = Body::Table {
        columns: vec![(cell("ភូមិ", "Village"), 2.0), (cell("ចំនួន", "Number"), 1.0)],
        rows: ["ស្រែជ្រៅ", "ក្រពើពីរ", "អូរតាព្រុំ", "ប៉ប្រះជ្រៃ", "សំរោងសែន"]
            .map(|village| vec![cell(village, ""), Bilingual::number("21")])
            .to_vec(),
    };
    let words = Body::Words(vec![Bilingual::new(
        "បង្កាន់ដៃពីរសន្លឹកបានខូច ហើយត្រូវបានបំផ្លាញចោលៗ ចំពោះមុខមេឃុំ។ល។ សូមរក្សាទុកសន្លឹកនេះជាមួយសៀវភៅបញ្ជី។",
        "Two receipts were spoilt and destroyed before the commune chief. Keep this sheet with the register.",
    )]);
    let section = |key, body| Section { key, heading: Bilingual::of(key), body };
    DaySheet {
        title: Bilingual::new("សន្លឹកប្រចាំថ្ងៃ លេខ ៣", "Day sheet 3"),
        lines: vec![event(), made()],
        sections: vec![
            section("day-part-children", vec![Body::Facts(facts)]),
            section("day-part-receipts", vec![table, words]),
        ],
        signatures: vec![cell("ស្មៀនឃុំ", "Commune clerk"), cell("មេឃុំ", "Commune chief")],
        training: false,
        foot: made(),
        id: "day".to_owned(),
        at: Timestamp::UNIX_EPOCH,
    }
}

fn copy() -> RegisterCopy {
    let written = |words: &str| Told::Written(words.to_owned());
    let khmer = || Told::Words(Bilingual::of("nationality-khmer"));
    let parent = |surname: &str, given: &str, latin: &str| Parent {
        said: None,
        person: Some(Person {
            surname: written(surname),
            given: written(given),
            latin: written(latin),
            nationality: khmer(),
            birth: Bilingual::new("ថ្ងៃទី ១២ ខែ មេសា ឆ្នាំ ១៩៩៩", "12 April 1999"),
            place: written("ឃុំសំរោង"),
        }),
    };
    let child = |position| Child {
        withdrawn: false,
        ticket: 57,
        position,
        commune: Bilingual::new("រំលេច ១៥០១០៦", "Rumlech 150106"),
        entry: ["3", "2026", "41"].map(str::to_owned),
        surname: written("ស៊ើប"),
        given: written("សុភាស្ត្រី"),
        latin: written("SEUB SOPHEA STREY"),
        sex: Bilingual::of("register-sex-female"),
        nationality: khmer(),
        birth: Bilingual::new("ថ្ងៃទី ៥ ខែ មករា ឆ្នាំ ២០២៤", "5 January 2024"),
        lunar: vec![Bilingual::new("ថ្ងៃសុក្រ ៩រោច ខែមិគសិរ ឆ្នាំថោះ បញ្ចស័ក ព.ស. ២៥៦៧", "")],
        place: written("មណ្ឌលសុខភាព, ក្រពើពីរ"),
        father: parent("ស៊ើប", "ច័ន្ទធី", "SEUB CHANTHY"),
        mother: parent("ញ៉ែម", "ស្រីមុំ", "NHEM SREYMOM"),
        relation: Bilingual::of("relation-mother"),
        informant: written("ញ៉ែម ស្រីមុំ"),
        home: written("ក្រពើពីរលើ, ក្រពើពីរ"),
        copied: None,
    };
    RegisterCopy {
        lines: vec![event()],
        children: (1..=3).map(child).collect(),
        training: false,
        foot: made(),
        id: "register".to_owned(),
        made_at: Timestamp::UNIX_EPOCH,
    }
}

fn list() -> CollectionList {
    let names = ["ស៊ើប សុភាស្ត្រី", "ឌុច ប៉័ងហ៊ាន", "ហ៊ុន ឫទ្ធី", "ញ៉ែម កញ្ញា", "ឡុង វណ្ណៈ"];
    let child = |(khmer, row): (&str, u32)| ListedChild {
        row,
        picture: Picture::of(row, 1),
        khmer: khmer.to_owned(),
        latin: "SEUB Sophea Strey".to_owned(),
        household: ["ញ៉ែម ស្រីមុំ", "ឡុងវណ្ណៈ ចាន់សុភក្ត្រាវិចិត្រ", ""]
            .get((row as usize).wrapping_sub(1) % 3)
            .map(|name| (*name).to_owned())
            .unwrap_or_default(),
        receipt: format!("3-{row:05}"),
        collected: (row == 2).then(|| Bilingual::new("បានប្រគល់", "handed over")),
    };
    CollectionList {
        number: 3,
        village: "ក្រពើពីរលើ".to_owned(),
        event: event(),
        made: made(),
        rows: names.into_iter().zip(1..).map(child).collect(),
        training: false,
        about: About {
            title: "list 3".to_owned(),
            id: "list-3".to_owned(),
            issued: Timestamp::UNIX_EPOCH,
        },
    }
}

/// With everything that was agreed to.
fn slip() -> Referral {
    let fact =
        |key: &str, km: &str, en: &str| -> Fact { (Bilingual::of(key), Bilingual::new(km, en)) };
    let of = |key: &str, value: &str| -> Fact { (Bilingual::of(key), Bilingual::of(value)) };
    let reasons = (
        "ឪពុក និងម្តាយបានស្លាប់ទាំងពីរ; ឪពុកម្តាយទាំងពីរនៅឆ្ងាយ ហើយមិនឃើញមានសាច់ញាតិពេញវ័យមើលថែកុមារ",
        "Both parents have died; Both parents are away, and no adult relative is named",
    );
    Referral {
        date: "211126".to_owned(),
        village: "15060203".to_owned(),
        number: "K3QX-0042-01".to_owned(),
        child_code: String::new(),
        parties: vec![
            fact("slip-to", "មន្ទីរ ស.អ.យ ខេត្តពោធិ៍សាត់", ""),
            fact("slip-referrer", "ឆន សុភា", ""),
            fact("slip-organisation", "អង្គការមិត្តកុមារ", ""),
            fact("slip-referrer-phone", "012 345 678", ""),
        ],
        child: vec![
            fact("slip-name", "ស៊ើប សុភាស្ត្រី", "SEUB Sophea Strey"),
            of("slip-sex", "register-sex-female"),
            fact("slip-birth", "ថ្ងៃទី ៥ ខែ មករា ឆ្នាំ ២០២៤", "5 January 2024"),
            (Bilingual::of("slip-age"), Bilingual::number("2")),
        ],
        family: vec![
            fact("slip-address", "ក្រពើពីរលើ, ក្រពើពីរ, ក្រគរ, ពោធិ៍សាត់", ""),
            of("slip-lives-with", "support-lives-relative"),
            of("slip-reporter", "relation-grandmother"),
            fact("slip-phone", "098 765 432", ""),
        ],
        level: vec![
            of("slip-level", "level-medium"),
            of("slip-concerns", "concern-parents-dead"),
            fact("slip-due", "ថ្ងៃទី ២៤ ខែ វិច្ឆិកា ឆ្នាំ ២០២៦ ០៩:០០", "24 November 2026 09:00"),
            fact("slip-reasons", reasons.0, reasons.1),
        ],
        help: vec![Bilingual::of("help-food-package"), Bilingual::of("help-follow-up-visit")],
        ground: vec![of("slip-agreed", "agreed-share-ministry")],
        training: false,
        foot: made(),
        id: "slip".to_owned(),
        at: Timestamp::UNIX_EPOCH,
    }
}

/// The least, for a vital reason, from a kit for practice and of somebody who is not to be named.
fn slip_without_consent() -> Referral {
    let mut slip = slip();
    let own = |key: &str, words: &str| -> Fact { (Bilingual::of(key), Bilingual::new(words, "")) };
    *slip.parties.get_mut(1).unwrap() =
        (Bilingual::of("slip-referrer"), Bilingual::of("slip-not-named"));
    slip.family.truncate(1);
    slip.help.clear();
    slip.village.clear();
    slip.ground = vec![
        (Bilingual::of("slip-ground"), Bilingual::of("slip-ground-vital")),
        own("slip-vital", "R03៖ កុមារនៅម្នាក់ឯង គ្មានអ្នកណាមើលថែ"),
        own("slip-focal", "ឆន សុភា"),
    ];
    Referral { child_code: "0417".to_owned(), training: true, ..slip }
}

fn form(number: Option<u32>) -> Sheet {
    let commune = PlaceName { khmer: "រំលេច".to_owned(), latin: "Rumlech".to_owned() };
    let form = BlankForm {
        number,
        event: vec![event()],
        training: false,
        printed: made(),
        printed_at: Timestamp::UNIX_EPOCH,
    };
    blank_form::sheet(&form, &FormSetting::new(commune, date(2026, 11, 21)))
}
