//! No address, number or token of any mail is in a file that the program writes below the site: neither of the mails
//! below `tests/mail`, nor of made-up ones with every kind of private data in every place of a mail.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use casebook::desk::intake::digest_of_id;
use casebook::desk::mail::{Keep, read};
use tempfile::TempDir;

use self::traces::Secrets;
use crate::site::{Ran, Site, repository, tree};

mod corpus;
mod letters;
mod private;
mod traces;

const DAY: &str = "2026-03-10";

/// Mails by the names of their files.
type Mails = BTreeMap<String, Vec<u8>>;

/// A desk with one who writes down what members say, a request that the committee is asked about, and one at its end.
struct Lived {
    site: Site,
    /// The mailbox, and the file with the members' addresses.
    outside: TempDir,
}

impl Lived {
    fn new() -> Self {
        let request = |title: &str, status: &str, mail: &str| {
            let digest = digest_of_id(mail);
            format!(
                "---\ntitle: {title}\nrequester: {{name: Ana}}\ndescription: Five hundred maps.\nassignee: rita\n\
                 received: 2026-03-01\nstatus: {status}\nmails: [{digest}]\n---\n"
            )
        };
        let site = Site::new()
            .file(
                "casebook.yaml",
                // The one address that is public, and in none of the mails.
                "title: The Lantern Desk\nlanguages: [en, es]\nbase_url: https://lantern.example/\n\
                 contact: {email: hello@lantern.example}\n",
            )
            .file("content/people/vera.md", "---\ntitle: Vera\nroles: [{role: committee}]\n---\n")
            .file("content/people/rita.md", "---\ntitle: Rita\nroles: [{role: helpdesk}]\n---\n")
            .file("content/groups/committee.md", "---\ntitle: The committee\nmembers: [vera]\n---\n")
            .file("content/requests/asked/index.md", request("Asked", "initial-feedback", letters::FIRST))
            .file("content/requests/ended/index.md", request("Ended", "withdrawn", letters::ENDED));
        let outside = tempfile::tempdir().unwrap();
        fs::create_dir(outside.path().join("mails")).unwrap();
        fs::write(outside.path().join("people.yaml"), format!("vera: {}\n", letters::MEMBER)).unwrap();
        Self { site, outside }
    }

    /// These mails lie in the mailbox and are taken in.
    fn fetch(&self, mails: &Mails) -> Ran {
        let at = |name: &str| self.outside.path().join(name).to_str().unwrap().to_owned();
        let (mailbox, people) = (at("mails"), at("people.yaml"));
        for (name, mail) in mails {
            fs::write(self.outside.path().join("mails").join(name), mail).unwrap();
        }
        let access = ["--mailbox", &mailbox, "--people", &people, "--by", "rita", "--today", DAY];
        let ran = self.site.run(["mail", "fetch"].iter().chain(&access));
        ran.succeeded();
        ran
    }

    /// The files that the program has written, and those of a build.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.site.run(["build", "--today", DAY]).succeeded();
        tree(&self.site.root())
    }
}

/// What a mail gives to a request where nothing of it is left out.
fn whole(mail: &[u8]) -> String {
    let mail = read(mail, Keep::All).unwrap();
    let files = mail.attachments.iter().map(|file| file.name.as_str());
    let names = [mail.subject.as_str(), mail.sender.as_deref().unwrap_or_default()];
    names.into_iter().chain(files).chain([mail.shown("##").as_str()]).collect::<Vec<_>>().join("\n")
}

/// Holds that nothing was found, and tells where what was.
#[track_caller]
fn none(found: impl Iterator<Item = (String, BTreeSet<String>)>) {
    let found: Vec<_> = found.filter(|(_, secrets)| !secrets.is_empty()).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn nothing_private_in_any_place_of_a_mail_is_in_a_file_of_the_site() {
    let sentences = private::sentences();
    let letters = letters::all(&sentences);
    let mails: Mails = letters.into_iter().map(|mail| (format!("{}.eml", mail.name), mail.bytes)).collect();
    let secrets = sentences.iter().flat_map(|sentence| &sentence.secrets).map(String::as_str);
    // Whatever is left of an address has one of these in it.
    let secrets = Secrets::new(secrets.chain(["ottoline", "sanctum-archief"]));
    let lived = Lived::new();
    let ran = lived.fetch(&mails);
    assert!(ran.stderr.ends_with(&format!("{} mails were taken in.\n", mails.len())), "{}", ran.stderr);
    let files = lived.files();
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    assert!(text("content/requests/asked/index.md").contains("\n## 2026-03-02, Karin"));
    assert!(text("content/requests/ended/index.md").contains("\nheard:\n"));
    assert!(text("content/requests/asked/reviews/initial-vera.md").contains("withheld]"));
    none(files.iter().map(|(path, bytes)| (path.clone(), secrets.in_file(path, bytes))));
    let records = files.iter().filter(|(path, _)| path.starts_with("content/"));
    none(
        records.map(|(path, bytes)| (path.clone(), secrets.in_record(path, &String::from_utf8_lossy(bytes)))),
    );
    // Nor is it in what is left out of a mail, and can be had back. What a file hides by its way of writing is only
    // written when the file is read.
    let open = mails.iter().filter(|(name, _)| !name.starts_with("file-"));
    none(open.map(|(name, mail)| (name.clone(), secrets.in_record("", &whole(mail)))));
}

#[test]
fn nothing_private_of_the_mails_of_many_programs_is_in_a_file_of_the_site() {
    let files = tree(&repository("tests/mail")).into_iter();
    let mails: Mails = files.filter(|(path, _)| path.ends_with(".eml")).collect();
    let secrets: BTreeSet<String> = mails.values().flat_map(|mail| corpus::secrets(mail)).collect();
    for known in ["ada@example.org", "plain.1@mail.example.org", "850709-9805", "46 8 123 456 78", "hunter2"]
    {
        assert!(secrets.contains(known), "{known}: {secrets:#?}");
    }
    let secrets = Secrets::new(secrets);
    let lived = Lived::new();
    let ran = lived.fetch(&mails);
    // One tells that a mail was not delivered, one that somebody is away.
    assert!(ran.stderr.ends_with(&format!("{} mails were taken in.\n", mails.len() - 2)), "{}", ran.stderr);
    none(lived.files().iter().map(|(path, bytes)| (path.clone(), secrets.in_file(path, bytes))));
    none(mails.iter().map(|(name, mail)| (name.clone(), secrets.in_file("", whole(mail).as_bytes()))));
}
