//! Made-up mails with what is private in each place where a mail holds text. They come from addresses, and have
//! Message-IDs, that are private as well.

use casebook::config::Questions;
use encodify::base64;

use super::private::{SHORT, Sentence};

/// The mail of the tests' own making that others answer.
pub(super) const FIRST: &str = "ottoline-first@sanctum-archief.example";
/// The same, for a request that is at its end.
pub(super) const ENDED: &str = "ottoline-ended@sanctum-archief.example";
/// Where a member of the committee writes from.
pub(super) const MEMBER: &str = "ottoline.vera@sanctum-archief.example";

/// So many characters a program keeps of a name; secrets are put across this place as well.
const NAME: usize = 100;

/// How wide the lines are that mail programs write.
const WIDTH: usize = 72;

/// A mail, by the name of its file.
pub(super) struct Letter {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// A mail with a subject and further header fields, which say how the text is encoded.
fn letter(name: &str, header: &str, text: &str) -> Letter {
    let from = if header.contains("From: ") {
        String::new()
    } else {
        format!("From: Karin Exempel <ottoline.{name}@sanctum-archief.example>\n")
    };
    let id = if header.contains("Message-ID: ") {
        String::new()
    } else {
        format!("Message-ID: <ottoline.{name}@sanctum-archief.example>\n")
    };
    let subject = if header.contains("Subject: ") { String::new() } else { format!("Subject: {name}\n") };
    let mail = format!(
        "Return-Path: <ottoline.{name}@sanctum-archief.example>\n{from}{id}{subject}To: desk@example.net\n\
         Cc: Ottavia <ottoline.cc@sanctum-archief.example>\nReply-To: ottoline.reply@sanctum-archief.example\n\
         Organization: ottoline@sanctum-archief.example\nContent-Language: ottoline@sanctum-archief.example\n\
         Date: Mon, 2 Mar 2026 10:00:00 +0100\nMIME-Version: 1.0\n{header}\n{text}\n"
    );
    Letter { name: name.to_owned(), bytes: mail.replace('\n', "\r\n").into_bytes() }
}

const PLAIN: &str = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n";
const HTML: &str = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n";

fn plain(name: &str, header: &str, text: &str) -> Letter {
    letter(name, &format!("{header}{PLAIN}"), text)
}

/// All of them.
pub(super) fn all(sentences: &[Sentence]) -> Vec<Letter> {
    let text = paragraphs(sentences.iter().map(|sentence| sentence.text.clone()));
    let groups = [bodies(sentences, &text), html(sentences, &text), parts(&text), short(), requests(&text)];
    groups.into_iter().flatten().collect()
}

fn paragraphs(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n\n")
}

fn concat(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().concat()
}

/// Each line with something before it.
fn each_line(before: &str, text: &str) -> String {
    text.lines().map(|line| format!("{before}{line}")).collect::<Vec<_>>().join("\n")
}

/// In the text of a mail of one part.
fn bodies(sentences: &[Sentence], text: &str) -> Vec<Letter> {
    let encoded = |name: &str, encoding: &str, text: &str| {
        let header =
            format!("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n");
        letter(name, &header, text)
    };
    let each = |change: fn(&str) -> String| {
        paragraphs(sentences.iter().map(|sentence| {
            sentence
                .secrets
                .iter()
                .fold(sentence.text.clone(), |text, secret| text.replace(secret, &change(secret)))
        }))
    };
    let quoted = each_line("> ", text);
    let wrapped = paragraphs(sentences.iter().flat_map(|sentence| wrapped(&sentence.text)));
    let answered = "In-Reply-To: <ottoline.before@sanctum-archief.example>\n";
    let wrote = "On Mon, 2 Mar 2026 at 09:00, Ottavia <ottoline@sanctum-archief.example> wrote:";
    let answers = paragraphs(
        sentences.iter().map(|sentence| format!("{}\n\nYes, so it is.", each_line("> ", &sentence.text))),
    );
    vec![
        plain("plain", "", text),
        plain("run-on", "", &text.replace("\n\n", " ")),
        plain("wrapped", "", &wrapped),
        plain("history", answered, &format!("Thank you.\n\n{wrote}\n\n{quoted}")),
        plain("below-history", answered, &format!("{wrote}\n\n{quoted}\n\n{text}")),
        plain("between", answered, &format!("{wrote}\n\n{answers}")),
        plain(
            "wrapped-between",
            answered,
            &format!("{wrote}\n\n{}\n\nYes, so it is.", each_line("> ", &wrapped)),
        ),
        plain("signature", "", &format!("It is about maps.\n\n-- \n{text}")),
        plain("greeting", "", &format!("It is about maps.\n\nBest wishes\nKarin\n{text}")),
        plain(
            "footer",
            "List-Id: <desk.sanctum-archief.example>\nPrecedence: list\n",
            &format!(
                "It is about maps.\n\n_______________________________________________\nDesk mailing list -- \
                 ottoline@sanctum-archief.example\nTo unsubscribe send an email to ottoline-leave@sanctum-archief.example\n{text}"
            ),
        ),
        letter(
            "flowed",
            "Content-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: 8bit\n",
            &each(|secret| secret.replace(' ', " \n")),
        ),
        letter(
            "flowed-without-spaces",
            "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\nContent-Transfer-Encoding: 8bit\n",
            &each(broken),
        ),
        encoded("base64", "base64", &in_base64(text)),
        encoded("quoted-printable", "quoted-printable", &quoted_printable(text)),
        letter("no-type", "Message-ID: \n", &each_line("- ", &text.replace("\n\n", "\n"))),
        plain("unseen", "", &each(|secret| secret.chars().flat_map(|c| [c, '\u{200b}']).collect())),
    ]
}

/// A secret broken where it has no space, as mails in scripts without spaces are. A line that begins with a space has
/// one more.
fn broken(secret: &str) -> String {
    let characters: Vec<char> = secret.chars().collect();
    let parts = characters.chunks(5).map(|part| part.iter().collect::<String>());
    let parts: Vec<_> =
        parts.map(|part| if part.starts_with([' ', '>']) { format!(" {part}") } else { part }).collect();
    parts.join(" \n")
}

/// A sentence as a mail program breaks it, at each of its spaces once.
fn wrapped(sentence: &str) -> Vec<String> {
    let spaces: Vec<usize> = sentence.match_indices(' ').map(|(at, _)| at).collect();
    let broken = |at: &usize| {
        let (before, behind) = sentence.split_at(*at);
        let lines = "It is about the maps that we found below the roof of the museum, in ".repeat(2);
        let filler: String = lines.chars().take(WIDTH.saturating_sub(before.chars().count() + 1)).collect();
        format!("{filler} {before}\n{}", behind.trim_start())
    };
    spaces.iter().map(broken).collect()
}

/// In a mail of HTML.
fn html(sentences: &[Sentence], text: &str) -> Vec<Letter> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let in_each = |before: &str, behind: &str| -> String {
        concat(sentences.iter().map(|sentence| format!("{before}{}{behind}\n", escaped(&sentence.text))))
    };
    // Each character of a secret within something.
    let split = |change: &dyn Fn(char) -> String| -> String {
        let changed = |sentence: &Sentence| {
            let text = sentence.secrets.iter().fold(sentence.text.clone(), |text, secret| {
                let marked: String = secret.chars().flat_map(|c| [c, '\u{e000}']).collect();
                text.replace(secret, &marked)
            });
            let mut html = String::new();
            let mut characters = text.chars().peekable();
            while let Some(character) = characters.next() {
                if characters.next_if_eq(&'\u{e000}').is_some() {
                    html.push_str(&change(character));
                } else {
                    html.push_str(&escaped(&character.to_string()));
                }
            }
            format!("<p>{html}</p>\n")
        };
        sentences.iter().map(changed).collect()
    };
    let addresses = sentences.iter().filter_map(|sentence| {
        sentence.text.split(' ').find(|word| word.contains("://") || word.contains("mailto:"))
    });
    let links = concat(addresses.map(|link| format!("<p><a href=\"{}\">here</a></p>\n", escaped(link))));
    let letter = |name: &str, text: &str| letter(name, HTML, &format!("<html><body>{text}</body></html>"));
    let elements = [
        in_each("<p>", "</p>"),
        in_each("", "<br>"),
        format!("<table>{}</table>", in_each("<tr><td>a</td><td>", "</td></tr>")),
        format!("<ul>{}</ul>", in_each("<li>", "</li>")),
        format!("<pre>{}</pre>", escaped(text)),
        in_each("<p><img alt=\"", "\"></p>"),
        in_each("<p title=\"", "\" style=\"display:none\">x</p>"),
        format!("<blockquote>{}</blockquote><p>Yes.</p>", in_each("<p>", "</p>")),
        format!("<!--{text}--><style>{text}</style>"),
        links,
    ];
    vec![
        letter("html", &elements.concat()),
        letter("html-tags", &split(&|c| format!("<b>{}</b><wbr>", escaped(&c.to_string())))),
        letter("html-numbers", &split(&|c| format!("&#{};", u32::from(c)))),
    ]
}

