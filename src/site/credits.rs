//! Whose the pictures are that texts show, and what is missing of that. `render` asks for the credit of a picture,
//! `pipeline` for the faults.

use std::collections::BTreeSet;

use super::{Asset, EntryId, Site, Target};
use crate::diagnostic::{Code, Diagnostic, FieldPath};
use crate::parse::markdown::LinkKind;
use crate::record::Credit;
use crate::source::SitePath;
use crate::suggest::nearest;

impl Site {
    /// What a record says of a picture; a translation has it from its original.
    #[must_use]
    pub fn credit(&self, id: EntryId, picture: &Asset) -> Option<&Credit> {
        let record = &self.entry(self.entry(id).original).record;
        let is_of = |credit: &&Credit| {
            let file = record.file.join(&credit.file.0);
            file.is_some_and(|file| self.asset_of(&file).is_some_and(|asset| asset.url == picture.url))
        };
        record.common.pictures.iter().find(is_of)
    }

    /// The images that the text of a record shows, each with its place among the links.
    pub fn images(&self, id: EntryId) -> impl Iterator<Item = (usize, &Asset)> {
        let links = self.entry(id).record.body.links.iter().zip(self.targets(id)).enumerate();
        links.filter_map(|(at, (link, target))| match target {
            Target::Address(url, _) if link.kind == LinkKind::Image => Some((at, self.asset(url)?)),
            _ => None,
        })
    }
}

/// Photographs of which nobody says whose they are, and credits of pictures that no text shows.
pub fn uncredited(site: &Site) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (id, entry) in site.entries().filter(|(id, entry)| *id == entry.original) {
        let mut shown: BTreeSet<&SitePath> = BTreeSet::new();
        for version in site.versions(id) {
            let record = &site.entry(version).record;
            for (at, asset) in site.images(version) {
                let link = &record.body.links[at];
                let is_photograph =
                    asset.picture.is_some_and(|picture| picture.is_ok_and(|picture| picture.is_photograph()));
                if !shown.insert(&asset.file) || link.is_borrowed || !is_photograph {
                    continue;
                }
                let lack = match site.credit(version, asset) {
                    Some(Credit { credit: Some(_), licence: Some(_), .. }) => continue,
                    Some(Credit { credit: Some(_), .. }) => "under which licence this picture may be used",
                    Some(_) => "who made this picture",
                    None => "whose this picture is",
                };
                let name = asset.file.file_name();
                let help = format!(
                    "write it into the front matter: `pictures: [{{file: {name}, credit: …, licence: cc-by-sa-4.0}}]`"
                );
                let fault = Diagnostic::new(
                    Code::MissingCredit,
                    &record.file,
                    link.span,
                    format!("nothing says {lack}"),
                );
                faults.push(fault.help(help));
            }
        }
        let record = &entry.record;
        for (index, credit) in record.common.pictures.iter().enumerate() {
            let file = record.file.join(&credit.file.0);
            let asset = file.as_ref().and_then(|file| site.asset_of(file));
            if asset.is_some_and(|asset| shown.contains(&asset.file)) {
                continue;
            }
            let names: Vec<&str> = shown.iter().map(|file| file.file_name()).collect();
            let help = match nearest(&credit.file.0, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the name of a picture as the text has it, or leave this out".to_owned(),
            };
            let place = FieldPath::key("pictures").at(index).then("file");
            let message = format!("the text shows no picture `{}`", credit.file.0);
            faults.push(Diagnostic::new(Code::BadValue, &record.file, place, message).help(help));
        }
    }
    faults
}
