//! Each mail of `tests/mail` that has what is expected of it beside it, in a file `.txt`.

use std::fmt::Write;

use super::*;

/// What is read of a mail, as the files beside the mails have it.
fn told(mail: &Mail) -> String {
    let mut told = String::new();
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(told, "{name}: {value}");
        }
    };
    line("subject", &mail.subject);
    line("sender", mail.sender.as_deref().unwrap_or_default());
    line("domain", mail.sender_domain.as_deref().unwrap_or_default());
    line("language", mail.language.as_deref().unwrap_or_default());
    line("automatic", if mail.automatic { "yes" } else { "" });
    line("list", if mail.list { "yes" } else { "" });
    line("answers", if mail.replies_to.is_empty() { "" } else { "yes" });
    mail.taken.iter().for_each(|taken| line("taken", &taken.to_string()));
    mail.withheld.iter().for_each(|(kind, count)| line("withheld", &kind.counted(*count)));
    mail.attachments
        .iter()
        .for_each(|file| line("attached", &format!("{} ({})", file.name, file.media_type)));
    format!("{told}\n{}\n", mail.shown("##"))
}

#[test]
fn each_mail_is_read_as_it_is_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail");
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, bytes) in fixtures() {
        let file = folder.join(format!("{name}.txt"));
        let told = told(&read(&bytes).unwrap());
        match std::fs::read_to_string(&file) {
            Ok(expected) if expected == told => count += 1,
            Ok(expected) => wrong.push(format!("{name}: expected\n{expected}\nand is\n{told}")),
            Err(_) => {}
        }
        if std::env::var_os("CASEBOOK_TEST_WRITE").is_some() {
            std::fs::write(&file, &told).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n----\n"));
    assert!(count >= 40, "{count} mails have an expectation");
}
