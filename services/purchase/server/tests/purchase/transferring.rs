//! Functions that departments give away.

use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::{Code, Status};

use crate::world::{COUNTY, HUZHOU, World, date};

fn function(key: &str, valid_from: Option<Date>) -> pb::TransferFunction {
    pb::TransferFunction {
        key: key.into(),
        title: "行业统计分析".into(),
        content: "按季度汇总行业数据并形成分析报告".into(),
        basis: "意见(十二)".into(),
        conditions: vec!["有专职统计人员".into()],
        valid_from,
        ..Default::default()
    }
}

async fn draft(world: &World, function: pb::TransferFunction) -> Result<pb::TransferFunction, Status> {
    let request = pb::CreateTransferFunctionRequest { transfer_function: Some(function), validate_only: false };
    let reply = world.owner("development-reform").create_transfer_function(request).await?;
    Ok(reply.into_inner().transfer_function.unwrap())
}

async fn publish(world: &World, draft: &pb::TransferFunction) -> Result<pb::TransferFunction, Status> {
    let request = pb::PublishTransferFunctionRequest {
        name: draft.name.clone(),
        etag: draft.etag.clone(),
        document_number: "湖编〔2026〕3号".into(),
        validate_only: false,
    };
    Ok(world.publisher().publish_transfer_function(request).await?.into_inner().transfer_function.unwrap())
}

async fn on(world: &World, day: Option<Date>) -> Vec<i32> {
    let request = pb::ListTransferFunctionsRequest { division: HUZHOU.into(), in_force_on: day, ..Default::default() };
    let reply = world.publisher().list_transfer_functions(request).await.unwrap().into_inner();
    reply.transfer_functions.iter().map(|function| function.version).collect()
}

#[tokio::test]
async fn a_function_is_drafted_published_replaced_and_withdrawn() {
    let world = World::start().await;
    let first = draft(&world, function("statistics", date(2026, 1, 1))).await.unwrap();
    assert_eq!((first.version, first.status()), (1, pb::TransferFunctionStatus::Draft));
    assert_eq!((first.owner_department.as_str(), first.division.as_str()), ("departments/development-reform", HUZHOU));
    assert_eq!((first.least_grade(), first.grade_rule.as_str()), (pb::TransferGrade::Aaa, "RT-04b@1"));
    assert!(on(&world, date(2026, 6, 1)).await.is_empty(), "a draft is not in force");
    let first = publish(&world, &first).await.unwrap();
    assert_eq!(
        (first.status(), first.document_number.as_str()),
        (pb::TransferFunctionStatus::Published, "湖编〔2026〕3号")
    );
    let again = publish(&world, &first).await.unwrap_err();
    assert_eq!(reason(&again).1, "TRANSFER_FUNCTION_NOT_DRAFT");
    let same_day = draft(&world, function("statistics", date(2026, 1, 1))).await.unwrap();
    let refused = publish(&world, &same_day).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TRANSFER_FUNCTION_NOT_LATER".into()));
    let wanted = pb::TransferFunction {
        least_grade: pb::TransferGrade::Aaaa.into(),
        ..function("statistics", date(2027, 1, 1))
    };
    let third = publish(&world, &draft(&world, wanted).await.unwrap()).await.unwrap();
    assert_eq!((third.version, third.least_grade()), (3, pb::TransferGrade::Aaaa));
    assert_eq!(world.facts::<pb::TransferFunctionPublished>().await[1].replaced_transfer_function, first.name);
    assert_eq!((on(&world, date(2025, 12, 31)).await, on(&world, date(2026, 12, 31)).await), (vec![], vec![1]));
    assert_eq!((on(&world, date(2027, 1, 1)).await, on(&world, None).await), (vec![3], vec![1, 2, 3]));
    let withdrawal = pb::WithdrawTransferFunctionRequest {
        name: third.name.clone(),
        etag: third.etag.clone(),
        withdraw_date: date(2027, 6, 1),
        reason: "机构改革".into(),
    };
    let withdrawn = world.publisher().withdraw_transfer_function(withdrawal.clone()).await.unwrap().into_inner();
    let withdrawn = withdrawn.transfer_function.unwrap();
    assert_eq!(
        (withdrawn.status(), withdrawn.withdraw_date),
        (pb::TransferFunctionStatus::Withdrawn, date(2027, 6, 1))
    );
    assert_eq!((on(&world, date(2027, 5, 31)).await, on(&world, date(2027, 6, 1)).await), (vec![3], vec![]));
    let stale = world.publisher().withdraw_transfer_function(withdrawal.clone()).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "TRANSFER_FUNCTION_CHANGED".into()));
    let again = pb::WithdrawTransferFunctionRequest { etag: withdrawn.etag, ..withdrawal };
    let again = world.publisher().withdraw_transfer_function(again).await.unwrap_err();
    assert_eq!(reason(&again).1, "TRANSFER_FUNCTION_NOT_PUBLISHED");
    assert_eq!(world.facts::<pb::TransferFunctionDrafted>().await.len(), 3);
    assert_eq!(world.facts::<pb::TransferFunctionWithdrawn>().await[0].key, "statistics");
    world.suite.stop().await;
}

