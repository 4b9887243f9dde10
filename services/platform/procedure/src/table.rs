//! What a procedure is: the table, as it stands in code.

use statute::Cause;

/// A statutory procedure. Keys are lower case with hyphens and stable: stored cases hold them.
#[derive(Debug, Clone, Copy)]
pub struct Procedure {
    /// `establishment`.
    pub key: &'static str,
    /// 成立登记.
    pub title: &'static str,
    /// Rule ids and articles that it rests on.
    pub basis: &'static [&'static str],
    /// The state of a new case.
    pub initial: &'static str,
    /// Who takes part.
    pub roles: &'static [Role],
    /// Where a case can stand.
    pub states: &'static [State],
    /// Opinions that departments give side by side.
    pub reviews: &'static [Review],
    /// Terms that run.
    pub clocks: &'static [ClockSpec],
    /// What can be done.
    pub actions: &'static [Action],
}

/// A part that a department plays in a case.
#[derive(Debug, Clone, Copy)]
pub struct Role {
    /// `registrar`.
    pub key: &'static str,
    /// 登记管理机关.
    pub title: &'static str,
    /// Kinds of department that may play it (`registrar`, `party_body`, ...); empty: any.
    pub kinds: &'static [&'static str],
}

/// Where a case can stand.
#[derive(Debug, Clone, Copy)]
pub struct State {
    /// `reviewing`.
    pub key: &'static str,
    /// 审查中.
    pub title: &'static str,
    /// Nothing happens after it.
    pub ends: bool,
    /// Whose move it is.
    pub duty: Option<Duty>,
}

/// What somebody must do while a case stands in a state.
#[derive(Debug, Clone, Copy)]
pub struct Duty {
    /// Who.
    pub role: &'static str,
    /// What, in Chinese.
    pub title: &'static str,
    /// By when.
    pub clock: Option<&'static str>,
}

/// An opinion that a department gives while others give theirs.
#[derive(Debug, Clone, Copy)]
pub struct Review {
    /// `supervising-unit`.
    pub key: &'static str,
    /// Who gives it. A role that several departments play gives one opinion each.
    pub role: &'static str,
    /// What is looked at, in Chinese.
    pub title: &'static str,
    /// By when.
    pub clock: &'static str,
    /// What it counts for.
    pub weight: Weight,
}

/// What an opinion counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Without a favourable one there is no approval.
    Binding,
    /// It must be asked for and weighed; once its term is over, silence holds nobody up.
    Advisory,
}

/// A term with its basis.
#[derive(Debug, Clone, Copy)]
pub struct ClockSpec {
    /// `decision`.
    pub key: &'static str,
    /// 审查决定期限.
    pub title: &'static str,
    /// The rule that sets its length.
    pub basis: Basis,
    /// Who must act in time.
    pub owner: &'static str,
    /// Whether its owner may let it stand still or prolong it. What silence or the public's time hangs on may not.
    pub adjustable: bool,
}

/// Which rule sets a term.
#[derive(Debug, Clone, Copy)]
pub enum Basis {
    /// The same rule for every case.
    Rule(&'static str),
    /// One rule for each variant of the case (its kind of organisation).
    Variants(&'static [(&'static str, &'static str)]),
}

/// Something that can be done with a case.
#[derive(Debug, Clone, Copy)]
pub struct Action {
    /// `approve`.
    pub key: &'static str,
    /// 准予登记.
    pub title: &'static str,
    /// In which states.
    pub from: &'static [&'static str],
    /// Where it leads.
    pub to: To,
    /// Roles that may.
    pub by: &'static [&'static str],
    /// The permission of the contract whose method does it.
    pub permission: &'static str,
    /// Kinds of document that must be on file.
    pub on_file: &'static [&'static str],
    /// What else must be so.
    pub demands: &'static [Demand],
    /// What it does to clocks, in order.
    pub ticks: &'static [Tick],
    /// What it does to opinions.
    pub reviews: Reviews,
    /// The notice that must be served of it, in Chinese, if any.
    pub notice: Option<&'static str>,
    /// Rule ids and articles.
    pub basis: &'static [&'static str],
}

