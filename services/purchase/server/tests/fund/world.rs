//! Special funds of a city, with officials of Huzhou and of a county of it.

use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::fund_payment_service_client::FundPaymentServiceClient;
use onecode_proto::purchase::v1::fund_service_client::FundServiceClient;
use onecode_proto::purchase::v1::ledger_service_client::LedgerServiceClient;
use onecode_proto::registry::v1::OrganizationStatus;
use prost::{Message, Name};
use rpc::Peers;
use testkit::{Caller, Client, Credentials};
use tonic::Status;

use crate::city::{City, config};
pub(crate) use crate::city::{HUZHOU, date};

pub(crate) const COUNTY: &str = "330521";
pub(crate) const YEAR: i32 = 2026;

pub(crate) type Funds = FundServiceClient<Client>;
pub(crate) type Payments = FundPaymentServiceClient<Client>;
pub(crate) type Ledger = LedgerServiceClient<Client>;

/// A city whose funds are worked on.
pub(crate) struct World {
    pub(crate) city: City,
}

impl World {
    pub(crate) async fn start() -> Self {
        Self { city: City::start().await }
    }

    /// The same, while nobody can be asked: a replica of purchase without peers.
    pub(crate) async fn cut_off(&mut self) {
        let build = |uow, stop| purchase_server::part(uow, &Peers::new(), stop, config());
        self.city.purchase = self.city.suite.beside("purchase", build).await;
    }

    pub(crate) fn client(&self, credentials: Credentials) -> Client {
        self.city.client(credentials)
    }

    /// An official of civil affairs of a division.
    pub(crate) fn official(&self, division: &str, role: &str, account: &str) -> Caller {
        self.city.suite.identities().official("civil-affairs", division, &[role], account)
    }

    /// Whoever proposes and submits.
    pub(crate) fn proposer(&self) -> Caller {
        self.official(HUZHOU, "purchase-fund-officer", "huang")
    }

    /// Whoever approves.
    pub(crate) fn approver(&self) -> Caller {
        self.official(HUZHOU, "purchase-fund-approver", "shen")
    }

    /// Whoever pays.
    pub(crate) fn cashier(&self) -> Caller {
        self.official(HUZHOU, "purchase-fund-cashier", "qian")
    }

    pub(crate) fn officer(&self) -> Funds {
        Funds::new(self.client(self.proposer().fresh()))
    }

    pub(crate) fn approving(&self) -> Funds {
        Funds::new(self.client(self.approver().fresh()))
    }

    pub(crate) fn payments(&self) -> Payments {
        Payments::new(self.client(self.cashier().fresh()))
    }

    pub(crate) fn auditor(&self) -> Ledger {
        Ledger::new(self.client(self.official(HUZHOU, "purchase-fund-auditor", "zhou").fresh()))
    }

    /// Registers the `serial`-th association, and waits until credit knows it; its name.
    pub(crate) async fn organization(&self, serial: u32) -> String {
        format!("organizations/{}", self.city.register(serial, &format!("湖州市第{serial}协会")).await)
    }

    /// The same, while no record says whether it is active.
    pub(crate) async fn unsure(&self, serial: u32) -> String {
        let (title, status) = (format!("湖州市第{serial}协会"), OrganizationStatus::Unknown);
        format!("organizations/{}", self.city.register_as(serial, &title, status).await)
    }

    /// Gives an organisation a grade, as a check does that lowers or keeps one; the row stands as its own predecessor.
    pub(crate) async fn rated(&self, organization: &str, grade: &str, from: time::Date) {
        let mut connection = self.city.suite.database().connection().await;
        sqlx::query(
            "update inspection.rating set status = 'superseded', ended_on = $2 where code = $1 and status = 'standing'",
        )
        .bind(organization.trim_start_matches("organizations/"))
        .bind(from)
        .execute(&mut connection)
        .await
        .unwrap();
        sqlx::query(
            "with fresh as (select gen_random_uuid() as id)
             insert into inspection.rating (id, code, division, department, applicant, kind, grade, certificate_number,
               announced_on, valid_from, valid_until, status, predecessor, announcement, rule, rule_version, revision, created_at)
             select id, $1, '330500', 'civil-affairs', 'test', 'ORGANIZATION_KIND_SOCIAL_GROUP', $2, id::text, $3, $3,
               $3 + 1800, 'standing', id, '', 'RT-15', 1, 1, now() from fresh",
        )
        .bind(organization.trim_start_matches("organizations/"))
        .bind(grade)
        .bind(from)
        .execute(&mut connection)
        .await
        .unwrap();
    }

