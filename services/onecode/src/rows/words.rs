//! The words of registers for kinds, legal forms and statuses (类型、形式、状态), and the form of text in which they are compared.

use onecode_proto::registry::v1::{LegalForm, OrganizationKind, OrganizationStatus};

/// Full-width ASCII as half-width; everything else as it is.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
            '\u{3000}' => ' ',
            other => other,
        })
        .collect()
}

/// The kind that a word means, in Chinese or as the contract names it; `None` for any other word.
#[must_use]
pub fn kind(text: &str) -> Option<OrganizationKind> {
    match half_width(text).trim() {
        "社会团体" | "社团" | "社会团体法人" => Some(OrganizationKind::SocialGroup),
        "社会服务机构" | "民办非企业单位" | "民非" | "民办非企业" => {
            Some(OrganizationKind::PrivateNonEnterprise)
        }
        "基金会" => Some(OrganizationKind::Foundation),
        "其他" => Some(OrganizationKind::Other),
        name => {
            let name = name.to_ascii_uppercase().replace('-', "_");
            OrganizationKind::from_str_name(&name)
                .or_else(|| OrganizationKind::from_str_name(&format!("ORGANIZATION_KIND_{name}")))
                .filter(|kind| *kind != OrganizationKind::Unspecified)
        }
    }
}

/// The legal form that a word means, in Chinese or as the contract names it; `None` for any other word.
#[must_use]
pub fn legal_form(text: &str) -> Option<LegalForm> {
    match half_width(text).trim() {
        "法人" => Some(LegalForm::Corporate),
        "合伙" => Some(LegalForm::Partnership),
        "个体" => Some(LegalForm::Individual),
        name => {
            let name = name.to_ascii_uppercase().replace('-', "_");
            LegalForm::from_str_name(&name)
                .or_else(|| LegalForm::from_str_name(&format!("LEGAL_FORM_{name}")))
                .filter(|form| *form != LegalForm::Unspecified)
        }
    }
}

/// The status that a word means, in Chinese or as the contract names it; `None` for any other word.
#[must_use]
pub fn status(text: &str) -> Option<OrganizationStatus> {
    match half_width(text).trim() {
        "正常" | "有效" | "存续" | "在册" | "正常活动" => Some(OrganizationStatus::Active),
        "限期停止活动" | "停止活动" => Some(OrganizationStatus::Suspended),
        "清算" | "清算中" => Some(OrganizationStatus::Liquidating),
        "撤销" | "撤销登记" | "已撤销" | "吊销" | "吊销登记证书" | "已吊销" => {
            Some(OrganizationStatus::Revoked)
        }
        "注销" | "已注销" | "注销登记" => Some(OrganizationStatus::Deregistered),
        "不详" | "状态不详" | "未知" => Some(OrganizationStatus::Unknown),
        name => {
            let name = name.to_ascii_uppercase().replace('-', "_");
            OrganizationStatus::from_str_name(&name)
                .or_else(|| OrganizationStatus::from_str_name(&format!("ORGANIZATION_STATUS_{name}")))
                .filter(|status| *status != OrganizationStatus::Unspecified)
        }
    }
}

/// The contract's name of a kind without its prefix, `SOCIAL_GROUP`; empty for none.
#[must_use]
pub fn kind_word(kind: OrganizationKind) -> &'static str {
    let named = kind != OrganizationKind::Unspecified;
    if named { kind.as_str_name().trim_start_matches("ORGANIZATION_KIND_") } else { "" }
}

/// The contract's name of a legal form without its prefix, `CORPORATE`; empty for none.
#[must_use]
pub fn legal_form_word(form: LegalForm) -> &'static str {
    let named = form != LegalForm::Unspecified;
    if named { form.as_str_name().trim_start_matches("LEGAL_FORM_") } else { "" }
}

/// The contract's name of a status without its prefix, `ACTIVE`; empty for none.
#[must_use]
pub fn status_word(status: OrganizationStatus) -> &'static str {
    let named = status != OrganizationStatus::Unspecified;
    if named { status.as_str_name().trim_start_matches("ORGANIZATION_STATUS_") } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_form_and_status_is_read_back_from_the_word_written_for_it() {
        for number in 1..=4 {
            let expected = OrganizationKind::try_from(number).unwrap();
            assert_eq!(kind(kind_word(expected)), Some(expected));
            assert_eq!(kind(expected.as_str_name()), Some(expected));
        }
        for number in 1..=3 {
            let expected = LegalForm::try_from(number).unwrap();
            assert_eq!(legal_form(legal_form_word(expected)), Some(expected));
            assert_eq!(legal_form(expected.as_str_name()), Some(expected));
        }
        for number in 1..=6 {
            let expected = OrganizationStatus::try_from(number).unwrap();
            assert_eq!(status(status_word(expected)), Some(expected));
        }
    }

    #[test]
    fn chinese_words_are_understood_and_unknown_ones_are_not_guessed() {
        assert_eq!(kind(" 民办非企业单位 "), Some(OrganizationKind::PrivateNonEnterprise));
        assert_eq!(kind("social-group"), Some(OrganizationKind::SocialGroup));
        assert_eq!(status("已注销"), Some(OrganizationStatus::Deregistered));
        assert_eq!(status("吊销未注销"), None);
        assert_eq!(legal_form("合伙"), Some(LegalForm::Partnership));
        assert_eq!(legal_form("有限合伙"), None);
        assert_eq!(kind("公司"), None);
        assert_eq!(kind("UNSPECIFIED"), None);
        assert_eq!(status(""), None);
    }
}
