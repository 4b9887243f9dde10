//! An association misses its report, is listed, is refused for it, mends it and is eligible again; then it turns out that nothing was
//! missed, and every consequence falls.

use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::eligibility_service_client::EligibilityServiceClient;
use onecode_proto::credit::v1::list_service_client::ListServiceClient;
use onecode_proto::inspection::v1 as inspection;
use onecode_proto::procedure::v1::ListAnnouncementsRequest;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use onecode_tests::harness::{Deployment, creation, eventually, reason};
use testkit::{Caller, Client};
use time::Duration;

use crate::annual_report::{YEAR, asked, authority, caller, filled, portal};

fn lists(suite: &Deployment) -> ListServiceClient<Client> {
    ListServiceClient::new(suite.client(caller(suite, "civil-affairs", "credit-listing-officer").fresh()))
}

/// What a buyer is told of an organisation that wants to be recognised as a charity, papers that nobody can know here seen.
async fn charity(suite: &Deployment, organization: &str) -> pb::Eligibility {
    let request = pb::CheckEligibilityRequest {
        name: organization.to_owned(),
        purpose: pb::EligibilityPurpose::CharityRecognition.into(),
        proved_conditions: vec!["charitable".into()],
        ..Default::default()
    };
    let client = suite.client(caller(suite, "civil-affairs", "eligibility-checker").fresh());
    let answer = EligibilityServiceClient::new(client).check_eligibility(request).await.expect("anybody may ask");
    answer.into_inner().eligibility.expect("the answer holds it")
}

/// What credit answers of an organisation, once it knows what happened and so decides as it must.
pub(crate) async fn decided(
    suite: &Deployment,
    caller: &Caller,
    code: &str,
    purpose: pb::EligibilityPurpose,
    must: impl Fn(pb::EligibilityDecision) -> bool,
) -> pb::Eligibility {
    let request = pb::CheckEligibilityRequest {
        name: format!("organizations/{code}"),
        purpose: purpose.into(),
        ..Default::default()
    };
    eventually("that credit knows what happened", async || {
        let client = suite.client(caller.fresh());
        let answer = EligibilityServiceClient::new(client).check_eligibility(request.clone()).await.ok()?.into_inner();
        answer.eligibility.filter(|answer| must(answer.decision()))
    })
    .await
}

/// The conditions that are not met, with their rules.
fn unmet(eligibility: &pb::Eligibility) -> Vec<(&str, &str)> {
    let failed = |one: &&pb::EligibilityCondition| one.result() == pb::ConditionResult::NotMet;
    let unmet: Vec<_> = eligibility.conditions.iter().filter(failed).map(|one| (&*one.key, &*one.rule)).collect();
    assert_eq!(unmet.is_empty(), eligibility.decision() == pb::EligibilityDecision::Allowed, "{eligibility:?}");
    unmet
}

/// The year is over and the last day has passed; the only draft of the association that has sent nothing.
pub(crate) async fn drafted(suite: &Deployment, organization: &str) -> pb::ListingDraft {
    suite.site.pass(Duration::days(190));
    eventually("a draft", async || {
        let request = pb::ListListingDraftsRequest { organization: organization.to_owned(), ..Default::default() };
        let answer = lists(suite).list_listing_drafts(request).await.ok()?.into_inner();
        answer.listing_drafts.into_iter().next()
    })
    .await
}

/// Told, heard, decided.
pub(crate) async fn listed(suite: &Deployment, draft: pb::ListingDraft) -> pb::Listing {
    let notice = pb::NotifyListingRequest {
        name: draft.name.clone(),
        etag: draft.etag.clone(),
        notice: "未按期报送年度工作报告，拟列入活动异常名录".into(),
    };
    let noticed = lists(suite).notify_listing(notice).await.expect("it is drafted").into_inner().listing_draft;
    let early = pb::DecideListingRequest {
        name: draft.name.clone(),
        etag: noticed.as_ref().map(|draft| draft.etag.clone()).unwrap_or_default(),
        document_number: "湖民信〔2027〕1号".into(),
        reasons: "未按规定时限报送年度工作报告".into(),
    };
    let refused = lists(suite).decide_listing(early.clone()).await.expect_err("nobody was heard");
    assert_eq!(reason(&refused), "CASE_STATE");
    let delivery = pb::DeliverListingNoticeRequest {
        name: draft.name.clone(),
        etag: early.etag.clone(),
        method: pb::ListingNoticeMethod::Delivered.into(),
        serve_date: None,
    };
    let served = lists(suite).deliver_listing_notice(delivery).await.expect("it is noticed").into_inner();
    let statement = pb::HearListingStatementRequest {
        name: draft.name,
        etag: served.listing_draft.expect("the answer holds it").etag,
        statement: "经办人离职，未及时填报".into(),
    };
    let heard = lists(suite).hear_listing_statement(statement).await.expect("it may answer").into_inner();
    let etag = heard.listing_draft.expect("the answer holds it").etag;
    let decided = lists(suite).decide_listing(pb::DecideListingRequest { etag, ..early }).await;
    decided.expect("it was heard").into_inner().listing.expect("the answer holds it")
}