    /// Puts an organisation on the serious list.
    pub(crate) async fn listed(&self, organization: &str) {
        self.city.list_serious(organization.trim_start_matches("organizations/")).await;
    }

    /// A fund without money.
    pub(crate) async fn fund(&self) -> pb::Fund {
        let request = pb::CreateFundRequest { fund: Some(fund()), validate_only: false };
        self.officer().create_fund(request).await.unwrap().into_inner().fund.unwrap()
    }

    /// A fund that has so many fen in the year.
    pub(crate) async fn funded(&self, fen: i64) -> pb::Fund {
        let fund = self.fund().await;
        self.allotted(&fund, fen).await;
        fund
    }

    pub(crate) async fn proposed(&self, fund: &pb::Fund, fen: i64) -> pb::Allotment {
        let request = allotment(fund, fen);
        self.officer().create_allotment(request).await.unwrap().into_inner().allotment.unwrap()
    }

    pub(crate) async fn allotted(&self, fund: &pb::Fund, fen: i64) -> pb::Allotment {
        let proposed = self.proposed(fund, fen).await;
        let request = pb::ApproveAllotmentRequest { name: proposed.name, etag: proposed.etag };
        self.approving().approve_allotment(request).await.unwrap().into_inner().allotment.unwrap()
    }

    /// An adopted table: 20,000 yuan for 4A, 50,000 yuan for 5A, from a day on.
    pub(crate) async fn table(&self, fund: &pb::Fund, from: Option<Date>) -> Result<pb::AwardSchedule, Status> {
        let request = table(fund, from);
        let draft = self.officer().create_award_schedule(request).await?.into_inner().award_schedule.unwrap();
        let request = pb::AdoptAwardScheduleRequest { name: draft.name, etag: draft.etag };
        Ok(self.approving().adopt_award_schedule(request).await?.into_inner().award_schedule.unwrap())
    }

    pub(crate) async fn submit(&self, application: pb::FundApplication) -> Result<pb::FundApplication, Status> {
        let request = pb::CreateFundApplicationRequest { fund_application: Some(application), validate_only: false };
        Ok(self.officer().create_fund_application(request).await?.into_inner().fund_application.unwrap())
    }

    pub(crate) async fn approve(&self, submitted: &pb::FundApplication) -> Result<pb::FundApplication, Status> {
        let request = approval(submitted);
        Ok(self.approving().approve_fund_application(request).await?.into_inner().fund_application.unwrap())
    }

    /// An approved subsidy.
    pub(crate) async fn approved(&self, fund: &pb::Fund, organization: &str, fen: i64) -> pb::FundApplication {
        let submitted = self.submit(subsidy(fund, organization, fen)).await.unwrap();
        self.approve(&submitted).await.unwrap()
    }

    /// What was approved is instructed.
    pub(crate) async fn instructed(&self, application: &pb::FundApplication) -> Result<pb::FundPayment, Status> {
        let request = pb::InstructFundPaymentRequest { application: application.name.clone() };
        Ok(self.payments().instruct_fund_payment(request).await?.into_inner().fund_payment.unwrap())
    }

    /// A subsidy that was paid.
    pub(crate) async fn paid(&self, fund: &pb::Fund, organization: &str, fen: i64) -> pb::FundPayment {
        let approved = self.approved(fund, organization, fen).await;
        let payment = self.instructed(&approved).await.unwrap();
        self.payments().confirm_fund_payment(confirmation(&payment)).await.unwrap().into_inner().fund_payment.unwrap()
    }

