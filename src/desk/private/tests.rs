use super::*;

/// The text with what is private between angle quotes, and its kind before it.
fn marked(text: &str) -> String {
    let mut marked = String::new();
    let mut from = 0;
    for private in find(text) {
        let span = private.span.start as usize..private.span.end as usize;
        marked.push_str(&text[from..span.start]);
        let kind = match private.kind {
            Kind::MailAddress => "mail",
            Kind::TelephoneNumber => "tel",
            Kind::Token => "token",
            Kind::AccountNumber => "account",
            Kind::CardNumber => "card",
            Kind::PersonalNumber => "person",
            Kind::MeetingLink => "meeting",
            Kind::EditLink => "edit",
        };
        marked.extend([kind, "«", &text[span.clone()], "»"]);
        from = span.end;
    }
    marked + &text[from..]
}

fn all_marked(kind: &str, texts: &[(&str, &str)]) {
    for (text, private) in texts {
        let expected = text.replacen(private, &format!("{kind}«{private}»"), 1);
        assert_ne!(&expected, text, "`{private}` is not in the text");
        assert_eq!(marked(text), expected);
    }
}

fn none_marked(texts: &[&str]) {
    for text in texts {
        assert_eq!(&marked(text), text);
    }
}

#[test]
fn mail_addresses_are_found() {
    all_marked(
        "mail",
        &[
            ("Write to ada@example.org.", "ada@example.org"),
            ("Ada <ada@example.org>, please", "ada@example.org"),
            ("[write](mailto:ada@example.org)", "mailto:ada@example.org"),
            ("(ada.b+maps@mail.example.co.uk)", "ada.b+maps@mail.example.co.uk"),
            ("**o'ada_b-c@example.org**", "o'ada_b-c@example.org"),
            ("_ada@example.org_", "ada@example.org"),
            ("\"Ada Example\"@example.org", "\"Ada Example\"@example.org"),
            ("用户@例子.广告", "用户@例子.广告"),
            ("请写信到ada@example.org谢谢", "ada@example.org"),
            ("ada@example.org으로 보내세요", "ada@example.org"),
            ("अदा@उदाहरण.भारत को", "अदा@उदाहरण.भारत"),
            ("åsa@exämple.se!", "åsa@exämple.se"),
            ("ada@xn--exmple-cua.xn--p1ai", "ada@xn--exmple-cua.xn--p1ai"),
            ("ada＠example．org", "ada＠example．org"),
            ("ada@exam\u{200b}ple.org", "ada@exam\u{200b}ple.org"),
            ("I am ada (at) example (dot) org.", "ada (at) example (dot) org"),
            ("ada[at]example[dot]org", "ada[at]example[dot]org"),
            ("ada {AT} example.org", "ada {AT} example.org"),
            ("ada (arroba) ejemplo (punto) org", "ada (arroba) ejemplo (punto) org"),
            ("ada at example dot org", "ada at example dot org"),
            ("ada@example dot org", "ada@example dot org"),
            ("ada @ example.org", "ada @ example.org"),
            ("ada&#64;example.org", "ada&#64;example.org"),
            ("https://example.org/?to=x/ada%40example.org", "ada%40example.org"),
            ("ada@example.org.3rd try", "ada@example.org"),
            ("map ada@example.org.png", "ada@example.org"),
        ],
    );
    // Two that meet stay two.
    assert_eq!(find("ada@example.org用户@例子.广告").len(), 2);
    assert_eq!(marked("ada@example.org,bo@example.org"), "mail«ada@example.org»,mail«bo@example.org»");
}

#[test]
fn what_only_looks_like_an_address_is_none() {
    none_marked(&[
        "@ada said so, and @ada.b too",
        "see [[guides/x]] and User:Ada",
        "git@v1.2 and vue@2.6.14 and tool@1.2.beta",
        "git@example.org:tools/maps.git",
        "foo@2x.png and vue@3.prod.js",
        "@ada@example.social",
        "https://lists.example.org/list/wikitech-l@lists.example.org/thread/",
        "ada@localhost",
        "look at example.org",
        "we met at noon. Then at home",
        "5 @ 3.50 each",
        "ada@ example",
        "a @ b, @ @ @",
    ]);
}

