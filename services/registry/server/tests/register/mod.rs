//! The register behind its door, as every test of it starts it.

use casework::Casework;
use registry_domain::procedures::PROCEDURES;
use testkit::Suite;
use vocab::workdays::Calendar;

/// The register on a database and a folder of its own.
pub(crate) async fn register() -> Suite {
    register_with(|_| ()).await
}

/// The same, with something in its configuration changed.
pub(crate) async fn register_with(change: impl FnOnce(&mut registry_server::Config)) -> Suite {
    let mut config = config();
    change(&mut config);
    Suite::start(&registry_server::MIGRATORS[1..], |uow, feed, stop| registry_server::part(uow, feed, stop, config))
        .await
}

/// What the register needs beside its database.
pub(crate) fn config() -> registry_server::Config {
    let folder = tempfile::tempdir().expect("a folder for documents").keep();
    registry_server::Config {
        documents: archive::Store::folder(&folder).expect("the folder can be used"),
        document_limits: archive::Limits::default(),
        office: office(Calendar::shipped().clone()),
        signer: registry_server::Signer::ephemeral().expect("a key can be made"),
        ring: seal::Ring::generate().expect("keys can be made"),
    }
}

/// What the register alone judges its cases by.
pub(crate) fn office(calendar: Calendar) -> Casework {
    Casework::new(PROCEDURES, registry_domain::rules(), calendar)
}
