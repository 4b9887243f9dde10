//! Each fact has its effect once, in order, and again the same when everything is read anew.

use onecode_proto::credit::v1 as pb;
use onecode_proto::inspection::v1 as inspection;
use onecode_proto::purchase::v1 as purchase;

use crate::world::{World, code, date};

fn penalty(code: &str, id: &str) -> inspection::PenaltyDecided {
    inspection::PenaltyDecided {
        penalty: format!("penalties/{id}"),
        organization: format!("organizations/{code}"),
        document_number: "湖民罚〔2026〕1号".into(),
        department: "departments/civil-affairs".into(),
        decision_date: date(2026, 3, 2),
        sanctions: vec![
            inspection::Sanction { kind: inspection::SanctionKind::Warning.into(), ..Default::default() },
            inspection::Sanction {
                kind: inspection::SanctionKind::Fine.into(),
                amount_fen: 1_000_000,
                ..Default::default()
            },
        ],
        fine_fen: 1_000_000,
        ..Default::default()
    }
}

fn annulled(code: &str, id: &str) -> inspection::PenaltyAnnulled {
    inspection::PenaltyAnnulled {
        penalty: format!("penalties/{id}"),
        organization: format!("organizations/{code}"),
        annul_date: date(2026, 6, 1),
        ..Default::default()
    }
}

fn missed(code: &str) -> inspection::AnnualReportMissed {
    inspection::AnnualReportMissed {
        annual_report: format!("organizations/{code}/annualReports/2025"),
        organization: format!("organizations/{code}"),
        year: 2025,
        due_date: date(2026, 5, 31),
        department: "departments/civil-affairs".into(),
        ..Default::default()
    }
}

const FIRST: &str = "018f0000-0000-7000-8000-000000000001";

#[tokio::test]
async fn a_registration_is_basic_information() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    let records = world.records_of(&code(1)).await;
    let [one] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!((one.kind(), one.class()), (pb::RecordKind::Registered, pb::RecordClass::Basic));
    assert_eq!(one.from_date, date(2020, 1, 1));
    let got = world.records().get_credit_record(pb::GetCreditRecordRequest { name: one.name.clone() }).await;
    assert_eq!(got.unwrap().into_inner().credit_record.as_ref(), Some(one));
    world.suite.stop().await;
}

#[tokio::test]
async fn a_contract_of_purchase_is_on_record_of_an_organisation_and_of_no_company() {
    let world = World::start().await;
    let contract = purchase::Contract {
        name: format!("contracts/{FIRST}"),
        buyer_department: "departments/civil-affairs".into(),
        number: "HT-1".into(),
        title: "养老护理课程研究合同".into(),
        supplier_code: code(1),
        amount_fen: 1_000_000,
        sign_date: date(2026, 11, 20),
        ..Default::default()
    };
    let of_company = purchase::Contract { supplier_code: "91350100M000100Y43".into(), ..contract.clone() };
    for contract in [contract, of_company] {
        world.tell(&format!("contracts/{FIRST}"), purchase::ContractSigned { contract: Some(contract) }).await;
    }
    world.caught_up().await;
    let records = world.records_of(&code(1)).await;
    let [one] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!((one.kind(), one.value.as_str()), (pb::RecordKind::Purchase, "养老护理课程研究合同"));
    assert_eq!((one.amount_fen, one.from_date), (1_000_000, date(2026, 11, 20)));
    assert_eq!((one.department.as_str(), one.document_number.as_str()), ("departments/civil-affairs", "HT-1"));
    let all: i64 = sqlx::query_scalar("select count(*) from credit.record where kind = 'purchase'")
        .fetch_one(&mut world.suite.database().connection().await)
        .await
        .unwrap();
    assert_eq!(all, 1, "the company has none");
    world.suite.stop().await;
}

#[tokio::test]
async fn a_penalty_stands_until_it_is_annulled_and_stays_in_the_history() {
    let world = World::start().await;
    world.tell("penalties/1", penalty(&code(2), FIRST)).await;
    world.caught_up().await;
    let records = world.records_of(&code(2)).await;
    assert_eq!((records[0].value.as_str(), records[0].amount_fen), ("warning,fine", 1_000_000));
    assert_eq!(records[0].withdraw_date, None);

    world.tell("penalties/1", annulled(&code(2), FIRST)).await;
    world.caught_up().await;
    let records = world.records_of(&code(2)).await;
    assert_eq!(records[0].withdraw_date, date(2026, 6, 1));
    let query = pb::ListCreditRecordsRequest {
        parent: format!("organizations/{}", code(2)),
        counts_on: date(2026, 4, 1),
        ..Default::default()
    };
    let standing = world.records().list_credit_records(query).await.unwrap().into_inner();
    assert!(standing.credit_records.is_empty(), "{standing:?}");
    world.suite.stop().await;
}

