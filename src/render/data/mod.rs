//! Files without a template: feeds, the calendar, JSON and CSV, the sitemap.

pub(super) mod answers;
pub(super) mod calendar;
pub(super) mod feed;
pub(super) mod figures;
pub(super) mod records;
pub(super) mod sitemap;
