//! Whether a name is another's (名称相同、近似, Art 16), and until which day a name that was given up stays barred.

use statute::NotInForce;
use time::Date;
use vocab::{DivisionCode, OrganizationClass};

use super::parts::{Parts, bare, parse};
use super::{NameOnRecord, ProposedName, Since, Standing, place};
use crate::checklist::{About, Checklist};
use crate::{Outcome, bar};

/// Shorter names that differ in one character are different words: 围棋协会, 象棋协会.
const SHORTEST_SLIP: usize = 3;
/// How many similar names a finding lists.
const MOST_LISTED: usize = 5;

/// How much one name is like another of the same authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Nearly: the same but for the division, or one character apart.
    Similar,
    /// The same name, or the same name of its own in the same field and form.
    Same,
}

/// What a name is reserved under: folded, without brackets, and without the authority's division, however that is spelt.
#[must_use]
pub fn key(title: &str, kind: OrganizationClass, division: DivisionCode) -> String {
    let parts = parse(title, kind, division);
    bare(&format!("{}{}", parts.middle, parts.form.unwrap_or_default()))
}

/// A name with its division in every spelling, and without one, folded: what an index is asked for.
#[must_use]
pub fn spellings_of(name: &ProposedName) -> Vec<String> {
    let parts = parse(name.title.as_str(), name.kind, name.division);
    let rest = format!("{}{}", parts.middle, parts.form.unwrap_or_default());
    let mut spellings = place::spellings(name.division);
    spellings.push(String::new());
    let mut all: Vec<String> =
        spellings.iter().map(|spelling| vocab::name::fold(&format!("{spelling}{rest}"))).collect();
    all.push(vocab::name::fold(name.title.as_str()));
    all.sort_unstable();
    all.dedup();
    all
}

/// How much a name is like another; `None` if it is not.
#[must_use]
pub fn likeness(name: &ProposedName, other: &str) -> Option<Likeness> {
    let mine = parse(name.title.as_str(), name.kind, name.division);
    compare(name, &mine, other)
}

fn compare(name: &ProposedName, mine: &Parts, other: &str) -> Option<Likeness> {
    let theirs = parse(other, name.kind, name.division);
    if bare(name.title.as_str()) == bare(other) {
        return Some(Likeness::Same);
    }
    if mine.form != theirs.form {
        return None;
    }
    let (left, right) = (mine.distinction(), theirs.distinction());
    if left == right {
        let placed = mine.division.is_some() && theirs.division.is_some();
        let own_name = mine.brand.is_some() && mine.brand == theirs.brand;
        return Some(if placed || own_name { Likeness::Same } else { Likeness::Similar });
    }
    let one_home = mine.home.as_deref().zip(theirs.home.as_deref());
    let same_home = one_home.is_some_and(|(left, right)| place::proper(left) == place::proper(right));
    (same_home || one_slip(&left, &right)).then_some(Likeness::Similar)
}

