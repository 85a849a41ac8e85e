//! The subject of a mail without the marks of answers. [`read`](super::read) calls it.

/// Marks of an answer, in lower case: what mail programs write in their languages.
const ANSWERS: &[&str] = &[
    "re",
    "aw",
    "antw",
    "sv",
    "vs",
    "rif",
    "res",
    "odp",
    "ynt",
    "yan",
    "vá",
    "bls",
    "atb",
    "tl",
    "απ",
    "σχετ",
    "отв",
    "רד",
    "השב",
    "תגובה",
    "رد",
    "الرد",
    "پاسخ",
    "答复",
    "回复",
    "回覆",
    "返信",
    "답장",
    "回信",
    "ответ",
    "відп",
];
/// Marks of a mail that was passed on.
const FORWARDS: &[&str] = &[
    "fwd",
    "fw",
    "wg",
    "tr",
    "rv",
    "enc",
    "vb",
    "vl",
    "vs",
    "doorst",
    "pd",
    "ilt",
    "i̇lt",
    "továbbítás",
    "fs",
    "trs",
    "πρθ",
    "пер",
    "пересл",
    "הועבר",
    "إعادة توجيه",
    "转发",
    "轉寄",
    "轉發",
    "転送",
    "전달",
];

/// What the outermost mark of a subject says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Answer,
    Forward,
}

/// A subject without its marks, and what the outermost of them says.
pub(super) fn stripped(subject: &str) -> (&str, Option<Mark>) {
    let mut rest = subject.trim();
    let mut outermost = None;
    while let Some((is_forward, behind)) = mark(rest) {
        outermost.get_or_insert(is_forward);
        rest = behind;
    }
    (rest, outermost.map(|is_forward| if is_forward { Mark::Forward } else { Mark::Answer }))
}

/// The mark at the start of a subject, such as `Re:`, `RE :`, `AW[2]:` or `答复：`.
fn mark(subject: &str) -> Option<(bool, &str)> {
    let colon = subject.char_indices().take(24).find(|&(_, c)| matches!(c, ':' | '：'))?;
    let behind = subject[colon.0 + colon.1.len_utf8()..].trim_start();
    let word = subject[..colon.0].trim_end();
    // How many answers there were: `Re[2]`, `Re(2)`, `Re^2`.
    let word =
        word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | '^'));
    let word = word.trim_end().to_lowercase();
    let is_forward = FORWARDS.contains(&word.as_str()) && !ANSWERS.contains(&word.as_str());
    (is_forward || ANSWERS.contains(&word.as_str())).then_some((is_forward, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_answers_are_taken_off() {
        for subject in [
            "Maps",
            "Re: Maps",
            "RE : Maps",
            "re:Maps",
            "Re[2]: Maps",
            "Re^3: Maps",
            "AW: Maps",
            "SV: VS: Maps",
            "Antw: Re: Maps",
            "Odp: Maps",
            "YNT: Maps",
            "答复：Maps",
            "回复: Maps",
            "返信: Maps",
            "رد: Maps",
            "Απ: Maps",
            "Отв: Maps",
            "Re: Fwd: Maps",
        ] {
            let expected = (subject != "Maps").then_some(Mark::Answer);
            assert_eq!(stripped(subject), ("Maps", expected), "{subject}");
        }
    }

    #[test]
    fn a_mail_that_was_passed_on_is_known_by_its_outermost_mark() {
        for subject in
            ["Fwd: Maps", "FW: Re: Maps", "WG: Maps", "TR : Maps", "RV: Maps", "转发: Maps", "İLT: Maps"]
        {
            assert_eq!(stripped(subject), ("Maps", Some(Mark::Forward)), "{subject}");
        }
    }

    #[test]
    fn other_words_before_a_colon_stay() {
        for subject in ["Maps: how?", "Recap: Maps", "R: a chart", "10:30 today", "Help", "Ref: 5", "", ": a"]
        {
            assert_eq!(stripped(subject), (subject, None));
        }
    }

    #[test]
    fn every_mark_is_taken_off() {
        for mark in ANSWERS {
            assert_eq!(stripped(&format!("{mark}: Maps")), ("Maps", Some(Mark::Answer)), "{mark}");
        }
        for mark in FORWARDS {
            // Where a mark means both, it is that of an answer.
            let is_answer = ANSWERS.contains(mark);
            let expected = ("Maps", Some(if is_answer { Mark::Answer } else { Mark::Forward }));
            assert_eq!(stripped(&format!("{mark}: Maps")), expected, "{mark}");
        }
    }
}
