//! BanService: bodies without a code.

use onecode_proto::inspection::v1 as pb;

use crate::payment::announced;
use crate::support::*;

const COUNTY: &str = "330521";

fn county(world: &World) -> Office<'_> {
    Office { world, department: CIVIL, division: COUNTY }
}

fn body() -> pb::Ban {
    pb::Ban {
        title: "德清国学研究联合会".into(),
        illegal_case: pb::IllegalCase::Unregistered.into(),
        body: pb::BodyKind::Ordinary.into(),
        conduct: "未经登记，以社会团体名义发展会员、收取会费".into(),
        place: "德清县武康街道".into(),
        place_division: COUNTY.into(),
        leaders: vec![pb::BanLeader {
            full_name: "钱某某".into(),
            id_number: "330521197001010011".into(),
            role: "自称会长".into(),
        }],
        cause: pb::PenaltyCause::Complaint.into(),
        ..Default::default()
    }
}

async fn file(office: Office<'_>, ban: pb::Ban) -> Result<pb::Ban, Status> {
    let answer = office.bans().file_ban(pb::FileBanRequest { ban: Some(ban) }).await?;
    Ok(answer.into_inner().ban.unwrap())
}

async fn get(office: Office<'_>, name: &str) -> pb::Ban {
    let request = pb::GetBanRequest { name: name.into() };
    office.bans().get_ban(request).await.unwrap().into_inner().ban.unwrap()
}

async fn approve(office: Office<'_>, ban: &pb::Ban) -> pb::Ban {
    let request = pb::ApproveBanFilingRequest { name: ban.name.clone(), etag: ban.etag.clone() };
    office.bans().approve_ban_filing(request).await.unwrap().into_inner().ban.unwrap()
}

/// Filed and investigated by two officers; reviewed.
async fn reviewed(office: Office<'_>, ban: pb::Ban) -> pb::Ban {
    let filed = approve(office, &file(office, ban).await.unwrap()).await;
    let officers = office.two().await;
    let request =
        pb::AssignOfficersRequest { name: filed.name.clone(), etag: filed.etag.clone(), officers: officers.clone() };
    office.cases().assign_officers(request).await.unwrap();
    office.add(&filed.name, office.record(&officers)).await.unwrap();
    let seen = get(office, &filed.name).await;
    assert_eq!((seen.officers.len(), seen.evidence_count), (2, 1));
    let request =
        pb::ConcludeBanRequest { name: seen.name, etag: seen.etag, report: "属于非法社会组织".into() };
    let concluded = office.bans().conclude_ban(request).await.unwrap().into_inner().ban.unwrap();
    let request =
        pb::ReviewBanRequest { name: concluded.name, etag: concluded.etag, passed: true, opinion: "同意".into() };
    office.bans().review_ban(request).await.unwrap().into_inner().ban.unwrap()
}

async fn decide(office: Office<'_>, ban: &pb::Ban) -> Result<pb::Ban, Status> {
    let request = pb::DecideBanRequest {
        name: ban.name.clone(),
        etag: ban.etag.clone(),
        number_mark: "德民取决".into(),
        facts: "未经登记擅自活动".into(),
    };
    Ok(office.bans().decide_ban(request).await?.into_inner().ban.unwrap())
}

#[tokio::test]
async fn a_body_without_a_code_is_banned_and_announced_and_found_by_name() {
    let world = World::start().await;
    let county = county(&world);
    let seen = reviewed(county, body()).await;
    let banned = decide(county, &seen).await.unwrap();
    assert_eq!((banned.state(), banned.document_number.as_str()), (pb::BanState::Banned, "德民取决〔2026〕1号"));
    assert_eq!(banned.rules, ["IL-01@1", "IL-02@1", "IL-03@1"]);
    let shown = announced(Office { division: HUZHOU, ..county }, "").await;
    assert_eq!((shown.len(), shown[0].kind.as_str(), shown[0].organization.as_str()), (1, "ban", ""));
    assert!(shown[0].title.contains("德清国学研究联合会") && !shown[0].body.contains("钱"), "{}", shown[0].body);
    let fact = facts::<pb::IllegalOrganizationBanned>(&world).await.remove(0);
    assert_eq!((fact.title.as_str(), fact.organization.as_str()), ("德清国学研究联合会", ""));
    assert_eq!(world.suite.count("select count(*) from inspection.outcome").await, 0, "it has no code");
    let list = |title: &str| pb::ListBansRequest { title: title.into(), ..Default::default() };
    let city = Office { division: HUZHOU, ..county };
    let found = city.bans().list_bans(list("德清國學研究聯合會")).await.unwrap().into_inner().bans;
    assert_eq!(found.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), [banned.name.as_str()]);
    assert_eq!(found[0].leaders, []);
    assert_eq!(city.bans().list_bans(list("别的会")).await.unwrap().into_inner().bans, []);
    let again = decide(county, &banned).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn leaders_are_sealed_masked_and_shown_to_those_who_may_see_them_and_say_why() {
    let world = World::start().await;
    let county = county(&world);
    let filed = file(county, body()).await.unwrap();
    assert_eq!(filed.leaders, []);
    let seen = get(county, &filed.name).await;
    assert_eq!((seen.leaders[0].full_name.as_str(), seen.leaders[0].id_number.as_str()), ("钱*", ""));
    let reader = world.suite.identities().caller(CIVIL, COUNTY, &["enforcement-personal-reader"]);
    let mut client = Bans::new(world.client(reader.because("questioning").fresh()));
    let request = pb::GetBanRequest { name: filed.name };
    let whole = client.get_ban(request).await.unwrap().into_inner().ban.unwrap();
    assert_eq!(whole.leaders, body().leaders);
    assert_eq!(world.suite.count("select count(*) from uow.audit where kind = 'sensitive_read'").await, 1);
    let books = world.suite.database().everything(&[]).await;
    for secret in ["钱某某", "330521197001010011", &testkit::papers::hex("钱某某")] {
        assert!(!books.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn what_is_excluded_or_another_authoritys_is_refused() {
    let world = World::start().await;
    let county = county(&world);
    for (kind, word) in
        [(pb::BodyKind::Community, "community"), (pb::BodyKind::Exempt, "exempt"), (pb::BodyKind::Licensed, "licensed")]
    {
        let refused = file(county, pb::Ban { body: kind.into(), ..body() }).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "BODY_EXCLUDED".into()));
        assert_eq!((metadata(&refused, "kind"), metadata(&refused, "rule")), (word.into(), "IL-01@1".into()));
    }
    let city = Office { division: HUZHOU, ..county };
    let refused = file(city, body()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "AUTHORITY_INCOMPETENT".into()));
    assert_eq!(metadata(&refused, "rule"), "IL-02@1");
    let taken_up = pb::Ban { taken_up_reason: "跨县活动，提级查处".into(), ..body() };
    assert!(file(city, taken_up).await.is_ok());
    let across = pb::Ban { cross_province: true, ..body() };
    assert_eq!(reason(&file(county, across).await.unwrap_err()).1, "AUTHORITY_INCOMPETENT");
}

