//! What the stories of qualifications share.

use credit_server::QualificationSweeper;
pub(crate) use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::qualification_application_service_client::QualificationApplicationServiceClient;
use onecode_proto::credit::v1::qualification_service_client::QualificationServiceClient;
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
pub(crate) use pb::{QualificationApplicationState as State, QualificationKind as Kind};
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted};
use testkit::{Client, papers};
pub(crate) use tonic::{Code, Status};

pub(crate) use crate::world::{HUZHOU, World, code, date};

pub(crate) type Applications = QualificationApplicationServiceClient<Client>;
pub(crate) type Qualifications = QualificationServiceClient<Client>;

const OFFICER: &str = "credit-qualification-officer";

/// Applications as an officer of a department of Huzhou handles them.
pub(crate) fn office(world: &World, department: &str) -> Applications {
    Applications::new(world.client(world.caller(department, &[OFFICER]).fresh()))
}

/// Applications as organisations make them, through a portal.
pub(crate) fn portal(world: &World) -> Applications {
    Applications::new(world.client(world.caller("portal", &["credit-portal"]).fresh()))
}

/// Qualifications as an officer of a department handles them.
pub(crate) fn authority(world: &World, department: &str) -> Qualifications {
    Qualifications::new(world.client(world.caller(department, &[OFFICER]).fresh()))
}

/// Qualifications as anybody sees them.
pub(crate) fn public(world: &World) -> Qualifications {
    Qualifications::new(world.client(world.caller("audit", &["credit-reader"]).fresh()))
}

pub(crate) fn name(code: &str) -> String {
    format!("organizations/{code}")
}

/// An association that the register knows.
pub(crate) async fn registered(world: &World, serial: u32) -> String {
    let code = code(serial);
    world.register(&code).await;
    world.caught_up().await;
    code
}

/// Hands in a document of a kind through the portal; its name.
pub(crate) async fn paper(world: &World, kind: &str) -> String {
    let caller = world.caller("portal", &["credit-portal"]);
    let mut documents = DocumentServiceClient::new(world.suite.client(caller.fresh()));
    let answer = documents.upload_document(futures::stream::iter(papers::upload(kind))).await.unwrap();
    answer.into_inner().document.unwrap().name
}

/// Kinds of papers that a kind wants.
pub(crate) fn wanted(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::TaxExemption => &["charter", "registration-certificate", "fund-statement", "pay-report", "audit-report"],
        Kind::DonationDeduction => &["special-audit-report"],
        Kind::Charity => &["charter", "recognition-request", "audit-report"],
        Kind::PublicFundraising => &["fundraising-request", "audit-report", "council-list"],
        Kind::Unspecified => &[],
    }
}

/// Applies with these papers.
pub(crate) async fn apply_with(
    world: &World,
    code: &str,
    kind: Kind,
    papers: &[&str],
) -> Result<pb::QualificationApplication, Status> {
    let mut documents = Vec::new();
    for kind in papers {
        documents.push(paper(world, kind).await);
    }
    let request = pb::ApplyForQualificationRequest {
        parent: name(code),
        kind: kind.into(),
        statement: "符合条件，申请确认".into(),
        documents,
    };
    Ok(portal(world).apply_for_qualification(request).await?.into_inner().qualification_application.unwrap())
}

/// Applies with every paper that is wanted.
pub(crate) async fn apply(world: &World, code: &str, kind: Kind) -> pb::QualificationApplication {
    apply_with(world, code, kind, wanted(kind)).await.unwrap()
}

/// As it stands now.
pub(crate) async fn again(world: &World, one: &pb::QualificationApplication) -> pb::QualificationApplication {
    let request = pb::GetQualificationApplicationRequest { name: one.name.clone() };
    let answer = portal(world).get_qualification_application(request).await.unwrap().into_inner();
    answer.qualification_application.unwrap()
}

pub(crate) async fn confirm(
    world: &World,
    department: &str,
    one: &pb::QualificationApplication,
    proved: &[&str],
) -> Result<pb::QualificationApplication, Status> {
    let request = pb::ConfirmQualificationRequest {
        name: one.name.clone(),
        confirmation: pb::QualificationConfirmationState::Confirmed.into(),
        reasons: "经审核，本部门负责的条件符合".into(),
        proved_conditions: proved.iter().map(|key| (*key).to_owned()).collect(),
    };
    let answer = office(world, department).confirm_qualification(request).await?.into_inner();
    Ok(answer.qualification_application.unwrap())
}

/// Conditions of exemption that nothing on record shows, as tax and finance see them proved.
const BY_TAX: &[&str] = &["tax_credit", "pay", "separate_books", "not_barred"];
const BY_FINANCE: &[&str] = &["activity", "income_use", "residue"];

