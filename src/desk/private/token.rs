//! Passwords, access tokens and private keys. [`find`](super::find) calls it.
//!
//! A token of a known service is known by its prefix, its alphabet and its length, so that prose
//! is never taken for one. Anything else is a secret only behind a word such as `password:`, and
//! only when no word looks like it.

use std::ops::Range;

use super::{before, begins_with};

/// The form of the tokens of one service.
struct Form {
    prefix: &'static str,
    /// How many characters follow the prefix.
    length: std::ops::RangeInclusive<usize>,
    alphabet: fn(u8) -> bool,
}

const fn form(prefix: &'static str, least: usize, most: usize, alphabet: fn(u8) -> bool) -> Form {
    Form { prefix, length: least..=most, alphabet }
}

const FORMS: &[Form] = &[
    // GitHub: “Behind GitHub's new authentication token formats”, and its documentation “About
    // authentication to GitHub”. Tokens may become longer, up to 255 characters.
    form("ghp_", 36, 251, alphanumeric),
    form("gho_", 36, 251, alphanumeric),
    form("ghu_", 36, 251, alphanumeric),
    form("ghs_", 36, 251, alphanumeric),
    form("ghr_", 36, 251, alphanumeric),
    form("github_pat_", 82, 244, word),
    // GitLab, “Token overview”: twenty characters at least; those with a route are longer.
    form("glpat-", 20, 300, url_safe),
    // AWS, “IAM identifiers”: AKIA is for keys that last, ASIA for passing ones; base 32.
    form("AKIA", 16, 16, base32),
    form("ASIA", 16, 16, base32),
    // Slack, “Tokens”: bot, user, app, refresh, legacy and configuration tokens.
    form("xoxb-", 20, 255, url_safe),
    form("xoxp-", 20, 255, url_safe),
    form("xoxa-", 20, 255, url_safe),
    form("xoxr-", 20, 255, url_safe),
    form("xoxs-", 20, 255, url_safe),
    form("xoxe-", 20, 255, url_safe),
    // OpenAI (`sk-…`, `sk-proj-…`) and Anthropic (`sk-ant-…`): 48 characters and more.
    form("sk-", 40, 255, url_safe),
    // Stripe, “API keys”.
    form("sk_live_", 16, 255, alphanumeric),
    form("rk_live_", 16, 255, alphanumeric),
    form("sk_test_", 16, 255, alphanumeric),
    // Google, “API keys” (39 characters in all) and OAuth 2.0 access tokens.
    form("AIza", 35, 35, url_safe),
    form("ya29.", 60, 1024, url_safe),
    // npm, “About access tokens”: 36 characters, six of them a checksum.
    form("npm_", 36, 36, alphanumeric),
    // PyPI, “API tokens”: a macaroon for pypi.org, which always starts with the same letters.
    form("pypi-AgEIcHlwaS5vcmc", 50, 1024, url_safe),
    // Hugging Face, “User access tokens”.
    form("hf_", 34, 40, alphanumeric),
    // DigitalOcean, “Personal access tokens”.
    form("dop_v1_", 64, 64, alphanumeric),
];

/// Words before a password: any value with letters and digits is taken for one.
const PASSWORD_WORDS: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "pass",
    "pw",
    "passphrase",
    "passcode",
    "access code",
    "zugangscode",
    "code d'accès",
    "code d’accès",
    "code secret",
    "clave",
    "código de acceso",
    "código de acesso",
    "åtkomstkod",
    "رمز المرور",
    "الرقم السري",
    "passwort",
    "kennwort",
    "lösenord",
    "lösenordet",
    "passord",
    "passordet",
    "adgangskode",
    "salasana",
    "wachtwoord",
    "mot de passe",
    "contraseña",
    "senha",
    "palavra-passe",
    "hasło",
    "heslo",
    "jelszó",
    "şifre",
    "parola",
    "пароль",
    "κωδικός",
    "كلمة المرور",
    "كلمة السر",
    "סיסמה",
    "पासवर्ड",
    "পাসওয়ার্ড",
    "密码",
    "密碼",
    "パスワード",
    "비밀번호",
    "mật khẩu",
];
/// Words before a key or a token, which is long.
const KEY_WORDS: &[&str] = &[
    "token",
    "access_token",
    "access token",
    "api_key",
    "api-key",
    "apikey",
    "api key",
    "secret",
    "secret_key",
    "secret key",
    "client_secret",
    "access_key",
    "access key",
    "private_key",
    "auth_token",
    "authorization",
    "key",
    "credential",
    "credentials",
];
/// The shortest value that is one behind each of them.
const SHORTEST_PASSWORD: usize = 6;
const SHORTEST_KEY: usize = 16;
const LONGEST_VALUE: usize = 256;
/// What may stand between the word for a password and the password, in place of a colon.
const IS: &[&str] = &[" is ", " es ", " est ", " é ", " är ", " er ", " ist ", " è ", " هي ", " هو "];
/// How far before a value the word for it is looked for, in characters.
const REACH: usize = 40;

