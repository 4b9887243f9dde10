//! What other services may learn of filings. The contact person is in none.

use ::time::Date;
use onecode_proto::registry::v1 as pb;
use registry_domain::community::{CommunityFiling, FilingChange};

use super::enums;
use super::filing::name;
use crate::wire::time;

pub(crate) fn filed(filing: &CommunityFiling) -> pb::CommunityOrganizationFiled {
    pb::CommunityOrganizationFiled {
        community_filing: name(filing.id),
        filing_number: filing.filing_number.clone(),
        title: filing.title.as_str().to_owned(),
        division: filing.division.to_string(),
        township_code: filing.township_code.clone(),
        class: enums::class(filing.class).into(),
        filed_date: Some(time::date(filing.filed_on)),
    }
}

pub(crate) fn changed(filing: &CommunityFiling, change: &FilingChange) -> pb::CommunityFilingChanged {
    pb::CommunityFilingChanged {
        community_filing: name(filing.id),
        revision: filing.revision,
        paths: change.paths().into_iter().map(str::to_owned).collect(),
        valid_from: Some(time::date(filing.valid_from)),
    }
}

pub(crate) fn ended(filing: &CommunityFiling, on: Date) -> pb::CommunityFilingEnded {
    pb::CommunityFilingEnded {
        community_filing: name(filing.id),
        revision: filing.revision,
        status: enums::status(filing.status).into(),
        ended_date: Some(time::date(on)),
    }
}
