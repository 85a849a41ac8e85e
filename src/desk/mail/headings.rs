//! What mail programs put above a mail that they answer or pass on as a whole, in many languages:
//! `-----Original Message-----`, `From: … Sent: … Subject: …`. [`quotes`](super::quotes) asks.

/// “From”, in lower case.
const FROM: &[&str] = &[
    "from",
    "von",
    "de",
    "da",
    "dal",
    "van",
    "från",
    "fra",
    "lähettäjä",
    "od",
    "от",
    "від",
    "feladó",
    "kimden",
    "gönderen",
    "expéditeur",
    "remitente",
    "mittente",
    "afzender",
    "nadawca",
    "από",
    "מאת",
    "من",
    "از",
    "प्रेषक",
    "发件人",
    "寄件者",
    "寄件人",
    "差出人",
    "送信者",
    "보낸 사람",
    "보낸사람",
    "dari",
    "từ",
    "จาก",
    "saatja",
    "no",
    "nuo",
];
/// “Sent” and “Date”.
const SENT: &[&str] = &[
    "sent",
    "date",
    "gesendet",
    "datum",
    "envoyé",
    "envoyé le",
    "enviado",
    "enviado el",
    "enviado em",
    "enviada em",
    "enviado a las",
    "fecha",
    "data",
    "inviato",
    "verzonden",
    "skickat",
    "sendt",
    "dato",
    "lähetetty",
    "päivämäärä",
    "päiväys",
    "отправлено",
    "дата",
    "надіслано",
    "wysłano",
    "wysłane",
    "odesláno",
    "odoslané",
    "elküldve",
    "dátum",
    "küldve",
    "trimis",
    "gönderilen",
    "gönderme tarihi",
    "gönderildi",
    "tarih",
    "στάλθηκε",
    "ημερομηνία",
    "נשלח",
    "תאריך",
    "تاريخ الإرسال",
    "التاريخ",
    "أرسلت",
    "تم الإرسال",
    "تاریخ",
    "दिनांक",
    "भेजा गया",
    "发送时间",
    "发送日期",
    "日期",
    "傳送時間",
    "寄件日期",
    "送信日時",
    "日時",
    "日付",
    "보낸 날짜",
    "날짜",
    "보낸날짜",
    "dikirim",
    "tanggal",
    "đã gửi",
    "ngày",
    "ส่ง",
    "วันที่",
    "poslano",
    "saadetud",
    "nosūtīts",
    "išsiųsta",
];
/// “Subject”.
const SUBJECT: &[&str] = &[
    "subject",
    "betreff",
    "objet",
    "asunto",
    "assunto",
    "assumpte",
    "oggetto",
    "onderwerp",
    "ämne",
    "emne",
    "aihe",
    "тема",
    "temat",
    "předmět",
    "predmet",
    "tárgy",
    "subiect",
    "konu",
    "θέμα",
    "נושא",
    "الموضوع",
    "موضوع",
    "विषय",
    "主题",
    "主旨",
    "件名",
    "제목",
    "subjek",
    "perihal",
    "chủ đề",
    "tiêu đề",
    "เรื่อง",
    "teema",
    "tēma",
    "tema",
];
/// “Original message”, as it stands between dashes.
const ORIGINAL: &[&str] = &[
    "original message",
    "original appointment",
    "reply message",
    "ursprüngliche nachricht",
    "originalnachricht",
    "message d'origine",
    "message d’origine",
    "message original",
    "mensaje original",
    "mensagem original",
    "missatge original",
    "messaggio originale",
    "oorspronkelijk bericht",
    "ursprungligt meddelande",
    "originalmeddelande",
    "opprinnelig melding",
    "oprindelig meddelelse",
    "alkuperäinen viesti",
    "исходное сообщение",
    "оригінальне повідомлення",
    "wiadomość oryginalna",
    "původní zpráva",
    "pôvodná správa",
    "eredeti üzenet",
    "mesaj original",
    "özgün ileti",
    "orijinal mesaj",
    "αρχικό μήνυμα",
    "הודעה מקורית",
    "الرسالة الأصلية",
    "رسالة أصلية",
    "پیام اصلی",
    "मूल संदेश",
    "原始邮件",
    "邮件原件",
    "原始郵件",
    "元のメッセージ",
    "original message from",
    "원본 메시지",
    "원본 메일",
    "pesan asli",
    "thư gốc",
];
/// “Begin forwarded message:”, as Apple Mail writes it.
const FORWARDED: &[&str] = &[
    "begin forwarded message",
    "anfang der weitergeleiteten nachricht",
    "début du message réexpédié",
    "début du message transféré",
    "inicio del mensaje reenviado",
    "início da mensagem reencaminhada",
    "início da mensagem encaminhada",
    "inizio messaggio inoltrato",
    "begin doorgestuurd bericht",
    "vidarebefordrat brev",
    "videresendt melding",
    "start på videresendt besked",
    "välitetty viesti alkaa",
    "начало переадресованного сообщения",
    "początek przekazywanej wiadomości",
    "بداية الرسالة المعاد توجيهها",
    "下面是被转发的邮件",
    "转发邮件信息",
    "転送されたメッセージ",
    "다음은 전달된 메시지입니다",
];

/// What a mail that was written before starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// The history of an answer, or a mail passed on: Outlook writes the same above both.
    Original,
    /// A mail that was passed on.
    Forwarded,
}

/// The heading that starts at the first of some lines, if one does.
pub(super) fn heading(lines: &[&str]) -> Option<Heading> {
    let line = lines.first()?.trim();
    let words = line.trim_matches(['-', '_', '=', ' ']);
    let dashed = line.starts_with("---") && line.ends_with("---") && !words.is_empty();
    let words = words.to_lowercase();
    if dashed {
        let original = ORIGINAL.contains(&words.as_str());
        // Whatever else stands between dashes above the headers of a mail passes it on.
        let headers = lines.iter().skip(1).find(|line| !line.trim().is_empty());
        let forwarded =
            headers.is_some_and(|line| label(line).is_some_and(|label| FROM.contains(&label.as_str())));
        return match (original, forwarded) {
            (true, _) => Some(Heading::Original),
            (false, true) => Some(Heading::Forwarded),
            (false, false) => None,
        };
    }
    if FORWARDED.contains(&words.trim_end_matches([':', '：', ' ', '\u{a0}'])) {
        return Some(Heading::Forwarded);
    }
    is_header_block(lines).then_some(Heading::Original)
}

/// Whether the first line names a sender and those right below it a date and a subject.
fn is_header_block(lines: &[&str]) -> bool {
    let is = |line: &str, names: &[&str]| label(line).is_some_and(|label| names.contains(&label.as_str()));
    let below = || lines.iter().skip(1).take_while(|line| !line.trim().is_empty()).take(8);
    is(lines[0], FROM) && below().any(|line| is(line, SENT)) && below().any(|line| is(line, SUBJECT))
}

/// What stands before the colon of a line such as `*From:* Ada` or `De : Ada`, in lower case.
fn label(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['*', '_', ' ', '\u{a0}']);
    let end = line.char_indices().take(32).find(|&(_, c)| matches!(c, ':' | '：'))?.0;
    Some(line[..end].trim_matches(['*', '_', ' ', '\u{a0}']).to_lowercase())
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
