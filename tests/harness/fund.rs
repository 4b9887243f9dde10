//! A fund that has money, for stories and faults that pay from one.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::fund_service_client::FundServiceClient;

use super::Deployment;

/// A fund with so many fen in its first year, which another official approved than proposed them.
pub async fn budgeted(suite: &Deployment, fund: pb::Fund, amount_fen: i64) -> pb::Fund {
    let by = |role: &str, account: &str| {
        let official = suite.site.official("civil-affairs", "330500", &[role], account);
        FundServiceClient::new(suite.client(official.fresh()))
    };
    let year = fund.valid_from.expect("a fund begins on a day").year;
    let request = pb::CreateFundRequest { fund: Some(fund), validate_only: false };
    let made = by("purchase-fund-officer", "huang").create_fund(request).await.expect("it is whole").into_inner();
    let fund = made.fund.expect("the answer holds it");
    let document_number = format!("湖财预〔{year}〕8号");
    let allotment = pb::Allotment { year, amount_fen, document_number, ..Default::default() };
    let request =
        pb::CreateAllotmentRequest { parent: fund.name.clone(), allotment: Some(allotment), validate_only: false };
    let made = by("purchase-fund-officer", "huang").create_allotment(request).await.expect("it is whole").into_inner();
    let proposed = made.allotment.expect("the answer holds it");
    let request = pb::ApproveAllotmentRequest { name: proposed.name, etag: proposed.etag };
    by("purchase-fund-approver", "shen").approve_allotment(request).await.expect("somebody else proposed it");
    fund
}
