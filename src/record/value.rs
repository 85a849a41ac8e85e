//! Values that have a form: dates, addresses, identifiers. Each is checked when it is read, and its
//! error says what is wrong and, behind a semicolon, what to write.

use std::borrow::Cow;
use std::fmt;

use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};

use super::walk::{Hint, Value, walk};
use crate::config::is_web_address;
use crate::source::{LONGEST_PATH, unportable};
use crate::yaml::Expectation;

/// A type that is written as one text of a certain form.
trait Form: Sized {
    /// What the form is, for editors.
    const DESCRIPTION: &'static str;
    /// A regular expression that every such text matches.
    const PATTERN: &'static str;
    /// What YAML takes such a text for: a year is a number.
    const TYPES: &'static [&'static str] = &["string"];

    /// What is said of a text of another form.
    const EXPECTED: Expectation;

    /// The value that a text stands for, if it has the form.
    fn parse(text: &str) -> Option<Self>;
}

macro_rules! form {
    ($type:ident) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = deserializer.deserialize_str(AnyScalar)?;
                Self::parse(&text).ok_or_else(|| Self::EXPECTED.refuse(&text))
            }
        }

        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": Self::TYPES, "description": Self::DESCRIPTION, "pattern": Self::PATTERN})
            }
        }
    };
}

/// Takes any scalar as the text that it was written as.
pub(in crate::record) struct AnyScalar;

impl<'de> de::Visitor<'de> for AnyScalar {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub civil::Date);

impl Form for Date {
    const DESCRIPTION: &'static str = "A day, as YYYY-MM-DD.";
    const PATTERN: &'static str = r"^\d{4}-\d{2}-\d{2}$";
    const EXPECTED: Expectation =
        Expectation { name: "day of the calendar", write: "year, month and day, such as `2026-03-09`" };

