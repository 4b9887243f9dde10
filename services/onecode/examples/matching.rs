//! How well names are brought to codes on real ones: `cargo run --release -p onecode --example matching -- FOLDER`, where FOLDER
//! holds organizations.csv, name_edge_cases.csv and donation_recipient_names.csv (`../shared/data`; they do not ship).
//!
//! Every organisation that shares a third of a name's pairs of characters is judged, so this measures the scores, not the index.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::Path;

use csv::Reader;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use registry_domain::Status;
use registry_domain::matching::{Asked, AskedName, Bearing, Candidate, Known, KnownName, judge};
use vocab::UnifiedCode;
use vocab::name::{bigrams, fold};

const TYPOS: usize = 5_000;
const SEED: u64 = 1;

type Failed = Box<dyn Error>;

fn main() -> Result<(), Failed> {
    let folder = std::env::args().nth(1).ok_or("say which folder holds the data")?;
    let folder = Path::new(&folder);
    let register = Register::read(&folder.join("organizations.csv"))?;
    println!("{} organisations", register.known.len());
    edge_cases(&register, &folder.join("name_edge_cases.csv"))?;
    recipients(&register, &folder.join("donation_recipient_names.csv"))?;
    typos(&register);
    Ok(())
}

/// Names and codes, and an index of pairs of characters.
struct Register {
    known: Vec<Known>,
    pairs: HashMap<String, Vec<usize>>,
}

impl Register {
    fn read(file: &Path) -> Result<Self, Failed> {
        let (mut known, mut pairs) = (Vec::new(), HashMap::<String, Vec<usize>>::new());
        for row in Reader::from_path(file)?.deserialize() {
            let row: BTreeMap<String, String> = row?;
            let Ok(code) = UnifiedCode::parse_vouched(&row["code"]) else { continue };
            let former = row["former_names"].split(['|', ';', '；']).map(str::trim).filter(|name| !name.is_empty());
            let former = former.map(|name| KnownName { bearing: Bearing::Former, title: name.to_owned() });
            let present = KnownName { bearing: Bearing::Present, title: row["name"].clone() };
            let names: Vec<KnownName> = std::iter::once(present).chain(former).collect();
            let mut all: Vec<String> = names.iter().flat_map(|name| bigrams(&fold(&name.title))).collect();
            all.sort_unstable();
            all.dedup();
            for pair in all {
                pairs.entry(pair).or_default().push(known.len());
            }
            known.push(Known { code, status: Status::Unknown, division: code.division(), names });
        }
        Ok(Self { known, pairs })
    }

    fn candidates(&self, name: &str) -> Vec<Candidate> {
        let Some(name) = AskedName::read(name) else { return Vec::new() };
        let wanted = bigrams(&name.folded);
        let mut shared = BTreeMap::<usize, usize>::new();
        for at in wanted.iter().filter_map(|pair| self.pairs.get(pair)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let near = shared.into_iter().filter(|(_, count)| count * 3 >= wanted.len());
        let near: Vec<Known> = near.map(|(at, _)| self.known[at].clone()).collect();
        judge(&Asked { name: Some(name), ..Asked::default() }, &near, 10)
    }
}

/// What came of names whose codes are known.
#[derive(Debug, Default)]
struct Tally {
    asked: usize,
    found: usize,
    first: usize,
    matched: usize,
    right: usize,
}

impl Tally {
    fn take(&mut self, candidates: &[Candidate], code: UnifiedCode) {
        self.asked += 1;
        self.found += usize::from(candidates.iter().any(|one| one.code == code));
        self.first += usize::from(candidates.first().is_some_and(|one| one.code == code));
        if let Some(best) = candidates.first().filter(|best| best.is_match) {
            self.matched += 1;
            self.right += usize::from(best.code == code);
        }
    }

    fn print(&self, what: &str) {
        let Self { asked, found, first, matched, right } = self;
        println!(
            "{what}: {asked} names; among ten {found}, first {first}, matched {matched}, of these right {right}\n  recall of \
             matches {}, precision {}",
            share(*right, *asked),
            share(*right, *matched),
        );
    }
}

/// A share in thousandths, exactly.
fn share(part: usize, of: usize) -> String {
    let thousandths = (part * 1_000).checked_div(of).unwrap_or_default();
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}

/// Pairs of names: of one organisation, or of two (`code#code`).
fn edge_cases(register: &Register, file: &Path) -> Result<(), Failed> {
    let mut tally = Tally::default();
    for row in Reader::from_path(file)?.records() {
        let row = row?;
        let codes: Vec<&str> = row[2].split('#').collect();
        for (name, code) in [(&row[0], codes.first()), (&row[1], codes.last())] {
            let code = code.and_then(|code| UnifiedCode::parse_vouched(code).ok());
            let code = code.filter(|code| !name.is_empty() && register.known.iter().any(|one| one.code == *code));
            if let Some(code) = code {
                tally.take(&register.candidates(name), code);
            }
        }
    }
    tally.print("edge cases");
    Ok(())
}

/// Names without codes: what is found is for a person to judge.
fn recipients(register: &Register, file: &Path) -> Result<(), Failed> {
    let (mut asked, mut matched) = (0, 0);
    for row in Reader::from_path(file)?.records() {
        let row = row?;
        asked += 1;
        if let Some(best) = register.candidates(&row[0]).first() {
            matched += usize::from(best.is_match);
            println!("  {} -> {} {} {:?} {}", &row[0], best.score, best.title, best.reasons, &row[1]);
        }
    }
    println!("recipients of donations: {asked} names, {matched} matched");
    Ok(())
}

/// Registered names with one character wrong, missing or too many, or two exchanged.
fn typos(register: &Register) {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let common: Vec<char> = "大人中会民区服务心童商联志愿天明永和平".chars().collect();
    let mut tally = Tally::default();
    for _ in 0..TYPOS {
        let Some(one) = register.known.choose(&mut random) else { return };
        let mut name: Vec<char> = one.names[0].title.chars().collect();
        let at = random.random_range(0..name.len() - 1);
        let other = common.choose(&mut random).copied().unwrap_or('大');
        match random.random_range(0..4) {
            0 => name[at] = other,
            1 => {
                name.remove(at);
            }
            2 => name.insert(at, other),
            _ => name.swap(at, at + 1),
        }
        tally.take(&register.candidates(&String::from_iter(name)), one.code);
    }
    tally.print("mistyped");
}
