//! Changes, charters, endings, branches and conversions.

use registry_domain::Outcome::{Ask, Met, NotMet};
use registry_domain::conditions::{
    Branch, Change, CharterAmendment, Conversion, Deregistration, Proposal, SimplifiedDeregistration, branch, change,
    charter, conversion, deregistration, simplified_deregistration,
};
use registry_domain::{LegalForm, Title, rules};
use time::macros::date;
use vocab::OrganizationClass::{Foundation, PrivateNonEnterprise, SocialGroup};
use vocab::workdays::Calendar;

use crate::support::*;

#[test]
fn reg_09_and_reg_23_a_change_is_applied_for_within_thirty_days() {
    let base = Change {
        kind: SocialGroup,
        approved_on: Some(date!(2026 - 10 - 19)),
        applied_on: TODAY,
        legal_representative: false,
        other_legal_representative_posts: None,
        new_term: false,
        audited: Some(false),
        supervision_ended_on: None,
        answers: [].into(),
    };
    let at = |kind, approved_on, applied_on| {
        let findings =
            change(&Change { kind, approved_on, applied_on, ..base.clone() }, rules(), Calendar::shipped(), TODAY)
                .unwrap();
        only(&findings, "申请期限")
    };
    let approved = Some(date!(2026 - 10 - 19));
    assert_eq!(at(SocialGroup, approved, date!(2026 - 11 - 18)), ("REG-09@1".into(), Met));
    assert_eq!(
        at(SocialGroup, approved, date!(2026 - 11 - 19)),
        ("REG-09@1".into(), Ask),
        "a day missed is weighed by a person"
    );
    assert_eq!(at(SocialGroup, approved, date!(2026 - 10 - 18)), ("REG-09@1".into(), NotMet));
    // the thirtieth day is a Saturday: the term ends on Monday
    assert_eq!(at(SocialGroup, Some(date!(2026 - 10 - 22)), date!(2026 - 11 - 23)), ("REG-09@1".into(), Met));
    assert_eq!(at(PrivateNonEnterprise, approved, date!(2026 - 11 - 19)), ("REG-23a@1".into(), Ask));
    assert_eq!(at(SocialGroup, None, TODAY), ("REG-09@1".into(), Ask));

    let new_head = Change { legal_representative: true, other_legal_representative_posts: Some(1), ..base.clone() };
    let findings = change(&new_head, rules(), Calendar::shipped(), TODAY).unwrap();
    assert_eq!(only(&findings, "换届或者更换法定代表人前的财务审计"), ("REG-10@1".into(), NotMet));
    assert_eq!(only(&findings, "拟任法定代表人"), ("REG-07@1".into(), NotMet));
    for (audited, outcome) in [(Some(true), Met), (None, Ask)] {
        let findings =
            change(&Change { new_term: true, audited, ..base.clone() }, rules(), Calendar::shipped(), TODAY).unwrap();
        assert_eq!(only(&findings, "换届或者更换法定代表人前的财务审计"), ("REG-10@1".into(), outcome));
    }
    let ended = Some(date!(2026 - 08 - 26));
    let unit = Change { kind: PrivateNonEnterprise, supervision_ended_on: ended, ..base };
    let findings = change(&unit, rules(), Calendar::shipped(), TODAY).unwrap();
    assert_eq!(only(&findings, "重新寻找业务主管单位"), ("REG-23b@1".into(), Met));
}

#[test]
fn reg_11_deregistration_follows_liquidation_within_fifteen_days() {
    let base = Deregistration {
        kind: SocialGroup,
        liquidation_group: Some(true),
        liquidated_on: Some(date!(2026 - 11 - 03)),
        applied_on: date!(2026 - 11 - 18),
        certificate_surrendered: true,
        seal_surrendered: true,
        vouchers_surrendered: true,
        supervising_approval: true,
        answers: [("deregistration-cause".to_owned(), true)].into(),
    };
    for (kind, rule) in [(SocialGroup, "REG-11a@1"), (PrivateNonEnterprise, "REG-23c@1"), (Foundation, "REG-34b@1")] {
        let met =
            deregistration(&Deregistration { kind, ..base.clone() }, rules(), Calendar::shipped(), TODAY).unwrap();
        assert!(met.iter().all(|finding| finding.outcome == Met), "{met:#?}");
        let late = Deregistration { kind, applied_on: date!(2026 - 11 - 19), ..base.clone() };
        let findings = deregistration(&late, rules(), Calendar::shipped(), TODAY).unwrap();
        assert_eq!(only(&findings, "清算结束和申请期限"), (rule.into(), Ask));
        let early = Deregistration { kind, liquidated_on: None, liquidation_group: None, ..base.clone() };
        let findings = deregistration(&early, rules(), Calendar::shipped(), TODAY).unwrap();
        assert_eq!(only(&findings, "清算结束和申请期限"), (rule.into(), NotMet));
        assert_eq!(only(&findings, "清算组织").1, Ask);
    }
    let kept = Deregistration { seal_surrendered: false, ..base };
    assert_eq!(
        only(&deregistration(&kept, rules(), Calendar::shipped(), TODAY).unwrap(), "印章"),
        ("REG-11@1".into(), NotMet)
    );
}