    pub(crate) async fn application(&self, name: &str) -> pb::FundApplication {
        let request = pb::GetFundApplicationRequest { name: name.to_owned() };
        self.officer().get_fund_application(request).await.unwrap().into_inner().fund_application.unwrap()
    }

    /// Fen in each account after a movement; 0: now. Source, available, committed, in transit, paid, receivable.
    pub(crate) async fn balances(&self, fund: &pb::Fund, cursor: i64) -> [i64; 6] {
        let request = pb::GetLedgerBookRequest { name: format!("{}/books/{YEAR}", fund.name), cursor };
        let book = self.auditor().get_ledger_book(request).await.unwrap().into_inner().book.unwrap();
        let amounts: Vec<i64> = book.balances.iter().map(|balance| balance.amount_fen).collect();
        amounts.try_into().unwrap()
    }

    /// The ledger fits.
    pub(crate) async fn fits(&self) -> pb::VerifyLedgerResponse {
        let found = self.auditor().verify_ledger(pb::VerifyLedgerRequest {}).await.unwrap().into_inner();
        assert_eq!(found.differences, []);
        found
    }

    /// The facts of a type, in the order of the feed.
    pub(crate) async fn facts<F: Message + Name + Default>(&self) -> Vec<F> {
        self.city.suite.facts().await
    }
}

pub(crate) fn fund() -> pb::Fund {
    pb::Fund {
        title: "社会组织发展专项资金".into(),
        purpose: "评估等级奖励和项目补助".into(),
        basis: "湖财社〔2026〕1号".into(),
        valid_from: date(2026, 1, 1),
        ..Default::default()
    }
}

pub(crate) fn allotment(fund: &pb::Fund, fen: i64) -> pb::CreateAllotmentRequest {
    let allotment = pb::Allotment {
        year: YEAR,
        amount_fen: fen,
        document_number: "湖财预〔2026〕8号".into(),
        ..Default::default()
    };
    pb::CreateAllotmentRequest { parent: fund.name.clone(), allotment: Some(allotment), validate_only: false }
}

pub(crate) fn table(fund: &pb::Fund, from: Option<Date>) -> pb::CreateAwardScheduleRequest {
    let rate = |grade: pb::TransferGrade, fen| pb::AwardRate { grade: grade.into(), amount_fen: fen };
    let schedule = pb::AwardSchedule {
        rates: vec![rate(pb::TransferGrade::Aaaa, 2_000_000), rate(pb::TransferGrade::Aaaaa, 5_000_000)],
        basis: "湖民〔2026〕3号".into(),
        valid_from: from,
        ..Default::default()
    };
    pb::CreateAwardScheduleRequest { parent: fund.name.clone(), award_schedule: Some(schedule), validate_only: false }
}

pub(crate) fn award(fund: &pb::Fund, organization: &str) -> pb::FundApplication {
    pb::FundApplication {
        fund: fund.name.clone(),
        organization: organization.to_owned(),
        kind: pb::FundApplicationKind::GradeAward.into(),
        year: YEAR,
        ..Default::default()
    }
}

pub(crate) fn subsidy(fund: &pb::Fund, organization: &str, fen: i64) -> pb::FundApplication {
    pb::FundApplication {
        kind: pb::FundApplicationKind::Subsidy.into(),
        amount_fen: fen,
        purpose: "社区养老服务项目".into(),
        ..award(fund, organization)
    }
}

pub(crate) fn approval(submitted: &pb::FundApplication) -> pb::ApproveFundApplicationRequest {
    pb::ApproveFundApplicationRequest {
        name: submitted.name.clone(),
        etag: submitted.etag.clone(),
        ..Default::default()
    }
}

pub(crate) fn confirmation(payment: &pb::FundPayment) -> pb::ConfirmFundPaymentRequest {
    pb::ConfirmFundPaymentRequest {
        name: payment.name.clone(),
        etag: payment.etag.clone(),
        bank_reference: "20261124000001".into(),
        paid_date: date(2026, 11, 24),
    }
}
