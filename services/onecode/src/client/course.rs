//! `onecode tender course`: a procurement from its planning to its last payment, in the order of days, with what is still due.

use onecode_proto::purchase::v1::{
    Contract, ContractMilestone, ContractStatus, GetContractRequest, GetProjectRequest, ProjectAward, ProjectStatus,
    PurchaseProject,
};
use prost_types::Timestamp;

use super::casework::card;
use super::{Connection, Failure};
use crate::args::TenderCourseArgs;
use crate::exit::Exit;
use crate::messages::{Label as _, Language};
use crate::output::{Cells, Printer, day, division, hundredths, instant, json, yuan};

const EVENTS: [(&str, &str); 4] = [("day", "日期"), ("what", "事项"), ("amount", "金额"), ("particulars", "说明")];

/// A name in English and in Chinese.
type Named = (&'static str, &'static str);

pub(super) async fn run(connection: &Connection, args: TenderCourseArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = GetProjectRequest { name: args.name };
    let answer = connection.projects().get_project(connection.timed(request)).await?.into_inner();
    let project = answer.project.ok_or_else(|| Failure::contract("project"))?;
    let contract = if project.contract.is_empty() { None } else { Some(signed(connection, &project).await?) };
    if printer.is_json() {
        let contract = contract.as_ref().map(json::value);
        printer.value(&serde_json::json!({ "project": json::value(&project), "contract": contract }))?;
        return Ok(Exit::Done);
    }
    let language = printer.language();
    printer.table(&[], card(head(&project, language), language))?;
    printer.line("")?;
    let events = Course::of(&project, contract.as_ref(), language).events;
    printer.table(&EVENTS, events.into_iter().map(|event| event.cells(language)))?;
    Ok(Exit::Done)
}

async fn signed(connection: &Connection, project: &PurchaseProject) -> Result<Contract, Failure> {
    let request = GetContractRequest { name: project.contract.clone() };
    let answer = connection.contracts().get_contract(connection.timed(request)).await?.into_inner();
    answer.contract.ok_or_else(|| Failure::contract("contract"))
}

fn head(project: &PurchaseProject, language: Language) -> Vec<(Named, String)> {
    vec![
        (("project", "采购项目"), project.name.clone()),
        (("title", "项目名称"), project.title.clone()),
        (("buyer", "购买主体"), project.buyer_title.clone()),
        (("division", "行政区划"), division(&project.division)),
        (("method", "采购方式"), project.method().label(language).to_owned()),
        (("number on the platform", "采购项目编号"), project.platform_number.clone()),
        (("status", "状态"), project.status().label(language).to_owned()),
        (("contract", "合同"), project.contract.clone()),
        (("open data", "开放数据标识"), project.ocid.clone()),
    ]
}

/// Something that happened on a day, or is due by it.
#[derive(Debug, PartialEq, Eq)]
struct Event {
    day: String,
    what: Named,
    fen: i64,
    particulars: String,
}

impl Event {
    fn cells(self, language: Language) -> Cells {
        vec![self.day, self.what.label(language).to_owned(), yuan(self.fen, language), self.particulars]
    }
}

/// What became of a project, as it is put together.
struct Course {
    events: Vec<Event>,
    language: Language,
}

/// The day of an instant in China; empty if there is none.
fn since(time: Option<Timestamp>) -> String {
    instant(time).chars().take("2026-11-24".len()).collect()
}

/// The parts of a sentence that say something.
fn joined(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    said.join("  ")
}

impl Course {
    /// In the order of days; of one day, in the order in which a procurement goes.
    fn of(project: &PurchaseProject, contract: Option<&Contract>, language: Language) -> Self {
        let mut course = Self { events: Vec::new(), language };
        course.project(project);
        if let Some(contract) = contract {
            course.contract(contract);
            for milestone in &contract.milestones {
                course.milestone(milestone, contract.status());
            }
            course.later(contract);
        }
        course.events.sort_by(|one, other| one.day.cmp(&other.day));
        course
    }

    /// Tells of something whose day is known.
    fn tell(&mut self, day: String, what: Named, fen: i64, particulars: &[&str]) {
        if !day.is_empty() {
            self.events.push(Event { day, what, fen, particulars: joined(particulars) });
        }
    }

