//! How one name agrees with another.

use vocab::DivisionCode;

use super::Reason;
use super::name::{AskedName, Record, after_place};
use crate::naming::{bare, home, one_slip, spellings};

/// Characters that tell one organisation from the next: 第一小学 and 第二小学 are two schools, not one mistyped.
const TELLING: &str = "0123456789一二三四五六七八九十甲乙丙丁东西南北中上下大小老少男女";
/// Less of a name in common says nothing.
const SHORTEST_BEGINNING: usize = 4;

/// How a name agrees with one on record, and what that is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// Why.
    pub reason: Reason,
    /// 0-100.
    pub points: u8,
}

/// How a name agrees with one on record that an organisation of `division` has or had; `None` if it does not.
#[must_use]
pub fn agreement(asked: &AskedName, title: &str, division: DivisionCode) -> Option<Agreement> {
    let worth = |reason, points| Some(Agreement { reason, points });
    if asked.written == title {
        return worth(Reason::ExactName, 100);
    }
    let record = Record::of(title);
    if asked.bare == record.bare {
        return worth(Reason::NormalizedName, 98);
    }
    if asked.without_remark.as_deref().is_some_and(|rest| bare(rest) == record.bare) {
        return worth(Reason::Remark, 92);
    }
    let places = spellings(division);
    let own = |bare| after_place(bare, &places).unwrap_or(bare);
    let (mine, theirs) = (own(asked.bare.as_str()), own(record.bare.as_str()));
    if mine == theirs {
        return worth(Reason::DivisionPrefix, 92);
    }
    let length = mine.chars().count().min(theirs.chars().count());
    let parts = u8::try_from(length).unwrap_or(u8::MAX).max(1);
    let telling = differs_tellingly(&asked.bare, &record.bare);
    if !asked.syllables.is_empty() && asked.syllables == record.syllables {
        return worth(Reason::Reading, if telling { 60 } else { 90 - 30 / parts });
    }
    if one_slip(&asked.bare, &record.bare) {
        // 杭州市 is no 湖州市 mistyped
        let place = asked.bare.strip_suffix(theirs).filter(|_| theirs != record.bare);
        let elsewhere = place.is_some_and(|place| home(place, division).is_some());
        return worth(Reason::OneCharacter, if telling || elsewhere { 60 } else { 95 - (60 / parts).max(1) });
    }
    let begins = record.bare.starts_with(&asked.bare) || asked.bare.starts_with(&record.bare);
    let shorter = asked.bare.chars().count().min(record.bare.chars().count());
    if begins && shorter >= SHORTEST_BEGINNING { worth(Reason::Beginning, 60) } else { None }
}

/// Whether two names of one length differ in a character that tells organisations apart, in both.
fn differs_tellingly(left: &str, right: &str) -> bool {
    let pairs = || left.chars().zip(right.chars()).filter(|(left, right)| left != right);
    left.chars().count() == right.chars().count()
        && pairs().count() == 1
        && pairs().all(|(left, right)| TELLING.contains(left) && TELLING.contains(right))
}
