//! Rules, and what is told of organisations.

use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::risk_service_client::RiskServiceClient;
use onecode_proto::inspection::v1 as inspection;
use prost::{Message, Name};
use testkit::{Caller, Client};
use tonic::Status;
use vocab::day_of;

use crate::world::{World, code, date};

pub(crate) type Risks = RiskServiceClient<Client>;

/// A world with somebody who drafts rules and disposes of warnings, and somebody who approves.
pub(crate) struct Watch {
    pub(crate) world: World,
}

impl Watch {
    pub(crate) async fn start() -> Self {
        Self { world: World::start().await }
    }

    pub(crate) fn risks(&self, caller: &Caller) -> Risks {
        Risks::new(self.world.client(caller.fresh()))
    }

    pub(crate) fn officer(&self) -> Caller {
        self.world.caller("civil-affairs", &["credit-risk-officer"])
    }

    pub(crate) fn approver(&self) -> Caller {
        self.world.caller("justice", &["credit-risk-approver"])
    }

    pub(crate) async fn draft(&self, key: &str, expression: &str) -> Result<pb::RiskRule, Status> {
        let request = pb::CreateRiskRuleRequest { risk_rule: Some(rule(self, key, expression)), validate_only: false };
        let reply = self.risks(&self.officer()).create_risk_rule(request).await?;
        Ok(reply.into_inner().risk_rule.unwrap())
    }

    pub(crate) async fn approve(&self, name: &str, by: &Caller) -> Result<pb::RiskRule, Status> {
        let request = pb::ApproveRiskRuleRequest { name: name.into() };
        Ok(self.risks(by).approve_risk_rule(request).await?.into_inner().risk_rule.unwrap())
    }

    /// A rule in force from today.
    pub(crate) async fn in_force(&self, key: &str, expression: &str) -> pb::RiskRule {
        let draft = self.draft(key, expression).await.unwrap();
        self.approve(&draft.name, &self.approver()).await.unwrap()
    }

    /// Waits until everything that was told has led to what follows from it, and everyone was looked at today.
    pub(crate) async fn settled(&self) {
        self.world.caught_up().await;
        let today = day_of(self.world.suite.clock().now());
        for _ in 0..2_000 {
            let settled: bool = sqlx::query_scalar(
                "select not exists (select from credit.risk_due)
                   and exists (select from credit.risk_round where day = $1 and done)",
            )
            .bind(today)
            .fetch_one(&mut self.world.suite.database().connection().await)
            .await
            .unwrap();
            if settled {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("nobody looks at the warnings");
    }

    pub(crate) async fn alerts(&self) -> Vec<pb::RiskAlert> {
        let request = pb::ListRiskAlertsRequest::default();
        self.risks(&self.officer()).list_risk_alerts(request).await.unwrap().into_inner().risk_alerts
    }

    pub(crate) async fn facts<F: Message + Name + Default>(&self) -> Vec<F> {
        self.world.suite.facts().await
    }

    /// A warning of one of Huzhou's associations was decided.
    pub(crate) async fn penalised(&self, serial: u32, id: u32, on: (i32, i32, i32)) {
        let decided = inspection::PenaltyDecided {
            penalty: penalty(id),
            organization: organization(serial),
            document_number: format!("湖民罚〔2026〕{id}号"),
            department: "departments/civil-affairs".into(),
            decision_date: date(on.0, on.1, on.2),
            sanctions: vec![inspection::Sanction {
                kind: inspection::SanctionKind::Warning.into(),
                ..Default::default()
            }],
            ..Default::default()
        };
        self.world.tell(&penalty(id), decided).await;
    }

    pub(crate) async fn annulled(&self, serial: u32, id: u32) {
        let fact = inspection::PenaltyAnnulled {
            penalty: penalty(id),
            organization: organization(serial),
            annul_date: date(2026, 11, 1),
            ..Default::default()
        };
        self.world.tell(&penalty(id), fact).await;
    }

    pub(crate) async fn missed(&self, serial: u32, year: i32) {
        let fact = inspection::AnnualReportMissed {
            annual_report: report(serial, year),
            organization: organization(serial),
            year,
            due_date: date(year + 1, 5, 31),
            department: "departments/civil-affairs".into(),
            ..Default::default()
        };
        self.world.tell(&organization(serial), fact).await;
    }

    pub(crate) async fn reported(&self, serial: u32, year: i32) {
        let fact = inspection::AnnualReportSubmitted {
            annual_report: report(serial, year),
            organization: organization(serial),
            year,
            late: true,
            ..Default::default()
        };
        self.world.tell(&organization(serial), fact).await;
    }
}

pub(crate) fn rule(watch: &Watch, key: &str, expression: &str) -> pb::RiskRule {
    let today = day_of(watch.world.suite.clock().now());
    pb::RiskRule {
        key: key.into(),
        title: "多次受罚".into(),
        expression: expression.into(),
        level: pb::RiskLevel::Orange.into(),
        basis: "意见(十)".into(),
        valid_from: date(today.year(), i32::from(u8::from(today.month())), i32::from(today.day())),
        ..Default::default()
    }
}

pub(crate) fn organization(serial: u32) -> String {
    format!("organizations/{}", code(serial))
}

fn penalty(id: u32) -> String {
    format!("penalties/018f0000-0000-7000-8000-{id:012}")
}

fn report(serial: u32, year: i32) -> String {
    format!("organizations/{}/annualReports/{year}", code(serial))
}
