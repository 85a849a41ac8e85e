//! Dovecot with one made-up mailbox, on this computer alone. It runs as an ordinary user: as whoever runs the tests,
//! or for root as `nobody`. It is stopped when the test is over, also when that fails.

use std::fs;
use std::io::Read as _;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::certificates::Certificates;

/// The user of the mailbox, and what opens it: letters and signs that are written in different ways.
pub(crate) const USER: &str = "desk@example.org";
pub(crate) const PASSWORD: &str = "ge\"heim \\ ünd {5}";
/// `nobody`, and its group, on every system.
const NOBODY: u32 = 65534;

/// The folders that mail programs make.
pub(crate) const FOLDERS: &[(&str, &str)] =
    &[("Drafts", "\\Drafts"), ("Sent", "\\Sent"), ("Archive", "\\Archive")];

/// A server that is running.
pub(crate) struct Dovecot {
    folder: TempDir,
    certificates: Certificates,
    child: Child,
    tls: u16,
    starttls: u16,
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

impl Dovecot {
    pub(crate) fn start() -> Self {
        Self::with(FOLDERS)
    }

    /// With these folders besides the inbox: each with its name and its use, which may be empty.
    pub(crate) fn with(folders: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        let owner = fs::metadata(folder.path()).unwrap();
        let (user, group) = if owner.uid() == 0 { (NOBODY, NOBODY) } else { (owner.uid(), owner.gid()) };
        let certificates = Certificates::new(folder.path());
        for name in ["run", "raw/desk@example.org", "mail/cur", "mail/new", "mail/tmp"] {
            fs::create_dir_all(at(name)).unwrap();
        }
        let home = at("mail").display().to_string();
        fs::write(at("users"), format!("{USER}:{{PLAIN}}{PASSWORD}:{user}:{group}::{home}::\n")).unwrap();
        // A port that is free now may be taken before the server has it.
        for _ in 0..3 {
            let (tls, starttls) = (free_port(), free_port());
            fs::write(at("dovecot.conf"), settings(folder.path(), user, group, tls, starttls, folders))
                .unwrap();
            give(folder.path(), user, group);
            let mut command = Command::new("/usr/sbin/dovecot");
            command.arg("-F").arg("-c").arg(at("dovecot.conf")).current_dir(folder.path());
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).process_group(0);
            if owner.uid() == 0 {
                command.uid(user).gid(group);
            }
            let child = command.spawn().expect("Dovecot is needed: apt-get install dovecot-imapd");
            if let Some(child) = running(child, tls, folder.path()) {
                return Self { folder, certificates, child, tls, starttls };
            }
        }
        panic!("Dovecot does not start: {}", fs::read_to_string(at("log")).unwrap_or_default());
    }

    /// The address of the mailbox, as it is given to the program.
    pub(crate) fn address(&self) -> String {
        format!("imaps://desk%40example.org@localhost:{}", self.tls)
    }

    pub(crate) fn starttls_address(&self) -> String {
        format!("imap://desk%40example.org@localhost:{}", self.starttls)
    }

    /// The certificate of the authority that vouches for it.
    pub(crate) fn ca(&self) -> &Path {
        &self.certificates.ca
    }

    /// Puts a new mail into the inbox, as a mail server does, and says where.
    pub(crate) fn deliver(&self, name: &str, mail: &[u8]) -> PathBuf {
        self.deliver_into("", name, mail)
    }

    /// Puts one into a folder, by the name that the folder has on the disk: `.Sent`.
    pub(crate) fn deliver_into(&self, folder: &str, name: &str, mail: &[u8]) -> PathBuf {
        let owner = fs::metadata(self.mail()).unwrap();
        let path = self.mail().join(folder);
        for name in ["cur", "new", "tmp"] {
            fs::create_dir_all(path.join(name)).unwrap();
        }
        give(&path, owner.uid(), owner.gid());
        let path = path.join("new").join(name);
        fs::write(&path, mail).unwrap();
        chown(&path, Some(owner.uid()), Some(owner.gid())).unwrap();
        path
    }