/// In one of several parts, and in mails within the mail.
fn parts(text: &str) -> Vec<Letter> {
    let mixed = |name: &str, sub: &str, parts: &[(&str, &str)]| {
        let parts = concat(parts.iter().map(|(header, text)| format!("--bb\n{header}\n{text}\n")));
        letter(
            name,
            &format!("Content-Type: multipart/{sub}; boundary=\"bb\"\n"),
            &format!("{text}\n\n{parts}--bb--\n{text}"),
        )
    };
    let html = format!("<pre>{}</pre>", text.replace('&', "&amp;").replace('<', "&lt;"));
    let passed_on = "From: Ottavia <ottoline@sanctum-archief.example>\nSent: Monday, 2 March 2026 09:00\n\
                     To: desk@example.net\nSubject: Old maps";
    let within = format!(
        "From: Ottavia <ottoline@sanctum-archief.example>\nTo: desk@example.net\nSubject: Old maps\n\
         Message-ID: <ottoline.within@sanctum-archief.example>\nDate: Mon, 2 Mar 2026 08:00:00 +0100\n{PLAIN}\n{text}"
    );
    let forwarded = "---------- Forwarded message ---------";
    vec![
        mixed("html-says-more", "alternative", &[(PLAIN, "Maps"), (HTML, &html)]),
        mixed("plain-says-more", "alternative", &[(PLAIN, text), (HTML, "<p>Maps</p>")]),
        mixed("two-texts", "mixed", &[(PLAIN, "Maps"), (PLAIN, text)]),
        mixed("attached-mail", "mixed", &[(PLAIN, "Maps"), ("Content-Type: message/rfc822\n", &within)]),
        mixed(
            "attached-text",
            "mixed",
            &[
                (PLAIN, "Maps"),
                (&format!("Content-Disposition: attachment; filename=\"a.txt\"\n{PLAIN}"), text),
            ],
        ),
        mixed("digest", "digest", &[("", &within)]),
        plain("passed-on", "", &format!("Can you take this?\n\n{passed_on}\n\n{text}")),
        plain(
            "passed-on-quoted",
            "",
            &format!(
                "Can you take this?\n\n{forwarded}\n{}",
                each_line("> ", &format!("{passed_on}\n\n{text}"))
            ),
        ),
        plain(
            "passed-on-twice",
            "",
            &format!("{forwarded}\n{passed_on}\n\nAs below.\n\n{passed_on}\n\n{text}"),
        ),
    ]
}

