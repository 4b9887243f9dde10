//! What credit and inspection say of an organisation: by their contracts, on the caller's behalf, never by their tables.

use fault::Fault;
use intake::time::parse_date;
use intake::violations::Violations;
use onecode_proto::credit::v1 as credit;
use onecode_proto::google::r#type::Date as PbDate;
use onecode_proto::inspection::v1 as inspection;
use onecode_proto::inspection::v1::rating_service_client::RatingServiceClient;
use onecode_proto::inspection::v1::rating_service_server::SERVICE_NAME as RATINGS;
use purchase_domain::transfer::Grade;
use rpc::{Peers, Traced, refused, unreachable};
use time::Date;
use tonic::Code;
use tonic::metadata::MetadataMap;
use vocab::UnifiedCode;

use crate::credit::{Credit, Eligible, condition};
use crate::store::fund::application::Checked;

const READ: &str = "inspection.rating.read";

/// Where credit and inspection are.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    credit: Credit,
    inspection: Option<Traced>,
}

/// What both say.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) checked: Checked,
    /// The grade that holds today, if that was asked for and there is one.
    pub(crate) rated: Option<Rated>,
}

/// A grade.
#[derive(Debug)]
pub(crate) struct Rated {
    /// `ratings/{uuid}`.
    pub(crate) rating: String,
    pub(crate) grade: Grade,
    pub(crate) valid_from: Date,
    pub(crate) valid_until: Option<Date>,
}

impl Seen {
    /// Whether the organisation may not be funded, or is unknown.
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self.checked.eligible, Eligible::Refused | Eligible::NoRecord)
    }

    /// Whether something is not known on record, so that a person must look.
    pub(crate) fn needs_review(&self) -> bool {
        self.checked.eligible == Eligible::NotKnown
    }
}

impl Standing {
    /// Among the peers.
    pub(crate) fn new(peers: &Peers) -> Self {
        Self { credit: Credit::new(peers), inspection: peers.channel(RATINGS) }
    }

    /// Whether an organisation may be funded today (CR-11), and, if that is wanted, which grade it has.
    pub(crate) async fn seen(&self, metadata: &MetadataMap, code: UnifiedCode, grade: bool) -> Result<Seen, Fault> {
        let checked = self.checked(metadata, code).await?;
        let rated = if grade { self.rated(metadata, code).await? } else { None };
        Ok(Seen { checked, rated })
    }

    async fn checked(&self, metadata: &MetadataMap, code: UnifiedCode) -> Result<Checked, Fault> {
        let asked = credit::CheckEligibilityRequest {
            name: intake::name::organization(code),
            purpose: credit::EligibilityPurpose::Fund.into(),
            ..Default::default()
        };
        let Some(answer) = self.credit.ask(metadata, asked).await? else { return Ok(unknown()) };
        let cursor = answer.known_until.map(|known| known.cursor).unwrap_or_default();
        let eligibility = answer.eligibility.ok_or_else(unreachable)?;
        let unmet = eligibility.conditions.iter().filter(|one| one.result() != credit::ConditionResult::Met);
        let conditions = unmet.map(condition).collect();
        let eligible = Eligible::of(eligibility.decision());
        Ok(Checked { eligible, title: eligibility.title, conditions, cursor })
    }

    async fn rated(&self, metadata: &MetadataMap, code: UnifiedCode) -> Result<Option<Rated>, Fault> {
        let channel = self.inspection.clone().ok_or_else(unreachable)?;
        let organization = intake::name::organization(code);
        let asked = inspection::GetRatingRequest { organization, as_of: None };
        let answer = RatingServiceClient::new(channel).get_rating(rpc::on_behalf(metadata, asked)).await;
        let rating = match answer {
            Ok(answer) => answer.into_inner().rating.ok_or_else(unreachable)?,
            Err(status) if status.code() == Code::NotFound => return Ok(None),
            Err(status) => return Err(refused(READ, status)),
        };
        let grade = Grade::of_number(i64::from(rating.grade)).ok_or_else(unreachable)?;
        let valid_from = day(rating.valid_from.as_ref()).ok_or_else(unreachable)?;
        let valid_until = day(rating.valid_until.as_ref());
        Ok(Some(Rated { rating: rating.name, grade, valid_from, valid_until }))
    }
}

/// No register told of it: never taken for allowed.
fn unknown() -> Checked {
    Checked {
        eligible: Eligible::NoRecord,
        title: String::new(),
        conditions: vec!["organization_unknown".to_owned()],
        cursor: String::new(),
    }
}

/// A day of an answer; what is none is as if it were not stated.
fn day(date: Option<&PbDate>) -> Option<Date> {
    parse_date(&mut Violations::default(), "date", date)
}
