//! What people write and must not be published: some of every kind and form, each in words that tell what it is.

/// Sentences with what is private in them between angle quotes. None holds a line break, but for the last.
const SENTENCES: &[&str] = &[
    // Addresses, in the ways that people write them.
    "Write to «ottoline@sanctum-archief.example».",
    "Ottavia <«ottoline@sanctum-archief.example»>, please",
    "[write](«mailto:ottoline@sanctum-archief.example»)",
    "**«ottoline+maps@sub.sanctum-archief.example»**",
    "«\"ottoline b\"@sanctum-archief.example» is quoted",
    "请写信到«ottoline@sanctum-archief.example»谢谢",
    "It is «ottoline＠sanctum-archief．example».",
    "It is «ottoline﹫sanctum-archief.example».",
    "It is «ottoline&#64;sanctum-archief.example».",
    "It is «ottoline&#x40;sanctum-archief.example».",
    "It is «ottoline&commat;sanctum-archief.example».",
    "It is «ottoline%40sanctum-archief.example».",
    "It is «ottoline @ sanctum-archief.example».",
    "It is «ottoline (at) sanctum-archief (dot) example».",
    "It is «ottoline[at]sanctum-archief[dot]example».",
    "It is «ottoline {AT} sanctum-archief.example».",
    "It is «ottoline <at> sanctum-archief.example».",
    "It is «ottoline (arroba) sanctum-archief (punto) example».",
    "It is «ottoline (snabel-a) sanctum-archief (punkt) example».",
    "It is «ottoline (собака) sanctum-archief (точка) example».",
    "It is «ottoline at sanctum-archief dot example».",
    "It is «ottoline@sanctum-archief dot example».",
    "See https://example.org/?to=x/«ottoline%40sanctum-archief.example».",
    "See the map «ottoline@sanctum-archief.example».png",
    "It is at https://otto:«Zq7vXw9Lm@files.sanctum-archief.example»/.",
    // Telephone numbers.
    "Ring «+46 70 174 06 05».",
    "Ring «+46 (0)70-174 06 05», late",
    "Ring «(+46) 70 174 06 05».",
    "Ring «0046 70 174 06 05».",
    "Ring «0046701740605».",
    "Ring «(555) 174-0605».",
    "Ring «+4670\u{200b}1740605».",
    "[ring](«tel:+46701740605»)",
    "It is https://wa.me/«46701740605».",
    "Tel.: «08-174 06 05 9»",
    "phone number «174-0605»",
    "I am at «070-174 06 05».",
    "Appelez «06 17 40 60 59» le soir",
    "Téléphone : «06 17 40 60 59»",
    "Telefon «030/1740605»",
    "WhatsApp: «701740605»",
    "📞 «08-174 06 05 9»",
    "Ring «＋４６ ７０ １７４ ０６ ０５».",
    "هاتف: «٠٧٠١٧٤٠٦٠٥»",
    "फ़ोन: «०७०१७ ४०६०५»",
    "电话«+46701740605»谢谢",
    // Accounts and cards.
    "IBAN «SE45 5000 0000 0583 9825 7466», thanks",
    "IBAN «GB29 NWBK 6016 1331 9268 19».",
    "IBAN «fr1420041010050500013m02606».",
    "Konto «NO93-8601-1117-947».",
    "Card «4111 1111 1111 1111».",
    "Card «5555-5555-5555-4444».",
    "Card «378282246310005».",
    "Card «6011000990139424».",
    "Card «٤١١١ ١١١١ ١١١١ ١١١١».",
    // The numbers by which states know people: those that their documents and textbooks use as examples.
    "Mine is «850709-9805».",
    "personnummer «8507099805»",
    "Mine is «131052-308T».",
    "Mine is «15076500565».",
    "Mine is «070761-4285».",
    "Mine is «120174-3399».",
    "Mine is «111.444.777-35».",
    "CPF: «11144477735»",
    "Mine is «12.345.678-5».",
    "RUT «12345678-5»",
    "Mine is «20-12345678-6».",
    "Mine is «12345678Z».",
    "Mine is «X1234567L».",
    "Mine is «2 55 08 14 168 025 38».",
    "Mine is «RSSMRA85T10A562S».",
    "Mine is «85.07.30-033.28».",
    "Mine is «736028/5163».",
    "Mine is «2341 2341 2346».",
    "आधार: «२३४१ २३४१ २३४६»",
    "Mine is «11010519491231002X».",
    "Mine is «820701-1409188».",
    "Mine is «HEGG560427MVZRRL04».",
    "Mine is «112-233-445 95».",
    "NIF: «123456789»",
    "BSN «111222333»",
    "PESEL: «44051401359»",
    "Steuer-ID: «86095742719»",
    "T.C. Kimlik No: «10000000146»",
    "ID number «8001015009087»",
    "SIN «046 454 286»",
    "CNP «1800101221144»",
    // Passwords and keys, behind the words that announce them.
    "Our password: «vexillum77»",
    "password for the wiki is «vexillum77».",
    "Passwort = \"«vexillum77»\"",
    "mot de passe : «vexillum77».",
    "la contraseña es «vexillum77».",
    "lösenordet: «vexillum77»",
    "密码：«vexillum77»",
    "كلمة المرور هي «vexillum77».",
    "Passcode: «60518243»",
    "api_key = «0f9e8d7c6b5a4938»",
    "\"client_secret\": \"«0f9e8d7c6b5a4938»\"",
    // Links to meetings, with the password in them.
    "https://meet.example/j/123?pwd=«Qw8rTy3Zx1»",
    "https://us02web.zoom.us/j/«81930472655»?pwd=«QWJjRGVmZ.1»",
    "https://example.org/join?id=1&passcode=«60518243»",
    "https://teams.microsoft.com/meet/2345?p=«Qw8rTy3Zx1»",
    "https://example.webex.com/example/j.php?MTID=«mQw8rTy3Zx1»",
    // Links by which anybody can change a document.
    "https://docs.google.com/document/d/«1Kp4Vb7Nn-2Ml»/edit?usp=sharing",
    "docs.google.com/spreadsheets/d/«1Kp4Vb7Nn-2Ml»",
    "https://drive.google.com/drive/folders/«1Kp4Vb7Nn-2Ml»",
    "https://www.dropbox.com/scl/fo/«k3j9x/Lp5»?rlkey=«h7g6f5d4s3»&dl=0",
    "https://cloud.example.org/s/«aB3dE5gH7jK9mN1»",
    "https://1drv.ms/w/«s!Kp4Vb7Nn»",
    "https://example-my.sharepoint.com/:x:/g/personal/«kp4/Vb7Nn2Ml»?e=1",
    "https://weekly.framapad.org/p/«mosaic-9xkq»",
    "https://cryptpad.fr/pad/#/2/pad/edit/«Kp4Vb7Nn2Ml»/",
    "https://framadate.org/«Kp4Vb7Nn2Ml»/admin",
    "https://www.overleaf.com/«1234509876kpvbnmqwer»",
    "https://trello.com/invite/b/«Kp4Vb7Nn»/2",
    "https://hackmd.io/«Kp4Vb7Nn2Ml»?both",
];

