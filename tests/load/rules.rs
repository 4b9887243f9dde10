//! A rule of risk: for one organisation on one core, and over all of them through the gateway.

use std::hint::black_box;
use std::time::Instant;

use credit_domain::organization::{Organization, OrganizationKind, Status};
use credit_domain::record::{Kind, Record};
use credit_domain::risk::{Expression, Measured, Subject};
use onecode_proto::credit::v1::rehearse_risk_rule_response::Told;
use onecode_proto::credit::v1::risk_service_client::RiskServiceClient;
use onecode_proto::credit::v1::{RehearseRiskRuleRequest, RiskOutcome};
use onecode_proto::google::r#type::Date;
use time::macros::date;
use tonic::service::interceptor::InterceptedService;
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::books;
use crate::register::{Register, number};
use crate::report::{Report, Target, count};

const TIMES: u32 = 200_000;
const RULE: &str = "(missed_reports >= 2 && !on_abnormal_list) || small_penalties_3y >= 2 || fines_fen > 5000000";
/// Microseconds.
const LIMIT: f64 = 5.0;
/// Seconds for a million organisations.
const REGISTER_LIMIT: f64 = 60.0;
/// MiB more than before.
const ROOM: f64 = 256.0;

/// Evaluates a rule again and again.
pub(crate) fn expression(report: &mut Report) {
    let code = UnifiedCode::parse_vouched(&books::code("330500", 1)).expect("it is a code");
    let organization = Organization {
        code,
        title: "湖州市童装协会".into(),
        kind: OrganizationKind::SocialGroup,
        status: Status::Active,
        status_from: date!(2015 - 01 - 01),
        division: "330500".into(),
        supervising_unit: String::new(),
        registered_on: date!(2015 - 01 - 01),
    };
    let record = |id: u128| Record {
        id: Uuid::from_u128(id),
        organization: code,
        division: "330500".into(),
        department: "civil-affairs".into(),
        kind: Kind::ALL[usize::try_from(id).expect("it is small") % Kind::ALL.len()],
        source: "penalties/x".into(),
        document_number: String::new(),
        year: Some(2020),
        value: "warning".into(),
        amount_fen: Some(1),
        from: date!(2024 - 01 - 01),
        until: None,
        withdrawn: None,
        obtained: date!(2024 - 01 - 01),
    };
    let records: Vec<Record> = (0..30).map(record).collect();
    let subject = Subject { organization: &organization, records: &records, listings: &[] };
    let rule = Expression::parse(RULE).expect("it is a rule");
    let measured = Measured::of(subject, date!(2026 - 01 - 01));
    assert!(rule.holds(&measured).is_ok(), "it can be evaluated");
    let each = |what: &mut dyn FnMut()| {
        let begun = Instant::now();
        (0..TIMES).for_each(|_| what());
        begun.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES)
    };
    let measuring = each(&mut || {
        black_box(Measured::of(black_box(subject), date!(2026 - 01 - 01)));
    });
    let took = each(&mut || {
        let _ = black_box(rule.holds(black_box(&measured)));
    });
    report.judged(
        "a rule of three comparisons, one organisation, one core",
        format!("{took:.2} µs"),
        format!("measuring its 30 records {measuring:.2} µs"),
        Target::below(took, LIMIT, "µs"),
    );
}

/// Rehearses the rule on one month over the whole register.
pub(crate) async fn rehearsal(register: &Register, organizations: usize, report: &mut Report) {
    let officer = register.site.caller("civil-affairs", "330500", &["credit-risk-officer"]).fresh();
    let mut service = RiskServiceClient::new(InterceptedService::new(register.server.channel(), officer));
    let month = Some(Date { year: 2025, month: 12, day: 1 });
    let request = RehearseRiskRuleRequest {
        expression: RULE.to_owned(),
        from_date: month,
        to_date: month,
        outcome: RiskOutcome::AbnormalListing.into(),
        ..Default::default()
    };
    let before = register.server.memory();
    let begun = Instant::now();
    let mut told = service.rehearse_risk_rule(request).await.expect("it is a rule").into_inner();
    let mut examined = 0;
    while let Some(message) = told.message().await.expect("it goes on to its end") {
        if let Some(Told::Progress(progress)) = message.told {
            examined = progress.examined_count;
        }
    }
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(usize::try_from(examined).ok(), Some(organizations), "everyone is examined");
    let million = took * 1_000_000.0 / number(organizations);
    report.judged(
        format!("the rule over {} organisations", count(number(organizations))),
        format!("{took:.1} s"),
        format!("{million:.0} s for 1,000,000"),
        Target::below(million, REGISTER_LIMIT, "s for 1,000,000"),
    );
    let grown = register.server.peak_memory() - before;
    report.judged(
        "… most memory of the server",
        format!("{grown:.0} MiB more"),
        "",
        Target::below(grown, ROOM, "MiB more"),
    );
}