/// The report comes, late.
pub(crate) async fn reported(suite: &Deployment, organization: &str) -> inspection::AnnualReport {
    let of_first = creation(1).organization.expect("there is one");
    let request = inspection::CreateAnnualReportRequest {
        parent: organization.to_owned(),
        year: YEAR,
        entries: filled(&of_first),
        supervising_department: "departments/education".into(),
        ..Default::default()
    };
    let draft = portal(suite).create_annual_report(request).await.expect("it is owed").into_inner();
    let draft = draft.annual_report.expect("the answer holds it");
    let request = inspection::SubmitAnnualReportRequest { name: draft.name, etag: draft.etag, validate_only: false };
    let answer = portal(suite).submit_annual_report(request).await.expect("it is right").into_inner();
    let report = answer.annual_report.expect("the answer holds it");
    assert!(report.late);
    report
}

/// Off the list, once what was owed is there.
async fn removed(suite: &Deployment, listing: &pb::Listing) -> pb::Listing {
    let request = pb::RequestListingRemovalRequest { parent: listing.name.clone(), statement: "已补报".into() };
    let removal = eventually("that the report is known", async || {
        let answer = lists(suite).request_listing_removal(request.clone()).await.ok()?.into_inner();
        answer.listing_removal
    })
    .await;
    let request = pb::DecideListingRemovalRequest {
        name: removal.name,
        etag: removal.etag,
        decision: pb::ListingRemovalState::Removed.into(),
        document_number: "湖民信〔2027〕2号".into(),
        reasons: "经核实，已补报年度工作报告".into(),
    };
    let answer = lists(suite).decide_listing_removal(request).await.expect("it is verified").into_inner();
    answer.listing.expect("the answer holds it")
}

async fn announced(suite: &Deployment) -> usize {
    let mut public = PublicityServiceClient::new(suite.client(caller(suite, "notary", "public-portal").fresh()));
    let told = public.list_announcements(ListAnnouncementsRequest::default()).await.expect("anybody may");
    told.into_inner().announcements.len()
}

pub(crate) async fn missed_and_mended(suite: &Deployment) {
    let (names, _) = asked(suite).await;
    let organization = names[0].as_str();
    let draft = drafted(suite, organization).await;
    assert_eq!((draft.ground.as_str(), draft.records.len()), ("CR-03.1", 1));
    assert_eq!(unmet(&charity(suite, organization).await), [], "a draft is no decision");

    let listing = listed(suite, draft).await;
    assert_eq!(unmet(&charity(suite, organization).await), [("not_abnormal", "CH-01c")], "seen at once");
    assert_eq!(announced(suite).await, 1);

    let report = reported(suite, organization).await;
    let off = removed(suite, &listing).await;
    assert_eq!(announced(suite).await, 2);
    assert_eq!(off.removal_cause(), pb::ListingRemovalCause::Application);
    assert_eq!(unmet(&charity(suite, organization).await), []);

    let request = inspection::AnnulAnnualReportDelayRequest {
        name: report.name,
        etag: report.etag,
        decision_number: "湖民年检撤〔2027〕1号".into(),
        reasons: "纸质材料已于期限内送达".into(),
    };
    authority(suite).annul_annual_report_delay(request).await.expect("it came late");
    let fallen = eventually("that the listing falls", async || {
        let request = pb::GetListingRequest { name: listing.name.clone() };
        let answer = lists(suite).get_listing(request).await.ok()?.into_inner().listing?;
        Some(answer).filter(|listing| listing.withdraw_date.is_some())
    })
    .await;
    assert_eq!(fallen.remove_date, off.remove_date, "the history keeps both");
    assert_eq!(announced(suite).await, 1, "that it was listed is taken back, that it is off the list stays told");
    let request = pb::ListEntriesAsOfRequest {
        list: pb::CreditList::Abnormal.into(),
        date: listing.list_date,
        ..Default::default()
    };
    let answer = lists(suite).list_entries_as_of(request).await.expect("anybody may").into_inner();
    assert_eq!(answer.listings, [], "as if it had never been listed");
}
