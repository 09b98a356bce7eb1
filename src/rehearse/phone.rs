//! A phone in the yard: one family after another fills its form in, with everything that goes wrong on the way.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::answer::Answer;
use super::families::Family;
use super::http::{Client, Gone, HttpError};
use super::page;
use super::random::Random;
use super::stage::{Stage, pause};
use crate::khmer;

/// A family that has no ticket after this long is a mistake.
const PATIENCE: Duration = Duration::from_mins(3);

/// Most milliseconds between two pages.
const THINK: u32 = 20;

/// Most milliseconds until a phone that was told to wait tries again; a real one waits fifteen seconds.
const LOCKED: u32 = 500;

/// More pages than the longest form with everything that can go wrong.
const MOST_PAGES: u32 = 900;

/// What happens to a family on its way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Luck {
    /// Nothing.
    Plain,
    /// The network is slow.
    Slow,
    /// Somebody taps twice on Send.
    DoubleTap,
    /// The phone is gone in the middle of a page.
    Vanishes(Gone),
    /// The phone is gone just when the form is sent.
    VanishesAtSend(Gone),
    /// The form is taken up on another phone.
    OtherPhone,
    /// The language is changed in the middle.
    Toggle,
    /// A number is mistyped, and mended.
    Mistyped,
}

/// Who has which luck, one after another.
const LUCK: [Luck; 18] = [
    Luck::Plain,
    Luck::Slow,
    Luck::DoubleTap,
    Luck::Mistyped,
    Luck::Vanishes(Gone::HalfWay),
    Luck::Plain,
    Luck::Toggle,
    Luck::OtherPhone,
    Luck::VanishesAtSend(Gone::HalfWay),
    Luck::Plain,
    Luck::DoubleTap,
    Luck::Vanishes(Gone::BeforeTheAnswer),
    Luck::Slow,
    Luck::Plain,
    Luck::Mistyped,
    Luck::VanishesAtSend(Gone::BeforeTheAnswer),
    Luck::Toggle,
    Luck::Plain,
];

/// What became of one try.
enum Walked {
    /// The ticket's page.
    Ticket(String),
    /// The kit is being opened; try again a little later.
    Wait,
    /// Try again from where the kit remembers us.
    Again,
    /// It makes no sense to go on; the ledger says why.
    GaveUp,
}

/// Plays one phone until no family is left.
pub(super) async fn play(stage: Arc<Stage>) {
    while let Some((place, family)) = stage.next_family() {
        let index = u64::try_from(place).unwrap_or(0);
        let mut random = stage.random(index ^ 0xF0);
        let mut visit = Visit {
            stage: &stage,
            family,
            phone: stage.phone(),
            luck: LUCK.get(place % LUCK.len()).copied().unwrap_or(Luck::Plain),
            when: random.between(1, 6),
            random,
            begun: false,
            pages: 0,
            code: None,
        };
        if let Some(ticket) = visit.file().await {
            stage.ledger.filed(place, ticket.clone());
            visit.look_around(&ticket, place).await;
        }
    }
}

/// One family with one phone.
struct Visit<'a> {
    stage: &'a Stage,
    family: &'a Family,
    phone: Client,
    luck: Luck,
    /// The page on which the luck strikes, where it may be any.
    when: u32,
    random: Random,
    begun: bool,
    pages: u32,
    /// The short code on the form's pages.
    code: Option<String>,
}

