//! Links that begin a mail to the people behind the site.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::context::Context;
use crate::config::Contact;

/// The address that mails to the desk go to.
pub(super) fn address<'a>(cx: &Context<'a>) -> Option<&'a str> {
    cx.site.config.contact.get("email").and_then(Contact::mail)
}

/// An address as a link, without a text.
pub(super) fn link(address: &str) -> String {
    format!("mailto:{}", in_mail(address).replace("%40", "@"))
}

/// A text as it stands in a `mailto:` link.
pub(super) fn in_mail(text: &str) -> String {
    const SET: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, SET).to_string()
}
