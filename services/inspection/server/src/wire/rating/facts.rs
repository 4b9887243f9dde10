//! What others may learn of rating; nobody's name or account is told.

use ::time::Date;
use onecode_proto::inspection::v1 as pb;
use uuid::Uuid;

use super::check::stated;
use super::{enums, name, rule};
use crate::ops::rating::SeenCheck;
use crate::store::rating::application::ApplicationRow;
use crate::store::rating::expert::ExpertRow;
use crate::store::rating::grade::RatingRow;
use crate::store::rating::round::RoundRow;
use crate::wire::{name as names, time};

pub(crate) fn round_opened(row: &RoundRow) -> pb::RatingRoundOpened {
    pb::RatingRoundOpened {
        round: name::round(row.id),
        department: names::department(&row.department),
        year: row.year,
        title: row.title.clone(),
        apply_from: Some(time::date(row.apply_from)),
        apply_to: Some(time::date(row.apply_to)),
    }
}

pub(crate) fn expert_changed(row: &ExpertRow) -> pb::RatingExpertChanged {
    pb::RatingExpertChanged { expert: name::expert(row.id), department: names::department(&row.department) }
}

pub(crate) fn applied(row: &ApplicationRow) -> pb::RatingApplied {
    pb::RatingApplied {
        application: name::application(row.id),
        organization: names::organization(row.code),
        round: name::round(row.round),
        self_tenths: row.self_tenths,
    }
}

pub(crate) fn scores_submitted(application: Uuid, submitted: usize, expected: usize) -> pb::RatingScoresSubmitted {
    pb::RatingScoresSubmitted {
        application: name::application(application),
        submitted_count: i32::try_from(submitted).unwrap_or(i32::MAX),
        expected_count: i32::try_from(expected).unwrap_or(i32::MAX),
    }
}

pub(crate) fn vote_cast(application: Uuid, ballot: i32, cast: usize) -> pb::RatingVoteCast {
    pb::RatingVoteCast {
        application: name::application(application),
        ballot,
        cast_count: i32::try_from(cast).unwrap_or(i32::MAX),
    }
}

pub(crate) fn announced(row: &RatingRow, tenths: i64) -> pb::RatingAnnounced {
    pb::RatingAnnounced {
        organization: names::organization(row.code),
        rating: name::rating(row.id),
        application: row.application.map(name::application).unwrap_or_default(),
        grade: enums::stored_grade(Some(&row.grade)).into(),
        tenths,
        certificate_number: row.certificate_number.clone(),
        announce_date: Some(time::date(row.announced_on)),
        valid_from: Some(time::date(row.valid_from)),
        valid_until: Some(time::date(row.valid_until)),
        department: names::department(&row.department),
        announcement: row.announcement.clone(),
        rule: Some(rule(&row.rule, row.rule_version)),
    }
}

pub(crate) fn downgraded(seen: &SeenCheck, held: &RatingRow, next: &RatingRow, today: Date) -> pb::RatingDowngraded {
    pb::RatingDowngraded {
        organization: names::organization(held.code),
        rating: name::rating(held.id),
        check: name::check(seen.row.id),
        former_grade: enums::stored_grade(Some(&held.grade)).into(),
        grade: enums::stored_grade(Some(&next.grade)).into(),
        next_rating: name::rating(next.id),
        valid_until: Some(time::date(next.valid_until)),
        grounds: stated(&seen.grounds),
        reasons: seen.row.reasons.clone(),
        decide_date: Some(time::date(today)),
        department: names::department(&held.department),
        rules: seen.grounds.iter().map(|ground| rule(&ground.rule, ground.rule_version)).collect(),
    }
}

pub(crate) fn cancelled(seen: &SeenCheck, held: &RatingRow, today: Date) -> pb::RatingCancelled {
    pb::RatingCancelled {
        organization: names::organization(held.code),
        rating: name::rating(held.id),
        check: name::check(seen.row.id),
        former_grade: enums::stored_grade(Some(&held.grade)).into(),
        grounds: stated(&seen.grounds),
        reasons: seen.row.reasons.clone(),
        decide_date: Some(time::date(today)),
        department: names::department(&held.department),
        rules: seen.grounds.iter().map(|ground| rule(&ground.rule, ground.rule_version)).collect(),
    }
}
