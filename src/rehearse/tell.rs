//! Now and then an officer tells the focal what was seen, or asks for the team lead. At the end: did it reach the
//! focal, and nobody else? How the focal works through it stands in a room of its own.

use super::cast::Cast;
use super::desk::{Officer, field};
use super::http::HttpError;
use super::page;
use super::stage::Stage;
use super::stock::Stock;
use crate::acts::focals::RoomKeys;
use crate::acts::seal;
use crate::domain::safeguarding::{Sign, What};
use crate::i18n::{self, Lang};
use crate::seal::Cost;

impl Officer {
    /// Tells something about the family at the desk, as about every eleventh, and asks for the team lead, as at every
    /// seventeenth for whatever reason.
    pub(super) async fn tell(&mut self, family: &str, visits: u32) -> Result<(), HttpError> {
        if visits % 17 == 3 {
            let called = self.post("/call", &[]).await?;
            self.expect(called.status == 200, "the team lead could not be called");
        }
        if visits % 11 != 5 {
            return Ok(());
        }
        let at = usize::try_from(visits / 11).unwrap_or_default() % Sign::ALL.len();
        let Some(sign) = Sign::ALL.get(at) else { return Ok(()) };
        let form = self.open(&format!("/tell?family={family}")).await?;
        self.expect(form.text().contains("data-card"), "the card stands beside no form");
        let pairs = [field("family", family), field("child", "all"), field("sign", sign.code())];
        let noted = self.post("/tell", &pairs).await?;
        self.expect(noted.status == 200, "what an officer told was not noted");
        if noted.status == 200 {
            self.stage.ledger.told();
        }
        for path in [format!("/desk/family/{family}"), "/desk".to_owned()] {
            let page = self.open(&path).await?;
            self.expect(!says_a_sign(&page.text()), "a page at the desk says what was told");
        }
        Ok(())
    }

    /// Looks at what everybody sees after the event.
    pub(super) async fn look_for_signs(&mut self) {
        for path in ["/desk", "/search", "/register?which=all", "/collect", "/receipts", "/board"] {
            match self.open(path).await {
                Ok(page) => {
                    self.expect(!says_a_sign(&page.text()), "a page says what was told");
                }
                Err(err) => self.wrong(&format!("looking for what was told: {err}")),
            }
        }
        let bell = self.stage.laptop().open("/lead").await;
        let rings = bell.is_ok_and(|page| page::data(&page.text(), "data-call").is_some());
        let rang = rings || 0 < self.stage.followed.times_answered();
        self.expect(rang || self.stage.ledger.times_told() == 0, "the bell rang for nobody");
    }
}

/// Whether a page says one of the signs, in either language.
fn says_a_sign(html: &str) -> bool {
    let texts =
        Sign::ALL.iter().flat_map(|sign| Lang::ALL.map(|lang| i18n::text(lang, sign.text_key())));
    texts.into_iter().any(|text| html.contains(&text))
}

/// Opens the sealed room with the focal's passphrase, and tries to with every other secret.
pub(super) async fn check_room(stock: &Stock, cast: &Cast, stage: &Stage) -> anyhow::Result<()> {
    let event = stock.event();
    let keys = stock.kit().store.read(move |conn| RoomKeys::of(conn, event)).await?;
    let others = cast.keyholders.iter().map(|(_, passphrase)| passphrase);
    for typed in others.chain(cast.staff.iter().map(|member| &member.pin)) {
        let opens = keys.open(typed, None, Cost::test()).is_ok();
        stage.ledger.expect(!opens, "the sealed room opens with what is no focal's");
    }
    let Ok(opened) = keys.open(&cast.focal, None, Cost::test()) else {
        stage.ledger.mistake("the focal's passphrase does not open the sealed room");
        return Ok(());
    };
    let room = stock
        .kit()
        .store
        .read(move |conn| seal::open_room(conn, event, opened.secret(), 0))
        .await?;
    let told = room.notes.iter().filter(|note| matches!(note.what, What::Observed { .. })).count();
    // One whose answer was lost in a power cut may be there all the same.
    let ledger = &stage.ledger;
    ledger.expect(ledger.times_told() <= told, "what an officer told did not reach the focal");
    ledger.expect(room.shut == 0, "the focal's passphrase leaves boxes shut");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::says_a_sign;

    #[test]
    fn a_sign_on_a_page_is_seen_in_either_language() {
        assert!(says_a_sign("<p>Something worries me</p>"));
        assert!(says_a_sign("<p>មានអ្វីមួយធ្វើឱ្យខ្ញុំបារម្ភ</p>"));
        assert!(!says_a_sign("<p>Something else</p>"));
    }
}
