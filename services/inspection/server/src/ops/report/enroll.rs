//! Enrolment of a campaign's population: read from the register as it streams, recorded in batches, each a unit of work.

use async_stream::try_stream;
use fault::Fault;
use futures::Stream;
use inspection_domain::report::Kind;
use inspection_domain::report::campaign::{NotAsked, Terms, must_report};
use onecode_proto::inspection::v1 as pb;
use tokio_util::sync::CancellationToken;
use tonic::Status;
use uow::{Call, Tx, Uow};

use crate::register::report::{Member, Population};
use crate::store::report_campaign::CampaignRow;
use crate::store::report_duty;
use crate::wire::report::campaign::batch_hash;
use crate::wire::report::{campaign_name, facts};

/// Organisations of one unit of work.
const BATCH: usize = 5_000;

/// One batch.
#[derive(Debug)]
struct Batch {
    campaign: CampaignRow,
    codes: Vec<String>,
    divisions: Vec<String>,
}

/// Enrols whoever comes, and says how far it is after every batch.
pub(crate) fn run(
    uow: Uow,
    call: Call,
    campaign: CampaignRow,
    mut population: Population,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::EnrollAnnualReportCampaignResponse, Status>> + Send {
    try_stream! {
        let terms = Terms {
            registered_by: campaign.registered_by,
            supervising_due: campaign.supervising_due,
            authority_due: campaign.authority_due,
            rules: Vec::new(),
        };
        let mut told = pb::EnrollAnnualReportCampaignResponse::default();
        let mut batch = Batch { campaign, codes: Vec::with_capacity(BATCH), divisions: Vec::with_capacity(BATCH) };
        loop {
            if stop.is_cancelled() {
                Err(Fault::unavailable("the service is stopping; repeat the call", std::time::Duration::from_secs(1)))?;
            }
            let members = population.next().await?;
            let ended = members.is_none();
            for member in members.into_iter().flatten() {
                take(&mut batch, &mut told, &terms, member);
            }
            if batch.codes.len() >= BATCH || (ended && !batch.codes.is_empty()) {
                let sent = u64::try_from(batch.codes.len()).unwrap_or(u64::MAX);
                let hash = batch_hash(batch.campaign.id, &batch.codes, &batch.divisions);
                let batched = call.step(hex::encode(hash), hash);
                let enrolled = uow.write(&batched, &batch, record, |enrolled| enrolled).await?;
                told.enrolled_count += i64::try_from(enrolled).unwrap_or(i64::MAX);
                told.known_count += i64::try_from(sent - enrolled.min(sent)).unwrap_or(i64::MAX);
                batch.codes.clear();
                batch.divisions.clear();
                told.done = ended;
                yield told;
            } else if ended {
                told.done = true;
                yield told;
            }
            if ended {
                break;
            }
        }
    }
}

fn take(batch: &mut Batch, told: &mut pb::EnrollAnnualReportCampaignResponse, terms: &Terms, member: Member) {
    if !batch.campaign.covers(&member.division) {
        return;
    }
    told.read_count += 1;
    match must_report(terms, member.established_on) {
        Ok(()) => {
            batch.codes.push(member.code);
            batch.divisions.push(member.division);
        }
        Err(NotAsked::RegisteredLate) => told.late_count += 1,
        Err(NotAsked::RegistrationUnknown) => told.unknown_count += 1,
    }
}

async fn record(tx: &mut Tx, batch: &Batch) -> Result<u64, Fault> {
    let now = tx.now();
    let enrolled = report_duty::enroll(tx.conn(), &batch.campaign, &batch.codes, &batch.divisions, now).await?;
    let fact = facts::enrolled(&batch.campaign, enrolled);
    tx.emit(&campaign_name(batch.campaign.id), &batch.campaign.division, &fact);
    Ok(enrolled)
}

/// The kind of a campaign.
pub(crate) fn kind(campaign: &CampaignRow) -> Result<Kind, Fault> {
    Kind::parse(&campaign.kind).ok_or_else(|| Fault::internal("a constraint has the kinds"))
}
