//! Who calls what, why, and how far the caller may reach. Made by the guard for callers, by [`Call::of_task`] for what
//! happens by itself, and nowhere else.

/// One admitted call.
#[derive(Debug, Clone)]
pub struct Call {
    /// Path of the method, `/onecode.registry.v1.OrganizationService/GetOrganization`.
    pub method: &'static str,
    /// Client system (`sub`).
    pub actor: String,
    /// Department (`dept`).
    pub department: String,
    /// Division (`div`), GB/T 2260.
    pub division: String,
    /// Officer on whose behalf the system calls, if stated. Never logged.
    pub officer: Option<String>,
    /// Idempotency key; present in every write.
    pub key: String,
    /// SHA-256 of the request message.
    pub request_hash: [u8; 32],
    /// Why classified data is read (metadata `onecode-purpose`).
    pub purpose: Option<String>,
    /// Whether the answer may show classified fields as they are; such a read is recorded.
    pub reveals: bool,
    /// Which rows the caller may touch.
    pub scope: Scope,
    /// Trace id of the call (W3C), if there is one.
    pub trace_id: Option<[u8; 16]>,
    /// Whether it works through many rows: what the program does by itself, and the steps of a stream. Each of its statements is planned
    /// for the tables as they are, and not as they were when the connection met the statement first.
    pub is_bulk: bool,
}

impl Call {
    /// What the program does by itself (`archive/sweep`): nobody calls, everything is within reach, and it is recorded
    /// like any other write. `run` names this run of it.
    #[must_use]
    pub fn of_task(task: &'static str, run: impl std::fmt::Display) -> Self {
        Self {
            method: task,
            actor: "onecode".to_owned(),
            department: String::new(),
            division: String::new(),
            officer: None,
            key: run.to_string(),
            request_hash: [0; 32],
            purpose: None,
            reveals: false,
            scope: Scope::everywhere(),
            trace_id: None,
            is_bulk: true,
        }
    }

    /// The `step`-th unit of work of a stream: the same caller and method, a key and a hash of its own.
    #[must_use]
    pub fn step(&self, step: impl std::fmt::Display, request_hash: [u8; 32]) -> Self {
        Self { key: format!("{}#{step}", self.key), request_hash, is_bulk: true, ..self.clone() }
    }

    /// Whether the caller may be who did something (双人复核: two people): the same official, by whatever system, or the same system where
    /// not both officials are named.
    #[must_use]
    pub fn is_by(&self, actor: &str, officer: Option<&str>) -> bool {
        match (officer, self.officer.as_deref()) {
            (Some(one), Some(other)) => one == other,
            (None, _) | (_, None) => self.actor == actor,
        }
    }
}

/// Which rows a caller may touch: those whose division begins with these digits. Empty: all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope(String);

impl Scope {
    /// Every row.
    #[must_use]
    pub fn everywhere() -> Self {
        Self(String::new())
    }

    /// A division (GB/T 2260, six digits) and everything below it; `100000` and `000000` are the whole country.
    #[must_use]
    pub fn division(division: &str) -> Self {
        if division == "100000" || division == "000000" {
            return Self::everywhere();
        }
        let province = division.strip_suffix("0000");
        let city = division.strip_suffix("00");
        Self(province.or(city).unwrap_or(division).to_owned())
    }

    /// The digits with which a row's division must begin.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.0
    }

    /// Whether a division lies within.
    #[must_use]
    pub fn covers(&self, division: &str) -> bool {
        division.starts_with(&self.0)
    }

    /// What lies both in this scope and in `other`; `None` if nothing can.
    #[must_use]
    pub fn narrowed(&self, other: &Self) -> Option<Self> {
        if other.0.starts_with(&self.0) {
            Some(other.clone())
        } else if self.0.starts_with(&other.0) {
            Some(self.clone())
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Call;

    #[test]
    fn the_same_official_is_known_by_whatever_system() {
        let of = |actor: &str, officer: Option<&str>| Call {
            actor: actor.to_owned(),
            officer: officer.map(str::to_owned),
            ..Call::of_task("test", 1)
        };
        assert!(of("a", Some("zhang")).is_by("b", Some("zhang")));
        assert!(!of("a", Some("zhang")).is_by("a", Some("li")));
        assert!(of("a", None).is_by("a", Some("li")));
        assert!(!of("a", None).is_by("b", None));
    }
}
