//! How pages link: addresses as they stand in an `href`. A page may lie at any depth, so every link goes
//! by way of the root of the site, for which a placeholder stands until the page is finished.

use memchr::memchr_iter;

use crate::site::Site;
use crate::source::UrlPath;

/// The placeholder for the relative address of the root. The character is one of those that Unicode keeps for
/// use within a program. A text that has it nonetheless shows that address there, which harms nobody.
pub(super) const ROOT: &str = "\u{FDD0}";

/// The address of a page, the same on every page.
pub(super) fn href(url: &UrlPath) -> String {
    let mut href = String::with_capacity(ROOT.len() + url.as_str().len() + "index.html".len());
    href.push_str(ROOT);
    url.push_from_root(&mut href);
    href
}

/// A finished page, with `root` wherever [`ROOT`] stood.
pub(super) fn rooted(page: &[u8], root: &str) -> Vec<u8> {
    let mut rooted = Vec::with_capacity(page.len() + page.len() / 8);
    let mut from = 0;
    // The first byte alone is rare enough to be looked for.
    let found = memchr_iter(ROOT.as_bytes()[0], page).filter(|&at| page[at..].starts_with(ROOT.as_bytes()));
    for at in found {
        rooted.extend_from_slice(&page[from..at]);
        rooted.extend_from_slice(root.as_bytes());
        from = at + ROOT.len();
    }
    rooted.extend_from_slice(&page[from..]);
    rooted
}

/// A page's whole address, or its address from the site's root where the site has none.
pub(super) fn absolute(site: &Site, url: &UrlPath) -> String {
    site.config.base_url.as_ref().map_or_else(|| url.to_string(), |base| url.absolute(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_root_is_put_in_last() {
        let page = format!("<a href=\"{ROOT}a/index.html\">A</a><img src=\"{ROOT}b.png\">");
        assert_eq!(
            String::from_utf8(rooted(page.as_bytes(), "../")).unwrap(),
            "<a href=\"../a/index.html\">A</a><img src=\"../b.png\">"
        );
        assert_eq!(rooted("Ünïcode".as_bytes(), "../"), "Ünïcode".as_bytes());
    }
}
