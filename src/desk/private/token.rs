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
    form("sk_live_", 24, 255, alphanumeric),
    form("rk_live_", 24, 255, alphanumeric),
    form("sk_test_", 24, 255, alphanumeric),
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
    "passphrase",
    "passcode",
    "passwort",
    "kennwort",
    "lösenord",
    "passord",
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
            _ if text[at..].starts_with('：') => assigned(text, at).map(|value| {
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

/// The value that is assigned at a `:` or `=`, if it looks like a secret and the word before says
/// that it is one.
fn assigned(text: &str, at: usize) -> Option<Range<usize>> {
    let from = text[..at].char_indices().rev().take(24).last().map_or(0, |(at, _)| at);
    let name = text[from..at].trim_end_matches([' ', '"', '\'', '`', '*', '_']).to_lowercase();
    let named = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    let least = if named(PASSWORD_WORDS) {
        SHORTEST_PASSWORD
    } else if named(KEY_WORDS) {
        SHORTEST_KEY
    } else {
        return None;
    };
    let rest = &text[at..];
    let value =
        rest.trim_start_matches([':', '=', '：', '>']).trim_start_matches([' ', '\t', '"', '\'', '`', '*']);
    let start = at + rest.len() - value.len();
    let scheme = ["Bearer ", "Basic ", "token "].iter().find(|scheme| begins_with(value, scheme));
    let skipped = scheme.map_or(0, |scheme| scheme.len());
    let start = start + skipped;
    let value = &value[skipped..];
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`<>,;".contains(byte);
    let bytes = value.as_bytes();
    let len = match bytes.iter().take(LONGEST_VALUE).position(ends) {
        Some(len) => len,
        None if bytes.len() <= LONGEST_VALUE => bytes.len(),
        None => return None,
    };
    let value = value[..len].trim_end_matches(['.', ')', '*']);
    // A link, what was withheld before, or a piece of a program.
    let other = ["://", "[", "::"].iter().any(|sign| value.contains(sign));
    let secret = value.len() >= least && is_random(value.as_bytes()) && !other;
    secret.then_some(start..start + value.len())
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
mod tests {
    use super::*;

    /// So many letters and digits that are of every alphabet. Put together here, so that no scanner of
    /// repositories takes them for a secret.
    fn value(length: usize) -> String {
        "A2B3C4D5E6F7G2H".chars().cycle().take(length).collect()
    }

    /// Whether a text has a secret that goes on to its end.
    fn ends_with_secret(text: &str) -> bool {
        find(text).iter().any(|found| found.end == text.len())
    }

    #[test]
    fn a_token_of_every_form_is_found_in_each_length_that_it_has() {
        for Form { prefix, length, .. } in FORMS {
            let (least, most) = (*length.start(), *length.end());
            for (length, is_token) in [(least - 1, false), (least, true), (most, true), (most + 1, false)] {
                let token = format!("{prefix}{}", value(length));
                assert_eq!(ends_with_secret(&token), is_token, "{prefix}: {length}");
            }
        }
    }

    #[test]
    fn every_word_before_a_secret_tells_of_it() {
        for (words, shortest) in [(PASSWORD_WORDS, SHORTEST_PASSWORD), (KEY_WORDS, SHORTEST_KEY)] {
            for word in words {
                for (length, is_secret) in [
                    (shortest - 1, false),
                    (shortest, true),
                    (LONGEST_VALUE, true),
                    (LONGEST_VALUE + 1, false),
                ] {
                    for word in [(*word).to_owned(), word.to_uppercase()] {
                        let text = format!("{word}: {}", value(length));
                        assert_eq!(ends_with_secret(&text), is_secret, "{word}: {length}");
                    }
                }
            }
        }
        assert!(!ends_with_secret(&format!("word: {}", value(20))));
    }

    #[test]
    fn a_web_token_and_a_bearer_are_as_long_as_theirs_are() {
        let web = |header: usize, payload: usize| {
            ends_with_secret(&format!("eyJ{}.eyJ{}", value(header - 3), value(payload - 3)))
        };
        assert!(web(10, 11) && !web(9, 11) && !web(10, 10));
        for text in ["abcdefghij12.eyJabcdefghijkl", "eyJabcdefghij.abcdefghijkl12"] {
            assert_eq!(find(text), [], "{text}");
        }
        let bearer = |length: usize| ends_with_secret(&format!("Bearer {}", value(length)));
        assert!(bearer(SHORTEST_KEY) && !bearer(SHORTEST_KEY - 1));
        let text = "password: token abc12345";
        let found: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["abc12345"]);
        assert_eq!(find("no password hunter22"), []);
    }
}
