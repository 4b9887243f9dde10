//! Establishment, article by article.

use std::collections::BTreeSet;

use proptest::prelude::*;
use registry_domain::LegalForm;
use registry_domain::Outcome::{Ask, Met, NotMet};
use registry_domain::conditions::{Proposal, Reach};
use registry_domain::{Outcome, Title};
use vocab::OrganizationClass::{Foundation, PrivateNonEnterprise, SocialGroup};

use crate::support::*;

#[test]
fn a_sound_proposal_fails_nothing_and_leaves_questions_that_answers_settle() {
    for kind in [SocialGroup, PrivateNonEnterprise, Foundation] {
        let mut proposal = sound(kind);
        let findings = checked(&proposal);
        assert!(findings.iter().all(|finding| finding.outcome != Outcome::NotMet), "{findings:#?}");
        let asked: Vec<String> = findings
            .iter()
            .filter(|finding| finding.outcome == Outcome::Ask)
            .map(|finding| finding.field.strip_prefix("answers.").unwrap().to_owned())
            .collect();
        let keys: BTreeSet<&String> = asked.iter().collect();
        assert!(!asked.is_empty() && keys.len() == asked.len(), "a key serves one question: {asked:?}");
        proposal.answers = asked.iter().map(|key| (key.clone(), true)).collect();
        let answered = checked(&proposal);
        assert!(answered.iter().all(|finding| finding.outcome == Outcome::Met));
        assert_eq!(answered.iter().filter(|finding| finding.value.starts_with("经人工核实")).count(), asked.len());
        proposal.answers.insert(asked[0].clone(), false);
        assert_eq!(checked(&proposal).iter().filter(|finding| finding.outcome == Outcome::NotMet).count(), 1);
    }
}

#[test]
fn an_empty_proposal_meets_no_condition_that_somebody_must_state() {
    for kind in [SocialGroup, PrivateNonEnterprise, Foundation] {
        let title = Title::parse("湖州市钢琴协会").unwrap();
        let findings = checked(&Proposal::new(kind, "330500".parse().unwrap(), title));
        for finding in findings.iter().filter(|finding| finding.outcome == Outcome::Met) {
            let none = [
                "没有退（离）休领导干部",
                "0 名现职人员",
                "0 名理事中 0 名领取报酬",
                "0 名理事中 0 名有近亲属关系",
                "0 人",
            ];
            assert!(none.contains(&finding.value.as_str()), "{finding:?}");
        }
    }
}

#[test]
fn reg_01_members() {
    let cases = [
        (49, 0, "REG-01a@1", Outcome::NotMet),
        (50, 0, "REG-01a@1", Outcome::Met),
        (51, 0, "REG-01a@1", Outcome::Met),
        (0, 29, "REG-01b@1", Outcome::NotMet),
        (0, 30, "REG-01b@1", Outcome::Met),
        (0, 31, "REG-01b@1", Outcome::Met),
        (25, 24, "REG-01c@1", Outcome::NotMet),
        (25, 25, "REG-01c@1", Outcome::Met),
        (26, 25, "REG-01c@1", Outcome::Met),
        (5, 30, "REG-01c@1", Outcome::NotMet),
        (20, 30, "REG-01c@1", Outcome::Met),
    ];
    for (individual_members, unit_members, rule, expected) in cases {
        let proposal = Proposal { individual_members, unit_members, ..sound(SocialGroup) };
        assert_eq!(outcome(&proposal, "会员数量"), (rule.to_owned(), expected), "{individual_members} {unit_members}");
    }
    let findings = checked(&Proposal { individual_members: 42, ..sound(SocialGroup) });
    let members = of(&findings, "会员数量");
    assert_eq!((members.value.as_str(), members.field.as_str()), ("42 名个人会员、0 个单位会员", "individual_members"));
    assert_eq!(
        members.threshold,
        "全部为个人会员的不少于 50 人，全部为单位会员的不少于 30 个单位，混合组成的总数不少于 50 个会员"
    );
}

proptest! {
    #[test]
    fn more_members_never_turn_met_into_not_met(
        individual_members in 0..80_u32, unit_members in 0..80_u32, more_persons in 0..50_u32, more_units in 0..50_u32,
    ) {
        let fewer = Proposal { individual_members, unit_members, ..sound(SocialGroup) };
        let more = Proposal {
            individual_members: individual_members + more_persons,
            unit_members: unit_members + more_units,
            ..sound(SocialGroup)
        };
        let (before, after) = (outcome(&fewer, "会员数量").1, outcome(&more, "会员数量").1);
        prop_assert!(!(before == Outcome::Met && after == Outcome::NotMet));
    }
}

#[test]
fn reg_02_funds_and_reg_03_premises_and_staff() {
    let funds = |proposal: &mut Proposal, fen| proposal.activity_funds_fen = fen;
    table(SocialGroup, "活动资金", "REG-02b", funds, &[(2_999_999, NotMet), (3_000_000, Met), (3_000_001, Met)]);
    let national = |proposal: &mut Proposal, fen| {
        proposal.activity_funds_fen = fen;
        proposal.reach = Reach::National;
    };
    table(SocialGroup, "活动资金", "REG-02a", national, &[(9_999_999, NotMet), (10_000_000, Met), (10_000_001, Met)]);
    let premises = |proposal: &mut Proposal, months| proposal.premises_months = months;
    table(SocialGroup, "住所", "REG-03", premises, &[(None, Ask), (Some(0), NotMet), (Some(1), Met)]);
    let staff = |proposal: &mut Proposal, staff| proposal.full_time_staff = staff;
    table(SocialGroup, "专职工作人员", "REG-03", staff, &[(0, NotMet), (1, Met)]);
    let findings = checked(&Proposal { activity_funds_fen: 2_999_950, ..sound(SocialGroup) });
    let funds = of(&findings, "活动资金");
    assert_eq!((funds.value.as_str(), funds.threshold.as_str()), ("29999.50 元", "不少于 30000 元"));
}

