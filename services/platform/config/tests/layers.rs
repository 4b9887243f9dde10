//! Which layer wins, and what is refused.

use std::{collections::BTreeMap, path::Path, time::Duration};

use config::{ConfigError, Secret, WrongKey, load_with};
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Config {
    listen: String,
    database: Database,
    parts: Vec<String>,
    labels: BTreeMap<String, String>,
    note: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Database {
    url: Secret,
    connections: u16,
    message_bytes: u64,
    verify: bool,
    ratio: f64,
    #[serde(with = "config::duration")]
    patience: Duration,
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: Secret::default(),
            connections: 1,
            message_bytes: 4_194_304,
            verify: true,
            ratio: 0.01,
            patience: Duration::from_secs(30),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:1".into(),
            database: Database { url: "postgres://default".to_owned().into(), connections: 7, ..Database::default() },
            parts: vec!["registry".into()],
            labels: BTreeMap::new(),
            note: None,
        }
    }
}

fn load(file: Option<&Path>, vars: &[(&str, &str)]) -> Result<Config, ConfigError> {
    load_with(file, vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), text).expect("a temporary file");
    file
}

fn wrong(result: Result<Config, ConfigError>) -> Vec<WrongKey> {
    match result {
        Err(ConfigError::Keys(keys)) => keys,
        other => panic!("expected wrong keys, found {other:?}"),
    }
}

#[test]
fn without_layers_the_defaults_hold_secrets_included() {
    let config = load(None, &[("PATH", "/bin"), ("ONECODE_CONFIG", "/etc/onecode.toml")]).unwrap();
    assert_eq!(config, Config::default());
    assert_eq!(config.database.url.expose(), "postgres://default");
}

#[test]
fn the_file_wins_over_defaults_and_the_environment_over_the_file() {
    let file =
        file("listen = 'file:2'\n[database]\nconnections = 20\npatience = '250ms'\n[labels]\na = 'file'\nb = 'file'");
    let vars = [("ONECODE_LISTEN", "env:3"), ("ONECODE_DATABASE__PATIENCE", "1m 30s"), ("ONECODE_LABELS__B", "env")];
    let config = load(Some(file.path()), &vars).unwrap();
    assert_eq!(config.listen, "env:3");
    assert_eq!(config.database.connections, 20);
    assert_eq!(config.database.patience, Duration::from_secs(90));
    assert_eq!(config.database.url, Config::default().database.url, "untouched keys keep the defaults of the whole");
    assert_eq!(config.labels, BTreeMap::from([("a".into(), "file".into()), ("b".into(), "env".into())]));
}

#[test]
fn variables_become_what_the_type_asks_for() {
    let vars = [
        ("ONECODE_LISTEN", "8080"),
        ("ONECODE_NOTE", "007"),
        ("ONECODE_PARTS", r#"["registry", "feed"]"#),
        ("ONECODE_DATABASE__URL", "00123"),
        ("ONECODE_DATABASE__CONNECTIONS", "12"),
        ("ONECODE_DATABASE__MESSAGE_BYTES", "1048576"),
        ("ONECODE_DATABASE__VERIFY", "false"),
        ("ONECODE_DATABASE__RATIO", "0.5"),
    ];
    let config = load(None, &vars).unwrap();
    assert_eq!((config.listen.as_str(), config.note.as_deref()), ("8080", Some("007")));
    assert_eq!(config.parts, ["registry", "feed"]);
    let database = config.database;
    assert_eq!(database.url.expose(), "00123");
    assert_eq!((database.connections, database.message_bytes, database.verify), (12, 1_048_576, false));
    assert_eq!(database.ratio.to_bits(), 0.5_f64.to_bits());
}

#[test]
fn every_wrong_key_is_named_with_its_origin() {
    let file = file("lisen = 'x'\n[database]\nconnections = 'many'\nconections = 3");
    let path = file.path().display().to_string();
    let keys = wrong(load(Some(file.path()), &[("ONECODE_DATABASE__PATIENCE", "soon"), ("ONECODE_PORT", "1")]));
    let mut found: Vec<_> = keys.iter().map(|wrong| (wrong.key.as_str(), wrong.origin.as_deref().unwrap())).collect();
    found.sort_unstable();
    let expected = [
        ("database.conections", path.as_str()),
        ("database.connections", path.as_str()),
        ("database.patience", "ONECODE_DATABASE__PATIENCE"),
        ("lisen", path.as_str()),
        ("port", "ONECODE_PORT"),
    ];
    assert_eq!(found, expected);
    let paragraph = ConfigError::Keys(keys).to_string();
    assert!(paragraph.starts_with("the configuration is wrong in 5 places: "), "{paragraph}");
    assert!(paragraph.contains("unknown key; expected one of listen, database"), "{paragraph}");
    assert!(!paragraph.contains('\n'));
}

#[test]
fn a_key_wrong_in_two_layers_is_named_twice() {
    let file = file("[database]\nconnections = 'many'");
    let keys = wrong(load(Some(file.path()), &[("ONECODE_DATABASE__CONNECTIONS", "-1")]));
    let origins: Vec<_> = keys.iter().filter_map(|wrong| wrong.origin.clone()).collect();
    assert_eq!(origins, ["ONECODE_DATABASE__CONNECTIONS".to_owned(), file.path().display().to_string()]);
}

#[test]
fn values_are_never_repeated_in_errors() {
    let vars = [("ONECODE_DATABASE", "postgres://u:hunter2@db"), ("ONECODE_DATABASE__VERIFY", "hunter2")];
    for var in vars {
        let error = load(None, &[var]).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
    let file = file("[database]\nurl = 4711");
    let error = load(Some(file.path()), &[]).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("4711"), "{error}");
}

#[test]
fn a_file_that_is_absent_or_no_toml_is_refused() {
    let absent = load(Some(Path::new("/nonexistent/onecode.toml")), &[]).unwrap_err();
    assert!(matches!(absent, ConfigError::Unreadable { .. }));
    let broken = file("listen = 'a'\nurl = hunter2 2\n");
    let error = load(Some(broken.path()), &[]).unwrap_err();
    assert!(matches!(error, ConfigError::Syntax { line: 2, .. }), "{error}");
    assert!(!error.to_string().contains("hunter2"), "{error}");
}
