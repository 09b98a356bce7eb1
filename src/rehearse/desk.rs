//! The desks: two officers call, seat, correct, decide, print and finish at the same time.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::answer::Answer;
use super::http::{Client, HttpError, Pairs};
use super::page;
use super::random::Random;
use super::stage::{Stage, pause};

/// Nothing to do at any desk for so long, while families still have to be served, is a mistake.
const STUCK: Duration = Duration::from_mins(1);

/// How long an officer tries to get one family through in spite of kills.
const PATIENCE: Duration = Duration::from_mins(6);

/// The kit is still being opened.
const LOCKED: &str = "the kit is locked";

/// The kit asks who is there.
const SIGNED_OUT: &str = "nobody is signed in";

/// What has become of a family, as the two officers know it between them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    /// One of them has it before him.
    By(u8),
    /// Finished.
    Finished,
}

/// What both desks share.
#[derive(Default)]
pub(super) struct Room {
    families: Mutex<HashMap<String, Held>>,
    /// Entries of the register book so far.
    entries: AtomicU32,
    /// Families that have come to a desk so far, for what happens only now and then.
    visits: AtomicU32,
}

impl Room {
    fn families(&self) -> MutexGuard<'_, HashMap<String, Held>> {
        self.families.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a family unless the other desk has it or it is finished.
    fn claim(&self, family: &str, desk: u8) -> bool {
        let mut families = self.families();
        if families.get(family).is_some_and(|held| *held != Held::By(desk)) {
            return false;
        }
        families.insert(family.to_owned(), Held::By(desk));
        true
    }

    fn let_go(&self, family: &str) {
        self.families().remove(family);
    }

    fn finish(&self, family: &str) {
        self.families().insert(family.to_owned(), Held::Finished);
    }

    fn finished(&self) -> usize {
        self.families().values().filter(|held| **held == Held::Finished).count()
    }
}