/// Every department that must confirm has, and has seen what nothing on record shows.
pub(crate) async fn confirmed(world: &World, one: &pb::QualificationApplication) -> pb::QualificationApplication {
    match one.kind() {
        Kind::TaxExemption => {
            confirm(world, "tax", one, BY_TAX).await.unwrap();
            confirm(world, "finance", one, BY_FINANCE).await.unwrap();
        }
        Kind::DonationDeduction => {
            confirm(world, "civil-affairs", one, &["special_reports", "spending", "management_costs"]).await.unwrap();
            confirm(world, "tax", one, &["tax_exempt"]).await.unwrap();
            confirm(world, "finance", one, &[]).await.unwrap();
        }
        Kind::Charity => {
            confirm(world, "civil-affairs", one, &["charitable"]).await.unwrap();
        }
        Kind::PublicFundraising => {
            confirm(world, "civil-affairs", one, &["charity", "council"]).await.unwrap();
        }
        Kind::Unspecified => panic!("of no kind"),
    }
    again(world, one).await
}

pub(crate) fn choice(one: &pb::QualificationApplication) -> pb::QualificationApplicationChoice {
    pb::QualificationApplicationChoice { name: one.name.clone(), etag: one.etag.clone() }
}

pub(crate) fn granting(all: &[&pb::QualificationApplication]) -> pb::GrantQualificationsRequest {
    pb::GrantQualificationsRequest {
        kind: all[0].kind,
        year: 2026,
        document_number: "湖税公〔2026〕3号".into(),
        applications: all.iter().map(|one| choice(one)).collect(),
        authority: String::new(),
    }
}

/// Grants, as the department that answers for the kind does.
pub(crate) async fn grant(
    world: &World,
    all: &[&pb::QualificationApplication],
) -> Result<pb::QualificationBatch, Status> {
    let lead = all[0].lead.strip_prefix("departments/").unwrap().to_owned();
    let answer = office(world, &lead).grant_qualifications(granting(all)).await?.into_inner();
    Ok(answer.qualification_batch.unwrap())
}

/// What somebody decided before the suite was there; the qualification.
pub(crate) async fn recorded(
    world: &World,
    code: &str,
    kind: Kind,
    from: i32,
    until: Option<i32>,
) -> pb::Qualification {
    let lead = if kind == Kind::TaxExemption { "tax" } else { "civil-affairs" };
    let request = recording(code, kind, from, until);
    let answer = authority(world, lead).record_qualification(request).await.unwrap().into_inner();
    answer.qualification.unwrap()
}

pub(crate) fn recording(code: &str, kind: Kind, from: i32, until: Option<i32>) -> pb::RecordQualificationRequest {
    pb::RecordQualificationRequest {
        parent: name(code),
        kind: kind.into(),
        authority: "浙江省财政厅、国家税务总局浙江省税务局".into(),
        document_number: format!("浙财税政〔{from}〕8号"),
        decide_date: date(from, 12, 20),
        valid_from: date(from, 1, 1),
        until_date: until.and_then(|year| date(year, 1, 1)),
    }
}

pub(crate) async fn qualification(world: &World, name: &str) -> pb::Qualification {
    let request = pb::GetQualificationRequest { name: name.to_owned() };
    public(world).get_qualification(request).await.unwrap().into_inner().qualification.unwrap()
}

/// Codes of those who have a kind on a day.
pub(crate) async fn qualified(world: &World, kind: Kind, (year, month, day): (i32, i32, i32)) -> Vec<String> {
    let request = pb::ListQualifiedRequest { kind: kind.into(), on_date: date(year, month, day), ..Default::default() };
    let answer = public(world).list_qualified(request).await.unwrap().into_inner();
    answer.qualifications.iter().map(|one| one.organization["organizations/".len()..].to_owned()).collect()
}

/// Every draft about an organisation, the newest first.
pub(crate) async fn drafts(world: &World, department: &str, code: &str) -> Vec<pb::QualificationDraft> {
    let request =
        pb::ListQualificationDraftsRequest { organization: name(code), with_ended: true, ..Default::default() };
    let answer = authority(world, department).list_qualification_drafts(request).await.unwrap().into_inner();
    answer.qualification_drafts
}

pub(crate) async fn decide(
    world: &World,
    department: &str,
    draft: &pb::QualificationDraft,
    approve: bool,
) -> Result<pb::Qualification, Status> {
    let decision = if approve { pb::QualificationDraftState::Approved } else { pb::QualificationDraftState::Dismissed };
    let request = pb::DecideQualificationDraftRequest {
        name: draft.name.clone(),
        etag: draft.etag.clone(),
        decision: decision.into(),
        document_number: if approve { "湖税取〔2026〕1号".into() } else { String::new() },
        reasons: "经核实".into(),
    };
    let answer = authority(world, department).decide_qualification_draft(request).await?.into_inner();
    Ok(answer.qualification.unwrap())
}

/// Sweeps until nothing is left to do; whoever does it first, this sweep or the part's own.
pub(crate) async fn swept(world: &World) {
    let sweeper = QualificationSweeper::new(world.suite.uow().clone(), crate::world::office());
    while sweeper.sweep().await.unwrap() != credit_server::QualificationSweep::default() {}
}

/// How many facts of a type were told.
pub(crate) async fn told(world: &World, fact: &str) -> i64 {
    world.suite.sequenced().await;
    sqlx::query_scalar("select count(*) from uow.event where type = $1")
        .bind(format!("onecode.credit.v1.{fact}"))
        .fetch_one(&mut world.suite.database().connection().await)
        .await
        .unwrap()
}
