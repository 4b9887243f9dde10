//! A round (轮次): departments commit, then reveal; it ends in a draw or fails by name. All of it stays on record.

use time::OffsetDateTime;

use crate::{Field, Hash, Share};

/// A round with everything that was entered in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// From 1.
    pub number: u32,
    /// When it was opened.
    pub opened_at: OffsetDateTime,
    /// Until when what is due.
    pub terms: Terms,
    /// Why there is a further round; `None` in the first.
    pub why: Option<Field>,
    /// In the order in which they were entered.
    pub commitments: Vec<Commitment>,
    /// In the order in which they were entered.
    pub reveals: Vec<Reveal>,
    /// What the beacon said.
    pub beacon: Option<BeaconValue>,
    /// How it ended.
    pub end: Option<End>,
}

/// The terms of a round, in this order in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The last instant for commitments.
    pub commit_by: OffsetDateTime,
    /// The last instant for reveals; after `commit_by`.
    pub reveal_by: OffsetDateTime,
    /// When the beacon will be known, if the plan has one; after `reveal_by`, so that nobody who reveals knows it.
    pub beacon_at: Option<OffsetDateTime>,
}

/// What a department committed to (承诺).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Key of the department.
    pub department: Field,
    /// The hash.
    pub hash: Hash,
    /// When.
    pub at: OffsetDateTime,
}

/// What a department revealed (揭示), matching or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reveal {
    /// Key of the department.
    pub department: Field,
    /// The share.
    pub share: Share,
    /// When.
    pub at: OffsetDateTime,
}

/// What the beacon said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeaconValue {
    /// The value, character by character as it was published.
    pub value: Field,
    /// When it was recorded.
    pub at: OffsetDateTime,
}

/// How a round ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// It gave no seed.
    Failed {
        /// Because of whom, in the order of keys; at least one.
        failures: Vec<Failure>,
        /// When.
        at: OffsetDateTime,
    },
    /// It gave the seed that drew.
    Drawn {
        /// The seed.
        seed: Hash,
        /// When.
        at: OffsetDateTime,
    },
}

/// Who made a round fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How.
    pub cause: Cause,
    /// Key of the department; the source of the beacon for [`Cause::MissingBeacon`].
    pub who: Field,
}

/// How a round fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// No commitment in its term.
    MissingCommitment,
    /// No share in its term.
    MissingShare,
    /// A share that is not the one committed to.
    ShareMismatch,
    /// The beacon gave no value.
    MissingBeacon,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 4] = [Self::MissingCommitment, Self::MissingShare, Self::ShareMismatch, Self::MissingBeacon];

    /// Its word in proofs and in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MissingCommitment => "missing-commitment",
            Self::MissingShare => "missing-share",
            Self::ShareMismatch => "share-mismatch",
            Self::MissingBeacon => "missing-beacon",
        }
    }
}

impl Round {
    /// Whether it has neither failed nor drawn.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// The departments without a commitment.
    pub fn without_commitment<'a>(&self, departments: &'a [Field]) -> impl Iterator<Item = &'a Field> {
        departments.iter().filter(|key| !self.commitments.iter().any(|made| made.department == **key))
    }

    /// The departments without a share.
    pub fn without_share<'a>(&self, departments: &'a [Field]) -> impl Iterator<Item = &'a Field> {
        departments.iter().filter(|key| !self.reveals.iter().any(|made| made.department == **key))
    }

    /// When the last thing happened in it.
    pub(super) fn last_at(&self) -> OffsetDateTime {
        let committed = self.commitments.iter().map(|made| made.at);
        let revealed = self.reveals.iter().map(|made| made.at);
        let ended = self.end.as_ref().map(|end| match end {
            End::Failed { at, .. } | End::Drawn { at, .. } => *at,
        });
        let beacon = self.beacon.as_ref().map(|value| value.at);
        committed.chain(revealed).chain(beacon).chain(ended).fold(self.opened_at, OffsetDateTime::max)
    }
}
