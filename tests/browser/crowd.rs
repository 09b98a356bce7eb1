//! A yard full of families: the same forms as a hand would send, sent fast, so that every page has something to show.

use serde_json::{Value, json};

use crate::kit::{Kit, OFFICER};
use crate::officer;
use crate::people::MOTHER;
use crate::window::Window;

/// Fetches pages and sends their forms from within the page that is open.
const HELPERS: &str = include_str!("crowd.js");

/// More families than a line shows at once.
const FAMILIES: usize = 34;

/// Surnames and given names, in both scripts; the last is as long as names get.
const NAMES: [[&str; 4]; 7] = [
    ["ជា", "ស្រីមុំ", "CHEA", "SREYMOM"],
    ["សុខ", "វិបុល", "SOK", "VIBOL"],
    ["ហេង", "ចាន់ដារ៉ា", "HENG", "CHANDARA"],
    ["ញ៉ែម", "ស្រ៊ុន", "NHEM", "SRUN"],
    ["ឃុត", "បុប្ផាធីតា", "KHUT", "BOPHATHIDA"],
    ["អ៊ឹម", "គន្ធា", "IM", "KUNTHEA"],
    ["ឧកញ៉ាវង្ស", "សុវណ្ណារតនាសិរីវឌ្ឍនៈ", "OKNHAVONG", "SOVANNARATANA-SEREYVATHANAK"],
];

/// Where everything lies that the pages are about.
pub(crate) struct World {
    /// Tickets' paths on the family door: the first was called, the last waits.
    pub(crate) tickets: Vec<String>,
    /// A family at the desk, with two children.
    pub(crate) family: String,
    /// A family of which everything is decided.
    pub(crate) decided: String,
    /// A receipt.
    pub(crate) issue: String,
    /// A printed list of a village.
    pub(crate) list: String,
    /// A blank receipt's number, as an address has it.
    pub(crate) blank: String,
    /// Children whose certificate is ready, handed over, not ready yet.
    pub(crate) children: Vec<String>,
}

impl World {
    /// What stands for what in a path.
    pub(crate) fn words(&self) -> Vec<(&'static str, String)> {
        let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
        vec![
            ("family", self.family.clone()),
            ("decided", self.decided.clone()),
            ("issue", self.issue.clone()),
            ("list", self.list.clone()),
            ("blank", self.blank.clone()),
            ("ticket-first", at(&self.tickets, 0)),
            ("ticket-called", at(&self.tickets, 6)),
            ("ticket-last", at(&self.tickets, FAMILIES - 1)),
            ("child-ready", at(&self.children, 0)),
            ("child-collected", at(&self.children, 1)),
            ("child-not-yet", at(&self.children, 2)),
        ]
    }
}

/// Runs what is sent from within a page.
async fn work(window: &Window, script: &str, given: Value) -> Value {
    let whole = format!(
        "{HELPERS}\nconst [given, done] = arguments; (async () => {{ {script} }})().then( \
         (said) => done({{ said }}), (reason) => done({{ reason: String(reason) }}))"
    );
    let answer = match window.driver.execute_async(whole, vec![given]).await {
        Ok(answer) => answer.json().clone(),
        Err(err) => window.stop(&format!("the crowd did not come: {err}")).await,
    };
    if !answer["reason"].is_null() {
        window.stop(&format!("the crowd did not come: {}", answer["reason"])).await;
    }
    answer["said"].clone()
}

/// Texts of an array.
fn texts(list: &Value) -> Vec<String> {
    serde_json::from_value(list.clone()).unwrap_or_default()
}

