//! One source of values: a file, or the environment.

use std::path::{Path, PathBuf};

use figment::{
    Metadata, Profile, Provider,
    value::{Dict, Map, Value},
};

use crate::ConfigError;

/// Every variable of ours starts so.
const PREFIX: &str = "ONECODE_";
/// Separates the tables in a variable's name.
const NESTING: &str = "__";
/// Variables with our prefix that are no keys: the path of the file, and the place of the data that tests read.
const NOT_KEYS: [&str; 5] =
    ["ONECODE_CA_FILE", "ONECODE_CONFIG", "ONECODE_ENDPOINT", "ONECODE_SHARED_DATA", "ONECODE_TOKEN"];

/// Values from one place, which wrong ones can be taken out of.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    origin: Origin,
    values: Dict,
}

#[derive(Clone, Debug)]
enum Origin {
    File(PathBuf),
    Environment,
}

impl Layer {
    /// The values of a TOML file.
    pub(crate) fn file(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        let table: toml::Table = toml::from_str(&text).map_err(|error| ConfigError::Syntax {
            path: path.to_owned(),
            line: error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1),
            problem: error.message().to_owned(),
        })?;
        Ok(Self { origin: Origin::File(path.to_owned()), values: dict(&table)? })
    }

    /// The values of the variables `ONECODE_A__B`: key `a.b`. A value in square brackets is a TOML list; anything else
    /// is text, which becomes a number or a boolean where the type asks for one.
    pub(crate) fn environment(vars: impl IntoIterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let mut values = toml::Table::new();
        let mut ours: Vec<_> = vars
            .into_iter()
            .filter(|(name, _)| name.starts_with(PREFIX) && !NOT_KEYS.contains(&name.as_str()))
            .collect();
        ours.sort();
        for (name, value) in ours {
            let key = name[PREFIX.len()..].to_lowercase();
            let path: Vec<_> = key.split(NESTING).collect();
            insert(&mut values, &path, parse(value));
        }
        Ok(Self { origin: Origin::Environment, values: dict(&values)? })
    }

    /// Takes out the value at `path`, or the one that holds it; the place it came from if there was one.
    pub(crate) fn remove(&mut self, path: &[String]) -> Option<String> {
        let depth = remove(&mut self.values, path)?;
        Some(match &self.origin {
            Origin::File(file) => file.display().to_string(),
            Origin::Environment => format!("{PREFIX}{}", path[..depth].join(NESTING).to_uppercase()),
        })
    }
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(match self.origin {
            Origin::File(_) => "file",
            Origin::Environment => "environment",
        })
    }

    fn data(&self) -> figment::Result<Map<Profile, Dict>> {
        Ok(Profile::Default.collect(self.values.clone()))
    }
}

fn dict(table: &toml::Table) -> Result<Dict, ConfigError> {
    let value = Value::serialize(table).map_err(|error| ConfigError::Unrepresentable(error.to_string()))?;
    Ok(value.into_dict().unwrap_or_default())
}

fn parse(value: String) -> toml::Value {
    let list = value.trim().starts_with('[').then(|| toml::from_str::<toml::Table>(&format!("list = {value}")).ok());
    list.flatten().and_then(|mut table| table.remove("list")).unwrap_or(toml::Value::String(value))
}

/// Of a key set both whole and in part, the part wins: `ONECODE_KEY__FILE` over `ONECODE_KEY`.
fn insert(table: &mut toml::Table, path: &[&str], value: toml::Value) {
    match path {
        [] => {}
        [name] => {
            table.insert((*name).to_owned(), value);
        }
        [name, rest @ ..] => {
            let inner = table.entry(*name).or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if !inner.is_table() {
                *inner = toml::Value::Table(toml::Table::new());
            }
            if let toml::Value::Table(inner) = inner {
                insert(inner, rest, value);
            }
        }
    }
}

/// How many names of the path led to what was removed.
fn remove(values: &mut Dict, path: &[String]) -> Option<usize> {
    let (name, rest) = path.split_first()?;
    if let Some(Value::Dict(_, inner)) = values.get_mut(name)
        && !rest.is_empty()
    {
        return remove(inner, rest).map(|depth| depth + 1);
    }
    values.remove(name).map(|_| 1)
}
