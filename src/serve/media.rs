//! The media type that a file is served with, by the end of its name.

use crate::record::asset;

/// What is not known is offered for saving.
const UNKNOWN: &str = "application/octet-stream";

/// What a site is made of beside the files that it publishes as they are: pages, data and the theme's files.
#[rustfmt::skip]
const MADE: &[(&str, &str)] = &[
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("webmanifest", "application/manifest+json"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml"),
];

/// The media type of the file at an address. Feeds are the only Atom on a site.
pub(super) fn media_type(address: &str) -> &'static str {
    let name = address.rsplit('/').next().unwrap_or_default();
    if name == "feed.xml" {
        return "application/atom+xml";
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let made = MADE.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
    made.map(|&(_, media_type)| media_type).or_else(|| asset::media_type(name)).unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_name_decides() {
        for (address, expected) in [
            ("/cases/a/photo.JPG", "image/jpeg"),
            ("/a.b/data.csv", "text/csv; charset=utf-8"),
            ("/theme/style.css", "text/css; charset=utf-8"),
            ("/sitemap.xml", "application/xml"),
            ("/cases/feed.xml", "application/atom+xml"),
            ("/a.css/LICENSE", UNKNOWN),
            ("/a.unknown", UNKNOWN),
        ] {
            assert_eq!(media_type(address), expected, "{address}");
        }
    }
}