/// Whether two texts are one wrong, missing, added or exchanged character apart.
pub(crate) fn one_slip(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().min(right.len()) < SHORTEST_SLIP {
        return false;
    }
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let front = left.iter().zip(&right).take_while(same).count();
    let (left, right) = (&left[front..], &right[front..]);
    let back = left.iter().rev().zip(right.iter().rev()).take_while(same).count();
    match (&left[..left.len() - back], &right[..right.len() - back]) {
        ([_] | [], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

pub(super) fn check(
    name: &ProposedName,
    on_record: &[NameOnRecord],
    reserved_until: Option<Date>,
    list: &mut Checklist<'_>,
) -> Result<(), NotInForce> {
    let mine = parse(name.title.as_str(), name.kind, name.division);
    let of_kind = on_record.iter().filter(|other| other.code.class() == name.kind);
    let alike: Vec<(&NameOnRecord, Likeness)> =
        of_kind.filter_map(|other| Some((other, compare(name, &mine, other.title.as_str())?))).collect();
    let same: Vec<&NameOnRecord> =
        alike.iter().filter(|(_, likeness)| *likeness == Likeness::Same).map(|(other, _)| *other).collect();
    registered(&same, list)?;
    given_up(&same, list)?;
    revoked(&same, list)?;
    similar(&alike, list)?;
    reserved(reserved_until, list)
}

fn about<'t>(rule: &'t str, title: &'t str) -> About<'t> {
    About { rule, title, field: "title" }
}

fn registered(same: &[&NameOnRecord], list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let holder = same.iter().find(|other| other.standing == Standing::Registered);
    let value = holder
        .map_or("未发现相同名称".to_owned(), |other| format!("与已登记的「{}」相同", other.title.as_str()));
    list.check(about("NAME-02", "与已登记的名称相同"), value, "不得相同", holder.is_none())
}

/// A bar that something put on a name.
struct Bar {
    until: Date,
    outcome: Outcome,
    value: String,
}

fn given_up(same: &[&NameOnRecord], list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let cited = list.cite("NAME-02a")?;
    let bars = same.iter().filter_map(|other| {
        let (since, event) = match other.standing {
            Standing::GivenUp { since, .. } => (since, "变更名称"),
            Standing::Ended { deregistered: Some(since), .. } => (since, "注销登记"),
            Standing::Registered | Standing::Ended { .. } => return None,
        };
        Some(bar_of(other, since, event, bar::last_day(cited, since.day)))
    });
    let wanted = format!("变更名称或者注销登记满 {} 年", cited.value());
    strictest(about("NAME-02a", "变更名称或者注销后的限制期"), bars.collect(), wanted, list)
}

fn revoked(same: &[&NameOnRecord], list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let cited = list.cite("NAME-02b")?;
    let bars = same.iter().filter_map(|other| match other.standing {
        Standing::Ended { revoked: Some(since), .. } => {
            Some(bar_of(other, since, "撤销登记", bar::last_day(cited, since.day)))
        }
        // the register knows that the old name came back, not why
        Standing::GivenUp { since, returned: true } => {
            let (title, day, until) = (other.title.as_str(), since.day, bar::last_day(cited, since.day));
            let value = format!("「{title}」于 {day} 恢复为原名称，如系被撤销名称变更登记，至 {until}（含）不得使用");
            Some(Bar { until, outcome: Outcome::Ask, value })
        }
        Standing::Registered | Standing::GivenUp { .. } | Standing::Ended { .. } => None,
    });
    let wanted = format!("被撤销成立登记或者名称变更登记满 {} 年", cited.value());
    strictest(about("NAME-02b", "被撤销登记后的限制期"), bars.collect(), wanted, list)
}

fn bar_of(other: &NameOnRecord, since: Since, event: &str, until: Date) -> Bar {
    let (title, day) = (other.title.as_str(), since.day);
    if since.exact {
        let value = format!("「{title}」于 {day} {event}，至 {until}（含）不得使用");
        Bar { until, outcome: Outcome::NotMet, value }
    } else {
        let value = format!("「{title}」{event}的日期不详，不晚于 {day}，最迟至 {until}（含）不得使用");
        Bar { until, outcome: Outcome::Ask, value }
    }
}

/// The bar that is certain and lasts longest, else the one that may.
fn strictest(about: About<'_>, bars: Vec<Bar>, wanted: String, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let day = list.day();
    let lasting = bars.into_iter().filter(|bar| day <= bar.until);
    match lasting.max_by_key(|bar| (bar.outcome == Outcome::NotMet, bar.until)) {
        Some(bar) => list.note(about, bar.value, wanted, bar.outcome),
        None => list.note(about, "未发现在限制期内的相同名称", wanted, Outcome::Met),
    }
}

fn similar(alike: &[(&NameOnRecord, Likeness)], list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let (year, years) = (list.cite("NAME-02a")?, list.cite("NAME-02b")?);
    let day = list.day();
    let lasts = |cited, since: Option<Since>| since.is_some_and(|since| day <= bar::last_day(cited, since.day));
    let live = |other: &NameOnRecord| match other.standing {
        Standing::Registered => true,
        Standing::GivenUp { since, .. } => lasts(year, Some(since)),
        Standing::Ended { deregistered, revoked } => lasts(year, deregistered) || lasts(years, revoked),
    };
    let near = alike.iter().filter(|(other, likeness)| *likeness == Likeness::Similar && live(other));
    let mut titles: Vec<&str> = near.map(|(other, _)| other.title.as_str()).collect();
    titles.sort_unstable();
    titles.dedup();
    let about = about("NAME-02", "与已有名称近似");
    if titles.is_empty() {
        return list.note(about, "未发现近似名称", "不致混淆", Outcome::Met);
    }
    let listed = titles.iter().take(MOST_LISTED).map(|title| format!("「{title}」")).collect::<Vec<_>>().join("、");
    let more = if titles.len() > MOST_LISTED { format!("等 {} 个名称", titles.len()) } else { String::new() };
    list.note(about, format!("与{listed}{more}近似，是否致人混淆"), "不致混淆", Outcome::Ask)
}

fn reserved(until: Option<Date>, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    if until.is_none() && list.cite("NAME-04").is_err() {
        return Ok(()); // no name could be reserved then
    }
    let value = until.map_or("未被他人预留".to_owned(), |until| format!("已为其他申请人预留至 {until}（含）"));
    list.check(about("NAME-04", "名称预留"), value, "未被他人预留", until.is_none())
}
