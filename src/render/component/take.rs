//! What readers can take with them: a book as a file, and the same as a page to print.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::render::book::{epub, title};
use crate::render::context::Context;
use crate::render::href::href;
use crate::render::html::Html;
use crate::render::messages::Words;
use crate::site::{Book, PageKind};

/// A book that readers can take with them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TakeView {
    /// The address of the file.
    url: String,
    /// What the file is to be called on the reader's device.
    name: String,
    /// What the link to the file says: its form and size.
    text: Html,
    /// The address of the same as one page to print; none for a guide, whose own page is that.
    print: Option<String>,
}

/// A book in the language of the page; none where there is no such book in it.
///
/// # Errors
/// When the book cannot be made.
pub(crate) fn take(cx: &Context<'_>, book: &Book) -> Result<Option<TakeView>, Box<Diagnostic>> {
    if cx.site.chapters(book, cx.language()).is_none() {
        return Ok(None);
    }
    let size = size(cx.words(), epub::size(cx, book)? as u64);
    let print = || href(&cx.url_of(PageKind::Print(book.clone())));
    Ok(Some(TakeView {
        url: href(&cx.url_of(PageKind::Book(book.clone()))),
        name: format!("{}.epub", title(cx, book)),
        text: cx.localized(&cx.words().with("offline-epub", &[("size", size.into())])),
        print: (!matches!(book, Book::Guide(_))).then(print),
    }))
}

/// The size of a file in words, rounded up: nobody is to pay for more than they were told.
pub(crate) fn size(words: &Words, bytes: u64) -> String {
    if bytes <= 999_000 {
        let number = usize::try_from(bytes.div_ceil(1000)).unwrap_or(usize::MAX);
        return words.with("size-kilobytes", &[("number", words.count(number).into())]);
    }
    let tenths = u32::try_from(bytes.div_ceil(100_000)).unwrap_or(u32::MAX);
    words.with("size-megabytes", &[("number", words.number(f64::from(tenths) / 10.0).into())])
}
