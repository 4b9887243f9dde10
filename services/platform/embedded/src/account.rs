//! The account that runs a server: ourselves, or for root an unprivileged one.

use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;
use std::process::Stdio;
use std::{fs, io};

use tokio::process::Command;

/// An unprivileged user of this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) uid: u32,
    gid: u32,
    /// Whether we are root and take this account on for the server.
    assumed: bool,
}

impl Account {
    /// Ourselves; for root, the owner of `existing` if it is not root's, else `postgres`, else `nobody`.
    pub(crate) fn for_server(existing: Option<&Path>) -> io::Result<Self> {
        let ourselves = Self::ourselves();
        if ourselves.uid != 0 {
            return Ok(ourselves);
        }
        if let Some(dir) = existing {
            let owner = fs::metadata(dir)?;
            if owner.uid() != 0 {
                return Ok(Self { uid: owner.uid(), gid: owner.gid(), assumed: true });
            }
        }
        let users = fs::read_to_string("/etc/passwd")?;
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| in_passwd(&users, name))
            .ok_or_else(|| io::Error::other("no user `postgres` or `nobody` in /etc/passwd to run PostgreSQL as"))
    }

    /// The account of this process, root included.
    pub(crate) fn ourselves() -> Self {
        let (uid, gid) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
        Self { uid, gid, assumed: false }
    }

    /// Whether files must be handed over to this account.
    pub(crate) fn is_assumed(self) -> bool {
        self.assumed
    }

    /// Makes `command` run as this account.
    pub(crate) fn assume(self, command: &mut Command) -> &mut Command {
        if self.assumed { command.uid(self.uid).gid(self.gid) } else { command }
    }

    /// Hands one file or folder over to this account.
    pub(crate) fn own(self, path: &Path) -> io::Result<()> {
        if self.assumed { chown(path, Some(self.uid), Some(self.gid)) } else { Ok(()) }
    }

    /// Whether this account may pass through the folder `dir` and all folders above it. The kernel is asked, not the
    /// mode bits: access lists and mounts count too.
    pub(crate) async fn can_enter(self, dir: &Path) -> io::Result<bool> {
        if !self.assumed {
            return Ok(true);
        }
        let mut test = Command::new("/bin/sh");
        test.args(["-c", "cd \"$1\"", "sh"]).arg(dir).current_dir("/").stderr(Stdio::null());
        Ok(self.assume(&mut test).status().await?.success())
    }
}

/// The account called `name` in the text of `/etc/passwd`.
fn in_passwd(users: &str, name: &str) -> Option<Account> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let mut number = fields.skip(1).map(|field| field.parse().ok());
        Some(Account { uid: number.next()??, gid: number.next()??, assumed: true })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let users = "root:x:0:0::/root:/bin/sh\npostgres2:x:7:7:::\npostgres:x:101:104:a,b:/var:/bin/sh\n";
        assert_eq!(in_passwd(users, "postgres"), Some(Account { uid: 101, gid: 104, assumed: true }));
        assert_eq!(in_passwd(users, "nobody"), None);
    }
}
