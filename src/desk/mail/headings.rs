//! What mail programs put above a mail that they answer or pass on as a whole, in many languages:
//! `-----Original Message-----`, `From: … Sent: … Subject: …`. [`quotes`](super::quotes) asks.

mod words;

use self::words::{FORWARDED, FROM, ORIGINAL, SENT, SUBJECT, TO};
use super::attribution::is_attribution;

/// What a mail that was written before starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// The history of an answer, or a mail passed on: Outlook writes the same above both.
    Original,
    /// A mail that was passed on.
    Forwarded,
}

/// What a line above a mail that was written before says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    From,
    Sent,
    Subject,
    /// To whom it went, and what else programs write there.
    To,
}

/// The heading that starts at the first of some lines, if one does.
pub(super) fn heading(lines: &[&str]) -> Option<Heading> {
    let line = lines.first()?.trim();
    let words = line.trim_matches(['-', '_', '=', ' ', '\u{a0}']);
    let dashed = line.starts_with("---") && line.ends_with("---") && !words.is_empty();
    let lower = words.to_lowercase();
    if dashed {
        // Whatever else stands between dashes above the headers of a mail passes it on.
        let below = || lines.iter().skip(1).find(|line| !line.trim().is_empty()).and_then(|line| field(line));
        // Notes writes who wrote what follows between the dashes.
        return if ORIGINAL.contains(&lower.as_str()) || is_attribution(words) && below().is_some() {
            Some(Heading::Original)
        } else {
            below().map(|_| Heading::Forwarded)
        };
    }
    if FORWARDED.contains(&lower.trim_end_matches([':', '：', ' ', '\u{a0}'])) {
        return Some(Heading::Forwarded);
    }
    is_header_block(lines).then_some(Heading::Original)
}

/// Whether a line is nothing but a heading, without a field of the mail that it is above.
pub(super) fn is_bare(line: &str) -> bool {
    field(line).is_none() || line.trim().starts_with("---")
}

/// Whether some lines right below each other name a sender, a date and a subject, the first of them one.
fn is_header_block(lines: &[&str]) -> bool {
    let Some((Field::From | Field::Sent | Field::Subject, _)) = field(lines[0]) else { return false };
    let fields: Vec<Field> = lines
        .iter()
        .take_while(|line| !line.trim().is_empty())
        .take(9)
        .filter_map(|line| Some(field(line)?.0))
        .collect();
    [Field::From, Field::Sent, Field::Subject].iter().all(|field| fields.contains(field))
}

/// The field of a line such as `*From:* Ada` or `De : Ada`, and its value.
pub(super) fn field(line: &str) -> Option<(Field, &str)> {
    let (label, value) = label(line)?;
    let known = [(FROM, Field::From), (SENT, Field::Sent), (SUBJECT, Field::Subject), (TO, Field::To)];
    let (_, field) = known.into_iter().find(|(names, _)| names.contains(&label.as_str()))?;
    Some((field, value))
}

