//! What stands below the text of many mails: signatures, the advertisements of telephones and
//! programs, and the footers of mailing lists. [`quotes`](super::quotes) takes them off the end.

mod words;

use self::words::{DEVICES, JOINING, LISTS, SENT, WHOLE};
use super::lines::{Line, Role};
use super::taken::What;

/// A signature has four lines by custom; some have more, none has as many as a text.
const LONGEST_SIGNATURE: usize = 15;
/// A footer is one short line.
const LONGEST_FOOTER: usize = 80;
/// A line of signs that is drawn above the footer of a list, at least so long.
const SHORTEST_RULE: usize = 20;
/// How many lines below it are looked at for what tells of a list.
const TELLING_LINES: usize = 4;

/// Where what stands below the text begins, and what it is.
pub(super) fn below(lines: &[Line]) -> Option<(usize, What)> {
    let end = lines.iter().rposition(|line| !line.is_blank()).map_or(0, |last| last + 1);
    let lines = &lines[..end];
    if end == 0 {
        return None;
    }
    device(lines)
        .map(|at| (at, What::DeviceFooter))
        .or_else(|| list(lines).map(|at| (at, What::ListFooter)))
        .or_else(|| signature(lines))
}

/// The last lines, where something below a text may begin.
fn tail(lines: &[Line]) -> usize {
    lines.len().saturating_sub(LONGEST_SIGNATURE + 1)
}

/// RFC 3676, section 4.3: two dashes and a space. Without the space it is a line that people draw. Of what
/// the program of the mail says is a signature, the same length is taken.
fn signature(lines: &[Line]) -> Option<(usize, What)> {
    let from = tail(lines);
    let own = |line: &Line| !line.is_quoted();
    if let Some(at) = lines[from..].iter().rposition(|line| own(line) && line.text == "-- ") {
        let text = || lines[from + at..].iter().map(|line| line.text.to_lowercase());
        let of_list = text().any(|line| LISTS.iter().any(|words| line.contains(words)));
        return Some((from + at, if of_list { What::ListFooter } else { What::Signature }));
    }
    let marked =
        lines.iter().rev().take_while(|line| line.role == Role::Signature || line.is_blank()).count();
    let at = lines[lines.len() - marked..].iter().position(|line| !line.is_blank())?;
    let at = lines.len() - marked + at;
    (lines.len() - at <= LONGEST_SIGNATURE).then_some((at, What::Signature))
}

/// A line of signs, and below it what tells of a list.
fn list(lines: &[Line]) -> Option<usize> {
    let from = tail(lines);
    let is_rule = |line: &Line| {
        let line = line.text.trim();
        line.len() >= SHORTEST_RULE && line.bytes().all(|byte| b"_-=*#~".contains(&byte))
    };
    let tells = |lines: &[Line]| {
        let mut lines = lines.iter().filter(|line| !line.is_blank() && !line.is_quoted()).take(TELLING_LINES);
        lines.any(|line| {
            let line = line.text.to_lowercase();
            LISTS.iter().any(|words| line.contains(words))
        })
    };
    (from..lines.len()).find(|&at| is_rule(&lines[at]) && tells(&lines[at + 1..]))
}

/// The last line, where it stands alone and says what the mail was sent from.
fn device(lines: &[Line]) -> Option<usize> {
    let (last, above) = lines.split_last()?;
    let alone = above.last().is_none_or(|line| line.is_blank() || line.role != last.role);
    (alone && !last.is_quoted() && is_footer(&last.text)).then_some(above.len())
}

fn is_footer(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    if line.chars().count() > LONGEST_FOOTER {
        return false;
    }
    // Where the program can be had.
    let line = match (line.find('<'), line.find("http")) {
        (Some(at), _) | (None, Some(at)) => &line[..at],
        (None, None) => &line,
    };
    let line = line.trim_matches(|c: char| c.is_whitespace() || ".。*_()[]".contains(c));
    if WHOLE.contains(&line) {
        return true;
    }
    let mut sent = false;
    let mut device = false;
    for word in line.split(|c: char| c.is_whitespace() || c == '\u{a0}').filter(|word| !word.is_empty()) {
        let word = word.trim_matches(['.', ':', '\'', '"', '“', '”', '™', '®']);
        let is = |words: &[&str]| words.contains(&word);
        // The names of models: `S23`, `5G`, `10`.
        let model = word.len() <= 6 && word.bytes().any(|byte| byte.is_ascii_digit());
        sent |= is(SENT);
        device |= is(DEVICES);
        if !(is(SENT) || is(DEVICES) || is(JOINING) || model) {
            return false;
        }
    }
    sent && device
}

#[cfg(test)]
mod tests {
    use super::super::lines::plain;
    use super::*;

    fn left(text: &str) -> (String, Option<What>) {
        let lines = plain(text);
        let found = below(&lines);
        let end = found.map_or(lines.len(), |(at, _)| at);
        let kept: Vec<String> = lines[..end].iter().map(Line::shown).collect();
        (kept.join("\n").trim_end().to_owned(), found.map(|(_, what)| what))
    }

