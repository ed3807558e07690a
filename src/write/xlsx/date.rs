//! Dates as Excel counts them.

use rust_xlsxwriter::ExcelDateTime;

/// A date, maybe with a time of day.
pub(super) struct Date {
    pub moment: ExcelDateTime,
    pub has_time: bool,
}

/// The date that a text is, from 1900 on: `2024-05-01`, or with a time `2024-05-01T09:30`, `2024-05-01 09:30:15.5Z`,
/// `2024-05-01T09:30:15+02:00`. The time is the one written down, for Excel knows no time zones.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let (day, time) = match text.find(['T', 't', ' ']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let [year, month, day] = numbers(day, '-', [4, 2, 2])?;
    let day = u8::try_from(day).ok().filter(|day| *day >= 1 && *day <= days_of(year, month))?;
    if year < 1900 {
        return None;
    }
    let moment = ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, day).ok()?;
    let Some(time) = time else { return Some(Date { moment, has_time: false }) };
    let (time, fraction) = without_zone(time)?.split_once('.').map_or((without_zone(time)?, ""), |parts| parts);
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let [hour, minute, second] =
        numbers(time, ':', [2, 2, 2]).or_else(|| numbers(&format!("{time}:00"), ':', [2, 2, 2]))?;
    let thousandths: u16 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let moment =
        moment.and_hms_milli(hour, u8::try_from(minute).ok()?, u8::try_from(second).ok()?, thousandths).ok()?;
    Some(Date { moment, has_time: true })
}

/// Three numbers of so many digits with a sign between them.
fn numbers(text: &str, sign: char, digits: [usize; 3]) -> Option<[u16; 3]> {
    let mut parts = text.split(sign);
    let mut out = [0; 3];
    for (number, digits) in out.iter_mut().zip(digits) {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(out)
}

fn days_of(year: u16, month: u16) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

/// The time of day without `Z` or the distance from it; `None` if neither that nor nothing follows.
fn without_zone(time: &str) -> Option<&str> {
    let Some(at) = time.find(['Z', 'z', '+', '-']) else { return Some(time) };
    let zone = time[at..].trim_start_matches(['+', '-']);
    let known = match zone.len() {
        1 => zone.eq_ignore_ascii_case("z"),
        2 | 4 => zone.bytes().all(|byte| byte.is_ascii_digit()),
        5 => zone.bytes().enumerate().all(|(n, byte)| if n == 2 { byte == b':' } else { byte.is_ascii_digit() }),
        _ => false,
    };
    known.then(|| time[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::date;

    #[test]
    fn dates_and_times() {
        for (text, serial) in [
            ("1900-01-01", 1.0),
            ("1900-03-01", 61.0),
            ("2024-02-29", 45351.0),
            ("2024-05-01T12:00", 45413.5),
            ("2024-05-01 06:00:00Z", 45413.25),
            ("2024-05-01T18:00:00.000+02:00", 45413.75),
            ("2024-05-01T18:00:00-0500", 45413.75),
        ] {
            let found = date(text).unwrap_or_else(|| panic!("{text}"));
            assert!((found.moment.to_excel() - serial).abs() < 1e-9, "{text}: {}", found.moment.to_excel());
            assert_eq!(found.has_time, text.contains(':'));
        }
    }

    #[test]
    fn what_is_no_date_is_text() {
        for text in [
            "",
            "May 2024",
            "2023-02-29",
            "2024-13-01",
            "1899-12-31",
            "2024-5-1",
            "2024-05-01T25:00",
            "2024-05-01T",
            "2024-05-01T10:00 noon",
            "2024-05-01T10:00Q",
            "١٢٣٤-٠١-٠١",
            "2024-05-01é",
        ] {
            assert!(date(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "[0-9TZ:+. é-]{0,30}|\\PC*") {
            let _ = date(&text);
        }
    }
}