/// What stands before the colon of a line, in lower case, and what behind it.
fn label(line: &str) -> Option<(String, &str)> {
    let line = line.trim_start_matches(['*', '_', ' ', '\u{a0}']);
    let (end, colon) = line.char_indices().take(32).find(|&(_, c)| matches!(c, ':' | '：'))?;
    let value = line[end + colon.len_utf8()..].trim_matches(['*', '_', ' ', '\u{a0}', '\t']);
    Some((line[..end].trim_matches(['*', '_', ' ', '\u{a0}']).to_lowercase(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_many_languages() {
        for lines in [
            ["-----Original Message-----", "", "", ""],
            ["-----Ursprüngliche Nachricht-----", "", "", ""],
            ["-----الرسالة الأصلية-----", "", "", ""],
            ["------------------ 原始邮件 ------------------", "", "", ""],
            ["From: Ada Example", "Sent: Thursday, 2 May 2024 10:00", "To: Desk", "Subject: Maps"],
            ["*From:* Ada Example", "*Date:* 2 May 2024", "*To:* Desk", "*Subject:* Maps"],
            ["Von: Ada Example", "Gesendet: Donnerstag, 2. Mai 2024", "An: Desk", "Betreff: Karten"],
            ["De : Ada Example", "Envoyé : jeudi 2 mai 2024", "À : Desk", "Objet : Cartes"],
            ["De: Ada Example", "Enviado el: jueves, 2 de mayo", "Para: Desk", "Asunto: Mapas"],
            ["Från: Ada Example", "Skickat: den 2 maj 2024", "Till: Desk", "Ämne: Kartor"],
            ["От: Ada Example", "Отправлено: 2 мая 2024 г.", "Кому: Desk", "Тема: Карты"],
            ["من: Ada Example", "تاريخ الإرسال: 2 مايو", "إلى: Desk", "الموضوع: خرائط"],
            ["发件人: Ada Example", "发送时间: 2024年5月2日", "收件人: Desk", "主题: 地图"],
            ["差出人: Ada Example", "送信日時: 2024年5月2日", "宛先: Desk", "件名: 地図"],
        ] {
            assert_eq!(heading(&lines), Some(Heading::Original), "{lines:?}");
        }
        for lines in [
            ["---------- Forwarded message ---------", "From: Ada Example", "", ""],
            ["---------- Mensaje reenviado ----------", "De: Ada Example", "", ""],
            ["-------- Weitergeleitete Nachricht --------", "", "Von: Ada Example", ""],
            ["Begin forwarded message:", "", "From: Ada Example", ""],
            ["Début du message réexpédié :", "", "De: Ada Example", ""],
        ] {
            assert_eq!(heading(&lines), Some(Heading::Forwarded), "{lines:?}");
        }
    }

    #[test]
    fn the_headers_of_a_mail_stand_right_below_each_other() {
        let lines = |between: usize| {
            let between = vec!["To: Desk"; between];
            [vec!["From: Ada Example"], between, vec!["Sent: 2 May 2024", "Subject: Maps"]].concat()
        };
        assert_eq!(heading(&lines(6)), Some(Heading::Original));
        assert_eq!(heading(&lines(7)), None);
    }

    #[test]
    fn what_people_write_is_no_heading() {
        for lines in [
            ["--- Part one ---", "It begins.", "", ""],
            ["From: the beginning", "we had trouble.", "Subject: none", ""],
            ["From: Ada", "", "Date: now", "Subject: Maps"],
            ["---", "", "", ""],
            ["-----Original Message", "", "", ""],
        ] {
            assert_eq!(heading(&lines), None, "{lines:?}");
        }
    }

    #[test]
    fn every_word_of_a_heading_is_known() {
        for from in FROM {
            let lines = [&*format!("{from}: Ada Example"), "Sent: 2 May 2024", "Subject: Maps"];
            assert_eq!(heading(&lines), Some(Heading::Original), "{from}");
            let lines = ["--- Passed on ---", &*format!("{from}: Ada Example")];
            assert_eq!(heading(&lines), Some(Heading::Forwarded), "{from}");
        }
        for sent in SENT {
            let lines = ["From: Ada Example", &*format!("{sent}: 2 May 2024"), "Subject: Maps"];
            assert_eq!(heading(&lines), Some(Heading::Original), "{sent}");
        }
        for subject in SUBJECT {
            let lines = ["From: Ada Example", "Sent: 2 May 2024", &*format!("{subject}: Maps")];
            assert_eq!(heading(&lines), Some(Heading::Original), "{subject}");
        }
        for original in ORIGINAL {
            assert_eq!(heading(&[&*format!("-----{original}-----")]), Some(Heading::Original), "{original}");
        }
        for forwarded in FORWARDED {
            assert_eq!(heading(&[&*format!("{forwarded}:")]), Some(Heading::Forwarded), "{forwarded}");
        }
    }
}
