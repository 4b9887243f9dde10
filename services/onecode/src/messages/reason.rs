//! What reasons of the contracts mean to somebody at a command line, and what can be done. A reason that is not here is told
//! in the server's words, which the gateway says in the caller's language.

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

const fn only(english: &'static str, chinese: &'static str) -> Entry {
    Entry { meaning: (english, chinese), advice: None }
}

const fn with(meaning: (&'static str, &'static str), english: &'static str, chinese: &'static str) -> Entry {
    Entry { meaning, advice: Some((english, chinese)) }
}

fn entry(reason: &str) -> Option<Entry> {
    of_the_platform(reason).or_else(|| of_the_register(reason)).or_else(|| of_documents(reason))
}

/// What the platform itself says.
fn of_the_platform(reason: &str) -> Option<Entry> {
    let entry = match reason {
        "INVALID_FIELDS" => only("the request is not right", "请求内容有误"),
        "UNAUTHENTICATED" => with(
            ("the server does not know who is calling", "身份未通过验证"),
            "give a token that is valid (--token-file, ONECODE_TOKEN); `onecode dev` writes one for a day to data/client.toml",
            "请提供有效令牌（--token-file、ONECODE_TOKEN）；`onecode dev` 会把一日有效的令牌写入 data/client.toml",
        ),
        "PERMISSION_MISSING" => with(
            ("your roles do not permit this", "所持角色没有此项权限"),
            "ask the operator for a role that holds the permission",
            "请向管理员申请具备该权限的角色",
        ),
        "OUTSIDE_DIVISION" => with(
            ("that division is not yours", "该行政区划不在管辖范围内"),
            "ask the authority of that division",
            "请联系该行政区划的主管机关",
        ),
        "METHOD_UNKNOWN" => with(
            ("the server does not know this call", "服务不支持此调用"),
            "program and server are of different versions; update the older one",
            "程序与服务版本不一致，请升级较旧的一方",
        ),
        "IDEMPOTENCY_KEY_REQUIRED" => only("the write names no idempotency key", "写操作缺少幂等键"),
        "IDEMPOTENCY_KEY_REUSED" => with(
            ("the key was used before with another request", "该键已用于另一请求"),
            "give another --key",
            "请更换 --key",
        ),
        "CONCURRENT_CHANGE" | "LOCKED" => {
            with(("somebody else is changing the same thing", "他人正在修改同一内容"), "repeat the command", "请重试")
        }
        "DEADLINE_EXCEEDED" => with(
            ("the answer did not come in time", "未能在期限内应答"),
            "repeat the command, or give it longer (--timeout 30s); nothing is recorded twice",
            "请重试或延长期限（--timeout 30s）；重复执行不会重复记录",
        ),
        "UNAVAILABLE" | "DRAINING" => {
            with(("the server cannot answer now", "服务暂不可用"), "repeat the command in a while", "请稍后重试")
        }
        "INTERNAL" => only("the server made a mistake", "服务内部错误"),
        "TOO_LARGE" => only("the request is too large", "请求过大"),
        "CURSOR_EXPIRED" => with(
            ("the cursor is older than what is kept", "游标早于保留期"),
            "take an export and watch from its cursor, or watch --from earliest",
            "请先导出，再从导出的游标继续订阅；或使用 watch --from earliest",
        ),
        "CURSOR_FOREIGN" => with(
            ("the cursor is not of this feed", "游标不属于此订阅"),
            "take an export and watch from its cursor",
            "请先导出，再从导出的游标继续订阅",
        ),
        _ => return None,
    };
    Some(entry)
}

