//! Plans and rounds as their callers see them.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use inspection_domain::Level;
use inspection_domain::draw::Field;
use inspection_domain::plan::{Cause, End, Failure, Round};
use inspection_domain::risk::Grade;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::registry::v1::{OrganizationKind, OrganizationStatus};
use vocab::DivisionCode;

use crate::ops::plan::Entered;
use crate::ops::plan::read::Listed;
use crate::store::draw::DrawRow;
use crate::store::frozen::FrozenRow;
use crate::store::plan::{DepartmentRow, PlanRow};
use crate::wire::risk_grade::grade;
use crate::wire::{etag, name, time};

pub(crate) fn create(entered: Entered) -> pb::CreatePlanResponse {
    pb::CreatePlanResponse { plan: Some(plan(&entered)) }
}

pub(crate) fn update(entered: Entered) -> pb::UpdatePlanResponse {
    pb::UpdatePlanResponse { plan: Some(plan(&entered)) }
}

pub(crate) fn get(entered: Entered) -> pb::GetPlanResponse {
    pb::GetPlanResponse { plan: Some(plan(&entered)) }
}

pub(crate) fn list(listed: Listed) -> pb::ListPlansResponse {
    let plans = listed.plans.iter().map(plan).collect();
    pb::ListPlansResponse { plans, next_page_token: listed.next_page_token }
}

pub(crate) fn cancel(entered: Entered) -> pb::CancelPlanResponse {
    pb::CancelPlanResponse { plan: Some(plan(&entered)) }
}

pub(crate) fn freeze(entered: Entered) -> pb::FreezePlanResponse {
    pb::FreezePlanResponse { plan: Some(plan(&entered)) }
}

pub(crate) fn draw(entered: Entered) -> pb::DrawPlanResponse {
    pb::DrawPlanResponse { plan: Some(plan(&entered)) }
}

pub(crate) fn preview(head: FrozenRow) -> pb::PreviewPlanResponse {
    let frozen = frozen(&head);
    pb::PreviewPlanResponse {
        population_count: frozen.population_count,
        merged_count: frozen.merged_count,
        inspector_count: frozen.inspector_count,
        recusal_count: frozen.recusal_count,
        strata: frozen.strata,
    }
}

pub(crate) fn open(entered: Entered) -> pb::OpenRoundResponse {
    pb::OpenRoundResponse { round: last(&entered) }
}

pub(crate) fn close(entered: Entered) -> pb::CloseRoundResponse {
    pb::CloseRoundResponse { round: last(&entered) }
}

pub(crate) fn commit(entered: Entered) -> pb::CommitShareResponse {
    pb::CommitShareResponse { round: last(&entered) }
}

pub(crate) fn reveal(entered: Entered) -> pb::RevealShareResponse {
    pb::RevealShareResponse { round: last(&entered) }
}

pub(crate) fn beacon(entered: Entered) -> pb::RecordBeaconResponse {
    pb::RecordBeaconResponse { round: last(&entered) }
}

/// The etag of a plan as it stands.
pub(crate) fn etag_of(row: &PlanRow) -> String {
    etag(&name::plan(row.id), row.revision)
}

fn plan(entered: &Entered) -> pb::Plan {
    let row = &entered.row;
    let level = DivisionCode::parse(&row.division).map(Level::of).map(level).unwrap_or_default();
    pb::Plan {
        name: name::plan(row.id),
        title: row.title.clone(),
        year: row.year,
        initiating_department: name::department(&row.initiating_department),
        division: row.division.clone(),
        level: level.into(),
        departments: departments(&entered.departments),
        items: items(row),
        population: Some(population(row)),
        visit_window: Some(pb::VisitWindow {
            start_date: Some(time::date(row.starts_on)),
            end_date: Some(time::date(row.ends_on)),
        }),
        beacon: row
            .beacon_source
            .clone()
            .zip(row.beacon_known_at)
            .map(|(source, known)| pb::Beacon { source, known_time: Some(time::timestamp(known)) }),
        state: state(&row.state).into(),
        frozen: entered.frozen.as_ref().map(frozen),
        rounds: entered.plan.rounds.iter().map(|round| self::round(entered, round)).collect(),
        drawn: entered.drawn.as_ref().map(drawn),
        cancel_reason: row.cancel_reason.clone(),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: etag_of(row),
        draw_percent: row.draw_percent,
    }
}

/// The departments that take part, with their work.
pub(super) fn departments(rows: &[DepartmentRow]) -> Vec<pb::PlanDepartment> {
    let department = |row: &DepartmentRow| pb::PlanDepartment {
        department: name::department(&row.department),
        work: row.work.clone(),
        inspector_count: row.inspector_count,
    };
    rows.iter().map(department).collect()
}

/// The items of a plan.
pub(super) fn items(row: &PlanRow) -> Vec<String> {
    row.items.iter().map(|key| name::item(key)).collect()
}

fn population(row: &PlanRow) -> pb::Population {
    let kinds = row.kinds.iter().filter_map(|kind| OrganizationKind::from_str_name(kind));
    let statuses = row.statuses.iter().filter_map(|status| OrganizationStatus::from_str_name(status));
    pb::Population {
        kinds: kinds.map(Into::into).collect(),
        statuses: statuses.map(Into::into).collect(),
        division: row.population_division.clone(),
        include_below: row.include_below,
        established_before: row.established_before.map(time::date),
    }
}

