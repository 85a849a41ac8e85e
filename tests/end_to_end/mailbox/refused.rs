//! What is not safe is refused before anything is said, and no error tells who or what was refused.

use std::net::TcpListener;

use casebook::mailbox::{Address, Mailbox, Options};

use super::certificates::Certificates;
use super::dovecot::{Dovecot, PASSWORD, USER};
use super::{open, options};

/// What comes of opening a mailbox where nobody may ask for the password.
fn unasked(address: &str, options: &Options) -> String {
    let address = Address::parse(address).unwrap();
    Mailbox::open(&address, options, || panic!("the password was asked for")).unwrap_err().shown()
}

#[test]
fn a_wrong_password_is_refused_and_not_told() {
    let server = Dovecot::start();
    let shown = open(&server.address(), &options(server.ca()), "wrong-secret").unwrap_err().shown();
    assert!(shown.starts_with("error: the mail server localhost refuses signing in"), "{shown}");
    assert!(shown.contains("app password"), "{shown}");
    assert!(!shown.contains("wrong-secret") && !shown.contains(USER), "{shown}");
    assert!(!shown.contains(PASSWORD));
}

#[test]
fn a_server_that_nobody_vouches_for_is_told_nothing() {
    let server = Dovecot::start();
    let other = tempfile::tempdir().unwrap();
    let other = options(&Certificates::new(other.path()).ca);
    for address in [server.address(), server.starttls_address()] {
        let shown = unasked(&address, &other);
        assert!(shown.contains("a certificate that is not good"), "{shown}");
        assert!(shown.contains("whoever signed it is not known"), "{shown}");
    }
    // Neither does this computer know who signed it.
    let system = Options { ca: None, ..other };
    let shown = unasked(&server.address(), &system);
    assert!(shown.contains("is not known") || shown.contains("trusts nobody"), "{shown}");
}

#[test]
fn a_certificate_for_another_name_is_not_taken() {
    let server = Dovecot::start();
    let address = server.address().replace("localhost", "127.0.0.1");
    let shown = unasked(&address, &options(server.ca()));
    assert!(shown.contains("it is for another name"), "{shown}");
}

#[test]
fn a_file_of_certificates_has_to_hold_some() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    let shown = unasked("imaps://desk@localhost:1", &options(&file));
    assert!(shown.contains("cannot read"), "{shown}");
    for text in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        std::fs::write(&file, text).unwrap();
        let shown = unasked("imaps://desk@localhost:1", &options(&file));
        assert!(shown.contains("no certificate that can be used"), "{shown}");
    }
}

#[test]
fn where_no_server_is_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let certificates = Certificates::new(folder.path());
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let shown = unasked(&format!("imaps://desk@localhost:{port}"), &options(&certificates.ca));
    assert!(
        shown.contains(&format!("the mail server localhost cannot be reached at port {port}")),
        "{shown}"
    );
    let shown = unasked("imaps://desk@none.invalid", &options(&certificates.ca));
    assert!(shown.contains("the mail server none.invalid is not known by that name"), "{shown}");
}

#[test]
fn tls_at_the_port_of_starttls_is_explained() {
    let server = Dovecot::start();
    let address = server.starttls_address().replace("imap://", "imaps://");
    let shown = unasked(&address, &options(server.ca()));
    assert!(shown.contains("does not speak TLS at port") && shown.contains("imap://"), "{shown}");
}
