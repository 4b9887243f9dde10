//! Duties: exempted, listed, counted.

use std::collections::HashMap;

use fault::{Fault, Kind as FaultKind};
use inspection_domain::report::Kind;
use sqlx::PgConnection;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use super::campaign::{require_authority, require_open};
use super::no_campaign;
use crate::register::report::Member;
use crate::store::report_campaign::{self, CampaignRow};
use crate::store::report_duty::{self as store, DutyFilter, DutyRow, Tally};
use crate::wire::page::{self, Binding};
use crate::wire::report::{campaign_name, facts};
use crate::wire::violations::Violations;

/// Organisations that need not report.
#[derive(Debug)]
pub(crate) struct Exempt {
    pub(crate) campaign: Uuid,
    pub(crate) codes: Vec<UnifiedCode>,
    /// Those of them that the register showed just before.
    pub(crate) shown: Vec<Member>,
    pub(crate) exemption: &'static str,
    pub(crate) reason: String,
}

/// Which page of a campaign's duties.
#[derive(Debug)]
pub(crate) struct ListDuties {
    pub(crate) scope: Scope,
    pub(crate) filter: DutyFilter,
    pub(crate) after: String,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, by code.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<DutyRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn exempt(tx: &mut Tx, command: &Exempt) -> Result<usize, Fault> {
    let (scope, now) = (tx.call().scope.clone(), tx.now());
    let campaign = report_campaign::find(tx.conn(), &scope, command.campaign).await?;
    let campaign = campaign.ok_or_else(|| no_campaign(command.campaign))?;
    require_authority(&campaign, tx.call())?;
    require_open(campaign.authority_due, day_of(now))?;
    let codes: Vec<String> = command.codes.iter().map(ToString::to_string).collect();
    let held = store::held(tx.conn(), &campaign, &codes).await?;
    let divisions = divisions(&campaign, command, &held)?;
    let (exemption, reason) = (command.exemption, command.reason.as_str());
    let exempt = store::exempt(tx.conn(), &campaign, &codes, &divisions, exemption, reason, now).await?;
    let left: Vec<String> =
        command.codes.iter().filter(|code| !exempt.contains(code)).map(ToString::to_string).collect();
    if left.is_empty() {
        let fact = facts::exempted(&campaign, &exempt, command.exemption);
        tx.emit(&campaign_name(campaign.id), &campaign.division, &fact);
        return Ok(exempt.len());
    }
    let sentence = "organisations have submitted their reports, or report in another campaign";
    Err(Fault::new(FaultKind::FailedPrecondition, "REPORT_DUTY_MET", sentence).with("organizations", left.join(",")))
}

/// Where each organisation is; refuses those that the campaign never asks: they owe their reports to others, if to anybody.
fn divisions(campaign: &CampaignRow, command: &Exempt, held: &[UnifiedCode]) -> Result<Vec<String>, Fault> {
    let kind = Kind::parse(&campaign.kind);
    let shown: HashMap<&str, &str> =
        command.shown.iter().map(|member| (member.code.as_str(), member.division.as_str())).collect();
    let mut violations = Violations::default();
    let mut divisions = Vec::with_capacity(command.codes.len());
    for (at, code) in command.codes.iter().enumerate() {
        let division = shown.get(code.as_str()).copied();
        let field = || format!("organizations[{at}]");
        if Kind::of(code.class()) != kind {
            violations.note(field(), "is of another kind than the campaign");
        } else if held.contains(code) {
            // enrolled, it stays so wherever the register has it now
        } else if division.is_none() {
            violations.note(field(), "is no organisation that the register shows the caller");
        } else if !division.is_some_and(|division| campaign.covers(division)) {
            violations.note(field(), "is registered where the campaign asks nobody");
        }
        divisions.push(division.unwrap_or(&campaign.division).to_owned());
    }
    violations.finish(Some(divisions))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListDuties) -> Result<Listed, Fault> {
    let campaign = report_campaign::find(conn, &query.scope, query.filter.campaign).await?;
    campaign.ok_or_else(|| no_campaign(query.filter.campaign))?;
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.filter, &query.after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.code.to_string());
    Ok(Listed { rows, next_page_token })
}

pub(crate) async fn tally(conn: &mut PgConnection, query: &super::campaign::GetCampaign) -> Result<Vec<Tally>, Fault> {
    let campaign = report_campaign::find(conn, &query.scope, query.id).await?;
    campaign.ok_or_else(|| no_campaign(query.id))?;
    Ok(store::tally(conn, query.id, &query.scope).await?)
}