/// What the freeze fixed.
pub(super) fn frozen(head: &FrozenRow) -> pb::FrozenPlan {
    let sizes = head.strata_population.iter().zip(&head.strata_quota);
    let stratum = |(stratum, (size, quota)): (Grade, (&i64, &i64))| pb::Stratum {
        grade: grade(stratum).into(),
        population_count: *size,
        quota: *quota,
    };
    pb::FrozenPlan {
        root: hex::encode(&head.root),
        program: head.program.clone(),
        freeze_time: Some(time::timestamp(head.frozen_at)),
        population_count: head.population,
        merged_count: head.merged,
        inspector_count: head.inspectors,
        recusal_count: head.recusals,
        strata: Grade::ALL.into_iter().zip(sizes).map(stratum).collect(),
    }
}

/// What came out of the draw.
pub(super) fn drawn(row: &DrawRow) -> pb::DrawnPlan {
    pb::DrawnPlan {
        round: row.round,
        seed: hex::encode(&row.seed),
        draw_time: Some(time::timestamp(row.drawn_at)),
        drawn_count: row.drawn,
        short_count: row.short,
    }
}

fn last(entered: &Entered) -> Option<pb::Round> {
    entered.plan.rounds.last().map(|round| self::round(entered, round))
}

fn round(entered: &Entered, round: &Round) -> pb::Round {
    let keys = entered.plan.freeze.as_ref().map(|freeze| freeze.departments.as_slice()).unwrap_or_default();
    let failures = match &round.end {
        Some(End::Failed { failures, .. }) => failures.as_slice(),
        Some(End::Drawn { .. }) | None => &[],
    };
    pb::Round {
        number: i32::try_from(round.number).unwrap_or(i32::MAX),
        state: round_state(round, keys).into(),
        reason: round.why.as_ref().map(Field::to_string).unwrap_or_default(),
        open_time: Some(time::timestamp(round.opened_at)),
        commit_due_time: Some(time::timestamp(round.terms.commit_by)),
        reveal_due_time: Some(time::timestamp(round.terms.reveal_by)),
        beacon_known_time: round.terms.beacon_at.map(time::timestamp),
        shares: keys.iter().map(|key| share(round, key, failures)).collect(),
        beacon_value: round.beacon.as_ref().map(|said| said.value.to_string()).unwrap_or_default(),
        failures: self::failures(failures),
        end_time: round.end.as_ref().map(|end| match end {
            End::Failed { at, .. } | End::Drawn { at, .. } => time::timestamp(*at),
        }),
    }
}

/// Because of whom a round failed.
pub(super) fn failures(failures: &[Failure]) -> Vec<pb::RoundFailure> {
    let failure = |failure: &Failure| {
        let cause = match failure.cause {
            Cause::MissingCommitment => pb::RoundFailureCause::MissingCommitment,
            Cause::MissingShare => pb::RoundFailureCause::MissingShare,
            Cause::ShareMismatch => pb::RoundFailureCause::ShareMismatch,
            Cause::MissingBeacon => pb::RoundFailureCause::MissingBeacon,
        };
        let of_beacon = failure.cause == Cause::MissingBeacon;
        let department = if of_beacon { String::new() } else { name::department(&failure.who) };
        pb::RoundFailure { cause: cause.into(), department }
    };
    failures.iter().map(failure).collect()
}

fn share(round: &Round, key: &Field, failures: &[Failure]) -> pb::RoundShare {
    let committed = round.commitments.iter().find(|made| made.department == *key);
    let revealed = round.reveals.iter().find(|made| made.department == *key);
    pb::RoundShare {
        department: name::department(key),
        commitment: committed.map(|made| made.hash.to_string()).unwrap_or_default(),
        commit_time: committed.map(|made| time::timestamp(made.at)),
        share: revealed.map(|made| made.share.to_string()).unwrap_or_default(),
        reveal_time: revealed.map(|made| time::timestamp(made.at)),
        mismatch: failures.iter().any(|failure| failure.cause == Cause::ShareMismatch && failure.who == *key),
    }
}

fn round_state(round: &Round, departments: &[Field]) -> pb::RoundState {
    match &round.end {
        Some(End::Failed { .. }) => pb::RoundState::Failed,
        Some(End::Drawn { .. }) => pb::RoundState::Drawn,
        None if round.without_commitment(departments).next().is_some() => pb::RoundState::Committing,
        None if round.without_share(departments).next().is_some() => pb::RoundState::Revealing,
        None => pb::RoundState::Complete,
    }
}

fn level(level: Level) -> pb::AuthorityLevel {
    match level {
        Level::County => pb::AuthorityLevel::County,
        Level::City => pb::AuthorityLevel::City,
        Level::Province => pb::AuthorityLevel::Province,
        Level::Ministry => pb::AuthorityLevel::Ministry,
    }
}

fn state(word: &str) -> pb::PlanState {
    match word {
        "draft" => pb::PlanState::Draft,
        "frozen" => pb::PlanState::Frozen,
        "committing" => pb::PlanState::Committing,
        "revealing" => pb::PlanState::Revealing,
        "drawn" => pb::PlanState::Drawn,
        "cancelled" => pb::PlanState::Cancelled,
        _ => pb::PlanState::Unspecified, // a constraint has the words
    }
}
