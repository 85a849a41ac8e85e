//! Mails that were damaged or made to do harm.

use super::*;

/// A mail with parts within parts, each level opened by `level`.
fn nested(levels: usize, level: impl Fn(usize) -> String) -> Vec<u8> {
    let levels: String = (0..levels).map(level).collect();
    format!("From: a@example.org\nSubject: a\n{levels}\n\nend").into_bytes()
}

#[test]
fn parts_within_parts_do_not_overflow_the_stack() {
    let multiparts =
        nested(10_000, |at| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n"));
    assert_eq!(read(&multiparts), Err(Fault::Empty));
    let mails = nested(100_000, |_| "Content-Type: message/rfc822\n\n".to_owned());
    assert_eq!(read(&mails).unwrap().attachments.len(), 1);
    let digests =
        nested(10_000, |at| format!("Content-Type: multipart/digest; boundary=b{at}\n\n--b{at}\n\n"));
    assert_eq!(read(&digests).unwrap().attachments.len(), 1);
    let tags = "<blockquote><ul><li>a<div>".repeat(20_000);
    let html = format!("From: a@example.org\nSubject: a\nContent-Type: text/html\n\n{tags}");
    assert!(!read(html.as_bytes()).unwrap().text.is_empty());
    let quoted = format!("From: a@example.org\nSubject: a\n\n{}a\nb", ">".repeat(1 << 20));
    assert_eq!(read(quoted.as_bytes()).unwrap().text, "> > > > > > > > a\n\nb");
}

#[test]
fn a_mail_that_was_cut_off_never_panics() {
    for (_, bytes) in fixtures() {
        for end in (0..bytes.len()).step_by(211) {
            let _ = read(&bytes[..end]);
            let _ = read(&bytes[end..]);
        }
    }
}

#[test]
fn bytes_that_were_changed_never_panic() {
    for (_, bytes) in fixtures() {
        for (at, replacement) in (0..bytes.len()).step_by(83).zip(b"=?\n\r<>:;\"\0\xff&- ".iter().cycle()) {
            let mut bytes = bytes.clone();
            bytes[at] = *replacement;
            let _ = read(&bytes);
        }
    }
}

#[test]
fn hostile_mails_take_no_longer_than_others() {
    let head = "From: a@example.org\nSubject: a\nIn-Reply-To: <b@example.org>\n";
    for piece in [
        "---a---\n",
        "---a---\n\n\n\n",
        "From: a\n",
        "--\n> a\n",
        "> a\n-- \n",
        "a wrote:\n> b\n",
        "On 1234\n",
        "\n",
        ">",
        "> ",
        "_".repeat(50).as_str(),
    ] {
        let mail = format!("{head}\n{}", piece.repeat((1 << 17) / piece.len()));
        let _ = read(mail.as_bytes());
    }
    for piece in [
        "<a href=https://b>",
        "<b ",
        "<div style=display:none>",
        "<div class=gmail_quote>a",
        "&amp",
        "<li>",
        "<!--",
        "<td>",
    ] {
        let mail = format!("{head}Content-Type: text/html\n\n{}", piece.repeat((1 << 17) / piece.len()));
        let _ = read(mail.as_bytes());
    }
    for piece in ["=?", "=?a?q?b", "=?utf-8?Q?=C3?= ", "a: b\n", "References: <a@b>\n", "\n "] {
        let mail = format!("{head}X-Note: {}\n\na", piece.repeat((1 << 17) / piece.len()));
        let _ = read(mail.as_bytes());
    }
    let parts = "--b\n".repeat(1 << 17);
    let _ = read(format!("{head}Content-Type: multipart/mixed; boundary=b\n\n{parts}").as_bytes());
}