    fn parse(text: &str) -> Option<Self> {
        PartialDate::parse(text).and_then(PartialDate::whole).map(Self)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A date as far as it is known: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    pub year: i16,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl PartialDate {
    /// The day, when it is known.
    #[must_use]
    pub fn whole(self) -> Option<civil::Date> {
        civil::Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The first day that it can mean.
    #[must_use]
    pub fn first(self) -> civil::Date {
        civil::Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or_default()
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn last(self) -> civil::Date {
        let month = civil::Date::new(self.year, self.month.unwrap_or(12), 1).unwrap_or_default();
        self.day.map_or_else(|| month.last_of_month(), |_| self.first())
    }
}

impl From<civil::Date> for PartialDate {
    fn from(date: civil::Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl Form for PartialDate {
    const DESCRIPTION: &'static str = "A year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD.";
    const PATTERN: &'static str = r"^\d{4}(-\d{2}(-\d{2})?)?$";
    const TYPES: &'static [&'static str] = &["string", "integer"];
    const EXPECTED: Expectation = Expectation { name: "date", write: "`2026`, `2026-03` or `2026-03-09`" };

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |part| part.map(Some))?;
        let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |part| part.map(Some))?;
        let date = Self { year, month: month.map(narrow), day: day.map(narrow) };
        let valid = civil::Date::new(year, date.month.unwrap_or(1), date.day.unwrap_or(1)).is_ok();
        (parts.next().is_none() && year > 0 && valid).then_some(date)
    }
}

/// A time as a clock shows it, `15:00` or `15:00:00`. An offset or a zone behind it would be lost.
fn clock(text: &str) -> Option<civil::Time> {
    let mut parts = text.split(':').map(|part| digits(part, 2).map(narrow));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() {
        return None;
    }
    civil::Time::new(hour, minute, second, 0).ok()
}

fn digits(part: &str, length: usize) -> Option<i16> {
    (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

fn narrow(value: i16) -> i8 {
    i8::try_from(value).unwrap_or(0)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A day, and the time on it where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    pub date: civil::Date,
    pub time: Option<civil::Time>,
}

impl Form for LocalTime {
    const DESCRIPTION: &'static str = "A day, or a day and a time: YYYY-MM-DD or YYYY-MM-DDTHH:MM.";
    const PATTERN: &'static str = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$";

    const EXPECTED: Expectation = Expectation {
        name: "day and time",
        write: "`2026-03-09T15:00`, without an offset: the zone is the one below `time_zone`",
    };

    fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.split_once(['T', ' ']).map_or((text, None), |(day, time)| (day, Some(time)));
        let date = Date::parse(day)?.0;
        let time = match time {
            Some(time) => Some(clock(time)?),
            None => None,
        };
        Some(Self { date, time })
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{}T{time}", self.date),
            None => self.date.fmt(f),
        }
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How long something stays good: `12 months`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    count: i32,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

impl Interval {
    /// The day that lies this long after `date`.
    #[must_use]
    pub fn after(self, date: civil::Date) -> civil::Date {
        let span = jiff::Span::new();
        let span = match self.unit {
            Unit::Days => span.try_days(self.count),
            Unit::Weeks => span.try_weeks(self.count),
            Unit::Months => span.try_months(self.count),
            Unit::Years => span.try_years(self.count),
        };
        span.and_then(|span| date.checked_add(span)).unwrap_or(civil::Date::MAX)
    }
}

impl Form for Interval {
    const DESCRIPTION: &'static str = "A length of time, such as `12 months`.";
    const PATTERN: &'static str = r"^[1-9]\d{0,3} (day|week|month|year)s?$";

    const EXPECTED: Expectation =
        Expectation { name: "length of time", write: "such as `12 months` or `1 year`" };

    fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.split_once(' ')?;
        let unit = match unit.trim_end_matches('s') {
            "day" => Unit::Days,
            "week" => Unit::Weeks,
            "month" => Unit::Months,
            "year" => Unit::Years,
            _ => return None,
        };
        let count = count.parse().ok().filter(|count| (1..=9999).contains(count))?;
        Some(Self { count, unit })
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

macro_rules! text_form {
    ($(#[$meta:meta])* $type:ident, $description:literal, $pattern:literal, |$text:ident| $valid:expr, $name:literal, $write:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $type(Box<str>);

        impl $type {
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Form for $type {
            const DESCRIPTION: &'static str = $description;
            const PATTERN: &'static str = $pattern;

            const EXPECTED: Expectation = Expectation { name: $name, write: $write };

            fn parse($text: &str) -> Option<Self> {
                $valid.then(|| Self($text.into()))
            }
        }

        form!($type);
    };
}

form!(Date);
form!(PartialDate);
form!(LocalTime);
form!(Interval);

text_form! {
    /// The address of something on the web.
    WebAddress, "An address on the web, with https://.", r"^https?://[^\s/].*$",
    |text| is_web_address(text),
    "address on the web", "it whole, with `https://`"
}

text_form! {
    /// A Wikidata item. <https://www.wikidata.org/wiki/Wikidata:Identifiers>
    WikidataItem, "A Wikidata item, such as Q42.", r"^Q[1-9]\d*$",
    |text| text.strip_prefix('Q').is_some_and(|n| {
        !n.is_empty() && n.len() < 12 && !n.starts_with('0') && n.bytes().all(|b| b.is_ascii_digit())
    }),
    "Wikidata item", "`Q` and its number, such as `Q42`"
}

text_form! {
    /// A page on Wikimedia Commons: a category or a file.
    CommonsPage, "A category or a file on Wikimedia Commons, such as `Category:Kampala`.", r"^(Category|File):.+$",
    |text| ["Category:", "File:"].iter().any(|space| {
        text.strip_prefix(space).is_some_and(|name| {
            !name.trim().is_empty() && !name.contains(['#', '<', '>', '[', ']', '|', '{', '}', '\n'])
        })
    }),
    "category or file on Commons", "`Category:Name` or `File:Name.jpg`, in quotes because of the colon"
}

text_form! {
    /// A time zone of the IANA database: `Europe/Stockholm`.
    TimeZone, "A time zone, such as Europe/Stockholm.", r"^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$",
    |text| jiff::tz::TimeZoneDatabase::bundled().get(text).is_ok(),
    "time zone", "a place from the list of time zones, such as `Europe/Stockholm` or `UTC`"
}

text_form! {
    /// An old address of a record: `/old/place/`.
    Alias, "An old address on this site, such as /old/place/.", r"^/.+$",
    |text| text.len() > 1 && text.starts_with('/') && !text.starts_with("//")
        && text.len() <= LONGEST_PATH
        && text[1..].strip_suffix('/').unwrap_or(&text[1..]).split('/').all(|part| unportable(part).is_none())
        && !text.contains(|c: char| c.is_whitespace() || c == '#'),
    "address on this site",
    "it from the root, such as `/old/place/`, as readers see it: without spaces and `%`, and with no name that \
     Windows keeps for a device, such as `con`"
}

walk! {
    Date => |date| Value::Date(date.0.into()), Hint::Example("2026-03-09");
    PartialDate => |date| Value::Date(*date), Hint::Example("2026-03");
    LocalTime => |time| Value::Time(*time), Hint::Example("2026-03-09T15:00");
    Interval => |interval| Value::Interval(*interval), Hint::Example("12 months");
    WebAddress => |address| Value::Address(&address.0), Hint::Example("https://example.org/");
    WikidataItem => |item| Value::Item(&item.0), Hint::Example("Q42");
    CommonsPage => |page| Value::Commons(&page.0), Hint::Example("\"Category:Kampala\"");
    TimeZone => |zone| Value::TimeZone(&zone.0), Hint::Example("Europe/Stockholm");
    Alias => |alias| Value::Alias(&alias.0), Hint::Example("/old/place/");
    Name => |name| Value::Name(&name.0), Hint::Name;
}

/// What somebody is called: a text that has no language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Name(Box<str>);

impl Name {
    pub(super) fn new(name: &str) -> Self {
        Self(name.trim().into())
    }
}

impl std::ops::Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl TimeZone {
    /// The rules of the zone.
    #[must_use]
    pub fn rules(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZoneDatabase::bundled().get(&self.0).unwrap_or(jiff::tz::TimeZone::UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error<T: Form>(text: &str) -> bool {
        T::parse(text).is_none()
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        assert_eq!(Date::parse("2024-02-29").unwrap().to_string(), "2024-02-29");
        assert!(
            ["2023-02-29", "2024-2-29", "24-02-29", "2024-02", "29/2/2024", ""]
                .into_iter()
                .all(error::<Date>)
        );
    }

    #[test]
    fn a_partial_date_knows_what_it_can_mean() {
        let february = PartialDate::parse("2024-02").unwrap();
        assert_eq!(february.first().to_string(), "2024-02-01");
        assert_eq!(february.last().to_string(), "2024-02-29");
        assert_eq!(PartialDate::parse("2024").unwrap().last().to_string(), "2024-12-31");
        assert!(["2024-13", "0000", "2024-02-30", "2024-02-01-01"].into_iter().all(error::<PartialDate>));
    }

    #[test]
    fn a_local_time_may_be_a_day() {
        assert_eq!(LocalTime::parse("2024-09-10T15:00").unwrap().to_string(), "2024-09-10T15:00:00");
        assert_eq!(LocalTime::parse("2024-09-10").unwrap().time, None);
        assert_eq!(LocalTime::parse("2024-09-10 15:00:30").unwrap().to_string(), "2024-09-10T15:00:30");
        for text in [
            "2024-09-10T25:00",
            "2024-09-10T15:60",
            "15:00",
            "2024-09-10Tnoon",
            "2024-09-10T",
            "2024-09-10T15",
            "2024-09-10T9:00",
            "2024-09-10T15:00:",
            "2024-09-10T15:00:00:00",
        ] {
            assert!(error::<LocalTime>(text), "{text}");
        }
    }

    #[test]
    fn a_local_time_has_neither_offset_nor_zone() {
        for behind in
            ["Z", "z", " Z", "-05:00", "+02:00", "+0200", "+02", "[America/New_York]", " CET", ".5", ",5"]
        {
            for time in ["15:00", "15:00:00"] {
                let text = format!("2024-09-10T{time}{behind}");
                assert!(error::<LocalTime>(&text), "{text}");
            }
        }
    }

    #[test]
    fn an_interval_is_added_by_the_calendar() {
        let day = Date::parse("2024-01-31").unwrap().0;
        assert_eq!(Interval::parse("1 month").unwrap().after(day).to_string(), "2024-02-29");
        assert_eq!(Interval::parse("12 months").unwrap().after(day).to_string(), "2025-01-31");
        assert!(["yearly", "0 days", "-1 month", "1 fortnight"].into_iter().all(error::<Interval>));
    }

    #[test]
    fn identifiers_have_their_form() {
        assert!(!error::<WikidataItem>("Q42"));
        assert!(["q42", "Q", "Q042", "P31", "Q4 2"].into_iter().all(error::<WikidataItem>));
        assert!(!error::<CommonsPage>("Category:National Museum of Uganda"));
        assert!(["Uganda", "Category:", "File:a|b"].into_iter().all(error::<CommonsPage>));
        assert!(!error::<TimeZone>("Africa/Kampala"));
        assert!(["CET+1", "Sweden", "../etc"].into_iter().all(error::<TimeZone>));
        for alias in ["/old/place/", "/old", "/old.html", "/old.HTM", "/v1.2/", "/a/cname/", "/مكان/"] {
            assert!(!error::<Alias>(alias), "{alias}");
        }
        for alias in
            ["/con/", "/a/aux.html", "/%2e%2e/x/", "/a\u{202e}b/", "/a\u{200b}b/", "/\u{200b}/", "/a./b/"]
        {
            assert!(error::<Alias>(alias), "{alias}");
        }
        assert!(
            [
                "old",
                "//evil",
                "/a/../b",
                "/a b",
                "/a?b",
                "/a#b",
                "/a//b/",
                "/a//",
                "/a///",
                "//",
                "/",
                "/.htaccess",
                "/a/.b/c",
                "/a\\b"
            ]
            .into_iter()
            .all(error::<Alias>)
        );
        assert!(
            ["example.org", "javascript:x", "https://", "https:///x", "https://a b"]
                .into_iter()
                .all(error::<WebAddress>)
        );
    }
}