#[test]
fn reg_04_documents_of_each_kind() {
    for (kind, rule) in [(SocialGroup, "REG-04@1"), (PrivateNonEnterprise, "REG-20c@1"), (Foundation, "REG-30d@1")] {
        let whole = sound(kind).documents;
        for missing in &whole {
            let mut proposal = sound(kind);
            proposal.documents.remove(missing);
            let findings = checked(&proposal);
            let failed: Vec<_> = findings.iter().filter(|finding| finding.outcome == NotMet).collect();
            assert_eq!(failed.len(), 1, "{missing}");
            assert_eq!((failed[0].rule.to_string().as_str(), failed[0].value.as_str()), (rule, "未提交"));
        }
        let direct = Proposal { supervising_department: None, ..sound(kind) };
        assert_eq!(outcome(&direct, "业务主管单位的批准文件"), (rule.to_owned(), Ask));
    }
}

#[test]
fn reg_20_private_non_enterprise_units() {
    let percent = |proposal: &mut Proposal, percent| proposal.non_state_assets_percent = percent;
    let cases = [(None, Ask), (Some(66), NotMet), (Some(67), Met), (Some(100), Met)];
    table(PrivateNonEnterprise, "非国有资产比例", "REG-20a", percent, &cases);
    let premises = |proposal: &mut Proposal, months| proposal.premises_months = months;
    let cases = [(None, Ask), (Some(11), NotMet), (Some(12), Met), (Some(13), Met)];
    table(PrivateNonEnterprise, "活动场所", "REG-20b", premises, &cases);
    let funds = |proposal: &mut Proposal, fen| proposal.activity_funds_fen = fen;
    table(PrivateNonEnterprise, "开办资金", "REG-20", funds, &[(0, NotMet), (1_000_000, Ask)]);
    let form = |proposal: &mut Proposal, form| proposal.legal_form = form;
    let cases = [(LegalForm::Unknown, Ask), (LegalForm::Individual, Ask), (LegalForm::Corporate, Met)];
    table(PrivateNonEnterprise, "单位形式", "REG-22a", form, &cases);
}

#[test]
fn reg_30_original_fund() {
    let fund = |public, reach| {
        move |proposal: &mut Proposal, fen| {
            proposal.original_fund_fen = fen;
            proposal.public_fundraising = public;
            proposal.reach = reach;
        }
    };
    let national = [(799_999_999, NotMet), (800_000_000, Met), (800_000_001, Met)];
    table(Foundation, "全国性公募基金会原始基金", "REG-30a", fund(true, Reach::National), &national);
    let local = [(399_999_999, NotMet), (400_000_000, Met), (400_000_001, Met)];
    table(Foundation, "地方性公募基金会原始基金", "REG-30b", fund(true, Reach::Local), &local);
    let other = [(199_999_999, NotMet), (200_000_000, Met), (200_000_001, Met)];
    table(Foundation, "非公募基金会原始基金", "REG-30c", fund(false, Reach::Local), &other);
    let authority = |proposal: &mut Proposal, division: &str| proposal.division = division.parse().unwrap();
    let cases = [("100000", Met), ("330000", Met), ("330500", Ask), ("330521", Ask)];
    table(Foundation, "登记管理机关", "REG-30", authority, &cases);
}

#[test]
fn reg_32_council() {
    let size = |proposal: &mut Proposal, size| proposal.council_size = size;
    table(Foundation, "理事人数下限", "REG-32a", size, &[(4, NotMet), (5, Met), (6, Met)]);
    table(Foundation, "理事人数上限", "REG-32b", size, &[(24, Met), (25, Met), (26, NotMet)]);
    let term = |proposal: &mut Proposal, years| proposal.council_term_years = years;
    table(Foundation, "理事任期", "REG-32c", term, &[(0, NotMet), (4, Met), (5, Met), (6, NotMet)]);
    let paid = |proposal: &mut Proposal, paid| proposal.paid_directors = paid;
    table(Foundation, "领取报酬的理事", "REG-32e", paid, &[(2, Met), (3, Met), (4, NotMet)]);
    let relatives = |public, private| {
        move |proposal: &mut Proposal, relatives| {
            proposal.council_relatives = relatives;
            proposal.public_fundraising = public;
            proposal.private_property = private;
        }
    };
    let title = "有近亲属关系的理事";
    table(Foundation, title, "REG-32d", relatives(false, Some(true)), &[(0, Met), (3, Met), (4, NotMet)]);
    table(Foundation, title, "REG-32d", relatives(false, Some(false)), &[(0, Met), (2, NotMet)]);
    table(Foundation, title, "REG-32d", relatives(true, Some(true)), &[(0, Met), (2, NotMet)]);
    table(Foundation, title, "REG-32d", relatives(false, None), &[(0, Met), (3, Ask), (4, NotMet)]);
    let supervisors = |proposal: &mut Proposal, supervisors| proposal.supervisors = supervisors;
    table(Foundation, "监事", "REG-33e", supervisors, &[(0, NotMet), (1, Met)]);
}