    #[test]
    fn what_stands_below_a_text_is_taken_off() {
        for (below, what) in [
            ("-- \nAda Example\nExample Museum", What::Signature),
            ("\nSent from my iPhone", What::DeviceFooter),
            ("\nSent from my Samsung Galaxy S23 Ultra.", What::DeviceFooter),
            ("\nSent from Outlook for Android<https://example.org/>", What::DeviceFooter),
            ("\nSent from Mail for Windows 10", What::DeviceFooter),
            ("\nSent with Proton Mail secure email.", What::DeviceFooter),
            ("\nSent from Yahoo Mail on Android", What::DeviceFooter),
            ("\nGet Outlook for iOS <https://example.org/>", What::DeviceFooter),
            ("\nVon meinem iPhone gesendet", What::DeviceFooter),
            ("\nGesendet mit der GMX Mail App", What::DeviceFooter),
            ("\nEnvoyé de mon iPhone", What::DeviceFooter),
            ("\nEnvoyé à partir de Outlook pour Android", What::DeviceFooter),
            ("\nEnviado desde mi iPhone", What::DeviceFooter),
            ("\nEnviado do meu iPhone", What::DeviceFooter),
            ("\nSkickat från min iPhone", What::DeviceFooter),
            ("\nОтправлено с iPhone", What::DeviceFooter),
            ("\niPhoneから送信", What::DeviceFooter),
            ("\n发自我的 iPhone", What::DeviceFooter),
            ("\nأُرسلت من الـ iPhone", What::DeviceFooter),
            (
                "\n_______________________________________________\nMaps mailing list -- maps@example.org\nTo leave …",
                What::ListFooter,
            ),
            ("-- \nYou received this message …\nhttps://groups.google.com/d/msgid/a", What::ListFooter),
            ("\n-=-=-=-=-=-=-=-=-=-=-=-\nGroups.io Links: …\n-=-=-=-=-=-=-=-=-=-=-=-", What::ListFooter),
        ] {
            assert_eq!(left(&format!("Hello\n{below}\n\n")), ("Hello".to_owned(), Some(what)), "{below}");
        }
        assert_eq!(left("Sent from my iPhone\n").0, "", "it is all that stands above what is quoted");
    }

    #[test]
    fn text_is_no_signature() {
        let long = format!("Hello\n-- \n{}", "a line\n".repeat(30));
        for text in [
            "Hello\n--\nSecond: 60 sheets",
            "Hello\n\n--\nAda",
            "Hello\n---\nAda",
            "Hello\n\nVon meinem Großvater liegen 300 Glasplatten im Keller.",
            "Hello\n\nVon meinem Handy kann ich nichts hochladen.",
            "Hello\n\nEnviado desde el museo de Lima",
            "Hello\n\nSent from my old account",
            "Hello\n\nSent from my phone, they say",
            "Hello\n\nSent from the museum",
            "Hello\n\nGet the mail",
            "Hello\n\nfor my iPhone",
            "Hello\nSent from my iPhone",
            "a -- b",
            "________________________________________\nHello",
            "____________________\nWe keep a list",
            "> --\n> Ada",
            long.trim_end(),
        ] {
            assert_eq!(left(text), (text.to_owned(), None));
        }
    }

    #[test]
    fn every_word_of_a_footer_is_known() {
        for sent in SENT {
            assert_eq!(left(&format!("Hello\n\n{sent} iPhone")).0, "Hello", "{sent}");
        }
        for device in DEVICES {
            assert_eq!(left(&format!("Hello\n\nSent from {device}.")).0, "Hello", "{device}");
        }
        for word in JOINING {
            assert_eq!(left(&format!("Hello\n\nSent {word} iPhone")).0, "Hello", "{word}");
        }
        for line in WHOLE {
            assert_eq!(left(&format!("Hello\n\n{line}.")).0, "Hello", "{line}");
        }
        for words in LISTS {
            let rule = "_".repeat(SHORTEST_RULE);
            assert_eq!(left(&format!("Hello\n\n{rule}\nSee {words}")).1, Some(What::ListFooter), "{words}");
        }
    }

    #[test]
    fn what_stands_below_a_text_is_short() {
        let signature = |lines: usize| format!("Hello\n-- \n{}", vec!["a"; lines].join("\n"));
        assert_eq!(left(&signature(LONGEST_SIGNATURE)).0, "Hello");
        assert_eq!(left(&signature(LONGEST_SIGNATURE + 1)).0, signature(LONGEST_SIGNATURE + 1));
        let footer = |length: usize| {
            let start = "Sent from my iPhone ";
            format!("Hello\n\n{start}<{}>", "a".repeat(length - start.len() - 2))
        };
        assert_eq!(left(&footer(LONGEST_FOOTER)).0, "Hello");
        assert_eq!(left(&footer(LONGEST_FOOTER + 1)).0, footer(LONGEST_FOOTER + 1));
        let list = |length: usize| format!("Hello\n{}\nMaps mailing list", "_".repeat(length));
        assert_eq!(left(&list(SHORTEST_RULE)).0, "Hello");
        assert_eq!(left(&list(SHORTEST_RULE - 1)).0, list(SHORTEST_RULE - 1));
        let late =
            |lines: usize| format!("Hello\n{}\n{}Maps mailing list", "_".repeat(40), "a\n".repeat(lines));
        assert_eq!(left(&late(TELLING_LINES - 1)).0, "Hello");
        assert_eq!(left(&late(TELLING_LINES)).0, late(TELLING_LINES));
    }

    #[test]
    fn what_the_program_says_is_a_signature_is_one_up_to_a_length() {
        let marked = |lines: usize| {
            let mut all = vec![Line::new(0, "Hello")];
            all.extend(vec![Line { role: Role::Signature, ..Line::new(0, "Ada") }; lines]);
            below(&all).map(|(at, _)| at)
        };
        assert_eq!((marked(LONGEST_SIGNATURE), marked(LONGEST_SIGNATURE + 1)), (Some(1), None));
    }
}
