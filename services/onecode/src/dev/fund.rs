//! Gives Huzhou a special fund (专项资金) with a budget and a table of awards for grades, so that there is something to apply for.

use std::path::Path;

use fault::Fault;
use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::fund_service_client::FundServiceClient;
use tonic::transport::Channel;

use super::said;

/// The budget year, from whose first day the table holds.
const YEAR: i32 = 2026;
/// Five million yuan.
const BUDGET_FEN: i64 = 500_000_000;
const NOT_REAL: &str = "演示数据，不是真实文号";

/// Records, allots and adopts at the first start; later ones repeat the calls, which then do nothing.
///
/// # Errors
/// The suite does not answer.
pub(super) async fn endow(home: &Path, endpoint: &str) -> Result<(), Fault> {
    let officer = super::official_token(home, "civil-affairs", &["purchase-fund-officer"], Some("sample-drafter"))?;
    let approver = super::official_token(home, "civil-affairs", &["purchase-fund-approver"], Some("sample-adopter"))?;
    let channel = Channel::from_shared(endpoint.to_owned()).map_err(Fault::internal)?.connect_lazy();
    let mut funds = FundServiceClient::new(channel);
    let from = Some(Date { year: YEAR, month: 1, day: 1 });
    let fund = pb::Fund {
        title: "社会组织发展专项资金（演示）".to_owned(),
        purpose: "评估等级奖励和项目补助".to_owned(),
        basis: NOT_REAL.to_owned(),
        valid_from: from,
        ..pb::Fund::default()
    };
    let request = pb::CreateFundRequest { fund: Some(fund), validate_only: false };
    let request = said(&officer, "sample-fund", request)?;
    let parent = funds.create_fund(request).await.map_err(Fault::internal)?.into_inner().fund.unwrap_or_default().name;
    let allotment = pb::Allotment {
        year: YEAR,
        amount_fen: BUDGET_FEN,
        document_number: NOT_REAL.to_owned(),
        ..pb::Allotment::default()
    };
    let request =
        pb::CreateAllotmentRequest { parent: parent.clone(), allotment: Some(allotment), validate_only: false };
    let request = said(&officer, "sample-allotment", request)?;
    let proposed = funds.create_allotment(request).await.map_err(Fault::internal)?.into_inner().allotment;
    let pb::Allotment { name, etag, .. } = proposed.unwrap_or_default();
    let request = said(&approver, "sample-allotment", pb::ApproveAllotmentRequest { name, etag })?;
    funds.approve_allotment(request).await.map_err(Fault::internal)?;
    let rate = |grade: pb::TransferGrade, amount_fen| pb::AwardRate { grade: grade.into(), amount_fen };
    let schedule = pb::AwardSchedule {
        rates: vec![
            rate(pb::TransferGrade::Aaa, 1_000_000),
            rate(pb::TransferGrade::Aaaa, 3_000_000),
            rate(pb::TransferGrade::Aaaaa, 5_000_000),
        ],
        basis: NOT_REAL.to_owned(),
        valid_from: from,
        ..pb::AwardSchedule::default()
    };
    let request = pb::CreateAwardScheduleRequest { parent, award_schedule: Some(schedule), validate_only: false };
    let request = said(&officer, "sample-awards", request)?;
    let draft = funds.create_award_schedule(request).await.map_err(Fault::internal)?.into_inner().award_schedule;
    let pb::AwardSchedule { name, etag, .. } = draft.unwrap_or_default();
    let request = said(&approver, "sample-awards", pb::AdoptAwardScheduleRequest { name, etag })?;
    funds.adopt_award_schedule(request).await.map_err(Fault::internal)?;
    Ok(())
}