    fn mail(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    /// The mails of a folder on the disk, with their flags behind their names.
    pub(crate) fn files(&self, folder: &str) -> Vec<PathBuf> {
        let folders = ["cur", "new"].map(|name| self.mail().join(folder).join(name));
        let mut files: Vec<PathBuf> = folders
            .iter()
            .flat_map(|folder| fs::read_dir(folder).into_iter().flatten())
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        files
    }

    /// All commands that it was told by those who were signed in.
    pub(crate) fn commands(&self) -> Vec<String> {
        let mut commands = Vec::new();
        for entry in fs::read_dir(self.folder.path().join("raw").join(USER)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "in") {
                let log = String::from_utf8(fs::read(path).unwrap()).unwrap();
                // Each line begins with the time; those of a draft are among them.
                let said = log.lines().filter_map(|line| line.split_once(' ')?.1.split_once(' '));
                let is_tag = |tag: &str| {
                    tag.len() > 1
                        && tag.starts_with('c')
                        && tag[1..].bytes().all(|byte| byte.is_ascii_digit())
                };
                commands.extend(said.filter(|(tag, _)| is_tag(tag)).map(|(_, command)| command.to_owned()));
            }
        }
        commands
    }
}

/// The server when it takes connections; `None` when it has ended instead.
fn running(mut child: Child, port: u16, folder: &Path) -> Option<Child> {
    let end = Instant::now() + Duration::from_secs(20);
    while Instant::now() < end {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(child);
        }
        if child.try_wait().unwrap().is_some() {
            let mut says = String::new();
            child.stderr.take().unwrap().read_to_string(&mut says).unwrap();
            // What is wrong with its settings does not go away.
            assert!(!says.contains("Error in configuration"), "{says}");
            return None;
        }
        thread::sleep(Duration::from_millis(20));
    }
    stop(&mut child);
    panic!("Dovecot takes no connections: {}", fs::read_to_string(folder.join("log")).unwrap_or_default());
}

/// Ends the server with the programs that it has started, which are one group. When it is asked to end, it waits for
/// those that speak with somebody.
fn stop(child: &mut Child) {
    let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status();
    let _ = child.wait();
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Gives a folder with all that is in it to a user, where one may.
fn give(folder: &Path, user: u32, group: u32) {
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.metadata().unwrap().uid() != user {
            chown(entry.path(), Some(user), Some(group)).unwrap();
        }
    }
}

fn settings(
    folder: &Path,
    user: u32,
    group: u32,
    tls: u16,
    starttls: u16,
    folders: &[(&str, &str)],
) -> String {
    let version = Command::new("/usr/sbin/dovecot").arg("--version").output();
    let version =
        String::from_utf8(version.expect("Dovecot is needed: apt-get install dovecot-imapd").stdout).unwrap();
    // From 2.4 on the settings have other names.
    assert!(
        version.starts_with("2.3."),
        "these tests know the settings of Dovecot 2.3, and this is {version}"
    );
    let name = |option: &str, id: u32| {
        let output = Command::new("getent").args([option, &id.to_string()]).output().unwrap();
        let line = String::from_utf8(output.stdout).unwrap();
        line.split(':').next().unwrap().to_owned()
    };
    let (user, group) = (name("passwd", user), name("group", group));
    let folders = folders.iter().map(|(name, special_use)| {
        let special_use = if special_use.is_empty() { "" } else { &format!("special_use = {special_use}") };
        format!("mailbox {name} {{\n auto = create\n {special_use}\n}}\n")
    });
    let folders = folders.collect::<Vec<_>>().concat();
    let at = folder.display();
    format!(
        "protocols = imap
listen = 127.0.0.1
base_dir = {at}/run
log_path = {at}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
ssl = required
ssl_cert = <{at}/server.pem
ssl_key = <{at}/server.key
auth_mechanisms = plain
auth_failure_delay = 0
mail_location = maildir:{at}/mail
passdb {{
 driver = passwd-file
 args = username_format=%u {at}/users
}}
userdb {{
 driver = passwd-file
 args = username_format=%u {at}/users
}}
service anvil {{
 chroot =
}}
service imap-login {{
 chroot =
 process_min_avail = 1
 inet_listener imap {{
  port = {starttls}
 }}
 inet_listener imaps {{
  port = {tls}
  ssl = yes
 }}
}}
namespace inbox {{
 inbox = yes
 separator = /
{folders}}}
protocol imap {{
 rawlog_dir = {at}/raw/%u
}}
"
    )
}
