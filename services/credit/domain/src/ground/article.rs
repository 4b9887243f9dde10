//! The grounds as the rules have them, in order.

use crate::listing::List;
use crate::rules;

/// A ground of a list (社会组织信用信息管理办法第十一条、第十五条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ground {
    /// 未按照规定报送年度工作报告.
    ReportMissed,
    /// 未按照规定设立党组织.
    PartyGap,
    /// 未按期完成整改.
    RectificationMissed,
    /// 不再具备公开募捐资格条件.
    FundraisingUnqualified,
    /// 警告或者不满5万元罚款.
    SmallPenalty,
    /// 通过登记的住所无法取得联系.
    Unreachable,
    /// 其他应当列入活动异常名录的情形.
    OtherAbnormal,
    /// 列入活动异常名录满2年.
    TwoYears,
    /// 弄虚作假办理登记被撤销.
    Fraud,
    /// 限期停止活动.
    Suspension,
    /// 5万元以上罚款.
    LargeFine,
    /// 三年内两次以上警告或者不满5万元罚款.
    RepeatedPenalties,
    /// 失信被执行人.
    CourtDefaulter,
    /// 吊销登记证书、撤销成立登记.
    Revoked,
    /// 其他应当列入严重违法失信名单的情形.
    OtherSerious,
}

/// A ground, its key in the catalogue, the rule that states it.
type Article = (Ground, &'static str, &'static str);

const ARTICLES: [Article; 15] = [
    (Ground::ReportMissed, "CR-03.1", "CR-03a"),
    (Ground::PartyGap, "CR-03.2", "CR-03b"),
    (Ground::RectificationMissed, "CR-03.3", "CR-03c"),
    (Ground::FundraisingUnqualified, "CR-03.4", "CR-03d"),
    (Ground::SmallPenalty, "CR-03.5", "CR-03e"),
    (Ground::Unreachable, "CR-03.6", "CR-03f"),
    (Ground::OtherAbnormal, "CR-03.7", "CR-03g"),
    (Ground::TwoYears, "CR-07.1", "CR-07a"),
    (Ground::Fraud, "CR-07.2", "CR-07b"),
    (Ground::Suspension, "CR-07.3", "CR-07c"),
    (Ground::LargeFine, "CR-07.4", "CR-07d"),
    (Ground::RepeatedPenalties, "CR-07.5", "CR-07e"),
    (Ground::CourtDefaulter, "CR-07.6", "CR-07f"),
    (Ground::Revoked, "CR-07.7", "CR-07g"),
    (Ground::OtherSerious, "CR-07.8", "CR-07h"),
];

impl Ground {
    /// Every ground, in the order of the articles.
    pub fn all() -> impl Iterator<Item = Self> {
        ARTICLES.into_iter().map(|(ground, ..)| ground)
    }

    /// Its key in the catalogue and in the database: `CR-03.1`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.article().1
    }

    /// The ground of a key.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        ARTICLES.into_iter().find(|(_, known, _)| *known == key).map(|(ground, ..)| ground)
    }

    /// Id of the rule that states it.
    #[must_use]
    pub fn rule(self) -> &'static str {
        self.article().2
    }

    /// What it is, in Chinese, as the latest version of its rule has it.
    #[must_use]
    pub fn title(self) -> &'static str {
        rules().rule(self.rule()).map_or("", |rule| rule.title.as_str())
    }

    /// The list that it leads to.
    #[must_use]
    pub fn list(self) -> List {
        if self < Self::TwoYears { List::Abnormal } else { List::Serious }
    }

    /// Whether something is to be put right before the organisation can leave the abnormal list (CR-06); a penalty is only paid.
    #[must_use]
    pub fn curable(self) -> bool {
        self.list() == List::Abnormal && self != Self::SmallPenalty
    }

    fn article(self) -> Article {
        ARTICLES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::{ARTICLES, Ground};

    #[test]
    fn every_ground_is_where_its_number_says_and_has_a_rule() {
        for (place, (ground, key, _)) in ARTICLES.into_iter().enumerate() {
            assert_eq!((ground as usize, Ground::parse(key)), (place, Some(ground)));
            assert!(!ground.title().is_empty(), "{key}");
            assert_eq!(ground.list().as_str() == "abnormal", key.starts_with("CR-03"), "{key}");
        }
    }
}
