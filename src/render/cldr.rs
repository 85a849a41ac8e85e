//! Dates, times, numbers and lists as a language writes them, by the Common Locale Data Repository of Unicode. The
//! [words](super::messages) of a language hold it; nothing else asks for it.

use std::str::FromStr;

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{T, Y, YM, YMD, YMDE, YMDET};
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::preferences::HourCycle;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::subtags::language;
use icu_locale_core::{Locale, locale};
use jiff::civil;

use crate::config::Language;
use crate::record::value::{LocalTime, PartialDate};

/// How a language writes what is no word.
#[derive(Debug)]
pub(super) struct Cldr {
    year: FixedCalendarDateTimeFormatter<Gregorian, Y>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    weekday: FixedCalendarDateTimeFormatter<Gregorian, YMDE>,
    when: FixedCalendarDateTimeFormatter<Gregorian, YMDET>,
    time: NoCalendarFormatter<T>,
    numbers: Numbers,
    list: ListFormatter,
}

impl Cldr {
    /// What is known of a language; of one that the repository does not have, what holds for most.
    pub(super) fn of(language: &Language) -> Self {
        Self::new(&language.locale())
            .or_else(|| Self::new(&Locale::UNKNOWN))
            .expect("the data are part of the program")
    }

    fn new(locale: &Locale) -> Option<Self> {
        let mut prefs = DateTimeFormatterPreferences::from(locale);
        // Whoever reads a time beside its zone reckons with it.
        prefs.hour_cycle = Some(HourCycle::H23);
        Some(Self {
            year: FixedCalendarDateTimeFormatter::try_new(prefs, Y::long()).ok()?,
            month: FixedCalendarDateTimeFormatter::try_new(of_months(prefs, locale), YM::long()).ok()?,
            day: FixedCalendarDateTimeFormatter::try_new(prefs, YMD::long()).ok()?,
            weekday: FixedCalendarDateTimeFormatter::try_new(prefs, YMDE::long()).ok()?,
            when: FixedCalendarDateTimeFormatter::try_new(prefs, YMDE::long().with_time_hm()).ok()?,
            time: NoCalendarFormatter::try_new(prefs, T::hm()).ok()?,
            numbers: Numbers::new(locale)?,
            list: ListFormatter::try_new_unit(locale.into(), ListFormatterOptions::default()).ok()?,
        })
    }

    /// A year, a month or a day.
    pub(super) fn date(&self, date: PartialDate) -> String {
        let first = gregorian(date.first());
        match (date.month, date.day) {
            (Some(_), Some(_)) => self.day.format(&first).to_string(),
            (Some(_), None) => self.month.format(&first).to_string(),
            _ => self.year.format(&first).to_string(),
        }
    }

    /// A day with its weekday, and the time where that is known.
    pub(super) fn when(&self, at: LocalTime) -> String {
        let date = gregorian(at.date);
        match at.time {
            None => self.weekday.format(&date).to_string(),
            Some(time) => self.when.format(&DateTime { date, time: minutes(time) }).to_string(),
        }
    }

    /// A time of the day, to the minute.
    pub(super) fn time(&self, time: civil::Time) -> String {
        self.time.format(&minutes(time)).to_string()
    }

    pub(super) fn number(&self, value: f64) -> String {
        self.numbers.write(value)
    }

    /// Several things in a row. They may hold markup.
    pub(super) fn list<'i>(&self, items: impl Iterator<Item = &'i str> + Clone) -> String {
        self.list.format(items).to_string()
    }
}

/// `icu_datetime` 2.4.0 comes without the digits for a month of `pt`. That of `pt-PT` is written like it.
fn of_months(prefs: DateTimeFormatterPreferences, locale: &Locale) -> DateTimeFormatterPreferences {
    if locale.id.language == language!("pt") { (&locale!("pt-PT")).into() } else { prefs }
}

/// How a language writes numbers.
#[derive(Debug)]
pub(super) struct Numbers(DecimalFormatter);

impl Numbers {
    pub(super) fn new(locale: &Locale) -> Option<Self> {
        DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok().map(Self)
    }

    /// A number, in groups and with as many decimals as it has.
    pub(super) fn write(&self, value: f64) -> String {
        let written = value.to_string();
        match Decimal::from_str(&written) {
            Ok(number) => self.0.format(&number).to_string(),
            // What is no number.
            Err(_) => written,
        }
    }
}