/// How the tokens of known services begin, and how many characters follow.
const TOKENS: &[(&str, usize)] = &[
    ("ghp_", 36),
    ("github_pat_", 82),
    ("glpat-", 20),
    ("xoxb-", 40),
    ("sk-proj-", 60),
    ("sk_live_", 24),
    ("AIza", 35),
    ("npm_", 36),
    ("hf_", 34),
    ("Bearer ", 24),
];

/// Of each sort one that fits on a line with others, for the places where only little can be written.
pub(super) const SHORT: &[&str] = &[
    "ottoline@sanctum-archief.example",
    "ottoline (at) sanctum-archief (dot) example",
    "+46 70 174 06 05",
    "SE45 5000 0000 0583 9825 7466",
    "4111 1111 1111 1111",
    "850709-9805",
    "password: vexillum77",
    "https://meet.example/j/123?pwd=Qw8rTy3Zx1",
    "https://cloud.example.org/s/aB3dE5gH7jK9mN1",
];

/// What somebody writes.
pub(super) struct Sentence {
    pub(super) text: String,
    pub(super) secrets: Vec<String>,
}

/// All sentences.
pub(super) fn sentences() -> Vec<Sentence> {
    // Put together here, so that no scanner of repositories takes them for secrets.
    let made_up = |length: usize| "K7P2M5X9R4T8W6L".chars().cycle().take(length).collect::<String>();
    let tokens = TOKENS.iter().map(|(prefix, length)| format!("It is «{prefix}{}», ok?", made_up(*length)));
    let web = format!("It is «eyJ{0}.eyJ{0}.{0}», ok?", made_up(30));
    let key =
        format!("-----BEGIN OPENSSH {0}-----\n«{1}»\n-----END OPENSSH {0}-----", "PRIVATE KEY", made_up(60));
    let all = SENTENCES.iter().map(|sentence| (*sentence).to_owned()).chain(tokens).chain([web, key]);
    all.map(|sentence| {
        let secrets = sentence.split('«').skip(1).map(|rest| rest.split('»').next().unwrap().to_owned());
        Sentence { secrets: secrets.collect(), text: sentence.replace(['«', '»'], "") }
    })
    .collect()
}
