//! What an organisation may be admitted to, and what is asked for each (rules/eligibility.toml says what each rule says).

use super::condition::{Condition, GradeDay, Penalties, Test, Window};
use crate::listing::List;
use crate::organization::AUTHORITIES;
use crate::qualification::Kind;

/// What an organisation is to be admitted to (核查用途).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// 承接政府购买服务.
    Purchase,
    /// 非营利组织免税资格.
    TaxExemption,
    /// 公益性捐赠税前扣除资格.
    DonationDeduction,
    /// 公开募捐资格.
    PublicFundraising,
    /// 慈善组织认定.
    CharityRecognition,
    /// 参加评估.
    Rating,
    /// 表彰奖励.
    Award,
    /// 承接政府转移职能.
    FunctionTransfer,
    /// 资金扶持.
    Fund,
}

impl Purpose {
    /// Every purpose, in the order of the contract.
    pub const ALL: [Self; 9] = [
        Self::Purchase,
        Self::TaxExemption,
        Self::DonationDeduction,
        Self::PublicFundraising,
        Self::CharityRecognition,
        Self::Rating,
        Self::Award,
        Self::FunctionTransfer,
        Self::Fund,
    ];

    /// The rules whose numbers decide whether a condition of it is met.
    pub fn numbers(self) -> impl Iterator<Item = &'static str> {
        self.conditions().iter().flat_map(Condition::numbers).chain([FRESH])
    }

    /// What is asked for it, on whatever day.
    #[must_use]
    pub fn conditions(self) -> &'static [Condition] {
        match self {
            Self::Purchase => PURCHASE,
            Self::TaxExemption => TAX_EXEMPTION,
            Self::DonationDeduction => DONATION_DEDUCTION,
            Self::PublicFundraising => PUBLIC_FUNDRAISING,
            Self::CharityRecognition => CHARITY_RECOGNITION,
            Self::Rating => RATING,
            Self::Award => AWARD,
            Self::FunctionTransfer => FUNCTION_TRANSFER,
            Self::Fund => FUND,
        }
    }
}

/// The rule how old what is known may be.
pub(super) const FRESH: &str = "EL-01";

const ABNORMAL: Test = Test::NotListed { list: List::Abnormal, window: Window::Now };
const SERIOUS: Test = Test::NotListed { list: List::Serious, window: Window::Now };

const fn of(key: &'static str, rule: &'static str, test: Test) -> Condition {
    Condition { key, rule, test }
}

const PURCHASE: &[Condition] = &[
    of("active", "GP-07a", Test::Active),
    of("not_serious", "CR-11c", SERIOUS),
    of(
        "no_major_penalty",
        "GP-07b",
        Test::NoPenalty { window: Window::Years, which: Penalties::Major { fine_from: "GP-07c" } },
    ),
    of("last_report", "GP-07d", Test::LastReportPassed),
    of("no_court_default", "GP-07f", Test::NoCourtDefault),
    of("taxes_paid", "GP-07e", Test::Proof("税务机关出具的完税证明和社会保险缴纳证明，或者资格承诺函")),
    of("not_barred", "GP-07g", Test::Proof("政府采购严重违法失信行为记录名单查询结果")),
];

const TAX_EXEMPTION: &[Condition] = &[
    of("active", "TX-01a", Test::Active),
    of("not_serious", "TX-04a", SERIOUS),
    of("tax_credit", "TX-04b", Test::TaxCredit),
    of("activity", "TX-01b", Test::Proof("章程和年度活动报告")),
    of("income_use", "TX-01c", Test::Proof("经审计的财务报表和资金来源、使用情况说明")),
    of("residue", "TX-01d", Test::Proof("章程中关于剩余财产的条款")),
    of("pay", "TX-01e", Test::Proof("工作人员工资薪金情况专项报告")),
    of("separate_books", "TX-01f", Test::Proof("应税收入与免税收入分别核算的账册或者审计报告")),
    of(
        "not_barred",
        "TX-04c",
        Test::NotBarred {
            kind: Kind::TaxExemption, proof: "财政、税务部门历年公布的免税资格取消名单"
        },
    ),
];