fn minutes(time: civil::Time) -> Time {
    let (hour, minute) = (time.hour().unsigned_abs(), time.minute().unsigned_abs());
    Time::try_new(hour, minute, 0, 0).expect("a time of one crate is one of the other")
}

fn gregorian(date: civil::Date) -> Date<Gregorian> {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Date::try_new_gregorian(date.year().into(), month, day)
        .expect("a day of one calendar is one of the other")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cldr(tag: &str) -> Cldr {
        Cldr::of(&Language::parse(tag).unwrap())
    }

    #[test]
    fn dates_are_written_as_readers_of_the_language_do() {
        let at = LocalTime { date: civil::date(2026, 5, 1), time: Some(civil::time(9, 5, 0, 0)) };
        let partial = |month, day| PartialDate { year: 2026, month, day };
        // Month, day, day with its weekday, and with the time, by CLDR 48.
        for (tag, month, day, weekday, when) in [
            ("en", "May 2026", "1 May 2026", "Friday, 1 May 2026", "Friday, 1 May 2026 at 09:05"),
            ("en-US", "May 2026", "May 1, 2026", "Friday, May 1, 2026", "Friday, May 1, 2026 at 09:05"),
            (
                "es",
                "mayo de 2026",
                "1 de mayo de 2026",
                "viernes, 1 de mayo de 2026",
                "viernes, 1 de mayo de 2026 a las 09:05",
            ),
            ("fr", "mai 2026", "1 mai 2026", "vendredi 1 mai 2026", "vendredi 1 mai 2026 à 09:05"),
            ("ar", "مايو 2026", "1 مايو 2026", "الجمعة، 1 مايو 2026", "الجمعة، 1 مايو 2026 في 09:05"),
            (
                "pt",
                "maio de 2026",
                "1 de maio de 2026",
                "sexta-feira, 1 de maio de 2026",
                "sexta-feira, 1 de maio de 2026 às 09:05",
            ),
            ("sv", "maj 2026", "1 maj 2026", "fredag 1 maj 2026", "fredag 1 maj 2026 kl. 09:05"),
            ("hi", "मई 2026", "1 मई, 2026", "शुक्रवार, 1 मई, 2026", "शुक्रवार, 1 मई, 2026 को 09:05 बजे"),
            ("bn", "মে ২০২৬", "১ মে, ২০২৬", "শুক্রবার, ১ মে, ২০২৬", "শুক্রবার, ১ মে, ২০২৬ এ ০৯:০৫"),
            ("xx", "2026 M05", "2026 M05 1", "2026 M05 1, Fri", "2026 M05 1, Fri 09:05"),
        ] {
            let cldr = cldr(tag);
            let told = [
                cldr.date(partial(Some(5), None)),
                cldr.date(partial(Some(5), Some(1))),
                cldr.when(LocalTime { time: None, ..at }),
                cldr.when(at),
            ];
            assert_eq!(told, [month, day, weekday, when], "{tag}");
        }
        assert_eq!(cldr("fr").date(partial(None, None)), "2026");
        assert_eq!(cldr("fi").time(civil::time(21, 5, 0, 0)), "21.05");
    }

    #[test]
    fn numbers_and_lists_are_written_as_readers_of_the_language_do() {
        for (tag, small, large, list) in [
            ("en", "1,234.5", "1,234,567", "A, B, C"),
            // Spanish groups from five digits on.
            ("es", "1234,5", "1.234.567", "A, B y C"),
            ("fr", "1\u{202f}234,5", "1\u{202f}234\u{202f}567", "A, B et C"),
            ("ar", "1,234.5", "1,234,567", "A، وB، وC"),
            ("pt", "1.234,5", "1.234.567", "A, B e C"),
            ("sv", "1\u{a0}234,5", "1\u{a0}234\u{a0}567", "A, B, C"),
            ("hi", "1,234.5", "12,34,567", "A, B और C"),
            ("bn", "১,২৩৪.৫", "১২,৩৪,৫৬৭", "A, B, C"),
        ] {
            let cldr = cldr(tag);
            assert_eq!([cldr.number(1234.5), cldr.number(1_234_567.0)], [small, large], "{tag}");
            assert_eq!(cldr.list(["A", "B", "C"].into_iter()), list, "{tag}");
        }
        assert_eq!(cldr("en").number(f64::NAN), "NaN");
        assert_eq!(cldr("en").list(std::iter::empty()), "");
    }
}