#[test]
fn telephone_numbers_are_found() {
    all_marked(
        "tel",
        &[
            ("Ring +46 8 123 456 78.", "+46 8 123 456 78"),
            ("+46 (0)8-123 456 78, late", "+46 (0)8-123 456 78"),
            ("(+46) 8 123 456 78", "(+46) 8 123 456 78"),
            ("＋４６ ８ １２３ ４５６ ７８", "＋４６ ８ １２３ ４５６ ７８"),
            ("0046 8 123 456 78", "0046 8 123 456 78"),
            ("004681234567", "004681234567"),
            ("(555) 123-4567", "(555) 123-4567"),
            ("(08) 123 456 78", "(08) 123 456 78"),
            ("[ring](tel:+4681234567)", "tel:+4681234567"),
            ("https://wa.me/46701234567", "https://wa.me/46701234567"),
            ("Tel.: 08-123 456 78", "08-123 456 78"),
            ("phone number 555-1234", "555-1234"),
            ("Fax: 12345", "12345"),
            ("tfn 070 123 45 67", "070 123 45 67"),
            ("I am at 070-123 45 67.", "070-123 45 67"),
            ("Appelez 06 12 34 56 78 le soir", "06 12 34 56 78"),
            ("or 020 7946 0958", "020 7946 0958"),
            ("Téléphone : 06 12 34 56 78", "06 12 34 56 78"),
            ("Telefon 030/1234567", "030/1234567"),
            ("móvil: 612 345 678", "612 345 678"),
            ("WhatsApp: 612345678", "612345678"),
            ("📞 08-123 456 78", "08-123 456 78"),
            ("هاتف: ٠١٢٣٤٥٦٧٨٩", "٠١٢٣٤٥٦٧٨٩"),
            ("رقم الهاتف ٠١٢٣٤٥٦٧٨٩", "٠١٢٣٤٥٦٧٨٩"),
            ("٠٠٩٦٦ ١٢ ٣٤٥ ٦٧٨٩", "٠٠٩٦٦ ١٢ ٣٤٥ ٦٧٨٩"),
            ("फ़ोन: ०९८७६ ५४३२१०", "०९८७६ ५४३२१०"),
            ("ফোন ০১৭১২৩৪৫৬৭৮", "০১৭১২৩৪৫৬৭৮"),
            ("电话+8613812345678谢谢", "+8613812345678"),
            ("\u{202a}+46\u{a0}8\u{a0}123\u{a0}45\u{a0}67\u{202c}", "+46\u{a0}8\u{a0}123\u{a0}45\u{a0}67"),
        ],
    );
    assert_eq!(marked("tel: 08-123 456 78 / 070-123 45 67"), "tel: tel«08-123 456 78» / tel«070-123 45 67»");
}

#[test]
fn digits_of_every_script_are_digits() {
    for zero in ZEROS {
        let digits: String = (0..10).filter_map(|value| char::from_u32(u32::from(*zero) + value)).collect();
        assert_eq!(marked(&format!("phone: {digits}")), format!("phone: tel«{digits}»"));
    }
}

#[test]
fn other_numbers_are_no_telephone_numbers() {
    none_marked(&[
        "in 2024, from 2023–2024 and on 2024-05-01, 2024-05-01–2024-06-30",
        "mobile 2024-05-01",
        "phone 01.05.2024",
        "Q42 and Q123456789, page id 1234567890, P31",
        "ISBN 978-3-16-148410-0, ISBN 0012345678, ISSN 0012-3456",
        "doi:10.1000/0046123456 and 10.1000/0046123456",
        "1 234 567 edits, 12,345,678 views, +1 234 567 edits",
        "On mobile 12 345 678 readers",
        "59.3293, 18.0686 and +59.3293, +18.0686 and +59.329300°",
        "https://example.org/123456789?tel=+4681234567 www.example.org/004681234567",
        "v1.2.3+20240501 and 1.2.3",
        "00469812ab34cd56 sha256:0046123456781234",
        "00460000-1234-1234-abcd-123456789abc",
        "#0046123456789",
        "Example (2019) 123-4567 and 12 (34), 1234567",
        "+1 and +1 and 1+12345678",
        "at +02:00, 000012345678",
        "a phone 12345 people use",
        "inv. 045-1999-12 and 045-123-456-78 and 0123 456 789 1999",
        "01 02 2024 and 06 12 34 and 000 123 456 78",
        "box 045/123 456 2001",
    ]);
}

