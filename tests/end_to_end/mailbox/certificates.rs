//! An authority made for one test, and a server's certificate of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The authority is `Made up`; its server is `localhost`, and nothing else.
const SETTINGS: &str = "[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
subjectAltName = DNS:localhost
extendedKeyUsage = serverAuth
";

/// Files in PEM.
pub(crate) struct Certificates {
    pub(crate) ca: PathBuf,
    pub(crate) server: PathBuf,
    pub(crate) key: PathBuf,
}

impl Certificates {
    pub(crate) fn new(folder: &Path) -> Self {
        let at = |name: &str| folder.join(name);
        fs::write(at("openssl.cnf"), SETTINGS).unwrap();
        let make = |name: &str, of: &[&str]| {
            let made = Command::new("openssl")
                .args("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(' '))
                .args([
                    "-config",
                    "openssl.cnf",
                    "-keyout",
                    &format!("{name}.key"),
                    "-out",
                    &format!("{name}.pem"),
                ])
                .args(["-extensions", name])
                .args(of)
                .current_dir(folder)
                .output()
                .expect("openssl is needed to make certificates");
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        };
        make("authority", &["-subj", "/CN=Made up"]);
        make("server", &["-subj", "/CN=localhost", "-CA", "authority.pem", "-CAkey", "authority.key"]);
        Self { ca: at("authority.pem"), server: at("server.pem"), key: at("server.key") }
    }
}