#[tokio::test]
async fn a_body_that_was_dissolved_after_persuasion_needs_no_decision() {
    let world = World::start().await;
    let county = county(&world);
    let filed = approve(county, &file(county, body()).await.unwrap()).await;
    let request = pb::DissolveBanRequest {
        name: filed.name.clone(),
        etag: filed.etag.clone(),
        reasons: "情节轻微，已自行解散".into(),
    };
    let dissolved = county.bans().dissolve_ban(request).await.unwrap().into_inner().ban.unwrap();
    assert_eq!((dissolved.state(), dissolved.document_number.as_str()), (pb::BanState::Dissolved, ""));
    assert_eq!(facts::<pb::IllegalOrganizationDissolved>(&world).await.len(), 1);
    let request = pb::DropBanRequest { name: filed.name, etag: dissolved.etag, reasons: "重复".into() };
    let refused = county.bans().drop_ban(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn a_case_that_is_not_filed_or_proves_unfounded_ends() {
    let world = World::start().await;
    let county = county(&world);
    let filed = file(county, body()).await.unwrap();
    let request = pb::DeclineBanFilingRequest { name: filed.name, etag: filed.etag, reasons: "线索不实".into() };
    let declined = county.bans().decline_ban_filing(request).await.unwrap().into_inner().ban.unwrap();
    assert_eq!(declined.state(), pb::BanState::NotFiled);
    let other = approve(county, &file(county, body()).await.unwrap()).await;
    let request = pb::DropBanRequest { name: other.name, etag: other.etag, reasons: "已经登记".into() };
    let dropped = county.bans().drop_ban(request).await.unwrap().into_inner().ban.unwrap();
    assert_eq!((dropped.state(), dropped.decision_reasons.as_str()), (pb::BanState::Dropped, "已经登记"));
}

#[tokio::test]
async fn a_body_that_acts_after_its_registration_was_revoked_is_on_record_by_its_code() {
    let world = World::start().await;
    let county = county(&world);
    let code = code(7);
    let organization = format!("organizations/{code}");
    let revoked =
        pb::Ban { illegal_case: pb::IllegalCase::AfterRevocation.into(), organization: organization.clone(), ..body() };
    let seen = reviewed(county, revoked.clone()).await;
    decide(county, &seen).await.unwrap();
    let outcomes = outcomes(county, &organization).await;
    assert_eq!((outcomes[0].kind(), outcomes[0].value.as_str()), (pb::OutcomeKind::SeriousFinding, "ban"));
    let without = pb::Ban { organization: String::new(), ..revoked };
    assert_eq!(violated_sorted(&file(county, without).await.unwrap_err()), ["ban.organization"]);
    let needless = pb::Ban { organization, ..body() };
    assert_eq!(violated_sorted(&file(county, needless).await.unwrap_err()), ["ban.organization"]);
}

#[tokio::test]
async fn every_mistake_about_a_body_is_named_and_nobody_is() {
    let world = World::start().await;
    let leaders = vec![pb::BanLeader { full_name: String::new(), id_number: "9".repeat(31), role: String::new() }];
    let refused = file(county(&world), pb::Ban { leaders, ..Default::default() }).await.unwrap_err();
    assert!(!format!("{refused:?}").contains("9999"), "{refused:?}");
    let fields = violated_sorted(&refused);
    let expected = [
        "body",
        "conduct",
        "illegal_case",
        "leaders[0].full_name",
        "leaders[0].id_number",
        "place",
        "place_division",
        "title",
    ];
    assert_eq!(fields, expected.map(|field| format!("ban.{field}")));
}