/// In the places where only little can be written: the subject, names, and what tells of the mails within a mail. Every
/// other one has the secret where the name is cut.
fn short() -> Vec<Letter> {
    let mut letters = Vec::new();
    for (number, secret) in SHORT.iter().enumerate() {
        for (form, kept) in [0, secret.len() / 2, secret.len() - 1].into_iter().enumerate() {
            // As much of the secret is within what is kept of a name.
            let long: String = "Maps ".chars().cycle().skip(kept).take(NAME - kept).collect();
            let cut = format!("{long}{secret}");
            let said = format!("Maps: {secret}");
            let (subject, sender) = match form {
                0 => (said.clone(), in_word(&cut)),
                1 => (format!("Re: {}", in_word(&cut)), format!("\"Karin, {secret}\"")),
                _ => ((*secret).to_owned(), format!("Karin ({secret}) {}", in_word(secret))),
            };
            let header = format!(
                "Subject: {subject}\nFrom: {sender} <ottoline@sanctum-archief.example>\n\
                 Content-Type: multipart/mixed; boundary=bb\n"
            );
            let passed_on = |said: &str| {
                format!(
                    "From: {said}\nSent: {said}\nTo: desk@example.net\nSubject: {said}\n\nIt is about maps.\n\n"
                )
            };
            let text = format!(
                "{secret}\n\nIt is about maps.\n\n{}{}",
                passed_on(&cut),
                passed_on(&format!("Karin, {secret}"))
            );
            let percent = concat(secret.bytes().map(|byte| format!("%{byte:02X}")));
            let names = [
                format!("name=\"{secret}.pdf\""),
                format!("name=\"{}\"", in_word(secret)),
                format!("name*=utf-8''{percent}.pdf"),
                format!("name=\"{cut}.pdf\""),
            ];
            let file = |name: &String| {
                format!(
                    "--bb\nContent-Type: application/pdf; {name}\nContent-Disposition: attachment; file{name}\n\nx\n"
                )
            };
            let within = |said: &str| {
                let said = in_word(said);
                format!(
                    "--bb\nContent-Type: message/rfc822; name=\"{secret}\"\n\nFrom: {said} \
                     <ottoline@sanctum-archief.example>\nSubject: {said}\nDate: Mon, 2 Mar 2026 08:00:00 +0100\n\n\
                     It is about maps.\n"
                )
            };
            let parts = [
                format!("--bb\n{PLAIN}\n{text}\n"),
                names.iter().map(file).collect(),
                within(secret),
                within(&cut),
            ];
            letters.push(letter(
                &format!("short-{number}-{form}"),
                &header,
                &format!("{}--bb--", parts.concat()),
            ));
        }
    }
    letters
}