/// What each family of the crowd answers: the mother of two, under other names.
fn answers() -> Vec<Value> {
    let family = |number: usize| {
        let mut answers: serde_json::Map<String, Value> =
            MOTHER.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        let [surname, given, latin_surname, latin_given] = NAMES[number % NAMES.len()];
        let [_, child, _, latin_child] = NAMES[(number / NAMES.len() + number) % NAMES.len()];
        for (name, value) in [
            ("khmer_family", surname),
            ("khmer_given", given),
            ("latin_family", latin_surname),
            ("latin_given", latin_given),
            ("c1_khmer_family", surname),
            ("c1_khmer_given", child),
            ("c1_latin_family", latin_surname),
            ("c1_latin_given", latin_child),
        ] {
            answers.insert(name.to_owned(), json!(value));
        }
        Value::Object(answers)
    };
    (0..FAMILIES).map(family).collect()
}

/// Families come, some are called, some decided about, one certificate is handed over. Afterwards the window is
/// signed in as an officer at desk 1.
pub(crate) async fn fill(window: &Window, kit: &Kit) -> World {
    window.driver.set_script_timeout(std::time::Duration::from_secs(90)).await.unwrap();
    window.go(&kit.family("/")).await;
    let come = "const tickets = []; for (const one of given) tickets.push(await file(one)); return tickets;";
    let tickets = texts(&work(window, come, json!(answers())).await);
    officer::sign_in(window, kit, OFFICER).await;
    officer::take_desk(window, kit).await;
    let said = work(window, SERVE, json!(6)).await;
    let word = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    World {
        tickets,
        family: word("family"),
        decided: word("decided"),
        issue: word("issue"),
        list: word("list"),
        blank: word("blank"),
        children: texts(&said["children"]),
    }
}

/// What the officer does: three families are decided about and get receipts, one certificate is ready, one handed
/// over; one family is parked, one missed; others are called to further desks, and one sits at desk 1.
const SERVE: &str = "
const desk = (number) => open('/desk').then((seen) => send(seen, \"form[action='/desk/take']\", { desk: number }));
const next = async () => send(await open('/desk'), \"form[action='/desk/next']\", {});
const move = (seen, step, values) => send(seen, `form[action$='/${step}']`, values || {});
const visit = (seen) => seen.page.querySelector('.visit');
const again = (seen) => open('/desk/family/' + visit(seen).dataset.family);
const codes = [], children = [];
let decided = '', issue = '';
for (let n = 1; n <= 3; n += 1) {
  let seen = await move(await next(), 'seat');
  decided = visit(seen).dataset.family;
  children.push(seen.page.querySelector('[data-child]').dataset.child);
  // Names are few, so somebody is always alike: the officer looked, and it is another child.
  const looked = [...seen.page.querySelectorAll(\".decide input[name='looked']\")].map((e) => e.value);
  seen = await send(seen, \"form[id^='decide-'].decide\", { step: 'enter', book: '12', number: String(n), looked });
  seen = await send(seen, \"form[id^='decide-'].decide\", { step: 'await_papers' });
  const paper = await send(seen, \"form[action$='/receipts']\", {});
  const main = paper.page.querySelector('main[data-code]');
  codes.push(main.dataset.code);
  issue = main.dataset.issue;
  await send(paper, \"form[action$='/printed']\", {});
  await move(await open('/desk/family/' + decided), 'finish');
}
for (const code of codes.slice(0, 2)) await send(await open('/collect/ready'), 'form.scan', { code });
const ready = await send(await open('/collect'), 'form.scan', { code: codes[1] });
await send(ready, \"form[action$='/hand-over']\", { taker: 'ជា សុខុម', relation: 'grandmother' });
await move(await next(), 'park', { reason: 'fetch_paper' });
await move(await next(), 'miss');
for (let n = 2; n <= given; n += 1) { await desk(n); await next(); }
await desk(1);
let at = await move(await next(), 'seat');
const printed = await send(await open('/papers'), \"form[action='/papers/receipts']\", { count: '5', size: 'a5' });
const blank = printed.page.querySelector('main[data-first]').dataset.first;
const lists = await send(await open('/collect/lists'), \"form[action='/collect/lists']\", { which: 'all' });
const list = lists.page.querySelector(\".row[data-list] a[href^='/collect/lists/']\").getAttribute('href').split('/').pop();
return { family: visit(at).dataset.family, decided, issue, list, blank, children };
";
