//! The way to a server: a connection under TLS, with a certificate that is good. Nothing is said in the clear but the
//! question for TLS. `session` signs in on it.

use std::io;
use std::net::{TcpStream, ToSocketAddrs};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{CertificateError, ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::answer::{Outcome, Status};
use super::command::Command;
use super::complaint::Peer;
use super::talk::{End, LONGEST, Talk};
use super::wire::{Fault, Stream};
use crate::error::{Error, ErrorKind, Result};
use crate::mailbox::address::Server;
use crate::mailbox::options::Options;

/// A talk under TLS.
pub(super) type Connection = Talk<Box<dyn Stream>>;

/// A connection that can be trusted, and what the server says first on it.
pub(super) fn connect(
    server: &Server,
    options: &Options,
    peer: &Peer,
) -> Result<(Connection, Option<Outcome>)> {
    let config = config(options.ca.as_deref())?;
    let patience = options.patience;
    let socket = dial(server, patience, peer)?;
    if !server.starttls {
        let stream = secured(server, config, socket, peer)?;
        let (talk, greeting) = Talk::new(stream, patience).map_err(|fault| peer.fault("beginning", fault))?;
        return Ok((talk, Some(greeting)));
    }
    let (mut talk, greeting) = Talk::new(socket, patience).map_err(|fault| peer.fault("beginning", fault))?;
    // One that takes somebody for signed in would never change to TLS.
    let can = greeting.status == Status::Ok
        && talk
            .capabilities()
            .map_err(|fault| peer.fault(&Command::Capability.doing(), fault))?
            .iter()
            .any(|word| word.eq_ignore_ascii_case("STARTTLS"));
    if !can {
        return Err(peer
            .error("does not offer TLS on this connection (STARTTLS), so nothing was said to it")
            .help(format!("use imaps://, which begins with TLS: imaps://USER@{}", server.host)));
    }
    let doing = Command::StartTls.doing();
    let end = talk
        .run(&Command::StartTls, (LONGEST, 1), |_| Ok::<_, Fault>(()))
        .map_err(|fault| peer.fault(&doing, fault))?;
    if let End::Refused(outcome) = end {
        return Err(peer.refused(&doing, &outcome.text));
    }
    let Some(socket) = talk.into_stream() else {
        return Err(
            peer.error("said more than it was asked before TLS began, which somebody may have put there")
        );
    };
    let stream = secured(server, config, socket, peer)?;
    Ok((Talk::resumed(stream, patience), None))
}

fn dial(server: &Server, patience: Duration, peer: &Peer) -> Result<TcpStream> {
    let addresses = (server.host.as_str(), server.port).to_socket_addrs().map_err(|cause| {
        peer.error("is not known by that name").because(cause).help(
            "compare the name with the settings of a mail program, and look whether this computer is online",
        )
    })?;
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for address in addresses {
        match TcpStream::connect_timeout(&address, patience) {
            Ok(socket) => {
                let set = socket
                    .set_read_timeout(Some(patience))
                    .and_then(|()| socket.set_write_timeout(Some(patience)))
                    .and_then(|()| socket.set_nodelay(true));
                return set.map(|()| socket).map_err(|error| peer.fault("beginning", error.into()));
            }
            Err(error) => last = error,
        }
    }
    Err(peer
        .error(format!("cannot be reached at port {}", server.port))
        .because(last)
        .help("compare name and port with the settings of a mail program; some networks let no mail through"))
}

fn config(ca: Option<&Path>) -> Result<Arc<ClientConfig>> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::new(ErrorKind::Mail, "TLS cannot be set up").because(error))?;
    Ok(Arc::new(config.with_root_certificates(roots(ca)?).with_no_client_auth()))
}

/// Those who may vouch for a server.
fn roots(ca: Option<&Path>) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    if let Some(path) = ca {
        let unusable = || {
            Error::usage(format!("{} holds no certificate that can be used", path.display()))
                .help("give a file in PEM, which has lines with BEGIN CERTIFICATE")
        };
        let pem = std::fs::read(path).map_err(Error::io("read", path))?;
        for certificate in CertificateDer::pem_slice_iter(&pem) {
            let certificate = certificate.map_err(|error| unusable().because(error))?;
            roots.add(certificate).map_err(|error| unusable().because(error))?;
        }
        return if roots.is_empty() { Err(unusable()) } else { Ok(roots) };
    }
    // Some of what a system trusts may be older than any rule; it does without those.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        return Err(Error::new(ErrorKind::Mail, "this computer trusts nobody to vouch for a mail server")
            .help(
                "install the certificates, on Debian and its like with `apt-get install ca-certificates`",
            ));
    }
    Ok(roots)
}

fn secured(
    server: &Server,
    config: Arc<ClientConfig>,
    mut socket: TcpStream,
    peer: &Peer,
) -> Result<Box<dyn Stream>> {
    let name = ServerName::try_from(server.host.clone())
        .map_err(|error| peer.error("has no name that a certificate can have").because(error))?;
    let mut connection = ClientConnection::new(config, name)
        .map_err(|error| peer.error("cannot be spoken to under TLS").because(error))?;
    while connection.is_handshaking() {
        connection.complete_io(&mut socket).map_err(|error| unsecured(server, error, peer))?;
    }
    Ok(Box::new(StreamOwned::new(connection, socket)))
}

/// Why TLS did not come about.
fn unsecured(server: &Server, error: io::Error, peer: &Peer) -> Error {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()).cloned();
    match tls {
        Some(rustls::Error::InvalidCertificate(reason)) => {
            let help = match reason {
                CertificateError::UnknownIssuer | CertificateError::BadSignature => {
                    "whoever signed it is not known to this computer; for a private server, get the certificate of \
                     its authority from whoever runs it, and name the file"
                }
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                    "it is for another name; write the name that the certificate is for"
                }
                CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                    "it has expired, or the clock of this computer is wrong"
                }
                _ => "tell whoever runs the server",
            };
            peer.error("shows a certificate that is not good, so nothing was said to it").help(help)
        }
        Some(rustls::Error::InvalidMessage(_)) if !server.starttls => {
            peer.error(format!("does not speak TLS at port {}", server.port)).help(
                "compare the port with the settings of a mail program; where they say STARTTLS, write imap:// in \
                 place of imaps://",
            )
        }
        Some(tls) => peer.error("cannot be spoken to under TLS").because(tls),
        None => peer.fault("setting up TLS", error.into()),
    }
}