/// Where an action leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// To a state.
    State(&'static str),
    /// Nowhere: the case stays.
    Same,
}

/// What must be so before an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// Reasons are stated.
    Reasons,
    /// A statutory ground is named.
    Ground,
    /// Every binding opinion is there; each advisory one is there or its term is over.
    OpinionsIn,
    /// No binding opinion is unfavourable.
    NoBindingObjection,
    /// An unfavourable or missing opinion is answered by reasons.
    ObjectionsWeighed,
    /// The last day of a clock that runs is over. One that never began, stands still or was stopped is not.
    ClockOver(&'static str),
    /// Every objection of the public is answered.
    PublicAnswered,
    /// No objection of the public was upheld.
    NoneUpheld,
    /// An objection of the public was upheld.
    Upheld,
}

/// What an action does to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// It begins to run, from today, whatever ran before.
    Start(&'static str),
    /// It goes on if it ran or stood still for a correction before, and begins otherwise.
    Continue(&'static str),
    /// What had to be done was done.
    Stop(&'static str),
    /// It stands still for a cause, whatever else holds it (clock, cause, why in Chinese).
    Suspend(&'static str, Cause, &'static str),
    /// That cause is over; it goes on unless something else holds it.
    Resume(&'static str, Cause),
    /// It lasts longer, once, by at most what a rule allows (clock, rule).
    Prolong(&'static str, &'static str),
    /// Every clock still running ends without effect.
    CancelAll,
}

/// What an action does to opinions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reviews {
    /// Nothing.
    Untouched,
    /// Asks for these, of every department that plays the role and has not been asked.
    Open(&'static [&'static str]),
    /// Is one.
    Answer,
    /// No more are awaited.
    Close,
}

impl Procedure {
    /// A state by its key.
    #[must_use]
    pub fn state(&self, key: &str) -> Option<&'static State> {
        self.states.iter().find(|state| state.key == key)
    }

    /// An action by its key.
    #[must_use]
    pub fn action(&self, key: &str) -> Option<&'static Action> {
        self.actions.iter().find(|action| action.key == key)
    }

    /// A clock by its key.
    #[must_use]
    pub fn clock(&self, key: &str) -> Option<&'static ClockSpec> {
        self.clocks.iter().find(|clock| clock.key == key)
    }

    /// A review by its key.
    #[must_use]
    pub fn review(&self, key: &str) -> Option<&'static Review> {
        self.reviews.iter().find(|review| review.key == key)
    }

    /// A role by its key.
    #[must_use]
    pub fn role(&self, key: &str) -> Option<&'static Role> {
        self.roles.iter().find(|role| role.key == key)
    }

    /// The actions that a state allows, in the order of the table.
    pub fn allowed(&self, state: &str) -> impl Iterator<Item = &'static Action> {
        self.actions.iter().filter(move |action| action.from.contains(&state))
    }
}

impl Action {
    /// Whether it depends on what the public objected.
    #[must_use]
    pub fn asks_the_public(&self) -> bool {
        let public = [Demand::PublicAnswered, Demand::NoneUpheld, Demand::Upheld];
        self.demands.iter().any(|demand| public.contains(demand))
    }
}

impl Basis {
    /// The rule for a variant.
    #[must_use]
    pub fn rule(&self, variant: &str) -> Option<&'static str> {
        match self {
            Self::Rule(rule) => Some(rule),
            Self::Variants(rules) => rules.iter().find(|(key, _)| *key == variant).map(|(_, rule)| *rule),
        }
    }

    /// Every rule that it can name.
    #[must_use]
    pub fn rules(&self) -> Vec<&'static str> {
        match self {
            Self::Rule(rule) => vec![rule],
            Self::Variants(rules) => rules.iter().map(|(_, rule)| *rule).collect(),
        }
    }
}
