//! What stands below the text of many mails: signatures, the advertisements of telephones, and the
//! footers of mailing lists. [`quotes`](super::quotes) takes them off the end.

/// A signature has four lines by custom; some have more, none has as many as a text.
const LONGEST_SIGNATURE: usize = 15;
/// A footer is one short line.
const LONGEST_FOOTER: usize = 80;

/// How the footers of telephones and of webmail begin, in lower case.
const FOOTERS: &[&str] = &[
    "sent from my ",
    "sent from mail for ",
    "sent from outlook",
    "sent from yahoo mail",
    "sent from proton",
    "sent from samsung",
    "sent via ",
    "sent with proton",
    "get outlook for ",
    "von meinem ",
    "gesendet von ",
    "gesendet mit ",
    "envoyé de mon ",
    "envoyé depuis ",
    "envoyé à partir d",
    "enviado desde ",
    "enviado do ",
    "enviado del ",
    "enviat des ",
    "inviato da ",
    "verzonden vanaf ",
    "verstuurd vanaf ",
    "verzonden met ",
    "skickat från ",
    "sendt fra ",
    "sendt via ",
    "lähetetty ",
    "отправлено с ",
    "отправлено из ",
    "надіслано з ",
    "wysłane z ",
    "wysłano z ",
    "odesláno z ",
    "odoslané z ",
    "trimis de pe ",
    "dikirim dari ",
    "được gửi từ ",
    "أرسلت من ",
    "أُرسلت من ",
    "مرسل من ",
    "تم الإرسال من ",
    "נשלח מ",
    "मेरे ",
    "发自我的",
    "從我的",
    "从我的",
    "傳送自我的",
    "발신: ",
    "나의 iphone에서",
];
/// How others end.
const FOOTER_ENDINGS: &[&str] = &["gönderildi", "から送信", "में भेजा गया", "küldve", "보냄"];

/// How many of the lines from the start are left when what stands below the text is taken off.
/// The same number when there is nothing of the kind.
pub(super) fn without_signature(lines: &[&str]) -> usize {
    let end = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
    let lines = &lines[..end];
    let tail = end.saturating_sub(LONGEST_SIGNATURE + 1);
    // RFC 3676, section 4.3. The space behind the dashes is often lost on the way.
    if let Some(at) = lines[tail..].iter().rposition(|line| line.trim_end() == "--") {
        return tail + at;
    }
    // Mailman's footer: a line of underscores, and the name of the list.
    let is_rule = |line: &str| line.len() >= 40 && line.bytes().all(|byte| byte == b'_');
    if let Some(at) = lines[tail..].iter().rposition(|line| is_rule(line.trim()))
        && lines.get(tail + at + 1).is_some_and(|line| line.to_lowercase().contains("mailing list"))
    {
        return tail + at;
    }
    match lines {
        [.., above, last] if above.trim().is_empty() && is_footer(last) => end - 1,
        [last] if is_footer(last) => 0,
        _ => end,
    }
}

fn is_footer(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    line.chars().count() <= LONGEST_FOOTER
        && (FOOTERS.iter().any(|footer| line.starts_with(footer))
            || FOOTER_ENDINGS.iter().any(|ending| line.trim_end_matches('.').ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        let lines: Vec<&str> = text.lines().collect();
        lines[..without_signature(&lines)].join("\n").trim_end().to_owned()
    }

    #[test]
    fn what_stands_below_a_text_is_taken_off() {
        for below in [
            "-- \nAda Example\nExample Museum",
            "--\nAda",
            "\nSent from my iPhone",
            "\nGet Outlook for iOS <https://example.org/>",
            "\nVon meinem iPhone gesendet",
            "\nEnvoyé de mon iPhone",
            "\nEnviado desde mi iPhone",
            "\nSkickat från min iPhone",
            "\nОтправлено с iPhone",
            "\niPhoneから送信",
            "\n发自我的 iPhone",
            "\nأُرسلت من الـ iPhone",
            "\n_______________________________________________\nMaps mailing list -- maps@example.org\nTo leave …",
        ] {
            assert_eq!(left(&format!("Hello\n{below}\n\n")), "Hello", "{below}");
        }
        assert_eq!(left("Sent from my iPhone\n"), "", "it is all that stands above what is quoted");
    }

    #[test]
    fn text_is_no_signature() {
        let long = format!("Hello\n--\n{}", "a line\n".repeat(30));
        for text in [
            "Sent from my old account I get no mail, and here is a long line that says why that may be so",
            "Hello\nSent from my phone, they say",
            "a -- b",
            "________________\nHello",
            long.trim_end(),
        ] {
            assert_eq!(left(text), text);
        }
    }

    #[test]
    fn every_footer_is_taken_off() {
        for footer in FOOTERS {
            assert_eq!(left(&format!("Hello\n\n{footer} Example")), "Hello", "{footer}");
        }
        for ending in FOOTER_ENDINGS {
            assert_eq!(left(&format!("Hello\n\nExample {ending}.")), "Hello", "{ending}");
        }
    }

    #[test]
    fn what_stands_below_a_text_is_short() {
        let signature = |lines: usize| format!("Hello\n--\n{}", vec!["a"; lines].join("\n"));
        assert_eq!(left(&signature(LONGEST_SIGNATURE)), "Hello");
        assert_eq!(left(&signature(LONGEST_SIGNATURE + 1)), signature(LONGEST_SIGNATURE + 1));
        let footer = |length: usize| format!("Hello\n\n{:ä<length$}", "Sent from my ");
        assert_eq!(left(&footer(LONGEST_FOOTER)), "Hello");
        assert_eq!(left(&footer(LONGEST_FOOTER + 1)), footer(LONGEST_FOOTER + 1));
        let list = |length: usize| format!("Hello\n{}\nMaps mailing list", "_".repeat(length));
        assert_eq!(left(&list(40)), "Hello");
        assert_eq!(left(&list(39)), list(39));
    }
}
