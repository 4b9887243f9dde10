//! The versions of rules, and the grounds of refusal that cite them.

use std::collections::BTreeSet;

use registry_domain::Outcome::{Met, NotMet};
use registry_domain::conditions::{Proposal, establishment, refusal_grounds};
use registry_domain::rules;
use statute::RuleBook;
use time::macros::date;
use vocab::OrganizationClass::{Foundation, PrivateNonEnterprise, SocialGroup};

use crate::support::*;

#[test]
fn two_versions_of_a_rule_in_force_one_after_the_other_each_judge_their_days() {
    let toml = include_str!("../../rules/registry.toml");
    let raised = toml.replacen(
        "threshold = { value = 50, unit = \"persons\" }\nvalid_from = 2016-02-06\n",
        "threshold = { value = 50, unit = \"persons\" }\nvalid_from = 2016-02-06\nvalid_to = 2026-06-01\n",
        1,
    );
    let second = "mark = \"V\"\n[[rule.version]]\ntext = \"不少于60个。\"\nthreshold = { value = 60, unit = \"persons\" }\n\
                  valid_from = 2026-06-01\nsource = \"测试\"\nmark = \"D\"\n";
    let raised = raised.replacen("mark = \"V\"\n", second, 1);
    let book = RuleBook::parse(&raised).unwrap();
    let proposal = Proposal { individual_members: 55, ..sound(SocialGroup) };
    for (day, rule, expected) in
        [(date!(2026 - 05 - 31), "REG-01a@1", Met), (date!(2026 - 06 - 01), "REG-01a@2", NotMet)]
    {
        let findings = establishment(&proposal, &book, day).unwrap();
        let members = of(&findings, "会员数量");
        assert_eq!((members.rule.to_string().as_str(), members.outcome), (rule, expected), "{day}");
    }
    let fewer = Proposal { individual_members: 49, ..proposal };
    let findings = establishment(&fewer, &book, date!(2026 - 06 - 01)).unwrap();
    assert_eq!(of(&findings, "会员数量").rule.to_string(), "REG-01a@2");
}

#[test]
fn every_ground_of_refusal_has_an_id_an_article_and_a_rule() {
    for (kind, first) in [(SocialGroup, "REG-06.1"), (PrivateNonEnterprise, "REG-21.1"), (Foundation, "REG-30.1")] {
        let grounds = refusal_grounds(kind, rules(), TODAY).unwrap();
        assert_eq!(grounds[0].id, first);
        let ids: BTreeSet<&str> = grounds.iter().map(|ground| ground.id).collect();
        assert_eq!(ids.len(), grounds.len());
        assert!(ids.contains("NAME-02.1"));
        for ground in &grounds {
            assert!(ground.article.contains('第') && !ground.text.is_empty());
            assert!(rules().cited(&ground.rule).is_ok());
        }
    }
    let of_groups = refusal_grounds(SocialGroup, rules(), TODAY).unwrap();
    assert_eq!(of_groups.iter().filter(|ground| ground.rule.id == "REG-06").count(), 5);
}
