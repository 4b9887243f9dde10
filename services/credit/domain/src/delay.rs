//! How long information took to be recorded (CR-01).

use time::Date;
use vocab::workdays::{Calendar, OutOfCalendar};

/// Working days from the day on which information was obtained to that on which it was recorded. Of what was obtained before the
/// calendar begins, the days since it begins: that it is late is certain then, and how late is not known.
///
/// # Errors
/// Working days after the calendar's end are not known.
pub fn working_days(calendar: &Calendar, obtained: Date, recorded: Date) -> Result<u32, OutOfCalendar> {
    let begins = calendar.span().map_or(obtained, |(first, _)| first);
    calendar.working_days_between(obtained.max(begins), recorded)
}

#[cfg(test)]
mod tests {
    use time::macros::date;
    use vocab::workdays::Calendar;

    use super::working_days;

    #[test]
    fn holidays_do_not_count_and_the_years_before_the_calendar_neither() {
        let calendar = Calendar::shipped();
        let days = |from, to| working_days(calendar, from, to);
        // 1 to 8 October 2020 were days off
        assert_eq!(days(date!(2020 - 09 - 30), date!(2020 - 10 - 09)), Ok(1));
        assert_eq!(days(date!(2020 - 09 - 30), date!(2020 - 09 - 30)), Ok(0));
        assert_eq!(
            days(date!(2012 - 02 - 29), date!(2015 - 02 - 01)),
            days(date!(2015 - 01 - 01), date!(2015 - 02 - 01))
        );
        assert!(days(date!(2020 - 01 - 01), date!(2099 - 01 - 01)).is_err());
    }
}
