#[derive(Debug, Default)]
pub struct Body {
    pub html: String,
    pub title: Option<Box<str>>,
}
pub fn parse(
    _: &str,
    _: usize,
    _: &crate::source::SitePath,
    _: bool,
) -> (Body, crate::diagnostic::Diagnostics) {
    Default::default()
}
