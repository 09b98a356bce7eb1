//! From a list as it is stored to the paper a village chief carries.

use crate::domain::event::Event;
use crate::i18n::{self, Arg, Lang};
use crate::papers::Bilingual;
use crate::papers::collection_list::{CollectionList, ListedChild};
use crate::papers::picture::Picture;
use crate::store::lists::{List, ListRow};
use crate::typeset::pdf::About;

use super::paper::{moment, number_of};

/// What the list says. The same rows give the same paper, but for what was handed over since.
pub fn list_paper(list: &List, rows: &[ListRow], event: &Event, training: bool) -> CollectionList {
    let joined = |name: &str, place: &str| {
        let parts = [name, place].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    };
    CollectionList {
        number: list.number,
        village: list.village.clone(),
        event: Bilingual::new(
            joined(&event.name.km, &event.commune.km),
            joined(&event.name.en, &event.commune.en),
        ),
        made: moment(list.at),
        rows: rows.iter().map(listed).collect(),
        training,
        about: About {
            title: format!("list {}", list.number),
            id: format!("list-{}", list.id),
            issued: list.at,
        },
    }
}

fn listed(row: &ListRow) -> ListedChild {
    let child = &row.found.child;
    ListedChild {
        row: row.row,
        picture: Picture::of(row.found.ticket, child.position),
        khmer: child.name.khmer(),
        latin: child.name.latin(),
        household: row.household.clone(),
        receipt: row.code.as_deref().map(number_of).unwrap_or_default(),
        collected: row.collection.as_ref().map(|taken| {
            let when = moment(taken.at);
            let say = |lang| {
                i18n::text_with(
                    lang,
                    "list-collected",
                    &[("when", Arg::Text(when.in_language(lang)))],
                )
            };
            Bilingual::new(say(Lang::Km), say(Lang::En))
        }),
    }
}
