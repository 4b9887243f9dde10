//! Grants as open data: whatever was approved and not released, exact to the fen, for whoever may see the fund.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::grant_service_client::GrantServiceClient;
use serde_json::Value;
use testkit::Client;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::macros::date as day;
use tonic::{Code, Status};

use crate::stock::checked;
use crate::world::{COUNTY, HUZHOU, World, YEAR, award, date, subsidy};

type Grants = GrantServiceClient<Client>;

fn publishing(world: &World, division: &str) -> Grants {
    Grants::new(world.client(world.official(division, "purchase-publisher", "lu").fresh()))
}

/// The file of an export, by name; none where nothing came.
async fn export(
    world: &World,
    division: &str,
    request: pb::ExportGrantsRequest,
) -> Result<Option<(String, String)>, Status> {
    let mut pieces = publishing(world, division).export_grants(request).await?.into_inner();
    let mut file: Option<(String, Vec<u8>)> = None;
    let (mut count, mut total) = (0, 0);
    while let Some(piece) = pieces.message().await? {
        let (name, content) = file.get_or_insert_with(|| (piece.file_name.clone(), Vec::new()));
        assert_eq!(*name, piece.file_name);
        content.extend_from_slice(&piece.content);
        (count, total) = (piece.count, piece.total_count);
    }
    assert_eq!(count, total);
    Ok(file.map(|(name, content)| (name, String::from_utf8(content).unwrap())))
}

fn parsed(text: &str) -> Vec<Value> {
    let package: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    package["grants"].as_array().unwrap().clone()
}

/// Has a schema of the standard's fields look at a package.
fn validated(content: &str, grants: usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("grants.json");
    std::fs::write(&file, content).unwrap();
    if let Some(said) = checked("grants_check.py", &file) {
        assert!(said.contains(&format!("{grants} grants")), "{said}");
    }
}

#[tokio::test]
async fn what_was_approved_and_not_released_is_told_with_what_was_paid_of_it() {
    let world = World::start().await;
    let (first, second) = (world.organization(1).await, world.organization(2).await);
    let fund = world.funded(100_000_000).await;
    world.table(&fund, date(2026, 1, 1)).await.unwrap();
    world.rated(&first, "4A", day!(2026 - 02 - 01)).await;
    let rewarded = world.submit(award(&fund, &first)).await.unwrap();
    world.approve(&rewarded).await.unwrap();
    let paid = world.paid(&fund, &second, 123_456).await;
    let demand =
        pb::DemandFundRecoveryRequest {
            payment: paid.name, amount_fen: 23_456, reason: "项目未全部实施".into()
        };
    let demanded = world.payments().demand_fund_recovery(demand).await.unwrap().into_inner().fund_recovery.unwrap();
    let receive = pb::ReceiveFundRecoveryRequest { name: demanded.name, etag: demanded.etag, amount_fen: 20_000 };
    world.payments().receive_fund_recovery(receive).await.unwrap();
    world.submit(subsidy(&fund, &second, 1)).await.unwrap();
    let cancelled = world.approved(&fund, &second, 2).await;
    let release =
        pb::ReleaseFundApplicationRequest { name: cancelled.name, etag: cancelled.etag, reason: "项目取消".into() };
    world.approving().release_fund_application(release).await.unwrap();

    let request = pb::ExportGrantsRequest { fund: fund.name.clone(), year: YEAR };
    let (name, content) = export(&world, HUZHOU, request.clone()).await.unwrap().unwrap();
    assert_eq!(name, format!("grants-{}-2026.json", fund.name.trim_start_matches("funds/")));
    validated(&content, 2);
    assert!(content.contains(r#""amountAwarded":20000.00,"amountDisbursed":0.00"#), "{content}");
    assert!(content.contains(r#""amountAwarded":1234.56,"amountDisbursed":1034.56"#), "{content}");
    let told = parsed(&content);
    let of = |description: &str| told.iter().find(|one| one["description"] == description).unwrap();
    let (reward, paid) = (of("社会组织评估等级4A奖励"), of("社区养老服务项目"));
    let id = rewarded.name.trim_start_matches("fundApplications/");
    assert_eq!((&reward["id"], &reward["awardDate"]), (&format!("360G-huzhou-{id}").into(), &"2026-11-24".into()));
    assert_eq!(reward["title"], "社会组织发展专项资金·评估等级奖励");
    let code = first.trim_start_matches("organizations/");
    assert_eq!(reward["recipientOrganization"][0]["id"], format!("CN-USCI-{code}"));
    let funder = &reward["fundingOrganization"][0];
    assert_eq!((&funder["id"], &funder["name"]), (&"360G-huzhou-330500-civil-affairs".into(), &"浙江省湖州市".into()));
    assert_eq!(
        (&paid["title"], &paid["grantProgramme"]),
        (&"社会组织发展专项资金·补助".into(), &reward["grantProgramme"])
    );
    assert_eq!(export(&world, HUZHOU, request).await.unwrap().unwrap().1, content, "the same at the same instant");

    let all = export(&world, HUZHOU, pb::ExportGrantsRequest::default()).await.unwrap().unwrap();
    assert_eq!((all.0.as_str(), parsed(&all.1).len()), ("grants.json", 2));
    let quiet = pb::ExportGrantsRequest { year: YEAR - 1, ..Default::default() };
    assert_eq!(export(&world, HUZHOU, quiet).await.unwrap(), None, "the standard has no empty package");
    assert_eq!(export(&world, COUNTY, pb::ExportGrantsRequest::default()).await.unwrap(), None);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn many_grants_come_in_pieces_of_one_package() {
    let world = World::start().await;
    let organization = world.organization(1).await;
    let fund = world.funded(100_000_000).await;
    let model = world.approved(&fund, &organization, 100).await;
    // the same again, past the program: approving five hundred is not what is tested
    let copies = "insert into purchase.fund_application
        select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()))).*
        from purchase.fund_application one cross join generate_series(1, 500)";
    let mut connection = world.city.suite.database().connection().await;
    sqlx::query(copies).execute(&mut connection).await.unwrap();
    let mut pieces =
        publishing(&world, HUZHOU).export_grants(pb::ExportGrantsRequest::default()).await.unwrap().into_inner();
    let mut counts = Vec::new();
    while let Some(piece) = pieces.message().await.unwrap() {
        counts.push(piece.count);
    }
    assert_eq!(counts, [200, 400, 501]);
    let (_, content) = export(&world, HUZHOU, pb::ExportGrantsRequest::default()).await.unwrap().unwrap();
    assert_eq!(parsed(&content).len(), 501);
    validated(&content, 501);
    assert!(content.contains(model.name.trim_start_matches("fundApplications/")));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_fund_that_is_not_there_or_not_for_the_caller_is_refused() {
    let world = World::start().await;
    let fund = world.fund().await;
    let request = pb::ExportGrantsRequest { fund: fund.name.clone(), year: 0 };
    let refused = export(&world, COUNTY, request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "FUND_NOT_FOUND".into()));
    assert_eq!(metadata(&refused, "fund"), fund.name);
    let wrong = pb::ExportGrantsRequest { fund: "fund/1".into(), year: 1999 };
    assert_eq!(violated_sorted(&export(&world, HUZHOU, wrong).await.unwrap_err()), ["fund", "year"]);
    let unentitled = world.official(HUZHOU, "purchase-fund-officer", "huang");
    let mut grants = Grants::new(world.client(unentitled.fresh()));
    let denied = grants.export_grants(pb::ExportGrantsRequest::default()).await.unwrap_err();
    assert_eq!(denied.code(), Code::PermissionDenied);
    world.city.suite.stop().await;
}
