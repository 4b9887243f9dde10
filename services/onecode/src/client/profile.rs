//! What a client knows without being told: the endpoint and the token that `onecode dev` left.

use std::io;
use std::path::Path;

use serde::Deserialize;

use super::Failure;
use crate::args::ConnectionArgs;
use crate::messages::Message;

/// Where `onecode dev` leaves it, from the folder in which it was started.
const FILE: &str = "data/client.toml";
/// Where a server of this machine listens.
const ENDPOINT: &str = "http://127.0.0.1:7443";

/// Where to call, and as whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Profile {
    pub(super) endpoint: String,
    pub(super) token: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Left {
    endpoint: Option<String>,
    token: Option<String>,
}

impl Profile {
    pub(super) fn find(args: &ConnectionArgs) -> Result<Self, Failure> {
        Self::of(args, Path::new(FILE))
    }

    /// What the options say goes first. The token of the file is sent to the endpoint of the file only.
    fn of(args: &ConnectionArgs, file: &Path) -> Result<Self, Failure> {
        let stated = match (&args.token, &args.token_file) {
            (Some(token), _) => Some(token.trim().to_owned()),
            (None, Some(path)) => {
                let text = std::fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?;
                Some(text.trim().to_owned())
            }
            (None, None) => None,
        };
        let left = left(file)?;
        let endpoint = args.endpoint.clone().or_else(|| left.endpoint.clone()).unwrap_or_else(|| ENDPOINT.to_owned());
        let own = left.token.filter(|_| left.endpoint.as_deref().is_none_or(|it| same(it, &endpoint)));
        Ok(Self { token: stated.or(own), endpoint })
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

fn left(file: &Path) -> Result<Left, Failure> {
    match std::fs::read_to_string(file) {
        Ok(text) => toml::from_str(&text).map_err(|_| Failure::usage(Message::BadProfile(file.display().to_string()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Left::default()),
        Err(error) => Err(Failure::unreadable(file, &error)),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::{Cli, Command};

    fn profile(options: &[&str], file: &str) -> Profile {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("client.toml");
        std::fs::write(&path, file).unwrap();
        let words = ["onecode", "get", "51330500XX0000001X"].iter().chain(options);
        let Command::Client(command) = Cli::try_parse_from(words).unwrap().command else { panic!("get is a client's") };
        Profile::of(command.connection(), &path).unwrap()
    }

    const LEFT: &str = "endpoint = \"http://127.0.0.1:1\"\ntoken = \"left\"";

    #[test]
    fn what_dev_left_is_used_where_nothing_is_said() {
        let found = profile(&[], LEFT);
        assert_eq!((found.endpoint.as_str(), found.token.as_deref()), ("http://127.0.0.1:1", Some("left")));
        assert_eq!(profile(&[], "").endpoint, ENDPOINT);
    }

    #[test]
    fn the_token_that_dev_left_is_never_sent_elsewhere() {
        assert_eq!(profile(&["--endpoint", "https://elsewhere:1"], LEFT).token, None);
        assert_eq!(profile(&["--endpoint", "http://127.0.0.1:1/"], LEFT).token.as_deref(), Some("left"));
        assert_eq!(profile(&["--token", " said "], LEFT).token.as_deref(), Some("said"));
    }
}