/// The secrets in a text, in no order; some may overlap.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = private_keys(text);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let inside_word = at > 0 && url_safe(bytes[at - 1]);
        let len = match bytes[at] {
            b':' | b'=' => assigned(text, at).map(|value| {
                found.push(value.clone());
                value.end - at
            }),
            byte if !inside_word && byte.is_ascii_alphabetic() => known(text, at).inspect(|len| {
                found.push(at..at + len);
            }),
            b' ' | 0xef => said(text, at).map(|value| {
                found.push(value.clone());
                value.end - at
            }),
            _ => None,
        };
        at += len.unwrap_or(1).max(1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// How long the token of a known form at a place is.
fn known(text: &str, at: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[at..];
    let form = FORMS.iter().find_map(|form| {
        let body = bytes.strip_prefix(form.prefix.as_bytes())?;
        let len = run(body, form.alphabet);
        let random = body[..len].iter().any(u8::is_ascii_digit) || form.prefix == "hf_";
        (form.length.contains(&len) && random).then_some(form.prefix.len() + len)
    });
    form.or_else(|| web_token(text, at)).or_else(|| bearer(text, at))
}

/// A JSON Web Token (RFC 7519): three parts in base64url, the first two objects that start with
/// `{"`.
fn web_token(text: &str, at: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[at..];
    // The payload of one is no start of another.
    if !bytes.starts_with(b"eyJ") || before(text, at) == Some('.') {
        return None;
    }
    let header = run(bytes, url_safe);
    let payload_at = header + 1;
    let rest = bytes.get(payload_at..)?;
    if bytes[header] != b'.' || !rest.starts_with(b"eyJ") {
        return None;
    }
    let mut len = payload_at + run(rest, url_safe);
    if bytes.get(len) == Some(&b'.') {
        len += 1 + run(&bytes[len + 1..], url_safe);
    }
    (header >= 10 && len > payload_at + 10).then_some(len)
}

/// `Bearer …` (RFC 6750, section 2.1), when what follows is no word.
fn bearer(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let scheme = ["Bearer ", "Basic "].iter().find(|scheme| begins_with(rest, scheme))?;
    let body = &rest.as_bytes()[scheme.len()..];
    let len = run(body, |byte| url_safe(byte) || matches!(byte, b'.' | b'~' | b'+' | b'/' | b'='));
    let random = is_random(&body[..len]) || body[..len].ends_with(b"==");
    (len >= SHORTEST_KEY && random).then_some(scheme.len() + len)
}

/// Private keys in PEM (RFC 7468) and in the armour of PGP, to their last line; without one, to the
/// end of the text.
fn private_keys(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("-----BEGIN ") {
        let start = from + at;
        from = start + "-----BEGIN ".len();
        let rest = &text.as_bytes()[from..];
        // “ENCRYPTED PRIVATE KEY-----” and the like are no longer.
        let name = rest[..rest.len().min(48)].split(|&byte| byte == b'\n').next().unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        if !(name.contains("PRIVATE KEY-----") || name.contains("PRIVATE KEY BLOCK-----")) {
            continue;
        }
        let end = text[from..].find("-----END ").map_or(text.len(), |at| {
            let end = from + at + "-----END ".len();
            text[end..].find('\n').map_or(text.len(), |line| end + line)
        });
        found.push(start..end);
        from = end;
    }
    found
}

/// The same at a wide colon, or at a word such as “is” behind that for a password.
fn said(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    if rest.starts_with('：') {
        return assigned(text, at);
    }
    let word = IS.iter().find(|word| begins_with(rest, word))?;
    let value = rest[word.len()..].trim_start_matches([':', '：', ' ', '"', '\'', '`', '*', '“', '«']);
    let start = at + rest.len() - value.len();
    (named(text, at)? == Named::Password)
        .then(|| secret(value, SHORTEST_PASSWORD, false))?
        .map(|len| start..start + len)
}

/// The value that is assigned at a `:` or `=`, if it looks like a secret and the word before says
/// that it is one.
fn assigned(text: &str, at: usize) -> Option<Range<usize>> {
    let (least, password) = match named(text, at)? {
        Named::Password => (SHORTEST_PASSWORD, text[..at].trim_end().len() == at),
        Named::Key => (SHORTEST_KEY, false),
    };
    let rest = &text[at..];
    let value = rest
        .trim_start_matches([':', '=', '：', '>'])
        .trim_start_matches([' ', '\t', '"', '\'', '`', '*', '“', '«', '\u{a0}']);
    let start = at + rest.len() - value.len();
    let scheme = ["Bearer ", "Basic ", "token "].iter().find(|scheme| begins_with(value, scheme));
    let start = start + scheme.map_or(0, |scheme| scheme.len());
    secret(&text[start..], least, password).map(|len| start..start + len)
}

/// What the words before a place announce.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Password,
    Key,
}

