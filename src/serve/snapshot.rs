//! The site as it was when it was last sound, and what it has at each address.

use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use super::http::Response;
use super::media::media_type;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::render::{Bound, Format, render};
use crate::pipeline::{Loaded, PUBLIC, Project, locate};
use crate::read;
use crate::render::{Renderer, Theme};
use crate::search::Live;
use crate::site::{Page, PageKind, Site};
use crate::source::UrlPath;

pub(super) struct Snapshot {
    project: Project,
    site: Arc<Site>,
    theme: Arc<Theme>,
    /// How many pages and generated files there are.
    pages: usize,
    /// The same for every snapshot: it follows the site that it is asked about.
    search: Arc<Live>,
}

impl Snapshot {
    pub(super) fn new(project: &Project, loaded: &Loaded, search: Arc<Live>) -> Self {
        let site = Arc::clone(&loaded.site);
        let pages = site.pages().len();
        Self { project: project.clone(), site, theme: Arc::clone(&loaded.theme), pages, search }
    }

    /// How many pages and generated files there are.
    pub(super) fn len(&self) -> usize {
        self.pages
    }

    /// What the site has at a path, which is decoded and leads nowhere upwards. Pages are drawn when
    /// they are asked for.
    pub(super) fn respond(&self, path: &str) -> Response {
        let folder = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
        let url = UrlPath::new(folder.unwrap_or(path));
        if let Some(page) = self.site.page_at(&url) {
            return self.draw(&page, 200);
        }
        if let Some(bytes) = self.file(&url) {
            return Response::ok(media_type(url.as_str()), bytes);
        }
        if let Some(bytes) = self.theme.file(&url) {
            return Response::ok(media_type(url.as_str()), bytes.to_vec());
        }
        if let Some(bytes) = self.search.file(&self.site, &url) {
            return Response::ok(media_type(url.as_str()), bytes);
        }
        if !url.is_page() {
            let page = UrlPath::new(&format!("{url}/"));
            if self.site.page_at(&page).is_some() {
                return Response::redirect(page.absolute("/"));
            }
        }
        self.draw(&Page::new(PageKind::NotFound, self.site.config.default_language()), 404)
    }

    /// A file of the content, or a picture made of one.
    fn file(&self, url: &UrlPath) -> Option<Vec<u8>> {
        if let Some((asset, at)) = self.site.size_at(url) {
            return self.project.size(asset, at);
        }
        let asset = self.site.asset(url)?;
        match asset.picture {
            Some(_) => self.project.clean(asset),
            None => whole(&asset.file.under(&self.project.root)).ok(),
        }
    }

    fn draw(&self, page: &Page, status: u16) -> Response {
        let pictures = self.project.pictures(&self.project.root.join(PUBLIC));
        match Renderer::new(&self.site, &self.theme, &pictures).page(page) {
            Ok(bytes) => {
                let url = self.site.url(page);
                let name = if url.is_page() { "index.html" } else { url.as_str() };
                Response { status, ..Response::ok(media_type(name), bytes) }
            }
            Err(fault) => {
                let mut faults = Diagnostics::from(*fault);
                locate(&mut faults, &self.project);
                faults_page(&render(Format::Human, &faults, &self.project, Bound::PREVIEW, false))
            }
        }
    }
}

/// What a published file holds.
fn whole(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    read::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Stands in for a page that cannot be drawn.
pub(super) fn faults_page(faults: &str) -> Response {
    let mut text = String::with_capacity(faults.len());
    for character in faults.chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            character => text.push(character),
        }
    }
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Faults</title>\n</head>\n\
         <body>\n<h1>This page cannot be shown yet</h1>\n<pre>{text}</pre>\n</body>\n</html>\n"
    );
    Response::html(500, html.into_bytes())
}
