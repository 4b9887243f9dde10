//! Days as registers write them: `2017-03-06`, `2017/3/6`, `2017年3月6日`, `20170306`, with or without a time of day.

use onecode_proto::google::r#type::Date;
use time::Month;

use super::words::half_width;

/// The day; `None` if the text is none that exists.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let text = half_width(text);
    let mut groups = text.trim().split(|character: char| !character.is_ascii_digit()).filter(|group| !group.is_empty());
    let first = groups.next()?;
    let (year, month, day) = if first.len() == 8 {
        (first.get(..4)?, first.get(4..6)?, first.get(6..)?)
    } else {
        (first, groups.next()?, groups.next()?)
    };
    if year.len() != 4 || !text.trim_start().starts_with(first) {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse::<u8>().ok()?, day.parse::<u8>().ok()?);
    time::Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
    Some(Date { year, month: month.into(), day: day.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_is_read_in_every_usual_form() {
        let expected = Some(Date { year: 2017, month: 3, day: 6 });
        for text in [
            "2017-03-06",
            "2017/3/6",
            "2017.3.6",
            "20170306",
            "2017年3月6日",
            " ２０１７－０３－０６ ",
            "2017-03-06 00:00:00",
            "2017-03-06T08:30:00+08:00",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_not_read() {
        for text in ["", "2017", "2017-03", "2017-02-29", "2017-13-01", "17-3-6", "06/03/2017", "不详", "-2017-03-06"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
