//! What everything known of an organisation comes to.

use super::{Agreement, Asked, AskedCode, Bearing, Candidate, GOOD, Known, KnownName, Reason, agreement};
use crate::Status;

/// What a code that fits is worth beside a name that does not, and what one that had to be repaired is worth alone.
const CODE_ALONE: i16 = 60;
/// Nothing that had to be repaired is certain.
const REPAIRED_MOST: i16 = 99;

/// The organisations that may be meant, the best first, at most so many. The order of `known` changes nothing.
#[must_use]
pub fn judge(asked: &Asked, known: &[Known], most: usize) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = known.iter().filter_map(|one| candidate(asked, one)).collect();
    candidates.sort_unstable_by(|left, right| right.score.cmp(&left.score).then(left.code.cmp(&right.code)));
    candidates.dedup_by_key(|candidate| candidate.code);
    let good = candidates.iter().filter(|candidate| candidate.score >= GOOD).count();
    for candidate in &mut candidates {
        candidate.is_match = good == 1 && candidate.score >= GOOD;
    }
    candidates.truncate(most);
    candidates
}

fn candidate(asked: &Asked, known: &Known) -> Option<Candidate> {
    let named = best_name(asked, known);
    let mut reasons = Vec::new();
    let mut score = named.as_ref().map(|(_, points)| *points);
    if let Some((name, _)) = &named {
        reasons.push(name.0.reason);
        reasons.extend(bearing(name.1.bearing));
    }
    match &asked.code {
        None => {}
        Some(AskedCode::Right(code)) if *code == known.code => {
            reasons.push(Reason::Code);
            let strange = asked.name.is_some() && named.is_none();
            reasons.extend(strange.then_some(Reason::OtherName));
            score = Some(if strange { CODE_ALONE } else { 100 });
        }
        Some(AskedCode::Wrong(meant)) if meant.contains(&known.code) => {
            reasons.push(Reason::RepairedCode);
            let alone = asked.name.is_none().then_some(CODE_ALONE);
            score = score.map(|points| (points + 5).min(REPAIRED_MOST)).or(alone);
        }
        Some(AskedCode::Right(_)) => {
            reasons.push(Reason::OtherCode);
            score = score.map(|points| points - 20);
        }
        Some(AskedCode::Wrong(_)) => {
            reasons.push(Reason::WrongCode);
            score = score.map(|points| points - 5);
        }
    }
    let mut score = score?;
    for (against, reason, points) in [
        (asked.division.is_some_and(|division| !division.contains(known.division)), Reason::OtherDivision, 20),
        (asked.kind.is_some_and(|kind| kind != known.code.class()), Reason::OtherKind, 15),
        (matches!(known.status, Status::Revoked | Status::Deregistered), Reason::Ended, 3),
    ] {
        if against {
            reasons.push(reason);
            score -= points;
        }
    }
    reasons.sort_unstable();
    let present = known.names.iter().find(|name| name.bearing == Bearing::Present);
    Some(Candidate {
        code: known.code,
        title: present.map(|name| name.title.clone()).unwrap_or_default(),
        matched: named.map(|((_, name), _)| name.title.clone()),
        division: known.division,
        status: known.status,
        score: u8::try_from(score.clamp(1, 100)).unwrap_or(1),
        reasons,
        is_match: false,
    })
}

type Named<'k> = ((Agreement, &'k KnownName), i16);

/// The name of an organisation that agrees best, and its points.
fn best_name<'k>(asked: &Asked, known: &'k Known) -> Option<Named<'k>> {
    let name = asked.name.as_ref()?;
    let agreeing = known.names.iter().filter_map(|one| {
        let agreement = agreement(name, &one.title, known.division)?;
        Some(((agreement, one), i16::from(agreement.points) - less(one.bearing)))
    });
    agreeing.min_by_key(|((_, one), points)| (-points, *one))
}

const fn less(bearing: Bearing) -> i16 {
    match bearing {
        Bearing::Present => 0,
        Bearing::Former => 5,
        Bearing::Abbreviation => 8,
    }
}

const fn bearing(bearing: Bearing) -> Option<Reason> {
    match bearing {
        Bearing::Present => None,
        Bearing::Former => Some(Reason::FormerName),
        Bearing::Abbreviation => Some(Reason::Abbreviation),
    }
}
