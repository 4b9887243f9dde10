//! Secrets are used, and never seen.

use config::{Docs, Documented, Secret, SecretUrl, dump, load_with};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Config {
    seal: Option<Secret>,
    pin: Secret<u32>,
    database: Database,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Database {
    url: SecretUrl,
    ports: Vec<u16>,
}

impl Documented for Database {
    fn docs() -> Docs {
        Docs::new(&[("url", "Where the records are kept."), ("ports", "In order of preference.")])
    }
}

impl Documented for Config {
    fn docs() -> Docs {
        Docs::new(&[("seal", "Presented to the treasury.\nRotated monthly."), ("database", "PostgreSQL.")])
            .nested::<Database>("database")
    }
}

fn load(vars: &[(&str, &str)]) -> Result<Config, config::ConfigError> {
    load_with(None, vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

proptest! {
    #[test]
    fn a_secret_never_appears_in_the_dump_or_in_debug(secret in "[!-~]{12,40}") {
        let url = format!("postgres://onecode:{secret}@db:5432/registry?sslmode=require");
        let config = Config {
            seal: Some(Secret::new(secret.clone())),
            pin: Secret::new(1),
            database: Database { url: SecretUrl::new(&url), ports: vec![1] },
        };
        prop_assert_eq!(config.seal.as_ref().map(Secret::expose), Some(&secret));
        prop_assert_eq!(config.database.url.expose(), &url);
        let shown = format!("{config:?} {} {}", dump(&config).unwrap(), config.database.url);
        prop_assert!(!shown.contains(&secret), "{}", shown);
        prop_assert!(shown.contains("postgres://onecode:[redacted]@db:5432/registry?sslmode=require"), "{}", shown);
    }

    #[test]
    fn a_secret_of_the_environment_arrives_unchanged(secret in "[!-Z^-~][ -~]{0,40}") {
        let config = load(&[("ONECODE_SEAL", &secret)]).unwrap();
        prop_assert_eq!(config.seal, Some(Secret::new(secret)));
    }
}

#[test]
fn text_that_is_no_url_and_passwords_in_queries_are_hidden() {
    assert_eq!(SecretUrl::new("host=db password=x").to_string(), "[redacted]");
    let url = "postgres://db/registry?user=u&password=x&sslkey=y&sslmode=require";
    let shown = "postgres://db/registry?user=u&password=[redacted]&sslkey=[redacted]&sslmode=require";
    assert_eq!(SecretUrl::new(url).to_string(), shown);
}

#[test]
fn a_mounted_secret_is_read_without_its_line_end() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "postgres://u:p@db/r\n").unwrap();
    let path = file.path().to_str().unwrap();
    let config = load(&[("ONECODE_DATABASE__URL__FILE", path), ("ONECODE_PIN", "0042")]).unwrap();
    assert_eq!(config.database.url.expose(), "postgres://u:p@db/r");
    assert_eq!(config.pin.expose(), &42);

    let toml = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(toml.path(), format!("seal = {{ file = '{path}' }}")).unwrap();
    let config: Config = load_with(Some(toml.path()), []).unwrap();
    assert_eq!(config.seal.unwrap().expose(), "postgres://u:p@db/r");
}

#[test]
fn an_absent_secret_file_is_named() {
    let error = load(&[("ONECODE_SEAL__FILE", "/nonexistent/seal")]).unwrap_err().to_string();
    assert!(error.contains("ONECODE_SEAL") && error.contains("/nonexistent/seal"), "{error}");
}

#[test]
fn a_secret_of_the_wrong_form_is_refused_without_being_shown() {
    let error = load(&[("ONECODE_PIN", "hunter2")]).unwrap_err().to_string();
    assert!(error.contains("`pin` (ONECODE_PIN)") && !error.contains("hunter2"), "{error}");
}

#[test]
fn the_dump_explains_each_key_and_shows_what_is_not_set() {
    let config = Config { database: Database { ports: vec![5432, 5433], ..Database::default() }, ..Config::default() };
    let expected = "\
pin = \"[redacted]\"
# Presented to the treasury.
# Rotated monthly.
# seal =

# PostgreSQL.
[database]
# In order of preference.
ports = [5432, 5433]
# Where the records are kept.
url = \"\"
";
    assert_eq!(dump(&config).unwrap(), expected);
}