#[test]
fn zb_01_the_conditions_of_simplified_deregistration_are_the_rules_of_the_book() {
    let mut ending =
        SimplifiedDeregistration { notice_from: Some(date!(2026 - 10 - 09)), objections: 0, answers: [].into() };
    let findings = simplified_deregistration(&ending, rules(), Calendar::shipped(), TODAY).unwrap();
    let listed: Vec<&str> = findings.iter().map(|finding| finding.rule.id.as_str()).collect();
    let expected = ["ZB-01a", "ZB-01b", "ZB-01c", "ZB-01d", "ZB-01e", "ZB-01f", "ZB-01g", "ZB-01h"];
    assert_eq!(listed, expected);
    assert!(findings[1..].iter().all(|finding| finding.outcome == Ask));
    // 45 days from 9 October end on 23 November
    assert_eq!(findings[0].outcome, Met, "{:?}", findings[0]);
    assert_eq!(
        simplified_deregistration(&ending, rules(), Calendar::shipped(), date!(2026 - 11 - 23)).unwrap()[0].outcome,
        NotMet
    );
    ending.answers = expected[1..].iter().map(|key| ((*key).to_owned(), true)).collect();
    assert!(
        simplified_deregistration(&ending, rules(), Calendar::shipped(), TODAY)
            .unwrap()
            .iter()
            .all(|finding| finding.outcome == Met)
    );
    ending.objections = 1;
    assert_eq!(simplified_deregistration(&ending, rules(), Calendar::shipped(), TODAY).unwrap()[0].outcome, NotMet);
    ending.notice_from = None;
    assert_eq!(simplified_deregistration(&ending, rules(), Calendar::shipped(), TODAY).unwrap()[0].value, "尚未公告");
}

#[test]
fn reg_08_and_reg_22_what_branches_there_may_be() {
    let of = |kind, title: &str, parent_is_branch| Branch {
        kind,
        division: "330500".parse().unwrap(),
        parent_title: Title::parse("湖州市钢琴协会").unwrap(),
        title: Title::parse(title).unwrap(),
        parent_is_branch,
    };
    let outcomes = |wanted: &Branch| {
        let findings = branch(wanted, rules(), TODAY).unwrap();
        findings.iter().map(|finding| (finding.rule.id.clone(), finding.outcome)).collect::<Vec<_>>()
    };
    let two = |first, second| vec![("REG-08".to_owned(), first), ("REG-08".to_owned(), second)];
    assert_eq!(outcomes(&of(SocialGroup, "湖州市钢琴协会青少年分会", false)), two(Met, Met));
    assert_eq!(outcomes(&of(SocialGroup, "湖州市钢琴协会青少年分会", true)), two(NotMet, Met));
    assert_eq!(outcomes(&of(SocialGroup, "湖州市钢琴协会德清县分会", false)), two(Met, NotMet));
    assert_eq!(outcomes(&of(PrivateNonEnterprise, "湖州市钢琴协会分会", false)), [("REG-22".to_owned(), NotMet)]);
    assert_eq!(outcomes(&of(Foundation, "湖州市钢琴协会代表处", false)), [("REG-31".to_owned(), Met)]);
}

#[test]
fn a_charter_needs_its_votes_and_reg_32_says_how_many() {
    let base = CharterAmendment {
        kind: Foundation,
        approved_on: None,
        applied_on: TODAY,
        council_size: 9,
        present: 6,
        in_favour: 4,
        documents: ["charter".to_owned()].into(),
        answers: [].into(),
    };
    let at = |present, in_favour| {
        let findings =
            charter(&CharterAmendment { present, in_favour, ..base.clone() }, rules(), Calendar::shipped(), TODAY)
                .unwrap();
        (only(&findings, "理事会会议法定人数").1, only(&findings, "章程修改的表决").1)
    };
    assert_eq!(at(6, 4), (Met, Met));
    assert_eq!(at(5, 4), (NotMet, Met));
    assert_eq!(at(6, 3), (Met, NotMet));
    assert_eq!(at(0, 0), (NotMet, NotMet));
    let group = CharterAmendment { kind: SocialGroup, approved_on: Some(date!(2026 - 11 - 01)), ..base };
    let findings = charter(&group, rules(), Calendar::shipped(), TODAY).unwrap();
    assert_eq!(only(&findings, "申请期限"), ("REG-09@1".into(), Met));
    assert_eq!(only(&findings, "章程修改的表决"), ("REG-09@1".into(), Ask));
}

#[test]
fn a_conversion_changes_the_form_and_meets_what_a_new_unit_must() {
    let of = |from, proposal, approved_on| {
        let converted = Conversion { from, proposal, approved_on, applied_on: TODAY };
        conversion(&converted, rules(), Calendar::shipped(), TODAY).unwrap()
    };
    let at = |from, to| {
        let proposal = Proposal { legal_form: to, ..sound(PrivateNonEnterprise) };
        let findings = of(from, proposal, Some(date!(2026 - 11 - 01)));
        (only(&findings, "形式转换").1, only(&findings, "单位形式").1, only(&findings, "债权债务").1)
    };
    assert_eq!(at(LegalForm::Individual, LegalForm::Corporate), (Met, Met, Ask));
    assert_eq!(at(LegalForm::Corporate, LegalForm::Corporate), (NotMet, Met, Ask));
    assert_eq!(at(LegalForm::Individual, LegalForm::Partnership), (Met, Ask, Ask));
    assert_eq!(at(LegalForm::Unknown, LegalForm::Corporate), (Ask, Met, Ask));

    let late = of(LegalForm::Individual, sound(PrivateNonEnterprise), Some(date!(2026 - 10 - 01)));
    assert_eq!(only(&late, "申请期限"), ("REG-23a@1".into(), Ask));
    assert_eq!(only(&late, "修改后的章程"), ("REG-23a@1".into(), Met));
    let poor = Proposal { premises_months: Some(11), documents: [].into(), ..sound(PrivateNonEnterprise) };
    let poor = of(LegalForm::Individual, poor, None);
    assert_eq!(only(&poor, "申请期限").1, Ask);
    assert_eq!(only(&poor, "修改后的章程").1, NotMet);
    assert_eq!(only(&poor, "活动场所").1, NotMet);
}