const DONATION_DEDUCTION: &[Condition] = &[
    of("active", "TX-10a", Test::Active),
    of(
        "no_penalty",
        "TX-10f",
        Test::NoPenalty {
            window: Window::CalendarYears,
            which: Penalties::ByAuthorityAboveWarning { departments: AUTHORITIES },
        },
    ),
    of("not_serious", "TX-10g", Test::NotListed { list: List::Serious, window: Window::CalendarYears }),
    of("rating", "TX-10h", Test::Rated { unless_younger: None }),
    of("special_reports", "TX-10b", Test::Proof("经审计的专项信息报告")),
    of("spending", "TX-10c", Test::Proof("专项审计报告中的公益慈善事业支出比例")),
    of("management_costs", "TX-10d", Test::Proof("专项审计报告中的管理费用比例")),
    of("tax_exempt", "TX-10e", Test::Qualified { kind: Kind::TaxExemption, proof: "在有效期内的免税资格认定文件" }),
];

const PUBLIC_FUNDRAISING: &[Condition] = &[
    of("active", "CH-02i", Test::Active),
    of("registered_for", "CH-02a", Test::RegisteredFor),
    of("rating", "CH-02b", Test::Rated { unless_younger: Some("CH-02c") }),
    of("not_abnormal", "CH-02d", ABNORMAL),
    of("not_serious", "CH-02e", SERIOUS),
    of(
        "no_penalty",
        "CH-02f",
        Test::NoPenalty { window: Window::Years, which: Penalties::UnderOwnLaw { departments: AUTHORITIES } },
    ),
    of("charity", "CH-02h", Test::Qualified { kind: Kind::Charity, proof: "登记证书上的慈善组织属性" }),
    of("council", "CH-02g", Test::Proof("理事会成员名单及其任职、关联关系说明")),
];

const CHARITY_RECOGNITION: &[Condition] = &[
    of("active", "CH-01a", Test::Active),
    of("no_penalty", "CH-01b", Test::NoPenalty { window: Window::Years, which: Penalties::Any }),
    of("not_abnormal", "CH-01c", ABNORMAL),
    of("not_serious", "CH-01d", SERIOUS),
    of("charitable", "CH-01e", Test::Proof("章程、业务范围和负责人无禁止情形的承诺")),
];

const RATING: &[Condition] = &[
    of("active", "RT-30a", Test::Active),
    of("registered_for", "RT-30b", Test::RegisteredFor),
    of("age", "RT-30i", Test::Proof("受理机关对登记年限的认定")),
    of("reapplied", "RT-30k", Test::Reapplied { from: GradeDay::Last }),
    of("reapplied_early", "RT-30l", Test::Reapplied { from: GradeDay::First }),
    of("reports_made", "RT-30c", Test::LastYearReported),
    of("reports_passed", "RT-30d", Test::ReportsPassed),
    of("no_penalty", "RT-30e", Test::NoPenaltyLastYear),
    of("not_investigated", "RT-30f", Test::Proof("未被立案调查的说明")),
    of("not_downgraded", "RT-30m", Test::GradeKept),
    of("not_cancelled", "RT-30n", Test::GradeKept),
    of("not_abnormal", "RT-30g", ABNORMAL),
    of("not_serious", "RT-30h", SERIOUS),
];

const AWARD: &[Condition] = &[of("active", "CR-11t", Test::Active), of("not_serious", "CR-11d", SERIOUS)];

const FUNCTION_TRANSFER: &[Condition] = &[of("active", "CR-11u", Test::Active), of("not_serious", "CR-11r", SERIOUS)];

const FUND: &[Condition] = &[of("active", "CR-11v", Test::Active), of("not_serious", "CR-11b", SERIOUS)];
