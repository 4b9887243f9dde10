//! Rating (评估): each operation moves the case of an application, or of a check, and its rows together.

mod announce;
mod apply;
mod ballot;
mod check;
mod decide;
mod expert;
mod people;
mod read;
mod record;
mod round;
mod score;
mod standing;

pub(crate) use announce::announce;
pub(crate) use apply::{Apply, apply};
pub(crate) use ballot::{Cast, Opine, cast, close, opine};
pub(crate) use check::{Begin, Conclude, Concluded, Named, SeenCheck, begin, conclude};
pub(crate) use decide::{Answer, Assign, Recuse, Seen, Step, Whom, accept, answer, assign, recuse, step};
pub(crate) use expert::{
    AddPost, Create as CreateExpert, GetExpert, ListExperts, ListedExperts, SeenExpert, TakeOut, add_post,
    create as create_expert, get as get_expert, list as list_experts, take_out,
};
pub(crate) use people::{Account, Person};
pub(crate) use read::{
    GetApplication, GetCheck, GetOn, ListApplications, ListChecks, ListRatings, Listed, SeenApplication, SeenBallot,
    SeenVote, Statistics, Tallied, get_application, get_check, get_rating, list_applications, list_checks,
    list_ratings, statistics,
};
pub(crate) use round::{
    GetRound, ListRounds, ListedRounds, Open as OpenRound, SeenRound, get as get_round, list as list_rounds, no_sheet,
    open as open_round,
};
pub(crate) use score::{ListScores, SeenScores, Submit, Submitted, list as list_scores, submit};

pub(crate) use crate::desk::Desk;
