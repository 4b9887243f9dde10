//! What each reason of the contracts means, and what can be done; a new reason does not compile without both.

use onecode_proto::event::v1::ErrorReason as Platform;
use onecode_proto::registry::v1::ErrorReason as Registry;

use super::Language;

/// What a person can do about a refusal.
pub type Advice = Option<&'static str>;

/// One reason: what it means and what can be done, English and Chinese.
struct Entry {
    meaning: (&'static str, &'static str),
    advice: Option<(&'static str, &'static str)>,
}

/// What a reason means, in the language; `None` for one that this build does not know.
#[must_use]
pub fn sentence(reason: &str, language: Language) -> Option<&'static str> {
    entry(reason).map(|entry| spoken(entry.meaning, language))
}

/// What can be done about it.
#[must_use]
pub fn advice(reason: &str, language: Language) -> Advice {
    entry(reason)?.advice.map(|advice| spoken(advice, language))
}

const fn spoken(pair: (&'static str, &'static str), language: Language) -> &'static str {
    match language {
        Language::En => pair.0,
        Language::Zh => pair.1,
    }
}

fn entry(reason: &str) -> Option<Entry> {
    let name = format!("ERROR_REASON_{reason}");
    Platform::from_str_name(&name).map(platform).or_else(|| Registry::from_str_name(&name).map(registry))
}

const fn only(english: &'static str, chinese: &'static str) -> Entry {
    Entry { meaning: (english, chinese), advice: None }
}

const fn with(meaning: (&'static str, &'static str), english: &'static str, chinese: &'static str) -> Entry {
    Entry { meaning, advice: Some((english, chinese)) }
}

fn platform(reason: Platform) -> Entry {
    match reason {
        Platform::Unspecified => only("refused", "请求被拒绝"),
        Platform::InvalidFields => only("the request is not right", "请求内容有误"),
        Platform::Unauthenticated => with(
            ("the server does not know who is calling", "身份未通过验证"),
            "give a token that is valid (--token-file, ONECODE_TOKEN); `onecode dev` writes one for a day to data/client.toml",
            "请提供有效令牌（--token-file、ONECODE_TOKEN）；`onecode dev` 会把一日有效的令牌写入 data/client.toml",
        ),
        Platform::PermissionMissing => with(
            ("your roles do not permit this", "所持角色没有此项权限"),
            "ask the operator for a role that holds the permission",
            "请向管理员申请具备该权限的角色",
        ),
        Platform::OutsideDivision => with(
            ("that division is not yours", "该行政区划不在管辖范围内"),
            "ask the authority of that division",
            "请联系该行政区划的主管机关",
        ),
        Platform::MethodUnknown => with(
            ("the server does not know this call", "服务不支持此调用"),
            "program and server are of different versions; update the older one",
            "程序与服务版本不一致，请升级较旧的一方",
        ),
        Platform::IdempotencyKeyRequired => only("the write names no idempotency key", "写操作缺少幂等键"),
        Platform::IdempotencyKeyReused => with(
            ("the key was used before with another request", "该键已用于另一请求"),
            "give another --key",
            "请更换 --key",
        ),
        Platform::ConcurrentChange | Platform::Locked => {
            with(("somebody else is changing the same thing", "他人正在修改同一内容"), "repeat the command", "请重试")
        }
        Platform::DeadlineExceeded => with(
            ("the answer did not come in time", "未能在期限内应答"),
            "repeat the command, or give it longer (--timeout 30s); nothing is recorded twice",
            "请重试或延长期限（--timeout 30s）；重复执行不会重复记录",
        ),
        Platform::Unavailable | Platform::Draining => {
            with(("the server cannot answer now", "服务暂不可用"), "repeat the command in a while", "请稍后重试")
        }
        Platform::Internal => only("the server made a mistake", "服务内部错误"),
        Platform::TooLarge => only("the request is too large", "请求过大"),
        Platform::CursorExpired => with(
            ("the cursor is older than what is kept", "游标早于保留期"),
            "take an export and watch from its cursor, or watch --from earliest",
            "请先导出，再从导出的游标继续订阅；或使用 watch --from earliest",
        ),
        Platform::CursorForeign => with(
            ("the cursor is not of this feed", "游标不属于此订阅"),
            "take an export and watch from its cursor",
            "请先导出，再从导出的游标继续订阅",
        ),
    }
}

fn registry(reason: Registry) -> Entry {
    match reason {
        Registry::Unspecified => only("refused", "请求被拒绝"),
        Registry::OrganizationNotFound => with(
            ("no such organisation is recorded then, or you may not see it", "当时没有该社会组织的记录，或无权查看"),
            "`onecode check-code` tells whether the code is right, `onecode search` finds by name",
            "可用 `onecode check-code` 校验代码，用 `onecode search` 按名称查找",
        ),
        Registry::CodeTaken => {
            only("the code was issued before; a code is never used twice", "该代码曾经赋出，不得重复使用")
        }
        Registry::EtagMismatch => {
            with(("somebody changed it since you read it", "读取之后已被修改"), "read it again", "请重新读取")
        }
        Registry::StatusTransition => only("the status may not follow the one before", "不允许的状态变化"),
        Registry::OrganizationEnded => only("the organisation is deregistered", "该社会组织已注销"),
        Registry::BeforeRegistration => only("a day before the first record", "早于首次登记之日"),
        Registry::ImportGap => with(
            ("rows of the import are missing in between", "导入的行不连续"),
            "run the import again, with the same file and key",
            "请用同一文件和键重新导入",
        ),
        Registry::DepartmentNotFound => with(
            ("no such department exists then", "当时没有该部门"),
            "`onecode departments` lists the keys",
            "可用 `onecode departments` 查看部门代号",
        ),
        Registry::ManagingBodyNotAllowed => {
            only("no such body may manage the party building of this organisation", "该类党组织不能管理其党建工作")
        }
        Registry::JointBranchNotFound => {
            only("no such joint branch is recorded, or you may not see it", "没有该联合党支部的记录，或无权查看")
        }
        Registry::JointBranchDissolved => only("the joint branch is dissolved", "该联合党支部已撤销"),
        Registry::InAnotherJointBranch => {
            only("the organisation is in a joint branch already", "该社会组织已在联合党支部中")
        }
        Registry::NotInJointBranch => {
            only("the organisation is not in this joint branch", "该社会组织不在此联合党支部中")
        }
        Registry::JointBranchNeedsActive => {
            only("only active organisations join a joint branch", "只有正常活动的社会组织可以加入联合党支部")
        }
        Registry::BeforeJointBranchRecord => only("a day before what is on record", "早于已有的记录"),
        Registry::CommunityFilingNotFound => {
            only("no such filing is recorded then, or you may not see it", "当时没有该备案的记录，或无权查看")
        }
        Registry::CommunityFilingExists => {
            only("one of that name is on file in the same community", "同一社区（村）已有同名备案")
        }
        Registry::CommunityFilingClosed => only("the filing no longer changes", "该备案不再变更"),
        Registry::BeforeCommunityFilingChange => only("a day before the last change", "早于最近一次变更之日"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_that_the_contracts_declare_is_said_in_both_languages() {
        for declared in onecode_proto::reasons::REASONS {
            for language in [Language::En, Language::Zh] {
                assert!(sentence(declared.reason, language).is_some(), "{}", declared.reason);
            }
        }
        assert_eq!(sentence("OF_A_LATER_VERSION", Language::En), None);
    }
}