#[tokio::test]
async fn a_report_that_came_late_ends_what_was_missed_and_an_exempted_one_withdraws_it() {
    let world = World::start().await;
    for serial in [3, 4] {
        world.tell("organizations/x", missed(&code(serial))).await;
    }
    let submitted = inspection::AnnualReportSubmitted {
        annual_report: format!("organizations/{}/annualReports/2025", code(3)),
        organization: format!("organizations/{}", code(3)),
        year: 2025,
        late: true,
        ..Default::default()
    };
    world.tell("organizations/x", submitted).await;
    let exempted = inspection::AnnualReportExempted {
        year: 2025,
        organizations: vec![format!("organizations/{}", code(4))],
        ..Default::default()
    };
    world.tell("annualReportCampaigns/x", exempted).await;
    world.caught_up().await;
    let late = &world.records_of(&code(3)).await[0];
    assert_eq!((late.kind(), late.year, late.from_date), (pb::RecordKind::ReportMissed, 2025, date(2026, 6, 1)));
    assert!(late.until_date.is_some() && late.withdraw_date.is_none(), "{late:?}");
    let exempt = &world.records_of(&code(4)).await[0];
    assert!(exempt.withdraw_date.is_some(), "{exempt:?}");
    world.suite.stop().await;
}

#[tokio::test]
async fn what_ends_before_it_began_ends_on_the_day_it_would_have_begun_and_once() {
    let world = World::start().await;
    let missed = inspection::AnnualReportMissed { due_date: date(2026, 12, 31), ..missed(&code(5)) };
    world.tell("organizations/x", missed).await;
    for late in [false, true] {
        let submitted = inspection::AnnualReportSubmitted {
            annual_report: format!("organizations/{}/annualReports/2025", code(5)),
            organization: format!("organizations/{}", code(5)),
            year: 2025,
            late,
            ..Default::default()
        };
        world.tell("organizations/x", submitted).await;
    }
    world.caught_up().await;
    assert_eq!(world.records_of(&code(5)).await[0].until_date, date(2027, 1, 1));
    let ended = crate::measure::facts::<pb::CreditRecordEnded>(&world).await;
    let [ended] = ended.as_slice() else { panic!("{ended:?}") };
    assert_eq!(ended.until_date, date(2027, 1, 1));
    world.suite.stop().await;
}

#[tokio::test]
async fn reading_everything_anew_at_once_gives_the_same_as_one_by_one() {
    /// Everything that facts led to, as one number.
    const STATE: &str = "select hashtextextended(string_agg(r, '|' order by r), 0) from (
        select id || kind || source || value || counts_from || coalesce(counts_until::text, '')
          || coalesce(withdrawn_on::text, '') as r from credit.record
        union all select code || title || status || division from credit.organization
        union all select organization || division || ground || cause || since_on || records::text || penal || state || revision
          from credit.listing_draft) as rows";
    let world = World::start().await;
    for serial in 5..25 {
        if serial % 3 == 0 {
            world.tell("organizations/x", missed(&code(serial))).await; // before the register tells of it, elsewhere
        }
        world.register_in(&code(serial), "330502").await;
        let id = format!("018f0000-0000-7000-8000-0000000000{serial:02}");
        world.tell("penalties/1", penalty(&code(serial), &id)).await;
        if serial % 4 == 0 {
            let other = inspection::PenaltyDecided {
                document_number: "湖民罚〔2026〕2号".into(),
                ..penalty(&code(serial), &id.replace("018f", "028f"))
            };
            world.tell("penalties/2", other).await;
        }
        if serial % 2 == 0 {
            world.tell("penalties/1", annulled(&code(serial), &id)).await;
        }
        world.caught_up().await;
    }
    let before = world.suite.count(STATE).await;
    // 25 penalties, 7 missed reports, 5 times two small penalties
    assert_eq!(world.suite.count("select count(*) from credit.listing_draft where division = '330502'").await, 37);
    let gone =
        "with records as (delete from credit.record returning 1), places as (delete from credit.intake returning 1),
        organizations as (delete from credit.organization returning 1), drafts as (delete from credit.listing_draft)
        select count(*) from records";
    assert_eq!(world.suite.count(gone).await, 52);
    // whoever follows notices with the next fact; this one changes nothing
    world.tell("organizations/x", inspection::AnnualReportSubmitted::default()).await;
    world.caught_up().await;
    assert_eq!(world.suite.count(STATE).await, before);
    // 20 registered, 7 missed, 25 penalties, 10 annulled, and this one
    assert_eq!(world.place().await.fact_count, 63);
    world.suite.stop().await;
}
