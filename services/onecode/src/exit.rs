//! What the program tells the shell.

use std::process::ExitCode;

use tonic::Code;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All was done.
    Done,
    /// The command or a value in it is wrong.
    Usage,
    /// There is no such thing, or the caller may not see it.
    NotFound,
    /// Rows of an import were refused, a code is not right, a report has errors, or somebody may not be admitted.
    Refused,
    /// The caller is not known, or may not do this.
    Denied,
    /// The server does not answer, not in time, or not now.
    Unavailable,
    /// The state of things, or somebody else's change, stands against it.
    Conflict,
    /// A mistake of the program or the server, or a file that cannot be written.
    Internal,
}

impl Exit {
    /// What `--help` says of the codes.
    pub const HELP: &str = "\
Exit codes:
  0   done
  1   the command or a value in it is wrong
  2   not found, or not visible to you
  3   refused: rows, a code that is not right, a report with errors, or who is not eligible
  4   not authenticated, or not permitted
  5   the server does not answer, or not in time
  6   conflict: the key was used before, the state forbids it, the cursor has expired
  70  a mistake of the program or the server";

    /// The number.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Usage => 1,
            Self::NotFound => 2,
            Self::Refused => 3,
            Self::Denied => 4,
            Self::Unavailable => 5,
            Self::Conflict => 6,
            Self::Internal => 70,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}

impl From<Code> for Exit {
    fn from(code: Code) -> Self {
        match code {
            Code::Ok => Self::Done,
            Code::InvalidArgument => Self::Usage,
            Code::NotFound => Self::NotFound,
            Code::Unauthenticated | Code::PermissionDenied => Self::Denied,
            Code::Unavailable | Code::DeadlineExceeded | Code::ResourceExhausted | Code::Cancelled => Self::Unavailable,
            Code::AlreadyExists | Code::FailedPrecondition | Code::Aborted | Code::OutOfRange => Self::Conflict,
            Code::Internal | Code::Unknown | Code::DataLoss | Code::Unimplemented => Self::Internal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_lists_every_exit_code() {
        let all = [
            Exit::Done,
            Exit::Usage,
            Exit::NotFound,
            Exit::Refused,
            Exit::Denied,
            Exit::Unavailable,
            Exit::Conflict,
            Exit::Internal,
        ];
        let listed: Vec<u8> =
            Exit::HELP.lines().skip(1).map(|line| line.split_whitespace().next().unwrap().parse().unwrap()).collect();
        assert_eq!(listed, all.map(Exit::number));
    }

    #[test]
    fn statuses_of_every_reason_in_the_contracts_map_to_something_a_script_can_tell_apart() {
        for (code, exit) in [
            (Code::NotFound, 2),
            (Code::Unauthenticated, 4),
            (Code::PermissionDenied, 4),
            (Code::Unavailable, 5),
            (Code::DeadlineExceeded, 5),
            (Code::AlreadyExists, 6),
            (Code::Aborted, 6),
            (Code::OutOfRange, 6),
            (Code::InvalidArgument, 1),
            (Code::Internal, 70),
        ] {
            assert_eq!(Exit::from(code).number(), exit, "{code:?}");
        }
    }
}
