//! Why a command did not do what it should, and what people read of it.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use tonic::{Code, Status};
use tonic_types::StatusExt;

use crate::exit::Exit;
use crate::messages::{Language, Message, advice, sentence};

/// Why a command ends early.
#[derive(Debug)]
pub enum Failure {
    /// Something that the client itself has to say.
    Said(Exit, Message),
    /// The server refused, or the connection broke.
    Refused(Box<Status>),
    /// Standard output takes no more.
    Output(io::Error),
}

impl Failure {
    pub(super) fn usage(message: Message) -> Self {
        Self::Said(Exit::Usage, message)
    }

    pub(super) fn unreadable(file: &Path, error: &io::Error) -> Self {
        Self::usage(Message::Unreadable(file.display().to_string(), error.to_string()))
    }

    pub(super) fn unwritable(file: &Path, error: &io::Error) -> Self {
        Self::Said(Exit::Internal, Message::Unwritable(file.display().to_string(), error.to_string()))
    }

    /// The server answered without something that the contract promises.
    pub(super) fn contract(what: &'static str) -> Self {
        Self::Said(Exit::Internal, Message::Contract(what))
    }

    /// How the program ends. A reader that has gone away (`| head`) is no failure.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Said(exit, _) => *exit,
            Self::Refused(_) if self.is_passing() => Exit::Unavailable,
            Self::Refused(status) => status.code().into(),
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
            Self::Output(_) => Exit::Internal,
        }
    }

    /// Whether the same call may succeed in a while: the connection broke, or the server says so. A status without an
    /// `ErrorInfo` was made by the transport, not by a server of ours.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        let Self::Refused(status) = self else { return false };
        let ours = status.get_details_error_info().is_some();
        match status.code() {
            Code::Unavailable | Code::Aborted | Code::ResourceExhausted | Code::DeadlineExceeded => true,
            Code::Cancelled | Code::Unknown | Code::Internal => !ours,
            Code::Ok
            | Code::InvalidArgument
            | Code::NotFound
            | Code::AlreadyExists
            | Code::PermissionDenied
            | Code::FailedPrecondition
            | Code::OutOfRange
            | Code::Unimplemented
            | Code::DataLoss
            | Code::Unauthenticated => false,
        }
    }

    /// What people read: the sentence, every violation on its own line, what can be done, and the id to quote.
    #[must_use]
    pub fn explain(&self, language: Language) -> String {
        match self {
            Self::Said(_, message) => message.text(language),
            Self::Refused(status) => explain(status, language),
            Self::Output(error) => Message::Unwritable("stdout".to_owned(), error.to_string()).text(language),
        }
    }
}

impl From<Status> for Failure {
    fn from(status: Status) -> Self {
        Self::Refused(Box::new(status))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn explain(status: &Status, language: Language) -> String {
    let details = status.get_error_details();
    let reason = details.error_info().map_or("", |info| info.reason.as_str());
    let localized = details.localized_message().filter(|it| it.locale.starts_with(&language.tag()[..2]));
    let meaning = localized.map(|it| it.message.as_str()).or_else(|| sentence(reason, language));
    let mut text = match (meaning, status.message()) {
        (Some(meaning), "") => meaning.to_owned(),
        (Some(meaning), said) => format!("{meaning} ({said})"),
        (None, "") => status.code().description().to_owned(),
        (None, said) => said.to_owned(),
    };
    if !reason.is_empty() {
        let _ = write!(text, " [{reason}]"); // writing to a String cannot fail
    }
    for violation in details.bad_request().iter().flat_map(|it| &it.field_violations) {
        let _ = write!(text, "\n  {}: {}", violation.field, violation.description);
    }
    for violation in details.precondition_failure().iter().flat_map(|it| &it.violations) {
        let _ = write!(text, "\n  {} {}: {}", violation.r#type, violation.subject, violation.description);
    }
    if let Some(advice) = advice(reason, language) {
        let _ = write!(text, "\n{advice}");
    }
    if let Some(id) = status.metadata().get(rpc::REQUEST_ID).and_then(|id| id.to_str().ok()) {
        let _ = write!(text, "\n{}", Message::RequestId(id.to_owned()).text(language));
    }
    text
}

#[cfg(test)]
mod tests {
    use tonic_types::{ErrorDetails, StatusExt};

    use super::*;

    fn refused(code: Code, reason: &str) -> Failure {
        let mut details = ErrorDetails::with_error_info(reason, "onecode", []);
        details.add_bad_request_violation("organization.code", "check digit is 3, not 4");
        details.add_bad_request_violation("organization.title", "required");
        Status::with_error_details(code, "said in English", details).into()
    }

    #[test]
    fn a_refusal_names_every_violation_on_its_own_line() {
        let text = refused(Code::InvalidArgument, "INVALID_FIELDS").explain(Language::Zh);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("请求内容有误") && lines[0].contains("[INVALID_FIELDS]"), "{text}");
        assert_eq!(lines[1..], ["  organization.code: check digit is 3, not 4", "  organization.title: required"]);
    }

    #[test]
    fn a_refusal_says_what_can_be_done() {
        let text = refused(Code::NotFound, "ORGANIZATION_NOT_FOUND").explain(Language::En);
        assert!(text.contains("onecode search"), "{text}");
    }

    #[test]
    fn a_broken_connection_may_pass_but_a_mistake_of_the_server_does_not() {
        let broken: Failure = Status::new(Code::Unknown, "broken pipe").into();
        assert!(broken.is_passing());
        assert_eq!(broken.exit(), Exit::Unavailable);
        let mistake = refused(Code::Internal, "INTERNAL");
        assert!(!mistake.is_passing());
        assert_eq!(mistake.exit(), Exit::Internal);
    }

    #[test]
    fn a_reader_that_went_away_is_no_failure() {
        assert_eq!(Failure::from(io::Error::from(io::ErrorKind::BrokenPipe)).exit(), Exit::Done);
        assert_eq!(Failure::from(io::Error::from(io::ErrorKind::StorageFull)).exit(), Exit::Internal);
    }
}