/// What the register says.
fn of_the_register(reason: &str) -> Option<Entry> {
    let entry = match reason {
        "ORGANIZATION_NOT_FOUND" => with(
            ("no such organisation is recorded then, or you may not see it", "当时没有该社会组织的记录，或无权查看"),
            "`onecode check-code` tells whether the code is right, `onecode search` finds by name",
            "可用 `onecode check-code` 校验代码，用 `onecode search` 按名称查找",
        ),
        "CODE_TAKEN" => only("the code was issued before; a code is never used twice", "该代码曾经赋出，不得重复使用"),
        "ETAG_MISMATCH" => {
            with(("somebody changed it since you read it", "读取之后已被修改"), "read it again", "请重新读取")
        }
        "STATUS_TRANSITION" => only("the status may not follow the one before", "不允许的状态变化"),
        "ORGANIZATION_ENDED" => only("the organisation is deregistered", "该社会组织已注销"),
        "BEFORE_REGISTRATION" => only("a day before the first record", "早于首次登记之日"),
        "IMPORT_GAP" => with(
            ("rows of the import are missing in between", "导入的行不连续"),
            "run the import again, with the same file and key",
            "请用同一文件和键重新导入",
        ),
        "CERTIFICATE_NOT_FOUND" => with(
            ("no certificate has this number, or you may not see it", "没有该编号的证书，或无权查看"),
            "the number is that on the certificate: the code, a hyphen, and at least three digits",
            "证书编号为统一社会信用代码加短横和至少三位序号，请核对",
        ),
        "CERTIFICATE_NEEDS_ACTIVE" => {
            only("only an active organisation gets a certificate", "只有正常状态的社会组织可以领取证书")
        }
        "CERTIFICATE_INCOMPLETE" => with(
            ("particulars that stand on every certificate are not recorded", "证书应载明的登记事项不完整"),
            "record them first",
            "请先补录登记事项",
        ),
        "CERTIFICATE_NOT_VALID" => with(
            ("only a valid certificate is printed", "只能打印有效的证书"),
            "`onecode certificate get CODE` shows the newest one",
            "可用 `onecode certificate get 代码` 查看最新的证书",
        ),
        "CERTIFICATE_NOT_FOR_KIND" => only("no certificate is prescribed for this kind", "该类型没有法定的登记证书"),
        "DEPARTMENT_NOT_FOUND" => with(
            ("no such department exists then", "当时没有该部门"),
            "`onecode departments` lists the keys",
            "可用 `onecode departments` 查看部门代号",
        ),
        "RULE_NOT_FOUND" => with(
            ("no such rule is in force then", "当时没有该规则"),
            "`onecode rule list` lists the ids",
            "可用 `onecode rule list` 查看规则编号",
        ),
        "CASE_NOT_FOUND" => with(
            ("no such case, or you may not see it", "没有该案件，或无权查看"),
            "`onecode task list` names the cases that wait for somebody",
            "可用 `onecode task list` 查看待办案件",
        ),
        "DEADLINE_NOT_FOUND" => with(
            ("no such term, or you may not see it", "没有该期限，或无权查看"),
            "`onecode case show` lists the terms of a case",
            "可用 `onecode case show` 查看案件的各项期限",
        ),
        "CALENDAR_MISSING" => with(
            ("the calendar of that year is not loaded", "该年度的工作日历尚未加载"),
            "ask the operator to load the file that is named",
            "请联系运维加载所列文件",
        ),
        "CODE_BLOCK_OVERLAP" => {
            only("the block shares codes with one that was allotted before", "码段与已分配的码段重叠")
        }
        "CODE_BLOCK_EXHAUSTED" => with(
            ("no code is left to give in that division", "该行政区划没有可用的码段"),
            "have a block of codes allotted first",
            "请先申请分配码段",
        ),
        _ => return None,
    };
    Some(entry)
}

/// What the archive says.
fn of_documents(reason: &str) -> Option<Entry> {
    let entry = match reason {
        "DOCUMENT_NOT_FOUND" => only("no such document, or you may not see it", "没有该材料，或无权查看"),
        "DOCUMENT_ATTACHED_ELSEWHERE" => with(
            ("something else refers to the document already", "该材料已归入其他事项"),
            "upload it once more",
            "请重新上传一份",
        ),
        "DOCUMENT_SIZE_MISMATCH" | "DOCUMENT_HASH_MISMATCH" => with(
            ("another content came than was described", "收到的内容与所述不符"),
            "the file changed while it was read; upload it again",
            "文件在读取过程中有变化，请重新上传",
        ),
        "DOCUMENT_TYPE_MISMATCH" => only("the content is of another type than its name says", "内容与文件格式不符"),
        "PURPOSE_REQUIRED" => with(
            ("contents are read for a stated purpose only", "查阅内容须说明用途"),
            "say why with --purpose; it is recorded",
            "请用 --purpose 说明用途，用途将记录在案",
        ),
        "DOCUMENT_DAMAGED" => {
            only("what is stored is not what was handed in, or is gone", "所存内容已损坏或与提交时不一致")
        }
        _ => return None,
    };
    Some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_of_the_platform_is_said_in_both_languages() {
        for declared in onecode_proto::reasons::REASONS.iter().filter(|it| it.package == "onecode.event.v1") {
            for language in [Language::En, Language::Zh] {
                assert!(sentence(declared.reason, language).is_some(), "{}", declared.reason);
            }
        }
        assert_eq!(sentence("OF_A_LATER_VERSION", Language::En), None);
    }

    #[test]
    fn reasons_said_here_are_declared_by_a_contract() {
        let source = include_str!("reason.rs");
        let lines = source.lines().map(str::trim).filter(|line| line.starts_with('"'));
        let arms = lines.filter_map(|line| line.split_once("\" => ")).map(|(left, _)| left);
        let named: Vec<&str> = arms.flat_map(|left| left.split(" | ")).map(|name| name.trim_matches('"')).collect();
        assert!(named.len() > 20);
        for name in named {
            assert!(onecode_proto::reasons::REASONS.iter().any(|declared| declared.reason == name), "{name}");
        }
    }
}