/// A value of the length and alphabet that a form asks for. Put together here, so that no scanner
/// of repositories takes it for a secret.
fn made_up(prefix: &str, len: usize) -> String {
    prefix.chars().chain("A1B2C3D4E5F6G7H".chars().cycle().take(len)).collect()
}

#[test]
fn tokens_of_known_services_are_found() {
    let tokens = [
        made_up("ghp_", 36),
        made_up("gho_", 36),
        made_up("ghs_", 36),
        made_up("ghr_", 36),
        made_up("github_pat_", 82),
        made_up("glpat-", 20),
        made_up("AKIA", 16).replace(['1', '0'], "A"),
        made_up("xoxb-", 40),
        made_up("sk-", 48),
        made_up("sk-proj-", 60),
        made_up("sk_live_", 24),
        made_up("AIza", 35),
        made_up("npm_", 36),
        made_up("pypi-AgEIcHlwaS5vcmc", 60),
        made_up("hf_", 34),
        made_up("Bearer ", 24),
        format!("{}.{}.{}", made_up("eyJ", 20), made_up("eyJ", 30), made_up("", 43)),
    ];
    for token in tokens {
        assert_eq!(marked(&format!("It is {token}, ok?")), format!("It is token«{token}», ok?"));
    }
    let key = format!("-----BEGIN OPENSSH {0}-----\nabc\n-----END OPENSSH {0}-----", "PRIVATE KEY");
    assert_eq!(marked(&format!("a\n{key}\nb")), format!("a\ntoken«{key}»\nb"));
    // Without its end all the rest may be the key.
    let cut = &key[..40];
    assert_eq!(marked(&format!("a\n{cut}")), format!("a\ntoken«{cut}»"));
}

#[test]
fn a_token_has_the_length_and_alphabet_of_its_form() {
    for (prefix, len) in [("ghp_", 35), ("AKIA", 15), ("AKIA", 17), ("AIza", 34), ("npm_", 37), ("sk-", 20)] {
        let short = made_up(prefix, len).replace(['1', '0'], "A");
        assert_eq!(marked(&short), short);
    }
    none_marked(&[
        "sk-latn and hf_something, npm_config_registry, ghp_example",
        "sk-this-is-only-a-very-long-address-with-words-in-it",
        "The bearer of bad news. Bearer authentication-is-explained-here",
        "eyJust.eyJust.no",
        "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----",
    ]);
}

#[test]
fn values_that_are_assigned_to_a_secret_are_found() {
    all_marked(
        "token",
        &[
            ("password: Summer2024!", "Summer2024!"),
            ("Passwort = \"hunter22\"", "hunter22"),
            ("mot de passe : azerty123.", "azerty123"),
            ("密码：abc12345", "abc12345"),
            ("pass: hunter2", "hunter2"),
            ("The password for the wiki is hunter2.", "hunter2"),
            ("Le mot de passe est « azerty123 »", "azerty123"),
            ("la contraseña es secreto99", "secreto99"),
            ("a senha é segredo99", "segredo99"),
            ("lösenordet: sommar99", "sommar99"),
            ("lösenord är sommar99", "sommar99"),
            ("كلمة المرور هي abc12345", "abc12345"),
            ("كلمة السر: abc12345", "abc12345"),
            ("Passcode: 123456", "123456"),
            ("api_key = 0123456789abcdef", "0123456789abcdef"),
            ("\"client_secret\": \"0a1b2c3d4e5f6a7b\"", "0a1b2c3d4e5f6a7b"),
        ],
    );
    none_marked(&[
        "compass: hunter2",
        "password is forgotten. It is hunter2",
        "the enclave es secreto99",
        "token: 123456",
        "password: forgotten, see https://example.org/a1b2c3d4e5",
        "password: https://example.org/a1b2c3d4e5",
        "Token: v1.2.3",
        "key: colour2",
        "let api_key = blake3::derive_key(CONTEXT)",
        "a secret: nobody knows it",
        "year: 2024a1b2c3d4e5f6a7b",
    ]);
}