impl Visit<'_> {
    /// Tries until the ticket is there.
    async fn file(&mut self) -> Option<String> {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            match self.walk().await {
                Ok(Walked::Ticket(path)) => return Some(path),
                Ok(Walked::GaveUp) => return None,
                Ok(Walked::Wait) => pause(&mut self.random, LOCKED).await,
                Ok(Walked::Again) | Err(HttpError::Broken(_) | HttpError::Slow) => {
                    pause(&mut self.random, 80).await;
                }
                Err(err @ HttpError::Odd(_)) => {
                    self.wrong(&err.to_string());
                    return None;
                }
            }
        }
        self.wrong("no ticket in time");
        None
    }

    fn wrong(&self, what: &str) {
        self.stage.ledger.mistake(format!("phone, {}: {what}", self.family.case));
    }

    async fn walk(&mut self) -> Result<Walked, HttpError> {
        if !self.begun {
            let home = self.phone.open("/").await?;
            if home.status != 200 {
                return Ok(self.later(&home));
            }
            let started = self.phone.post("/start", &[]).await?;
            if !started.leads_below("/form") {
                return Ok(self.later(&started));
            }
            self.begun = true;
        }
        let mut page = self.phone.open("/form").await?;
        loop {
            self.pages += 1;
            if MOST_PAGES < self.pages {
                self.wrong("the form has no end");
                return Ok(Walked::GaveUp);
            }
            if page.path.starts_with("/ticket/") && page.status == 200 {
                return Ok(Walked::Ticket(page.path));
            }
            if page.status != 200 {
                return Ok(self.later(&page));
            }
            pause(&mut self.random, THINK).await;
            self.code = page::short_code(&page.text()).or(self.code.take());
            page = match page.path.split('?').next().unwrap_or_default() {
                // Nobody photographs a paper here; whoever does may go on without, as this one does.
                "/photos" => self.phone.open("/check").await?,
                "/check" => return self.send(&page).await,
                path if path.starts_with("/form/") => match self.answer(&page).await? {
                    Some(next) => next,
                    None => return Ok(Walked::Again),
                },
                path => {
                    self.wrong(&format!(
                        "the form led to {}",
                        path.split('/').nth(1).unwrap_or_default()
                    ));
                    return Ok(Walked::GaveUp);
                }
            };
        }
    }

    /// What to do about a page that is not the one asked for: wait while the kit is opened, else give up.
    fn later(&self, page: &Answer) -> Walked {
        if page.status == 503 {
            return Walked::Wait;
        }
        self.wrong(&format!(
            "status {} at {}",
            page.status,
            page.path.split('/').nth(1).unwrap_or_default()
        ));
        Walked::GaveUp
    }

    /// Answers one page; `None` if the phone is to come back.
    async fn answer(&mut self, page: &Answer) -> Result<Option<Answer>, HttpError> {
        let html = page.text();
        let pairs = page::fill(&html, &self.family.answers);
        let strikes = self.when <= self.pages;
        match self.luck {
            Luck::Vanishes(gone) if strikes => {
                self.luck = Luck::Plain;
                self.phone.post_and_vanish(&page.path, &pairs, gone).await?;
                self.come_back(gone == Gone::HalfWay).await?;
                return Ok(None);
            }
            Luck::OtherPhone if strikes => {
                self.luck = Luck::Plain;
                self.come_back(true).await?;
                return Ok(None);
            }
            Luck::Toggle if strikes => {
                self.luck = Luck::Plain;
                let mut toggled = pairs;
                toggled.push(("lang".to_owned(), "en".to_owned()));
                let answer = self.phone.post(&page.path, &toggled).await?;
                if !answer.leads_below(&page.path) && answer.status != 503 {
                    self.wrong("changing the language led elsewhere");
                }
                return self.go_on(answer).await;
            }
            Luck::Mistyped if page.path == "/form/phone" => {
                self.luck = Luck::Plain;
                self.mistype(page, pairs).await?;
                return Ok(None);
            }
            _ => {}
        }
        let answer = match self.luck {
            Luck::Slow => self.phone.post_slowly(&page.path, &pairs).await?,
            _ => self.phone.post(&page.path, &pairs).await?,
        };
        self.go_on(answer).await
    }

    async fn go_on(&mut self, answer: Answer) -> Result<Option<Answer>, HttpError> {
        match answer.status {
            303 => self.phone.follow(answer).await.map(Some),
            503 => Ok(None),
            422 => {
                let step = answer.path.rsplit('/').next().unwrap_or_default();
                self.wrong(&format!("step {step} was refused"));
                Ok(Some(Answer { status: 422, ..answer }))
            }
            _ => Ok(Some(answer)),
        }
    }

    /// Types a number that is too short, and sees what the page says.
    async fn mistype(
        &mut self,
        page: &Answer,
        mut pairs: super::http::Pairs,
    ) -> Result<(), HttpError> {
        for (name, value) in &mut pairs {
            if name == "phone" {
                "០១២".clone_into(value);
            }
        }
        let answer = self.phone.post(&page.path, &pairs).await?;
        if answer.status != 503 {
            let kept =
                page::standing(&answer.text(), "phone").iter().any(|(_, value)| value == "០១២");
            if answer.status != 422 || !kept {
                self.wrong("a number that is too short was not asked again with its words kept");
            }
        }
        Ok(())
    }

    /// Comes back by the cookie, or with another phone by the short code.
    async fn come_back(&mut self, by_code: bool) -> Result<(), HttpError> {
        pause(&mut self.random, THINK * 2).await;
        let Some(code) = self.code.clone().filter(|_| by_code && self.stage.take_short_code())
        else {
            return Ok(());
        };
        let mut other = self.stage.phone();
        let typed =
            if self.random.percent(50) { code.to_lowercase().replace('-', " ") } else { code };
        let answer = other.post("/resume", &[("code".to_owned(), typed)]).await?;
        if answer.leads_below("/form") {
            self.phone = other;
        } else if answer.leads_below("/ticket/") {
            // It was sent after all: the other phone shows the number, and this one finds it too.
            let ticket = other.follow(answer).await?;
            if !matches!(ticket.status, 200 | 503) {
                self.wrong("the short code of a form that was sent does not show its ticket");
            }
        } else if answer.status != 503 {
            self.wrong("the short code did not open the form");
        }
        Ok(())
    }

    /// Sends the form from the page on which everything is read back.
    async fn send(&mut self, page: &Answer) -> Result<Walked, HttpError> {
        let html = page.text();
        let name = khmer::normalize(self.family.answer("c1_khmer_given"));
        if !html.contains(&name) {
            self.wrong("the check page does not read the first child's name back");
        }
        let pairs = page::fill(&html, &self.family.answers);
        if let Luck::VanishesAtSend(gone) = self.luck {
            self.luck = Luck::Plain;
            self.phone.post_and_vanish("/send", &pairs, gone).await?;
            self.come_back(gone == Gone::BeforeTheAnswer).await?;
            return Ok(Walked::Again);
        }
        let begun = Instant::now();
        let answer = if self.luck == Luck::DoubleTap {
            let mut second = self.phone.window();
            let (first, again) =
                tokio::join!(self.phone.post("/send", &pairs), second.post("/send", &pairs));
            match (first, again) {
                (Ok(first), Ok(again)) => {
                    if first.status == 303
                        && again.status == 303
                        && first.leads_to() != again.leads_to()
                    {
                        self.wrong("two taps on Send led to two tickets");
                    }
                    first
                }
                // Killed between the two: whichever answer came is the one the family sees.
                (Ok(only), Err(_)) | (Err(_), Ok(only)) => only,
                (Err(err), Err(_)) => return Err(err),
            }
        } else {
            self.phone.post("/send", &pairs).await?
        };
        let Some(path) = answer.leads_to().filter(|to| to.starts_with("/ticket/")) else {
            return Ok(self.later(&answer));
        };
        self.stage.ledger.ticket_took(begun.elapsed());
        self.stage.was_sent(&path);
        Ok(Walked::Ticket(path))
    }

    /// What a family looks at once it has its number.
    async fn look_around(&mut self, ticket: &str, place: usize) {
        let keep = place < 3;
        for path in [ticket, "/board", "/why"] {
            // The program may be killed just now; the ticket is looked up again at the end anyway.
            let Ok(page) = self.phone.get(path).await else { return };
            let name = path.split('/').nth(1).unwrap_or_default();
            if page.status != 200 && page.status != 503 {
                self.wrong(&format!("status {} at {name}", page.status));
            }
            if keep && page.status == 200 {
                self.stage.ledger.keep(&format!("{name}-{place}.html"), &page.body);
            }
        }
    }
}