    fn project(&mut self, project: &PurchaseProject) {
        let service = [project.catalog_code.as_str(), &project.catalog_title];
        self.tell(since(project.create_time), ("planned", "立项"), project.budget_fen, &service);
        if project.status() == ProjectStatus::Planned && project.update_time != project.create_time {
            self.tell(since(project.update_time), ("last changed", "最后变更"), 0, &[]);
        }
        if let Some(award) = &project.award {
            self.award(award, project.status());
        }
        if project.status() == ProjectStatus::Framed {
            // nothing changes in it any more
            self.tell(since(project.update_time), project.status().labels(), 0, &[]);
        }
        self.tell(day(project.end_date), project.status().labels(), 0, &[&project.end_reason]);
    }

    fn award(&mut self, award: &ProjectAward, status: ProjectStatus) {
        let supplier = [award.supplier_title.as_str(), &award.supplier_code, &award.document_number];
        self.tell(day(award.award_date), ("awarded", "成交"), award.amount_fen, &supplier);
        let conditions: Vec<String> = award.conditions.iter().map(|one| format!("{} {}", one.key, one.rule)).collect();
        let answered = [award.eligibility().label(self.language), &conditions.join(", ")];
        self.tell(since(award.check_time), ("credit answered", "资格核查"), 0, &answered);
        self.tell(day(award.announce_date), ("announced", "成交公告"), 0, &[]);
        let ended = matches!(status, ProjectStatus::Failed | ProjectStatus::Cancelled);
        if award.announce_date.is_none() && !ended {
            self.tell(day(award.announce_last_date), ("to be announced by", "公告截止"), 0, &[]);
        }
        if status == ProjectStatus::Awarded {
            self.tell(day(award.signing_last_date), ("to be signed by", "签约截止"), 0, &[]);
        }
    }

    fn contract(&mut self, contract: &Contract) {
        let late = match (contract.signing_overdue_days, self.language) {
            (0, _) => String::new(),
            (days, Language::En) => format!("{days} day(s) late"),
            (days, Language::Zh) => format!("迟签 {days} 天"),
        };
        let named = [contract.number.as_str(), &contract.title, &late];
        self.tell(day(contract.sign_date), ("contract signed", "签订合同"), contract.amount_fen, &named);
        self.tell(day(contract.filing_date), ("filed", "合同备案"), 0, &[&contract.filing_number]);
        if contract.filing_date.is_none() {
            self.tell(day(contract.filing_last_date), ("to be filed by", "备案截止"), 0, &[]);
        }
        self.tell(day(contract.start_date), ("term begins", "履行期开始"), 0, &[]);
    }

    fn milestone(&mut self, milestone: &ContractMilestone, status: ContractStatus) {
        let number = milestone.number.to_string();
        let named = [number.as_str(), &milestone.title];
        self.tell(since(milestone.submit_time), ("deliverables handed in", "提交履约成果"), 0, &named);
        let found = [number.as_str(), milestone.outcome().label(self.language), &milestone.opinion];
        self.tell(since(milestone.examine_time), ("examined", "验收"), 0, &found);
        self.tell(since(milestone.accept_time), ("accepted", "复核通过"), milestone.amount_fen, &named);
        if milestone.accept_time.is_none() && status == ContractStatus::Active {
            self.tell(day(milestone.due_date), ("due", "应交付"), milestone.amount_fen, &named);
        }
    }