#[test]
fn what_is_withheld_leaves_a_word_in_its_place() {
    let text = "Ring tel:+4681234567 or write to <ada@example.org>. password: hunter22, IBAN \
                SE35 5000 0000 0549 1000 0003, 4111 1111 1111 1111, 850709-9805, \
                https://meet.example/j/1?pwd=a https://docs.google.com/document/d/1/edit";
    let kept = "Ring [telephone number withheld] or write to <[mail address withheld]>. \
                password: [token withheld], IBAN [account number withheld], [card number withheld], \
                [personal number withheld], [link to a meeting withheld] [link to edit withheld]";
    let one_of_each = Kind::ALL.into_iter().map(|kind| (kind, 1)).collect();
    assert_eq!(withhold(text), (kept.to_owned(), one_of_each));
    // What was withheld once holds nothing more.
    assert_eq!(withhold(kept), (kept.to_owned(), Counts::new()));
    assert_eq!(withhold("no secrets"), ("no secrets".to_owned(), Counts::new()));
    let words: Vec<String> = Kind::ALL.iter().flat_map(|kind| [kind.counted(1), kind.counted(2)]).collect();
    assert!(words.contains(&"1 mail address".to_owned()) && words.contains(&"2 links to edit".to_owned()));
}

#[test]
fn the_mail_of_the_cases_keeps_what_is_public() {
    let text = "My personnummer is 850709-9805, IBAN SE35 5000 0000 0549 1000 0003, card 4111 1111 1111 1111, \
                pass: hunter2, +46701234567, 070-123 45 67, (212) 555-0187, ada at example dot org, \
                ada(at)example.org, https://meet.example/j/123?pwd=AbC, geo 59.3,18.1. Visit Storgatan 5, \
                111 22 Stockholm.";
    let expected = "My personnummer is [personal number withheld], IBAN [account number withheld], card \
                [card number withheld], pass: [token withheld], [telephone number withheld], \
                [telephone number withheld], [telephone number withheld], [mail address withheld], \
                [mail address withheld], [link to a meeting withheld], geo 59.3,18.1. Visit Storgatan 5, \
                111 22 Stockholm.";
    assert_eq!(withhold(text).0, expected);
    let key = made_up("sk_live_", 16);
    assert_eq!(marked(&format!("api key {key},")), format!("api key token«{key}»,"));
}

#[test]
fn of_two_that_overlap_nothing_is_left() {
    let (kept, counts) = withhold("password: a1@example.org");
    assert_eq!((kept.as_str(), counts.values().sum::<usize>()), ("password: [token withheld]", 1));
    assert_eq!(withhold("ada@example.org.2@example.org").0, "[mail address withheld]");
}

#[test]
fn hostile_texts_take_no_longer_than_others() {
    for piece in ["@", "+1 ", "a.a.a."] {
        let text = piece.repeat((1 << 18) / piece.len());
        assert_eq!(withhold(&text), (text, Counts::new()));
    }
    for piece in [
        "a@",
        "a@a.",
        "+",
        "(",
        "( ",
        "1 ",
        "00 1",
        "a at a dot ",
        "(at)",
        "at ",
        "password:",
        "password:a1",
        "key=",
        "eyJa1.",
        "sk-a1",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "Bearer ",
        "https://",
        "tel:",
        "tel:1",
        "\"@",
        "\u{ff20}",
        "١",
        "%40",
        "SE35 ",
        "4111 ",
        "docs.google.com/d/",
        "password is ",
        "CPF 1",
    ] {
        let text = piece.repeat((1 << 17) / piece.len());
        assert!(!withhold(&text).0.is_empty());
    }
}

