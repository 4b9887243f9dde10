//! The steps of a plan (步骤), each allowed or refused by the entries before it.

use time::OffsetDateTime;

use super::round::{BeaconValue, Cause, Commitment, End, Failure, Reveal, Round, Terms};
use super::state::{Cancellation, Freeze, Plan, State};
use crate::Refusal;
use crate::{Field, Frozen, Hash, Share, commitment, micros, seed};

/// What came of a reveal. A share that does not match is no refusal: it is entered, and ends the round by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revealed {
    /// It is the share committed to.
    Matches,
    /// It is not; the round has failed.
    Mismatch,
}

impl Plan {
    /// Enters what was frozen. From now on nothing of it changes.
    pub fn freeze(&mut self, frozen: &Frozen) -> Result<(), Refusal> {
        match self.state() {
            State::Draft => {}
            State::Cancelled => return Err(Refusal::PlanCancelled),
            State::Frozen | State::Committing | State::Revealing | State::Drawn => return Err(Refusal::PlanFrozen),
        }
        let draft = frozen.draft();
        self.freeze = Some(Freeze {
            root: frozen.root(),
            departments: draft.departments.iter().map(|department| department.key.clone()).collect(),
            beacon: draft.beacon.clone(),
            at: micros(draft.frozen_at),
        });
        Ok(())
    }

    /// Opens a round: the first, or one after a round that failed, which says why.
    pub fn open_round(&mut self, terms: Terms, why: Option<Field>, at: OffsetDateTime) -> Result<&Round, Refusal> {
        let freeze = self.pending()?;
        let number = match self.rounds.last() {
            Some(round) if round.is_open() => return Err(Refusal::RoundOpen { round: round.number }),
            Some(_) if why.is_none() => return Err(Refusal::RoundReasonMissing),
            Some(round) => round.number + 1,
            None => 1,
        };
        let opened_at = self.not_before(at);
        let terms = Terms {
            commit_by: micros(terms.commit_by),
            reveal_by: micros(terms.reveal_by),
            beacon_at: terms.beacon_at.map(micros),
        };
        check_terms(freeze, number, &terms, opened_at)?;
        let why = why.filter(|_| number > 1);
        let (commitments, reveals) = (Vec::new(), Vec::new());
        self.rounds.push(Round { number, opened_at, terms, why, commitments, reveals, beacon: None, end: None });
        self.rounds.last().ok_or(Refusal::RoundNotOpen)
    }

    /// Enters a department's commitment.
    pub fn commit(&mut self, department: &Field, hash: Hash, at: OffsetDateTime) -> Result<(), Refusal> {
        self.pending()?.participant(department)?;
        let entered_at = self.not_before(at);
        let round = self.open()?;
        if round.commitments.iter().any(|made| made.department == *department) {
            return Err(Refusal::CommitmentMade { department: department.to_string() });
        }
        if entered_at > round.terms.commit_by {
            return Err(Refusal::CommitmentTooLate { until: round.terms.commit_by });
        }
        round.commitments.push(Commitment { department: department.clone(), hash, at: entered_at });
        Ok(())
    }

    /// Enters a department's share once every department has committed.
    pub fn reveal(&mut self, department: &Field, share: Share, at: OffsetDateTime) -> Result<Revealed, Refusal> {
        let freeze = self.pending()?;
        freeze.participant(department)?;
        let (root, departments) = (freeze.root, freeze.departments.clone());
        let entered_at = self.not_before(at);
        let round = self.open()?;
        let missing = names(round.without_commitment(&departments));
        let Some(made) = round.commitments.iter().find(|made| made.department == *department && missing.is_empty())
        else {
            return Err(Refusal::CommitmentMissing { departments: missing });
        };
        if round.reveals.iter().any(|made| made.department == *department) {
            return Err(Refusal::ShareRevealed { department: department.to_string() });
        }
        if entered_at > round.terms.reveal_by {
            return Err(Refusal::ShareTooLate { until: round.terms.reveal_by });
        }
        let matches = made.hash == commitment(&root, department.as_str(), round.number, &share);
        round.reveals.push(Reveal { department: department.clone(), share, at: entered_at });
        if matches {
            return Ok(Revealed::Matches);
        }
        let failures = vec![Failure { cause: Cause::ShareMismatch, who: department.clone() }];
        round.end = Some(End::Failed { failures, at: entered_at });
        Ok(Revealed::Mismatch)
    }

    /// Ends a round whose term is over with something missing; names every department that owes it.
    pub fn fail_overdue(&mut self, at: OffsetDateTime) -> Result<&[Failure], Refusal> {
        let freeze = self.pending()?;
        let (departments, beacon) = (freeze.departments.clone(), freeze.beacon.clone());
        let failed_at = self.not_before(at);
        let round = self.open()?;
        let uncommitted: Vec<Field> = round.without_commitment(&departments).cloned().collect();
        let unrevealed: Vec<Field> = round.without_share(&departments).cloned().collect();
        let unsaid: Vec<Field> =
            beacon.filter(|_| round.beacon.is_none()).map(|beacon| beacon.source).into_iter().collect();
        let (cause, owing, until) = match round.terms {
            Terms { commit_by, .. } if !uncommitted.is_empty() => (Cause::MissingCommitment, uncommitted, commit_by),
            Terms { reveal_by, .. } if !unrevealed.is_empty() => (Cause::MissingShare, unrevealed, reveal_by),
            Terms { beacon_at: Some(known), .. } if !unsaid.is_empty() => (Cause::MissingBeacon, unsaid, known),
            Terms { .. } => return Err(Refusal::RoundComplete),
        };
        if failed_at <= until {
            return Err(Refusal::TermNotOver { until });
        }
        let failures = owing.into_iter().map(|who| Failure { cause, who }).collect();
        match round.end.insert(End::Failed { failures, at: failed_at }) {
            End::Failed { failures, .. } => Ok(failures),
            End::Drawn { .. } => Ok(&[]),
        }
    }