    /// What may happen to a contract at any time, and its end.
    fn later(&mut self, contract: &Contract) {
        for payment in &contract.payments {
            let number = payment.milestone_number.to_string();
            let paid = [number.as_str(), &payment.voucher_number];
            self.tell(day(payment.pay_date), ("paid", "支付"), payment.amount_fen, &paid);
        }
        for supplement in &contract.supplements {
            let until = day(supplement.end_date);
            let agreed = [supplement.content.as_str(), &until];
            self.tell(day(supplement.sign_date), ("supplemented", "补充合同"), supplement.amount_fen, &agreed);
        }
        for dispute in &contract.disputes {
            self.tell(day(dispute.open_date), ("disputed", "发生争议"), 0, &[&dispute.subject]);
            self.tell(day(dispute.settle_date), ("dispute settled", "争议解决"), 0, &[&dispute.settlement]);
        }
        if let Some(evaluation) = &contract.evaluation {
            let score = hundredths(evaluation.total_score);
            let found = [evaluation.grade().label(self.language), &score, &evaluation.opinion];
            self.tell(since(evaluation.create_time), ("evaluated", "履约评价"), 0, &found);
        }
        if let Some(termination) = &contract.termination {
            let why = [termination.ground().label(self.language), &termination.reason];
            self.tell(day(termination.date), ("terminated", "合同终止"), 0, &why);
        } else {
            self.tell(day(contract.current_end_date), ("term ends", "履行期届满"), 0, &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use onecode_proto::google::r#type::Date;
    use onecode_proto::purchase::v1::{
        AcceptanceOutcome, AwardCondition, AwardEligibility, ContractPayment, ContractSupplement,
    };

    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
    fn date(month: i32, day: i32) -> Option<Date> {
        Some(Date { year: 2026, month, day })
    }

    /// Noon of a day of November in China.
    #[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
    fn noon(day: i64) -> Option<Timestamp> {
        // 2026-11-01T04:00:00Z
        Some(Timestamp { seconds: 1_793_505_600 + (day - 1) * 86_400, nanos: 0 })
    }

    fn project() -> PurchaseProject {
        let award = ProjectAward {
            supplier_title: "湖州市护理协会".to_owned(),
            amount_fen: 100,
            award_date: date(11, 2),
            announce_last_date: date(11, 4),
            eligibility: AwardEligibility::NotKnown.into(),
            conditions: vec![AwardCondition { key: "taxes_paid".to_owned(), rule: "GP-07e@1".to_owned() }],
            check_time: noon(3),
            ..ProjectAward::default()
        };
        PurchaseProject {
            status: ProjectStatus::Contracted.into(),
            award: Some(award),
            create_time: noon(1),
            update_time: noon(5),
            ..PurchaseProject::default()
        }
    }

    fn contract() -> Contract {
        let accepted = ContractMilestone {
            number: 1,
            title: "中期成果".to_owned(),
            amount_fen: 60,
            submit_time: noon(10),
            outcome: AcceptanceOutcome::Accept.into(),
            examine_time: noon(11),
            accept_time: noon(12),
            due_date: date(11, 30),
            ..ContractMilestone::default()
        };
        let owed = ContractMilestone { number: 2, due_date: date(12, 30), ..ContractMilestone::default() };
        let payment = ContractPayment { pay_date: date(11, 13), amount_fen: 60, ..ContractPayment::default() };
        let supplement = ContractSupplement { sign_date: date(11, 9), ..ContractSupplement::default() };
        Contract {
            sign_date: date(11, 5),
            filing_last_date: date(11, 16),
            start_date: date(11, 6),
            current_end_date: date(12, 31),
            status: ContractStatus::Active.into(),
            milestones: vec![accepted, owed],
            payments: vec![payment],
            supplements: vec![supplement],
            ..Contract::default()
        }
    }

    #[test]
    fn what_happened_and_what_is_due_come_in_the_order_of_days() {
        let told = Course::of(&project(), Some(&contract()), Language::En).events;
        let lines: Vec<String> = told.iter().map(|event| format!("{} {}", event.day, event.what.0)).collect();
        let expected = [
            "2026-11-01 planned",
            "2026-11-02 awarded",
            "2026-11-03 credit answered",
            "2026-11-04 to be announced by",
            "2026-11-05 contract signed",
            "2026-11-06 term begins",
            "2026-11-09 supplemented",
            "2026-11-10 deliverables handed in",
            "2026-11-11 examined",
            "2026-11-12 accepted",
            "2026-11-13 paid",
            "2026-11-16 to be filed by",
            "2026-12-30 due",
            "2026-12-31 term ends",
        ];
        assert_eq!(lines, expected);
        assert_eq!(told[2].particulars, "not known  taxes_paid GP-07e@1");
    }

    #[test]
    fn a_project_that_came_to_nothing_owes_nothing_and_says_why() {
        let ended = PurchaseProject {
            status: ProjectStatus::Cancelled.into(),
            end_date: date(11, 6),
            end_reason: "预算调整".to_owned(),
            ..project()
        };
        let told = Course::of(&ended, None, Language::Zh).events;
        let last = told.last().unwrap();
        assert_eq!((last.what.1, last.particulars.as_str()), ("已取消", "预算调整"));
        assert!(told.iter().all(|event| !event.what.1.contains("截止")), "{told:?}");
    }
}
