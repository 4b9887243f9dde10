//! Folders of a server: the data folder, its socket folder, and where data go that the server's account cannot reach.

use std::fs::{self, DirBuilder, Permissions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::StartError;
use crate::account::Account;

/// Data of servers that may not enter the folder they were asked to use.
const REFUGE: &str = "/var/lib/onecode";

/// Makes `dir` if need be and gives its absolute path, links resolved.
pub(crate) fn data_dir(dir: &Path) -> Result<PathBuf, StartError> {
    let make = || {
        DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        dir.canonicalize()
    };
    make().map_err(StartError::at(dir))
}

/// The folder of a server's socket, removed with its handle.
#[derive(Debug)]
pub(crate) struct SocketDir(PathBuf);

impl SocketDir {
    /// A folder of mode 0700 owned by `account`: short, because a socket's path is limited to 107 bytes, and the same
    /// at each start, so that addresses stay valid.
    pub(crate) fn make(server: &str, data_dir: &Path, account: Account) -> Result<Self, StartError> {
        let dir = Path::new("/tmp").join(format!("onecode-{server}-{}-{}", account.uid, digest(data_dir)));
        let make = || {
            match DirBuilder::new().mode(0o700).create(&dir) {
                Ok(()) => account.own(&dir)?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
            let found = fs::symlink_metadata(&dir)?;
            let private = found.permissions().mode() & 0o7777 == 0o700;
            if found.is_dir() && found.uid() == account.uid && private {
                return Ok(());
            }
            Err(io::Error::other("this folder was made by somebody else"))
        };
        make().map_err(StartError::at(&dir))?;
        Ok(Self(dir))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for SocketDir {
    fn drop(&mut self) {
        // A server that is still ending may remove its files at this moment; what then remains is used again.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The folder in which `account` can make its cluster: `data_dir`, or one in the refuge.
pub(crate) async fn home_of_cluster(data_dir: &Path, account: Account) -> Result<PathBuf, StartError> {
    if account.is_assumed() {
        // Pass, not read: the account must reach its own folder inside.
        let mode = fs::metadata(data_dir).map_err(StartError::at(data_dir))?.mode();
        fs::set_permissions(data_dir, Permissions::from_mode(mode | 0o011)).map_err(StartError::at(data_dir))?;
    }
    if account.can_enter(data_dir).await.map_err(StartError::at(data_dir))? {
        return Ok(data_dir.to_owned());
    }
    let refuge = Path::new(REFUGE);
    if !refuge.exists() {
        // In two steps: the umask limits the mode of a new folder.
        let made = fs::create_dir_all(refuge).and_then(|()| fs::set_permissions(refuge, Permissions::from_mode(0o711)));
        made.map_err(StartError::at(refuge))?;
    }
    if account.can_enter(refuge).await.map_err(StartError::at(refuge))? {
        return Ok(refuge.to_owned());
    }
    Err(StartError::Unreachable { dir: refuge.to_owned(), uid: account.uid })
}

/// A short name for a path.
pub(crate) fn digest(path: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
