//! How a division's name stands in an organisation's name (行政区划名称): whole, or without its class word.

use vocab::DivisionCode;
use vocab::division::{self, Level, Status};

/// Longest first, so that 自治县 is not taken for 县.
const CLASS_WORDS: [&str; 12] =
    ["维吾尔自治区", "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "县", "区", "旗"];

/// Peoples after whom autonomous divisions are named, as far as the name of the place ends before them.
const PEOPLES: [&str; 54] = [
    "各族",
    "壮族",
    "回族",
    "蒙古族",
    "蒙古",
    "藏族",
    "苗族",
    "彝族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "高山族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "锡伯",
    "阿昌族",
    "普米族",
    "塔吉克",
    "怒族",
    "乌孜别克族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春",
    "赫哲族",
    "门巴族",
    "基诺族",
];

/// The proper name (专名) of a division: 湖州市 is 湖州, 恩施土家族苗族自治州 is 恩施. Itself where less than two characters
/// would remain.
pub(super) fn proper(name: &str) -> &str {
    let mut stem = CLASS_WORDS.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    while let Some(shorter) = PEOPLES.iter().find_map(|people| stem.strip_suffix(people)) {
        if shorter.chars().count() < 2 {
            break;
        }
        stem = shorter;
    }
    if stem.chars().count() < 2 { name } else { stem }
}

/// Every way in which a division stands at the beginning of a name, with or without those above it, the longest first.
/// Nothing for the whole country and for codes in no list.
pub(crate) fn spellings(code: DivisionCode) -> Vec<String> {
    let Some(own) = division::lookup(code).filter(|division| division.level() != Level::Country) else {
        return Vec::new();
    };
    let mut spellings = either(own.name());
    for above in above(code) {
        let longer: Vec<String> =
            spellings.iter().flat_map(|tail| either(above).into_iter().map(move |head| head + tail)).collect();
        spellings.extend(longer);
    }
    spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.chars().count()));
    spellings.dedup();
    spellings
}

/// Whether a division is a city's district (市辖区), which does not stand in a name without its city.
pub(super) fn is_district(code: DivisionCode) -> bool {
    code.level() == Level::County && division::lookup(code).is_some_and(|division| division.name().ends_with('区'))
}

/// The name of the city or municipality that a district belongs to.
pub(super) fn city_of(code: DivisionCode) -> Option<&'static str> {
    above(code).into_iter().next()
}

/// The division elsewhere in the country whose name begins a text whole: 杭州市钢琴协会.
pub(super) fn foreign(text: &str, authority: DivisionCode) -> Option<&'static str> {
    let begins = |division: &&division::Division| {
        division.status() == Status::Current && division.code() != authority && text.starts_with(division.name())
    };
    division::all().iter().filter(begins).map(division::Division::name).max_by_key(|name| name.len())
}

/// The division outside the authority's own whose name or proper name a text is: the home of a chamber (原籍地).
pub(crate) fn home(text: &str, authority: DivisionCode) -> Option<&'static str> {
    let elsewhere = |division: &&division::Division| {
        division.status() == Status::Current
            && division.level() != Level::Country
            && !authority.contains(division.code())
            && !division.code().contains(authority)
    };
    let named = |division: &division::Division| division.name() == text || proper(division.name()) == text;
    division::all().iter().filter(elsewhere).find(|division| named(division)).map(division::Division::name)
}

fn either(name: &str) -> Vec<String> {
    let proper = proper(name);
    if proper == name { vec![name.to_owned()] } else { vec![name.to_owned(), proper.to_owned()] }
}

/// The divisions above one that have a name of their own, the nearest first.
fn above(code: DivisionCode) -> Vec<&'static str> {
    let mut names = Vec::new();
    let mut next = code.parent();
    while let Some(parent) = next {
        let division = division::lookup(parent).filter(|division| division.status() != Status::Statistical);
        names.extend(division.filter(|division| division.level() != Level::Country).map(division::Division::name));
        next = parent.parent();
    }
    names
}
