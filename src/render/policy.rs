//! What pages may load and run: a policy that each page has in its head, and that `/_headers` gives to
//! hosts that read that file. It is the second wall behind everything that escapes what people write.
//!
//! <https://www.w3.org/TR/CSP3/>; the file is that of Netlify, Cloudflare Pages and their like:
//! <https://docs.netlify.com/routing/headers/>.

use std::collections::BTreeSet;

use crate::config::{Config, Script};

/// The Content Security Policy of a page: nothing but the site's own files and the scripts that its settings name, and
/// no script or style within a page. `file:` and `zim:` stand beside `'self'` for pages that are read offline: some
/// browsers give each file an origin of its own. A page on the web can load neither.
pub(super) fn page(config: &Config) -> String {
    let origins: BTreeSet<&str> = config.scripts.iter().map(|Script { src, .. }| src.origin()).collect();
    let others: String = origins.into_iter().flat_map(|origin| [" ", origin]).collect();
    format!(
        "default-src 'none'; script-src 'self' file: zim:{others}; style-src 'self' file: zim:; \
         img-src 'self' data: file: zim:; font-src 'self' file: zim:; media-src 'self' file: zim:; \
         connect-src 'self'{others}; manifest-src 'self'; worker-src 'self'; form-action 'self' file: zim:; \
         base-uri 'none'"
    )
}

/// The file `/_headers`: the same policy, and what a page cannot say of itself.
pub(super) fn headers(config: &Config) -> Vec<u8> {
    let policy = format!("{}; frame-ancestors 'none'", page(config));
    let lines = [
        ("Content-Security-Policy", &*policy),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    let lines = lines.map(|(name, value)| format!("  {name}: {value}\n"));
    format!("/*\n{}", lines.concat()).into_bytes()
}