fn named(text: &str, at: usize) -> Option<Named> {
    let from = text[..at].char_indices().rev().take(REACH).last().map_or(0, |(at, _)| at);
    // `password for the wiki: …`, within one sentence.
    let sentence =
        text[from..at].rsplit(['.', '!', '?', '\n', ':', '=', ',', ';']).next().unwrap_or_default();
    let sentence = sentence.trim_end_matches([' ', '"', '\'', '`', '*', '_', '\u{a0}']).to_lowercase();
    let ends = |word: &&&str| {
        let apart = !sentence[..sentence.len() - word.len()].ends_with(char::is_alphanumeric);
        // Short ones are part of other words: `compass`.
        apart || word.chars().count() > SHORTEST_PASSWORD || word.starts_with(super::is_unspaced)
    };
    let is = |words: &[&str]| words.iter().filter(|word| sentence.ends_with(**word)).any(|word| ends(&word));
    let within =
        |word: &&str| word.chars().count() > SHORTEST_PASSWORD && sentence.contains(&format!("{word} "));
    if is(PASSWORD_WORDS) {
        Some(Named::Password)
    } else if KEY_WORDS.iter().any(|word| sentence.ends_with(word)) {
        Some(Named::Key)
    } else {
        PASSWORD_WORDS.iter().any(within).then_some(Named::Password)
    }
}

/// How long the secret at the start of a text is. With `figures`, one of digits alone counts as well: such
/// are the passwords of meetings.
fn secret(text: &str, least: usize, figures: bool) -> Option<usize> {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`<>,;".contains(byte);
    let bytes = text.as_bytes();
    let len = match bytes.iter().take(LONGEST_VALUE).position(ends) {
        Some(len) => len,
        None if bytes.len() <= LONGEST_VALUE => bytes.len(),
        None => return None,
    };
    let value = text[..len].trim_end_matches(['.', ')', '*', '”', '»', '\u{a0}']);
    // A link, what was withheld before, or a piece of a program.
    let other = ["://", "[", "::"].iter().any(|sign| value.contains(sign));
    let looks = is_random(value.as_bytes()) || figures && value.bytes().all(|byte| byte.is_ascii_digit());
    (value.len() >= least && looks && !other).then_some(value.len())
}

/// Whether a value has letters and digits, as no word has.
fn is_random(value: &[u8]) -> bool {
    value.iter().any(u8::is_ascii_digit) && value.iter().any(u8::is_ascii_alphabetic)
}

/// How many bytes at the start are of an alphabet.
fn run(bytes: &[u8], alphabet: fn(u8) -> bool) -> usize {
    bytes.iter().position(|&byte| !alphabet(byte)).unwrap_or(bytes.len())
}

fn alphanumeric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn base32(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'2'..=b'7')
}

fn word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn url_safe(byte: u8) -> bool {
    word(byte) || byte == b'-'
}

#[cfg(test)]
mod tests;
