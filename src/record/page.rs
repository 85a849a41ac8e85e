use super::Report;
use super::front_matter::front_matter;

front_matter! {
    /// A page of its own, at the address that its path below `content/pages/` gives.
    Page {
        /// Its place among its neighbours; the lowest comes first.
        order: Option<i64> [apart],
        /// Whether the site's main menu shows it.
        menu: bool [apart],
    }
}

impl Page {
    #[allow(clippy::unused_self, reason = "every kind is asked")]
    pub(super) fn check(&self, _: Report<'_>) {}
}
