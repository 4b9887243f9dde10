//! Reading the layers into a type, and naming all that is wrong at once.

use std::path::Path;

use figment::{Figment, providers::Serialized};
use serde::{Serialize, de::DeserializeOwned};

use crate::{ConfigError, WrongKey, error::problem, layer::Layer, secret};

/// The configuration from the defaults of `T`, then `file`, then the variables `ONECODE_A__B` of this process, the
/// later over the earlier. Unknown variables with our prefix are refused, so a pod needs `enableServiceLinks: false`.
///
/// # Errors
///
/// A file that is absent or is not TOML; else every key that is unknown or holds a value that does not fit.
pub fn load<T>(file: Option<&Path>) -> Result<T, ConfigError>
where
    T: Default + Serialize + DeserializeOwned,
{
    let text = |s: std::ffi::OsString| s.to_string_lossy().into_owned();
    load_with(file, std::env::vars_os().map(|(name, value)| (text(name), text(value))))
}

/// [`load`] with these variables instead of those of the process.
///
/// # Errors
///
/// As [`load`].
pub fn load_with<T>(file: Option<&Path>, vars: impl IntoIterator<Item = (String, String)>) -> Result<T, ConfigError>
where
    T: Default + Serialize + DeserializeOwned,
{
    let mut layers = Vec::with_capacity(2);
    if let Some(path) = file {
        layers.push(Layer::file(path)?);
    }
    layers.push(Layer::environment(vars)?);

    let mut wrong = Vec::new();
    loop {
        match extract::<T>(&layers) {
            Ok(config) if wrong.is_empty() => return Ok(config),
            Ok(_) => return Err(ConfigError::Keys(wrong)),
            Err(error) => {
                let origin = layers.iter_mut().rev().find_map(|layer| layer.remove(&error.path));
                let last = origin.is_none();
                wrong.push(WrongKey { key: error.path.join("."), origin, problem: problem(&error.kind) });
                if last {
                    return Err(ConfigError::Keys(wrong));
                }
            }
        }
    }
}

fn extract<T>(layers: &[Layer]) -> Result<T, Box<figment::Error>>
where
    T: Default + Serialize + DeserializeOwned,
{
    secret::revealed(|| {
        let defaults = Figment::from(Serialized::defaults(T::default()));
        layers.iter().cloned().fold(defaults, Figment::merge).extract_lossy().map_err(Box::new)
    })
}
