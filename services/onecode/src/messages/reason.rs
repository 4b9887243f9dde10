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
        Registry::EtagMismatch => with(
            ("somebody changed the organisation since you read it", "读取之后该社会组织已被修改"),
            "read it again",
            "请重新读取",
        ),
        Registry::StatusTransition => only("the status may not follow the one before", "不允许的状态变化"),
        Registry::OrganizationEnded => only("the organisation is deregistered", "该社会组织已注销"),
        Registry::BeforeRegistration => only("a day before the first record", "早于首次登记之日"),
        Registry::ImportGap => with(
            ("rows of the import are missing in between", "导入的行不连续"),
            "run the import again, with the same file and key",
            "请用同一文件和键重新导入",
        ),
        Registry::CertificateNotFound => with(
            ("no certificate has this number, or you may not see it", "没有该编号的证书，或无权查看"),
            "the number is that on the certificate: the code, a hyphen, and at least three digits",
            "证书编号为统一社会信用代码加短横和至少三位序号，请核对",
        ),
        Registry::CertificateNeedsActive => {
            only("only an active organisation gets a certificate", "只有正常状态的社会组织可以领取证书")
        }
        Registry::CertificateIncomplete => with(
            ("particulars that stand on every certificate are not recorded", "证书应载明的登记事项不完整"),
            "record them first",
            "请先补录登记事项",
        ),
        Registry::CertificateNotForKind => {
            only("no certificate is prescribed for this kind", "该类型没有法定的登记证书")
        }
        Registry::CertificateNotValid => with(
            ("only a valid certificate is printed", "只能打印有效的证书"),
            "`onecode certificate get CODE` shows the newest one",
            "可用 `onecode certificate get 代码` 查看最新的证书",
        ),
        Registry::CertificateUnprintable => {
            only("a character is in none of the fonts that certificates are printed with", "有打印字库未收录的字符")
        }
        Registry::PurposeRequired => {
            with(("this shows personal data", "内容涉及个人信息"), "say why with --purpose", "请用 --purpose 说明用途")
        }
        Registry::DepartmentNotFound => with(
            ("no such department exists then", "当时没有该部门"),
            "`onecode departments` lists the keys",
            "可用 `onecode departments` 查看部门代号",
        ),
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