/// One field of a form.
pub(super) fn field(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

/// An officer at a desk.
pub(super) struct Officer {
    pub(super) stage: Arc<Stage>,
    pub(super) room: Arc<Room>,
    pub(super) desk: u8,
    pub(super) name: &'static str,
    pub(super) pin: String,
    pub(super) browser: Client,
    /// The other officer's browser, for the one family both try to decide.
    pub(super) rival: Option<Client>,
    pub(super) random: Random,
}

/// How a visit at the desk ended.
pub(super) enum Left {
    /// Served to the end.
    Finished,
    /// Back in the line, or at the other desk.
    Elsewhere,
}

impl Officer {
    /// Signs in with name and PIN and sits down at the desk.
    pub(super) async fn sign_in(&mut self) -> Result<(), HttpError> {
        let page = self.browser.open("/sign-in").await?;
        if page.path != "/sign-in" {
            return Err(HttpError::Odd(LOCKED));
        }
        let Some(id) = page::id_before(&page.text(), self.name) else {
            return Err(HttpError::Odd("the sign-in page does not list the officer"));
        };
        let answer =
            self.browser.post("/sign-in", &[field("staff", id), field("pin", &*self.pin)]).await?;
        if answer.status != 303 {
            return Err(HttpError::Odd("the PIN was refused"));
        }
        let desk = self.desk.to_string();
        let answer = self.browser.post("/desk/take", &[field("desk", desk)]).await?;
        if answer.status == 303 { Ok(()) } else { Err(HttpError::Odd("the desk cannot be taken")) }
    }

    pub(super) fn wrong(&self, what: &str) {
        self.stage.ledger.mistake(format!("desk {}: {what}", self.desk));
    }

    /// Serves families until all are served.
    pub(super) async fn play(mut self) {
        let mut last = Instant::now();
        loop {
            let [filed, ..] = self.stage.ledger.counts();
            if self.stage.phones_are_done() && filed <= self.room.finished() {
                return;
            }
            if STUCK < last.elapsed() {
                self.wrong("filed families never come to a desk");
                return;
            }
            if !self.stage.phones_are_done() {
                last = Instant::now();
            }
            match self.next().await {
                Ok(Some((family, sure))) => {
                    self.serve(&family, sure).await;
                    last = Instant::now();
                }
                Ok(None) => pause(&mut self.random, 40).await,
                Err(err) => self.after(&err).await,
            }
        }
    }

    /// A family from the line; or, when nobody waits any more, one that stayed behind when the program was killed.
    /// The flag says whether it is surely ours.
    async fn next(&mut self) -> Result<Option<(String, bool)>, HttpError> {
        let answer = self.post("/desk/next", &[]).await?;
        let family =
            answer.leads_to().and_then(|to| to.strip_prefix("/desk/family/").map(str::to_owned));
        if let Some(family) = family {
            return Ok(self.room.claim(&family, self.desk).then_some((family, true)));
        }
        self.expect(
            answer.leads_below("/desk"),
            "nobody to call next did not lead back to the desk",
        );
        if !self.stage.phones_are_done() {
            return Ok(None);
        }
        let page = self.open("/desk").await?;
        let mut behind = page::links(&page.text(), "/desk/family/").into_iter();
        let family = behind.find_map(|link| {
            let family = link.strip_prefix("/desk/family/")?.to_owned();
            self.room.claim(&family, self.desk).then_some(family)
        });
        Ok(family.map(|family| (family, false)))
    }

    async fn serve(&mut self, family: &str, sure: bool) {
        let until = Instant::now() + PATIENCE;
        let mut sure = sure;
        while Instant::now() < until {
            match self.visit(family, sure).await {
                Ok(Left::Finished) => {
                    self.room.finish(family);
                    self.stage.ledger.served();
                    return;
                }
                Ok(Left::Elsewhere) => {
                    self.room.let_go(family);
                    return;
                }
                Err(err) => self.after(&err).await,
            }
            // The program may have done what it could not say any more.
            sure = false;
        }
        self.wrong("a family could not be served");
        self.room.finish(family);
    }

    /// Waits after something broke; signs in again if the kit asks for it.
    async fn after(&mut self, err: &HttpError) {
        pause(&mut self.random, if matches!(err, HttpError::Odd(LOCKED)) { 400 } else { 60 }).await;
        if matches!(err, HttpError::Odd(SIGNED_OUT))
            && let Err(HttpError::Odd(why)) = self.sign_in().await
            && why != LOCKED
        {
            self.wrong(why);
        }
    }

    /// One family at this desk. `sure`: nothing has interrupted us, so nothing may be stale.
    async fn visit(&mut self, family: &str, sure: bool) -> Result<Left, HttpError> {
        let path = format!("/desk/family/{family}");
        let page = self.open(&path).await?;
        let Some(ticket) = page::data(&page.text(), "data-ticket") else {
            return Err(HttpError::Odd("a family's page shows no ticket"));
        };
        let visits = if sure { self.room.visits.fetch_add(1, Ordering::Relaxed) } else { 0 };
        if let Some(left) = self.in_the_line(&ticket, visits).await? {
            return Ok(left);
        }
        let seated = self.move_ticket(&ticket, "seat", &[]).await?;
        if !seated && sure {
            self.wrong("a family just called could not be seated");
        }
        if !seated && page::data(&page.text(), "data-place").is_some_and(|place| place != "at_desk")
        {
            return Ok(Left::Elsewhere);
        }
        if sure {
            self.tell(family, visits).await?;
        }
        self.decide_all(&path, visits, sure).await?;
        self.print_all(&path).await?;
        let finished = self.move_ticket(&ticket, "finish", &[]).await?;
        if !finished && sure {
            self.wrong("a served family could not be finished");
        }
        Ok(Left::Finished)
    }

    /// What happens now and then before a family sits down.
    async fn in_the_line(&mut self, ticket: &str, visits: u32) -> Result<Option<Left>, HttpError> {
        let other = field("desk", if self.desk == 1 { "2" } else { "1" });
        let steps: &[(&str, Pairs)] = match visits % 23 {
            4 => &[("miss", Vec::new()), ("return", Vec::new())],
            9 => &[("park", vec![field("reason", "fetch_paper")]), ("return", Vec::new())],
            13 => &[("priority", vec![field("reason", "elderly")]), ("return", Vec::new())],
            15 => &[("transfer", vec![other])],
            18 => &[("call", Vec::new()), ("miss", Vec::new()), ("undo", Vec::new())],
            _ => return Ok(None),
        };
        for (step, pairs) in steps {
            if !self.move_ticket(ticket, step, pairs).await? {
                self.wrong(&format!("a ticket could not take the step {step}"));
            }
        }
        Ok((visits % 23 != 18).then_some(Left::Elsewhere))
    }

    /// Moves a ticket; `false` if somebody else was faster.
    async fn move_ticket(
        &mut self,
        ticket: &str,
        step: &str,
        pairs: &[(String, String)],
    ) -> Result<bool, HttpError> {
        let answer = self.post(&format!("/desk/ticket/{ticket}/{step}"), pairs).await?;
        self.expect(matches!(answer.status, 303 | 409), "a ticket's move was answered oddly");
        Ok(answer.status == 303)
    }

    pub(super) fn expect(&self, right: bool, what: &str) {
        if !right {
            self.wrong(what);
        }
    }

    /// The next number in the register book.
    pub(super) fn next_entry(&self) -> String {
        (self.room.entries.fetch_add(1, Ordering::Relaxed) + 1).to_string()
    }

    pub(super) async fn open(&mut self, path: &str) -> Result<Answer, HttpError> {
        let answer = self.browser.open(path).await?;
        let answer = usable(answer)?;
        if answer.path != path {
            // A kit that was opened only just now leads from the page that opens it to its first page.
            return Err(HttpError::Odd("led elsewhere"));
        }
        self.expect(answer.status == 200, "a page at the desk was answered oddly");
        Ok(answer)
    }

    pub(super) async fn post(
        &mut self,
        path: &str,
        pairs: &[(String, String)],
    ) -> Result<Answer, HttpError> {
        usable(self.browser.post(path, pairs).await?)
    }
}

/// An answer that means what it says; otherwise the kit is still being opened, or nobody is signed in.
pub(super) fn usable(answer: Answer) -> Result<Answer, HttpError> {
    let at = |page: &str| answer.path == page || answer.leads_below(page);
    // What was sent is held in a page that says so, where it was more than a button.
    if at("/sign-in") || answer.status == 403 {
        return Err(HttpError::Odd(SIGNED_OUT));
    }
    if answer.status == 503 || at("/unlock") {
        return Err(HttpError::Odd(LOCKED));
    }
    Ok(answer)
}
