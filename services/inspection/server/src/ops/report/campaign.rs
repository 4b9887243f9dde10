//! Campaigns: opened, and shown.

use fault::{Fault, Kind as FaultKind, on_constraint};
use inspection_domain::report::campaign::terms;
use inspection_domain::report::{Kind, form_of};
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::{no_campaign, not_authority};
use crate::store::report_campaign::{self as store, CampaignFilter, CampaignRow};
use crate::wire;
use crate::wire::page::{self, Binding};

/// A new campaign.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) kind: Kind,
    pub(crate) year: i32,
    pub(crate) include_below: bool,
}

/// Which campaign.
#[derive(Debug)]
pub(crate) struct GetCampaign {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListCampaigns {
    pub(crate) filter: CampaignFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<CampaignRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn open(tx: &mut Tx, command: &Open) -> Result<CampaignRow, Fault> {
    let (id, now) = (tx.new_id(), tx.now());
    let today = day_of(now);
    let terms = terms(command.kind, command.year, today)?;
    let form = form_of(command.kind, command.year)?;
    require_open(terms.authority_due, today)?;
    let row = CampaignRow {
        id,
        year: command.year,
        kind: command.kind.as_str().to_owned(),
        division: tx.call().division.clone(),
        include_below: command.include_below,
        department: tx.call().department.clone(),
        registered_by: terms.registered_by,
        supervising_due: terms.supervising_due,
        authority_due: terms.authority_due,
        rules: terms.rules.iter().map(ToString::to_string).collect(),
        form: form.key.clone(),
        created_at: now,
    };
    let actor = tx.call().actor.clone();
    let inserted = store::insert(tx.conn(), &row, &actor).await;
    on_constraint(inserted, "report_campaign_year_key", || {
        let sentence = "the campaign of that kind and year is open";
        Fault::new(FaultKind::AlreadyExists, "REPORT_CAMPAIGN_EXISTS", sentence)
    })?;
    tx.emit(&wire::report::campaign_name(id), &row.division, &wire::report::facts::opened(&row));
    Ok(row)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetCampaign) -> Result<CampaignRow, Fault> {
    store::find(conn, &query.scope, query.id).await?.ok_or_else(|| no_campaign(query.id))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListCampaigns) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}

/// Refuses what may be done until the last day, once it has passed.
pub(crate) fn require_open(due: Date, today: Date) -> Result<(), Fault> {
    if due >= today {
        return Ok(());
    }
    let fault =
        Fault::new(FaultKind::FailedPrecondition, "REPORT_CAMPAIGN_OVER", "the last day of the campaign has passed");
    Err(fault.with("due_date", due.to_string()))
}

/// Refuses whoever is not the authority of a campaign.
pub(crate) fn require_authority(row: &CampaignRow, call: &uow::Call) -> Result<(), Fault> {
    let its = row.department == call.department && row.division == call.division;
    if its { Ok(()) } else { Err(not_authority()) }
}