/// The texts below a folder of the repository.
fn texts(folder: &std::path::Path, texts: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            self::texts(&path, texts);
        } else if path
            .extension()
            .is_some_and(|ending| ["md", "yaml", "csv"].iter().any(|known| ending == *known))
        {
            texts.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn nothing_that_the_repository_publishes_is_taken_for_private() {
    let mut all = Vec::new();
    for folder in ["content", "docs"] {
        texts(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut all);
    }
    assert!(all.len() > 50);
    let mut found = Vec::new();
    for (name, text) in &all {
        // The addresses that are there are those of desks and projects, which want to be written to.
        let others = super::find(text).into_iter().filter(|private| private.kind != Kind::MailAddress);
        found.extend(
            others.map(|private| (name, &text[private.span.start as usize..private.span.end as usize])),
        );
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_number_that_a_line_was_broken_in_is_withheld_as_a_whole() {
    let kept = |text: &str| withhold(text).0;
    assert_eq!(kept("account SE45 5000 0000 0583\n9825 7466 now"), "account [account number withheld] now");
    assert_eq!(kept("card 4111 1111\n1111 1111 now"), "card [card number withheld] now");
    // Between paragraphs a number ends.
    assert_eq!(kept("card 4111 1111\n\n1111 1111 now"), "card 4111 1111\n\n1111 1111 now");
    let full = "We would be glad if somebody of the desk could ring us at +46 70 123\n45 67 in the morning.";
    assert_eq!(
        kept(full),
        "We would be glad if somebody of the desk could ring us at [telephone number withheld] in the morning."
    );
    // A line that was not full ended where its writer meant it to.
    assert_eq!(kept("Ring +46 70 123 45 67\n3 boxes"), "Ring [telephone number withheld]\n3 boxes");
}

#[test]
fn what_a_line_was_broken_in_is_withheld_as_a_whole_too() {
    // As mail programs break lines: behind a word of the second sentence.
    let broken = |text: &str| {
        let filler = "It is about the maps that we found below the roof of the museum.";
        text.match_indices(' ')
            .map(|(at, _)| format!("{filler} {}\n{}", &text[..at], &text[at + 1..]))
            .collect::<Vec<_>>()
    };
    for (text, kind) in [
        ("Mine is 2 55 08 14 168 025 38.", Kind::PersonalNumber),
        ("BSN 111222333", Kind::PersonalNumber),
        ("The password is hunter22.", Kind::Token),
        ("api_key = 0123456789abcdef", Kind::Token),
        ("ada (at) example (dot) org", Kind::MailAddress),
        ("ada at example dot org", Kind::MailAddress),
        ("phone number 555-1234", Kind::TelephoneNumber),
        ("card 4111 1111 1111 1111", Kind::CardNumber),
    ] {
        for broken in broken(text) {
            for mark in ["", "> ", "> > ", "  "] {
                let marked: Vec<String> = broken.lines().map(|line| format!("{mark}{line}")).collect();
                let (kept, counts) = withhold(&marked.join("\n"));
                assert_eq!(counts, Counts::from([(kind, 1)]), "{kept}");
                assert!(!kept.contains(|c: char| c.is_ascii_digit()) && !kept.contains("org"), "{kept}");
            }
        }
    }
    let kept = |text: &str| withhold(text).0;
    // A value may stand below the word for it.
    assert_eq!(kept("**Password:**\nhunter22\nbye"), "**Password:**\n[token withheld]\nbye");
    assert_eq!(kept("Phone:\n12345"), "Phone:\n[telephone number withheld]");
    // What is quoted does not go on in what is not.
    assert_eq!(kept("> card 4111 1111\n1111 1111"), "> card 4111 1111\n1111 1111");
    // A number below another is one of its own.
    for (two, kind) in [
        ("850709-9805\n131052-308T", Kind::PersonalNumber),
        ("4111 1111 1111 1111\n5555 5555 5555 4444", Kind::CardNumber),
    ] {
        assert_eq!(withhold(two).1, Counts::from([(kind, 2)]), "{two}");
    }
    let full =
        "We would be glad if somebody of the desk could ring us at +46 70 123 45 67\n2026-05-01 2026-05-02";
    assert!(kept(full).ends_with("[telephone number withheld]\n2026-05-01 2026-05-02"), "{}", kept(full));
}
