//! Credit information holds no personal data (SEC-06): a text with a resident's ID number in it is not taken, and one with the number
//! of a mobile telephone is not published.

use vocab::{half_width, plain_characters};

pub use vocab::holds_id_number;

const MOBILE: usize = 11;

/// Whether an ID number, or a number that a mobile telephone can have (1[3-9] and nine digits), stands anywhere in a text.
#[must_use]
pub fn holds_personal_number(text: &str) -> bool {
    // with its gaps, too: without them two numbers side by side are one row of digits
    let typed: Vec<char> = text.chars().map(half_width).collect();
    holds_id_number(text) || holds_mobile_number(&plain_characters(text)) || holds_mobile_number(&typed)
}

/// Words beside which names of natural persons stand. An honour of a person is no credit information of an organisation.
const PERSONS: [&str; 26] = [
    "法定代表人",
    "法人代表",
    "负责人",
    "发起人",
    "举办者",
    "会长",
    "理事长",
    "秘书长",
    "理事",
    "监事",
    "院长",
    "校长",
    "园长",
    "主任",
    "联系人",
    "经办人",
    "投诉人",
    "举报人",
    "申请人",
    "受益人",
    "捐赠人",
    "身份证",
    "先生",
    "女士",
    "同志",
    "同学",
];

/// Whether a text that a person wrote freely speaks of a natural person, as far as words tell: by one beside which names stand, or by
/// a number of a person.
#[must_use]
pub fn speaks_of_person(text: &str) -> bool {
    let plain: String = plain_characters(text).into_iter().collect();
    holds_personal_number(text) || PERSONS.iter().any(|word| plain.contains(word))
}

/// Of digits that stand by themselves alone: in a longer row of digits is no telephone.
fn holds_mobile_number(characters: &[char]) -> bool {
    let mut rows = characters.split(|character| !character.is_ascii_digit());
    rows.any(|row| {
        let row = if row.len() == MOBILE + 2 && row.starts_with(&['8', '6']) { &row[2..] } else { row };
        row.len() == MOBILE && row[0] == '1' && ('3'..='9').contains(&row[1])
    })
}

#[cfg(test)]
mod tests {
    use super::{holds_id_number, holds_personal_number, speaks_of_person};

    #[test]
    fn an_id_number_is_found_however_it_was_typed() {
        // the example of the standard, of nobody
        for text in [
            "11010519491231002X",
            "法定代表人110105 19491231 002x予以表彰",
            "１１０１０５１９４９１２３１００２Ｘ",
            "No.7110105-19491231-002X",
        ] {
            assert!(holds_id_number(text));
        }
        for text in ["湖民罚〔2026〕1号", "罚款768135.94元", "110105194912310021", "202104010000001234567"] {
            assert!(!holds_id_number(text), "{text}");
        }
    }

    #[test]
    fn a_mobile_number_is_found_however_it_was_typed() {
        for text in ["电话13812345678", "138 1234 5678，", "+86-138-1234-5678", "１３８１２３４５６７８"]
        {
            assert!(holds_personal_number(text), "{text}");
        }
        for text in ["13812345678 13912345678", "2026 13812345678"] {
            assert!(holds_personal_number(text), "{text}");
        }
        for text in ["0572-2012345", "12345678901", "2021040100000012345", "湖民罚〔2026〕13812345678901号"] {
            assert!(!holds_personal_number(text), "{text}");
        }
    }

    #[test]
    fn a_text_about_a_person_is_recognised_by_the_words_beside_the_name() {
        for text in ["授予会长张三先进个人", "法定代表人：李四", "王五 同 志 记功", "联系电话13812345678"]
        {
            assert!(speaks_of_person(text), "{text}");
        }
        for text in ["先进社会组织", "浙江省品牌社会组织", "居家养老服务项目（2026年度）"] {
            assert!(!speaks_of_person(text), "{text}");
        }
    }
}
