//! The lines that mail programs put above what they quote, in many languages.
//! [`quotes`](super::quotes) asks whether a line is one of them.

/// “wrote”, in lower case.
const WROTE: &[&str] = &[
    "wrote",
    "writes",
    "schrieb",
    "geschrieben",
    "a écrit",
    "escribió",
    "escribio",
    "ha escrit",
    "va escriure",
    "escreveu",
    "escribiu",
    "idatzi du",
    "ha scritto",
    "scrisse",
    "a scris",
    "schreef",
    "skrev",
    "skrifaði",
    "kirjoitti",
    "kirjutas",
    "rakstīja",
    "rašė",
    "napisał",
    "pisze",
    "napsal",
    "napísal",
    "je napisao",
    "je napisala",
    "je napisal/-a",
    "írta",
    "ezt írta",
    "yazdı",
    "şunu yazdı",
    "shkroi",
    "написал",
    "пишет",
    "пише",
    "написав",
    "напиша",
    "је написао",
    "је написала",
    "έγραψε",
    "գրել է",
    "დაწერა",
    "כתב",
    "كتب",
    "كتبت",
    "نوشت",
    "ने लिखा",
    "লিখেছেন",
    "எழுதியது",
    "menulis",
    "ameandika",
    "aliandika",
    "đã viết",
    "เขียนว่า",
    "写道",
    "寫道",
    "さんは書きました",
    "が書きました",
    "작성",
    "님이 씀",
    "skribis",
];

/// How the first line of one that was broken begins, in lower case.
const OPENINGS: &[&str] = &[
    "on ",
    "at ",
    "am ",
    "um ",
    "le ",
    "el ",
    "em ",
    "a ",
    "il ",
    "op ",
    "den ",
    "på ",
    "w dniu ",
    "dne ",
    "dňa ",
    "dana ",
    "pe ",
    "în ",
    "στις ",
    "на ",
    "в ",
    "ב",
    "في ",
    "بتاريخ ",
    "در ",
    "pada ",
    "vào ",
    "tarihinde ",
];

/// No attribution is longer, in bytes: a date, a name and an address.
const LONGEST: usize = 400;

/// Whether a line says who wrote what is quoted below it. It is asked only of lines that stand
/// right above a quotation, so that it may be generous.
pub(super) fn is_attribution(line: &str) -> bool {
    let line = line.trim();
    let Some(sentence) = line.strip_suffix([':', '：']) else {
        return false;
    };
    if line.len() > LONGEST {
        return false;
    }
    let sentence = sentence.trim_end().to_lowercase();
    let has_digit = sentence.chars().any(char::is_numeric);
    let has_address = sentence.contains('@');
    let wrote = WROTE.iter().any(|verb| sentence.contains(verb));
    // Some languages leave the verb out: `2024年5月2日(木) 10:00 Ada Example <ada@example.org>:`
    let bare = has_digit && has_address && sentence.ends_with(['>', ')']);
    // `Ada wrote:` has neither a date nor an address, but nothing else either.
    let short = WROTE.iter().any(|verb| sentence.ends_with(verb)) && sentence.split_whitespace().count() <= 4;
    bare || wrote && (has_digit || has_address || short)
}

