//! The leaders proposed (REG-07, REG-33, PEO-01, PEO-03, PEO-04).

use registry_domain::Outcome::{Ask, Met, NotMet};
use registry_domain::conditions::{LeaderRole, Proposal, ProposedLeader};
use time::macros::date;
use vocab::OrganizationClass::{Foundation, PrivateNonEnterprise, SocialGroup};

use crate::support::*;

#[test]
fn reg_07_the_legal_representative_is_one_person_and_none_elsewhere() {
    let others = |proposal: &mut Proposal, others| proposal.leaders[0].other_legal_representative_posts = others;
    table(SocialGroup, "法定代表人", "REG-07", others, &[(0, Met), (1, NotMet)]);
    table(Foundation, "法定代表人", "REG-33b", others, &[(0, Met), (1, NotMet)]);
    let named = |proposal: &mut Proposal, named: [bool; 2]| {
        for (leader, named) in proposal.leaders.iter_mut().zip(named) {
            leader.legal_representative = named;
        }
    };
    let cases = [([false, false], NotMet), ([true, true], NotMet), ([false, true], Met)];
    table(SocialGroup, "法定代表人", "REG-07", named, &cases);
}

#[test]
fn reg_33_and_peo_04_bars_end_after_their_years() {
    let sentenced = |proposal: &mut Proposal, day| {
        proposal.charity = true;
        proposal.leaders[1].sentenced_until = day;
    };
    let cases = [
        (None, Ask),
        (Some(date!(2021 - 11 - 23)), Met),
        (Some(date!(2021 - 11 - 24)), NotMet),
        (Some(date!(2027 - 01 - 01)), NotMet),
    ];
    table(Foundation, "因犯罪被判刑的限制", "REG-33c", sentenced, &cases);
    table(SocialGroup, "因犯罪被判刑的限制", "PEO-04a", sentenced, &cases);
    let revoked = |proposal: &mut Proposal, day| {
        proposal.charity = true;
        proposal.leaders[0].led_revoked_on = day;
    };
    table(Foundation, "曾任被撤销组织负责人的限制", "REG-33d", revoked, &cases);
    table(PrivateNonEnterprise, "曾任被撤销组织负责人的限制", "PEO-04b", revoked, &cases);
    let officials = |proposal: &mut Proposal, official| proposal.leaders[1].serving_official = official;
    table(Foundation, "现职人员兼任", "REG-33a", officials, &[(false, Met), (true, NotMet)]);
    table(SocialGroup, "现职人员兼任", "PEO-03d", officials, &[(false, Met), (true, NotMet)]);
    let not_a_charity = checked(&sound(SocialGroup));
    assert!(not_a_charity.iter().all(|finding| !finding.rule.id.starts_with("PEO-04")));
}

#[test]
fn peo_01_and_peo_03_ages_and_terms() {
    let age = |proposal: &mut Proposal, age| proposal.leaders[1].age_at_appointment = age;
    table(SocialGroup, "负责人任职年龄", "PEO-01a", age, &[(69, Met), (70, Met), (71, Ask)]);
    let terms = |proposal: &mut Proposal, terms| proposal.leaders[1].consecutive_terms = terms;
    table(SocialGroup, "负责人连任届数", "PEO-01b", terms, &[(1, Met), (2, Met), (3, Ask)]);
    let years = |proposal: &mut Proposal, years| proposal.leaders[1].term_years = years;
    table(SocialGroup, "负责人每届任期", "PEO-01c", years, &[(0, NotMet), (4, Met), (5, Met), (6, NotMet)]);
    let cadre = |put: fn(&mut ProposedLeader, u32)| {
        move |proposal: &mut Proposal, value| {
            proposal.leaders[1].retired_cadre = true;
            put(&mut proposal.leaders[1], value);
        }
    };
    let posts = cadre(|leader, posts| leader.other_posts = posts);
    table(SocialGroup, "退（离）休领导干部兼职个数", "PEO-03a", posts, &[(0, Met), (1, NotMet)]);
    let terms = cadre(|leader, terms| leader.consecutive_terms = terms);
    table(SocialGroup, "退（离）休领导干部兼职届数", "PEO-03b", terms, &[(2, Met), (3, NotMet)]);
    let age = cadre(|leader, age| leader.age_at_appointment = age);
    table(SocialGroup, "退（离）休领导干部兼职年龄", "PEO-03c", age, &[(70, Met), (71, NotMet)]);
    // an ordinary director is no leader in the sense of the rule
    let mut proposal = sound(SocialGroup);
    proposal.leaders.push(ProposedLeader { age_at_appointment: 80, ..leader(LeaderRole::Director) });
    assert_eq!(outcome(&proposal, "负责人任职年龄").1, Met);
    proposal.leaders.clear();
    assert_eq!(outcome(&proposal, "负责人任职年龄").1, NotMet);
}