/// In what the desk asks for, and in answers to what it has.
fn requests(text: &str) -> Vec<Letter> {
    let questions = Questions::standard();
    let form = questions.form.texts().next().unwrap();
    let asked = |answer: &dyn Fn(usize) -> String| -> String {
        let labels = questions.all().map(|question| question.label.texts().next().unwrap());
        concat(labels.enumerate().map(|(at, label)| format!("{label}\n{}\n\n", answer(at))))
    };
    let block = format!("title: Maps\ndescription: |\n{}\n", each_line("  ", text));
    let thread = |id: &str| {
        format!("In-Reply-To: <{id}>\nReferences: <ottoline.other@sanctum-archief.example> <{id}>\n")
    };
    let review = format!(
        "Request: asked\nRecommend: proceed\nPriority: high\nBecause: {}\n",
        text.replace("\n\n", " ")
    );
    let mut letters = vec![
        plain("answers", "", &format!("{form}\n\n{}", asked(&|_| text.to_owned()))),
        plain("file", "", &format!("---\n{block}---\n\n{text}")),
        plain(
            "file-passed-on",
            "",
            &format!("{text}\n\nFrom: Ottavia\nSent: 2 March\nSubject: Maps\n\n---\n{block}---\n\n{text}"),
        ),
        plain("file-unreadable", "", &format!("---\n{block}no_field: 1\n---\n\n{text}")),
        plain("answer", &thread(FIRST), text),
        plain("answer-by-form", &thread(FIRST), &asked(&|_| text.to_owned())),
        plain("heard", &thread(ENDED), text),
        plain("review", &format!("From: Vera <{MEMBER}>\n"), &review),
    ];
    for number in 0..SHORT.len() {
        // Each field and each place has another of them each time.
        let secret = |at: usize| SHORT[(number + at) % SHORT.len()].to_owned();
        let escaped = |at: usize| concat(secret(at).chars().map(|c| format!("\\u{:04x}", u32::from(c))));
        let all = (0..SHORT.len()).map(|at| format!("\"{}\"", escaped(at))).collect::<Vec<_>>().join(", ");
        let fields = format!(
            "title: \"{}\"\nrequester: {{name: \"{}\", affiliation: \"{}\"}}\ndescription: \"{}\"\njustification: \
             \"{}\"\nlicence_status: \"{}\"\nhelp: [{all}]\n",
            escaped(0),
            escaped(1),
            escaped(2),
            escaped(3),
            escaped(4),
            escaped(5)
        );
        let later = format!(
            "Subject: Maps {}\nFrom: \"Karin {}\" <ottoline@sanctum-archief.example>\n",
            secret(0),
            secret(1)
        );
        let passed_on = format!(
            "From: Karin, {}\nSent: 2 March, {}\nSubject: {}\n\nMaps.",
            secret(2),
            secret(3),
            secret(4)
        );
        let name = |place: &str| format!("{place}-{number}");
        match number % 3 {
            0 => letters.push(plain(&name("answers"), "", &asked(&secret))),
            1 => letters.push(plain(&name("answer"), &(later + &thread(FIRST)), &passed_on)),
            _ => letters.push(plain(&name("heard"), &(later + &thread(ENDED)), &passed_on)),
        }
        letters.push(plain(&name("file"), "", &format!("---\n{fields}---\n")));
    }
    letters
}

/// As the header of a mail has what is not in ASCII.
fn in_word(text: &str) -> String {
    format!("=?utf-8?b?{}?=", base64::STANDARD.encode(text))
}

/// In lines of the length that mails have.
fn in_base64(text: &str) -> String {
    let encoded = base64::STANDARD.encode(text);
    encoded
        .as_bytes()
        .chunks(76)
        .map(|line| String::from_utf8(line.to_vec()).unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every byte written as its number, and the lines broken within words.
fn quoted_printable(text: &str) -> String {
    let bytes: Vec<String> = text.bytes().map(|byte| format!("={byte:02X}")).collect();
    bytes.chunks(20).map(<[String]>::concat).collect::<Vec<_>>().join("=\n")
}
