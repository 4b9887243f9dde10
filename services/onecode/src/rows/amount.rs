//! Amounts of money as registers write them (注册资金): `30万元`, `1,234.5元`, `2亿元人民币`.

use super::words::half_width;

/// What one of a bare number is worth, if the column's heading says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 分.
    Fen,
    /// 元.
    Yuan,
    /// 万元.
    TenThousandYuan,
}

impl Unit {
    const fn fen(self) -> i128 {
        match self {
            Self::Fen => 1,
            Self::Yuan => 100,
            Self::TenThousandYuan => 1_000_000,
        }
    }
}

/// The amount in fen. A number without a unit is read by `heading`, and not at all without one: a guess between 元 and
/// 万元 would be wrong by four digits. `None` too for other currencies, fractions of a fen, and amounts below zero.
#[must_use]
pub fn fen(text: &str, heading: Option<Unit>) -> Option<i64> {
    let text = half_width(text).replace([',', ' ', '\u{a0}'], "");
    let text = text.strip_prefix("人民币").unwrap_or(&text);
    let text = text.trim_start_matches(['¥', '￥']);
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = unit.strip_suffix("人民币").unwrap_or(unit).trim_end_matches("(人民币)");
    let unit = match unit {
        "" => heading?.fen(),
        "分" => 1,
        "元" | "圆" | "元整" => Unit::Yuan.fen(),
        "万" | "万元" | "万圆" | "万元整" => Unit::TenThousandYuan.fen(),
        "亿" | "亿元" => Unit::TenThousandYuan.fen() * 10_000,
        _ => return None,
    };
    times(number, unit)
}

/// A decimal number times a whole one, exactly.
fn times(number: &str, unit: i128) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || whole.len() > 15 || fraction.len() > 12 {
        return None;
    }
    let scale = 10_i128.pow(u32::try_from(fraction.len()).ok()?);
    let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
    let product = digits * unit;
    (product % scale == 0).then(|| i64::try_from(product / scale).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_with_a_unit_are_exact() {
        for (text, expected) in [
            ("30万元", 30_000_000),
            ("３０万元", 30_000_000),
            ("人民币 1,234.56 元", 123_456),
            ("0.5万", 500_000),
            ("2亿元人民币", 20_000_000_000),
            ("¥50000元整", 5_000_000),
            ("7分", 7),
        ] {
            assert_eq!(fen(text, None), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_bare_number_is_read_only_where_the_heading_states_the_unit() {
        assert_eq!(fen("30", None), None);
        assert_eq!(fen("30", Some(Unit::TenThousandYuan)), Some(30_000_000));
        assert_eq!(fen("30.5", Some(Unit::Yuan)), Some(3_050));
        assert_eq!(fen("30元", Some(Unit::TenThousandYuan)), Some(3_000), "the cell's own unit wins");
    }

    #[test]
    fn what_is_not_an_exact_amount_of_yuan_is_not_read() {
        for text in
            ["", "万元", "10万美元", "叁拾万元", "-5元", "1.2.3元", "0.001元", "约30万元", "99999999999999999999元"]
        {
            assert_eq!(fen(text, None), None, "{text}");
        }
    }
}