    /// Enters what the beacon said.
    pub fn record_beacon(&mut self, value: Field, at: OffsetDateTime) -> Result<(), Refusal> {
        let freeze = self.pending()?;
        let departments = freeze.departments.clone();
        let recorded_at = self.not_before(at);
        let round = self.open()?;
        let Some(known) = round.terms.beacon_at else { return Err(Refusal::BeaconNotPlanned) };
        if round.beacon.is_some() {
            return Err(Refusal::BeaconRecorded);
        }
        let missing = names(round.without_share(&departments));
        if !missing.is_empty() {
            return Err(Refusal::ShareMissing { departments: missing });
        }
        if recorded_at < known {
            return Err(Refusal::BeaconNotDue { known_at: known });
        }
        round.beacon = Some(BeaconValue { value, at: recorded_at });
        Ok(())
    }

    /// Ends the round with its seed, from which [`Frozen::draw`] draws. The plan is never drawn again.
    pub fn draw(&mut self, at: OffsetDateTime) -> Result<Hash, Refusal> {
        let freeze = self.pending()?;
        let (root, departments) = (freeze.root, freeze.departments.clone());
        let drawn_at = self.not_before(at);
        let round = self.open()?;
        let missing = names(round.without_commitment(&departments));
        if !missing.is_empty() {
            return Err(Refusal::CommitmentMissing { departments: missing });
        }
        let missing = names(round.without_share(&departments));
        if !missing.is_empty() {
            return Err(Refusal::ShareMissing { departments: missing });
        }
        if let (Some(known_at), None) = (round.terms.beacon_at, &round.beacon) {
            return Err(Refusal::BeaconMissing { known_at });
        }
        let beacon = round.beacon.as_ref().map(|beacon| beacon.value.as_str());
        let mut reveals: Vec<&Reveal> = round.reveals.iter().collect();
        reveals.sort_unstable_by(|a, b| a.department.cmp(&b.department));
        let seed = seed(&root, round.number, reveals.into_iter().map(|made| &made.share), beacon);
        round.end = Some(End::Drawn { seed, at: drawn_at });
        Ok(seed)
    }

    /// Gives the plan up. Once every share is revealed its outcome is fixed, and can only be drawn.
    pub fn cancel(&mut self, why: Field, at: OffsetDateTime) -> Result<(), Refusal> {
        let state = self.state();
        if state == State::Drawn {
            return Err(Refusal::PlanDrawn);
        }
        if state == State::Cancelled {
            return Err(Refusal::PlanCancelled);
        }
        let departments = self.freeze.as_ref().map_or(&[][..], |freeze| &freeze.departments);
        let complete = |round: &Round| round.is_open() && round.without_share(departments).next().is_none();
        if self.rounds.last().is_some_and(complete) {
            return Err(Refusal::OutcomeFixed);
        }
        self.cancellation = Some(Cancellation { why, at: self.not_before(at) });
        Ok(())
    }

    fn not_before(&self, at: OffsetDateTime) -> OffsetDateTime {
        self.last_at().map_or(micros(at), |last| last.max(micros(at)))
    }

    fn open(&mut self) -> Result<&mut Round, Refusal> {
        let round = self.rounds.last_mut().ok_or(Refusal::RoundNotOpen)?;
        match &round.end {
            Some(End::Failed { failures, .. }) => Err(Refusal::RoundFailed {
                round: round.number,
                cause: failures.first().map_or("", |failure| failure.cause.as_str()),
                who: failures.iter().map(|failure| failure.who.to_string()).collect(),
            }),
            Some(End::Drawn { .. }) => Err(Refusal::PlanDrawn),
            None => Ok(round),
        }
    }
}

impl Freeze {
    fn participant(&self, department: &Field) -> Result<(), Refusal> {
        let takes_part = self.departments.contains(department);
        if takes_part { Ok(()) } else { Err(Refusal::NotParticipating { department: department.to_string() }) }
    }
}

fn check_terms(freeze: &Freeze, round: u32, terms: &Terms, opened_at: OffsetDateTime) -> Result<(), Refusal> {
    let Terms { commit_by, reveal_by, beacon_at } = *terms;
    if opened_at >= commit_by || commit_by >= reveal_by || beacon_at.is_some_and(|known| reveal_by >= known) {
        return Err(Refusal::TermsOutOfOrder);
    }
    match (&freeze.beacon, beacon_at) {
        (None, Some(_)) => Err(Refusal::BeaconNotPlanned),
        (Some(beacon), None) => Err(Refusal::BeaconNotAsFrozen { known_at: beacon.at }),
        (Some(beacon), Some(known)) if round == 1 && micros(beacon.at) != known => {
            Err(Refusal::BeaconNotAsFrozen { known_at: beacon.at })
        }
        _ => Ok(()),
    }
}

fn names<'a>(departments: impl Iterator<Item = &'a Field>) -> Vec<String> {
    departments.map(Field::to_string).collect()
}
