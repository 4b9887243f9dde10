//! Rosters: every row is read by itself, and its wrong fields are named.

use ::time::Date;
use fault::Fault;
use onecode_proto::talent::v1 as pb;
use vocab::UnifiedCode;

use super::engagement::{self, Told};
use super::{name, person};
use crate::ops::personnel::engage::Became;
use crate::ops::personnel::people::Stated;
use crate::ops::personnel::roster::{Row, Wrong};
use crate::wire::violations::Violations;

/// Rows of one roster.
const MOST: usize = 1_000;

/// The organisation and the rows, before the register is asked of it.
pub(crate) fn import(request: &pb::ImportRosterRequest, today: Date) -> Result<(UnifiedCode, Vec<Row>), Fault> {
    let mut violations = Violations::default();
    let code = name::parse_organization(&mut violations, "parent", &request.parent);
    let found = request.rows.len();
    if !(1..=MOST).contains(&found) {
        violations.note("rows", format_args!("has {found}, 1 to {MOST} are allowed"));
    }
    let code = violations.finish(code)?;
    let read = |source| row(source, code, today).map_err(|fault| Wrong::of(&fault));
    Ok((code, request.rows.iter().map(read).collect()))
}

fn row(source: &pb::RosterRow, code: UnifiedCode, today: Date) -> Result<(Stated, talent_domain::Engagement), Fault> {
    let mut violations = Violations::default();
    let stated = person::stated(&mut violations, "person", source.person.as_ref());
    let told = Told {
        kind: source.kind,
        post_title: &source.post_title,
        start_date: source.start_date.as_ref(),
        end_date: source.end_date.as_ref(),
    };
    let engagement = engagement::read(&mut violations, "", &told, (Some(code), today));
    violations.finish(stated.zip(engagement))
}

pub(crate) fn import_reply(outcomes: Vec<Result<Became, Wrong>>) -> pb::ImportRosterResponse {
    let mut reply = pb::ImportRosterResponse::default();
    for (row, became) in (1..).zip(outcomes) {
        let outcome = match became {
            Ok(Became::Recorded(recorded)) => {
                reply.recorded_count += 1;
                pb::RosterOutcome {
                    result: pb::RosterResult::Recorded.into(),
                    engagement: name::engagement(recorded.organization, recorded.id),
                    ..Default::default()
                }
            }
            Ok(Became::Unchanged(known)) => {
                reply.unchanged_count += 1;
                pb::RosterOutcome {
                    result: pb::RosterResult::Unchanged.into(),
                    engagement: name::engagement(known.organization, known.id),
                    ..Default::default()
                }
            }
            Err(Wrong { reason, problems }) => {
                reply.wrong_count += 1;
                let problem = |(field, description)| pb::RosterProblem { field, description };
                pb::RosterOutcome {
                    result: pb::RosterResult::Wrong.into(),
                    reason: reason.to_owned(),
                    problems: problems.into_iter().map(problem).collect(),
                    ..Default::default()
                }
            }
        };
        reply.outcomes.push(pb::RosterOutcome { row, ..outcome });
    }
    reply
}
