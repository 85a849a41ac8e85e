//! The media type that a file is served with, by the end of its name.

/// What is not known is offered for saving.
const UNKNOWN: &str = "application/octet-stream";

#[rustfmt::skip]
const TYPES: [(&str, &str); 33] = [
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("gif", "image/gif"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("ics", "text/calendar; charset=utf-8"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("ogv", "video/ogg"),
    ("opus", "audio/ogg"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("tsv", "text/tab-separated-values; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("wav", "audio/wav"),
    ("webm", "video/webm"),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml"),
    ("zip", "application/zip"),
];

/// The media type of the file at an address. Feeds are the only Atom on a site.
pub(super) fn media_type(address: &str) -> &'static str {
    let name = address.rsplit('/').next().unwrap_or_default();
    if name == "feed.xml" {
        return "application/atom+xml";
    }
    let Some((_, extension)) = name.rsplit_once('.') else {
        return UNKNOWN;
    };
    let found = TYPES.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known));
    found.map_or(UNKNOWN, |&(_, media_type)| media_type)
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
