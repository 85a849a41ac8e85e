//! The words that announce a telephone number, or a number of another kind.
//! [`telephone`](super) asks what stands before a number.

use crate::desk::private::{is_invisible, is_unspaced};

/// Words that announce a telephone number, in lower case.
pub(super) const LABELS: &[&str] = &[
    "phone",
    "telephone",
    "tel",
    "tlf",
    "tlph",
    "tfn",
    "ph",
    "mobile",
    "mob",
    "cell",
    "cellphone",
    "fax",
    "whatsapp",
    "viber",
    "sms",
    "telefon",
    "telefonnummer",
    "mobil",
    "mobiltelefon",
    "mobilnummer",
    "handy",
    "handynummer",
    "rufnummer",
    "téléphone",
    "gsm",
    "teléfono",
    "telefono",
    "tfno",
    "móvil",
    "movil",
    "celular",
    "telefone",
    "telemóvel",
    "cellulare",
    "telefoon",
    "mobiel",
    "puhelin",
    "puh",
    "gsm-numero",
    "telefoni",
    "tālrunis",
    "telefonas",
    "nambari",
    "telepon",
    "điện thoại",
    "sđt",
    "telefonszám",
    "komórka",
    "τηλέφωνο",
    "τηλ",
    "κινητό",
    "телефон",
    "тел",
    "моб",
    "мобильный",
    "هاتف",
    "الهاتف",
    "هاتفي",
    "جوال",
    "الجوال",
    "موبايل",
    "واتساب",
    "تلفن",
    "موبایل",
    "فون",
    "טלפון",
    "נייד",
    "फ़ोन",
    "फोन",
    "मोबाइल",
    "दूरभाष",
    "ফোন",
    "মোবাইল",
    "โทรศัพท์",
    "โทร",
    "电话",
    "電話",
    "手机",
    "手機",
    "電話番号",
    "携帯",
    "전화",
    "휴대폰",
    "핸드폰",
    "☎",
    "☎\u{fe0f}",
    "✆",
    "📞",
    "📱",
    "℡",
];
/// Words that may stand between such a word and the number.
pub(super) const NUMBER_WORDS: &[&str] =
    &["number", "no", "nr", "num", "nummer", "numéro", "número", "numero", "номер", "رقم", "號", "号", "#"];
/// Words that announce a number of another kind.
pub(super) const OTHER_LABELS: &[&str] = &[
    "isbn", "isbn-10", "isbn-13", "issn", "doi", "pmid", "oclc", "orcid", "lccn", "viaf", "isni", "gnd", "id",
];
/// What the word right before a number says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Telephone {
        /// With a colon or its like behind, it can only be meant for this number.
        colon: bool,
    },
    Other,
}

impl Label {
    pub(super) fn before(text: &str) -> Option<Self> {
        let from = text.char_indices().rev().take(32).last().map_or(0, |(at, _)| at);
        let tail = text[from..].rsplit('\n').next().unwrap_or_default().to_lowercase();
        let bare = |text: &str| -> String {
            text.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c) || ":：.=*_([".contains(c))
                .to_owned()
        };
        let mut words = bare(&tail);
        let mut colon = tail[words.len()..].contains([':', '：', '.', '=']);
        let is = |words: &str, labels: &[&str]| labels.iter().any(|label| ends_with_word(words, label));
        // `電話番号` ends with the word for a number, and is the word for a telephone number all the same.
        if !is(&words, LABELS)
            && let Some(number) = NUMBER_WORDS.iter().find(|word| ends_with_word(&words, word))
        {
            words = bare(&words[..words.len() - number.len()]);
            colon = true;
        }
        if is(&words, LABELS) {
            return Some(Self::Telephone { colon });
        }
        is(&words, OTHER_LABELS).then_some(Self::Other)
    }
}

/// Whether a text ends with a word that stands alone.
fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(rest) = text.strip_suffix(word) else {
        return false;
    };
    // In scripts without spaces, and behind signs, nothing has to stand between.
    let joined = word.starts_with(|c: char| is_unspaced(c) || !c.is_alphanumeric());
    joined || !rest.ends_with(char::is_alphanumeric)
}