/// Whether a line is the first of an attribution that was broken into several.
pub(super) fn opens_attribution(line: &str) -> bool {
    let line = line.trim_start().to_lowercase();
    let dated = line.chars().filter(|character| character.is_numeric()).count() >= 3;
    dated && (OPENINGS.iter().any(|opening| line.starts_with(opening)) || line.starts_with(char::is_numeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributions_are_known_in_many_languages() {
        for line in [
            "On Thu, 2 May 2024 at 10:00, Ada Example <ada@example.org> wrote:",
            "On 02/05/2024 10:00, Ada Example wrote:",
            "Ada Example wrote:",
            "Ada Example <ada@example.org> writes:",
            "Am Do., 2. Mai 2024 um 10:00 Uhr schrieb Ada Example <ada@example.org>:",
            "Am 02.05.24 um 10:00 schrieb Ada Example:",
            "Le jeu. 2 mai 2024 à 10:00, Ada Example <ada@example.org> a écrit :",
            "Le 02/05/2024 à 10:00, Ada Example a écrit\u{a0}:",
            "El jue, 2 may 2024 a las 10:00, Ada Example (<ada@example.org>) escribió:",
            "Em qui., 2 de mai. de 2024 às 10:00, Ada Example <ada@example.org> escreveu:",
            "Il giorno gio 2 mag 2024 alle ore 10:00 Ada Example <ada@example.org> ha scritto:",
            "Op do 2 mei 2024 om 10:00 schreef Ada Example <ada@example.org>:",
            "Den tors 2 maj 2024 kl 10:00 skrev Ada Example <ada@example.org>:",
            "Den tor. 2. maj 2024 kl. 10.00 skrev Ada Example:",
            "to 2. toukok. 2024 klo 10.00 Ada Example (ada@example.org) kirjoitti:",
            "czw., 2 maj 2024 o 10:00 Ada Example <ada@example.org> napisał(a):",
            "čt 2. 5. 2024 v 10:00 odesílatel Ada Example <ada@example.org> napsal:",
            "Ada Example <ada@example.org> ezt írta (időpont: 2024. máj. 2., Cs, 10:00):",
            "Ada Example <ada@example.org>, 2 May 2024 Per, 10:00 tarihinde şunu yazdı:",
            "чт, 2 мая 2024 г. в 10:00, Ada Example <ada@example.org> написала:",
            "чт, 2 трав. 2024 р. о 10:00 Ada Example <ada@example.org> пише:",
            "Στις Πέμ 2 Μαΐ 2024 στις 10:00 π.μ., ο χρήστης Ada Example έγραψε:",
            "\u{202b}בתאריך יום ה׳, 2 במאי 2024 ב-10:00 מאת \u{202a}Ada Example\u{202c}\u{200f} כתב/ה:",
            "في الخميس، 2 مايو 2024 في 10:00 ص كتب Ada Example <ada@example.org>:",
            "در تاریخ پنجشنبه ۲ مهٔ ۲۰۲۴،\u{200f} ۱۰:۰۰ Ada Example نوشت:",
            "गुरु, 2 मई 2024 को 10:00 am बजे को Ada Example <ada@example.org> ने लिखा:",
            "Pada tanggal Kam, 2 Mei 2024 pukul 10.00 Ada Example menulis:",
            "Vào Th 5, 2 thg 5, 2024 vào lúc 10:00 Ada Example đã viết:",
            "Ada Example <ada@example.org> 于2024年5月2日周四 10:00写道：",
            "2024年5月2日(木) 10:00 Ada Example <ada@example.org>:",
            "2024년 5월 2일 (목) 오전 10:00, Ada Example <ada@example.org>님이 작성:",
        ] {
            assert!(is_attribution(line), "{line}");
        }
    }

    #[test]
    fn other_lines_that_end_with_a_colon_are_none() {
        for line in [
            "The page says:",
            "On 2 May 2024 I saw this:",
            "Steps to get there:",
            "On Thu, 2 May 2024, Ada Example wrote",
            "This is what the newcomers of our group wrote on the board when we asked:",
            // Each has two of a number, an address and a bracket at its end.
            "On 2 May 2024 we asked help@example.org for this:",
            "These are the rules of 2024 (the old ones):",
            "Questions go to Ada Example <ada@example.org>:",
            ":",
        ] {
            assert!(!is_attribution(line), "{line}");
        }
    }

    #[test]
    fn every_word_of_an_attribution_is_known() {
        for wrote in WROTE {
            let line = format!("2 May 2024 Ada Example {wrote}:");
            assert!(is_attribution(&line), "{line}");
        }
        for opening in OPENINGS {
            let line = format!("{opening}2 May 2024, Ada");
            assert!(opens_attribution(&line), "{line}");
        }
    }

    #[test]
    fn an_attribution_is_no_longer_than_one_can_be() {
        let line = |length: usize| {
            let end = " 2024 wrote:";
            "a".repeat(length - end.len()) + end
        };
        assert!(is_attribution(&line(LONGEST)));
        assert!(!is_attribution(&line(LONGEST + 1)));
        // Without a date or an address there is room for a name only.
        assert!(is_attribution("Ada B. Example wrote:"));
        assert!(!is_attribution("Ada B. C. Example wrote:"));
        // The first line of one that was broken has three digits of a date.
        assert!(opens_attribution("On 12 May 5") && !opens_attribution("On 12 May"));
    }
}
