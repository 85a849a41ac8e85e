use super::Report;
use super::front_matter::front_matter;
use super::reference::{Country, PartnerType, Region};
use super::value::{WebAddress, WikidataItem};

front_matter! {
    /// An organisation that content is shared with.
    Partner {
        /// What kind of organisation it is.
        r#type: Option<PartnerType>,
        /// Where it is, as ISO codes such as `UG`.
        countries: Vec<Country>,
        /// Its region, where no country fits.
        region: Option<Region>,
        /// Its item on Wikidata.
        wikidata: Option<WikidataItem> [label("field-identifier")],
        /// Its own site.
        website: Option<WebAddress>,
    }
}

impl Partner {
    #[allow(clippy::unused_self, reason = "every kind is asked")]
    pub(super) fn check(&self, _: Report<'_>) {}
}