#[tokio::test]
async fn whoever_takes_a_function_on_has_at_least_the_grade_of_the_rule() {
    let world = World::start().await;
    let low = pb::TransferFunction { least_grade: pb::TransferGrade::Aa.into(), ..function("x", date(2026, 1, 1)) };
    let refused = draft(&world, low).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["transfer_function.least_grade"]);
    let early = draft(&world, function("x", date(2009, 1, 1))).await.unwrap_err();
    assert_eq!(violated_sorted(&early), ["transfer_function.valid_from"], "no grade was given then");
    let wrong = pb::TransferFunction {
        owner_department: "finance".into(),
        conditions: vec![" ".into()],
        least_grade: 9,
        ..Default::default()
    };
    let fields = ["basis", "conditions[0]", "content", "key", "least_grade", "owner_department", "title", "valid_from"];
    let refused = draft(&world, wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), fields.map(|field| format!("transfer_function.{field}")));
    world.suite.stop().await;
}

#[tokio::test]
async fn whoever_drafted_a_function_cannot_publish_it_and_a_key_keeps_its_owner() {
    let world = World::start().await;
    let both = ["purchase-function-officer", "purchase-function-publisher"];
    let same = world.caller("development-reform", HUZHOU, &both);
    let drafted = draft(&world, function("statistics", date(2026, 1, 1))).await.unwrap();
    let request = pb::PublishTransferFunctionRequest {
        name: drafted.name.clone(),
        etag: drafted.etag.clone(),
        document_number: "x".into(),
        validate_only: false,
    };
    let own = world.by(same.fresh()).publish_transfer_function(request.clone()).await.unwrap_err();
    assert_eq!(reason(&own), (Code::FailedPrecondition, "TRANSFER_FUNCTION_OWN".into()));
    let county = world.caller("establishment-office", COUNTY, &both);
    let hidden = world.by(county.fresh()).publish_transfer_function(request.clone()).await.unwrap_err();
    assert_eq!(reason(&hidden).1, "TRANSFER_FUNCTION_NOT_FOUND");
    let province = world.caller("establishment-office", "330000", &both);
    let above = world.by(province.fresh()).publish_transfer_function(request).await.unwrap_err();
    assert_eq!(reason(&above).1, "TRANSFER_FUNCTION_OTHER_DIVISION");
    let other =
        pb::TransferFunction { owner_department: "departments/tax".into(), ..function("statistics", date(2027, 1, 1)) };
    let refused = draft(&world, other).await.unwrap_err();
    assert_eq!(reason(&refused).1, "TRANSFER_FUNCTION_OTHER_OWNER");
    assert_eq!(metadata(&refused, "department"), "departments/development-reform");
    publish(&world, &drafted).await.unwrap();
    let mut connection = world.suite.database().connection().await;
    let bypassed = sqlx::query("update purchase.transfer_function set title = 'x'").execute(&mut connection).await;
    assert!(bypassed.unwrap_err().to_string().contains("may only be withdrawn"));
    let get = pb::GetTransferFunctionRequest { name: drafted.name };
    assert!(world.by(county.fresh()).get_transfer_function(get).await.is_ok(), "a published one is public");
    world.suite.stop().await;
}

#[tokio::test]
async fn drafts_of_functions_are_seen_within_the_division_and_above_alone() {
    let world = World::start().await;
    let drafted = draft(&world, function("statistics", date(2026, 1, 1))).await.unwrap();
    let seen = async |division: &str| {
        let reader = world.caller("civil-affairs", division, &["purchase-reader"]);
        let listed =
            world.by(reader.fresh()).list_transfer_functions(pb::ListTransferFunctionsRequest::default()).await;
        let get = pb::GetTransferFunctionRequest { name: drafted.name.clone() };
        let got = world.by(reader.fresh()).get_transfer_function(get).await.is_ok();
        (listed.unwrap().into_inner().transfer_functions.len(), got)
    };
    assert_eq!((seen(HUZHOU).await, seen("330000").await), ((1, true), (1, true)));
    assert_eq!((seen(COUNTY).await, seen("330100").await), ((0, false), (0, false)));
    world.suite.stop().await;
}
