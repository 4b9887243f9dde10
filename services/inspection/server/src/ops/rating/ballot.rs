//! Proposals (初评意见、复核意见) and the signed votes on them.

use casework::Publication;
use fault::{Fault, Kind, on_constraint};
use inspection_domain::rating::{Body, Choice, Difference, Scores, Tally, combined, differences, enough, grade_of};
use seal::Place;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::Desk;
use super::people::Person;
use super::read::{SeenApplication, whole};
use super::score::{sheet_of, sheets_of, taking_part};
use super::standing::{Seen, locked, moved, unchanged};
use crate::store::rating::application::{self as applications, ApplicationRow};
use crate::store::rating::ballot::{self as store, BallotRow, VoteRow};
use crate::store::rating::{round, scoring};
use crate::wire::rating as wire;

/// The rule that says for how long a result is before the public.
const PUBLICITY: &str = "RT-17";

/// A proposal; the score only where a review sets it.
#[derive(Debug)]
pub(crate) struct Opine {
    pub(crate) seen: Seen,
    pub(crate) reasons: String,
    pub(crate) tenths: Option<i64>,
}

/// A vote.
#[derive(Debug)]
pub(crate) struct Cast {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) ballot: i32,
    pub(crate) choice: Choice,
}

pub(crate) async fn opine(tx: &mut Tx, command: &Opine) -> Result<SeenApplication, Fault> {
    let Opine { seen, reasons, tenths } = command;
    let mut row = unchanged(tx, seen).await?;
    let today = day_of(tx.now());
    let review = row.state == "reviewing";
    if review != tenths.is_some() {
        let sentence = if review { "is required in a review" } else { "is stated in a review only" };
        return Err(Fault::invalid_field("tenths", sentence));
    }
    let action = if review { "reopine" } else { "opine" };
    moved(tx, &mut row, seen, action, reasons).await?;
    let (body, tenths, differences) = if let Some(tenths) = tenths {
        (Body::of_reviews(today)?, *tenths, Vec::new())
    } else {
        let (tenths, differences) = scored(tx, &row, today).await?;
        (Body::Committee, tenths, differences)
    };
    let (grade, rule) = grade_of(tenths, today)?;
    let members = round::members(tx.conn(), row.round).await?;
    let members = members.iter().filter(|member| member.body == body.as_str()).count();
    let number = store::of(tx.conn(), row.id).await?.last().map_or(0, |last| last.number) + 1;
    let ballot = BallotRow {
        application: row.id,
        number,
        body: body.as_str().to_owned(),
        tenths,
        grade: grade.map(|grade| grade.as_str().to_owned()),
        rule: rule.id,
        rule_version: i32::try_from(rule.version).unwrap_or(i32::MAX),
        reasons: reasons.clone(),
        outcome: "open".to_owned(),
        member_count: i32::try_from(members).unwrap_or(i32::MAX),
        in_favour_count: 0,
        against_count: 0,
        abstained_count: 0,
        created_at: tx.now(),
    };
    store::insert(tx.conn(), &ballot, &differences).await?;
    applications::update(tx.conn(), &row, false).await?;
    whole(tx.conn(), row).await
}

/// One score of the experts' sheets, and where they differ too much.
async fn scored(tx: &mut Tx, row: &ApplicationRow, today: Date) -> Result<(i64, Vec<Difference>), Fault> {
    let assigned = taking_part(scoring::assigned(tx.conn(), row.id).await?);
    let sheets = sheets_of(&assigned, scoring::sheets(tx.conn(), row.id).await?);
    enough(sheets.len(), today)?;
    let sheet = sheet_of(row)?;
    let all = scoring::scores(tx.conn(), row.id).await?;
    let of = |expert: Uuid| -> Scores {
        let mine = all.iter().filter(|(of, _)| *of == expert);
        mine.map(|(_, score)| (score.indicator.clone(), score.tenths)).collect()
    };
    let given: Vec<Scores> = sheets.iter().map(|one| of(one.expert)).collect();
    let totals: Vec<i64> = sheets.iter().map(|one| one.tenths).collect();
    let one = combined(&totals, sheet.combine).ok_or_else(|| Fault::internal("no sheet, and yet enough"))?;
    Ok((one, differences(sheet, &given, today)?))
}

pub(crate) async fn cast(tx: &mut Tx, command: &Cast) -> Result<(i32, Choice), Fault> {
    let Cast { desk, id, ballot, choice } = command;
    let row = locked(tx, desk, *id, None).await?;
    let open = opened(tx, &row, Some(*ballot)).await?;
    let account = Person::of(tx.call()).and_then(|person| person.account_at(&row)).ok_or_else(not_member)?;
    let hash = account.hash(&desk.ring);
    let members = round::members(tx.conn(), row.round).await?;
    if !members.iter().any(|member| member.body == open.body && member.account_hash == hash)
        || scoring::is_recused(tx.conn(), row.id, &hash).await?
    {
        return Err(not_member());
    }
    let vote = VoteRow {
        account_hash: hash,
        account: account.seal(&desk.ring, &place(row.id))?,
        choice: choice.as_str().to_owned(),
        recused: false,
        created_at: tx.now(),
    };
    let inserted = store::vote(tx.conn(), row.id, open.number, &vote).await;
    on_constraint(inserted, "rating_vote_pkey", || {
        Fault::new(Kind::AlreadyExists, "RATING_VOTED", "the member has voted on the proposal")
    })?;
    let cast = store::votes(tx.conn(), row.id, open.number).await?.len();
    tx.emit(&wire::name::application(row.id), &row.division, &wire::facts::vote_cast(row.id, open.number, cast));
    Ok((open.number, *choice))
}

pub(crate) async fn close(tx: &mut Tx, seen: &Seen) -> Result<SeenApplication, Fault> {
    let mut row = unchanged(tx, seen).await?;
    require_authority(tx, &row.authority, &row.division)?;
    let mut open = opened(tx, &row, None).await?;
    let votes = store::votes(tx.conn(), row.id, open.number).await?;
    let tally = tally(&open, &votes);
    let carried = tally.carried(day_of(tx.now()))?;
    let action = match (row.state.as_str(), carried) {
        ("review-voting", true) => "readopt",
        ("review-voting", false) => "rereject",
        (_, true) => "adopt",
        (_, false) => "reject",
    };
    moved(tx, &mut row, seen, action, "").await?;
    let whole_number = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    open.outcome = String::from(if carried { "carried" } else { "lost" });
    open.in_favour_count = whole_number(tally.in_favour);
    open.against_count = whole_number(tally.against);
    open.abstained_count = whole_number(tally.abstained);
    store::close(tx.conn(), &open).await?;
    if action == "adopt" {
        let publication = publication(&row, &open);
        row.publicity = seen.desk.office.publicise(tx, row.id, publication).await?.name;
    }
    applications::update(tx.conn(), &row, false).await?;
    whole(tx.conn(), row).await
}

/// The proposal that is open, of the number stated, if one is: none is once the application was withdrawn.
async fn opened(tx: &mut Tx, row: &ApplicationRow, number: Option<i32>) -> Result<BallotRow, Fault> {
    let last = store::of(tx.conn(), row.id).await?.pop();
    let voting = ["voting", "review-voting"].contains(&row.state.as_str());
    let known = last.as_ref().map_or(0, |last| last.number);
    let open =
        last.filter(|last| voting && last.outcome == "open" && number.is_none_or(|number| number == last.number));
    open.ok_or_else(|| {
        let sentence = "the proposal is not open for votes";
        let fault = Fault::new(Kind::FailedPrecondition, "RATING_BALLOT_NOT_OPEN", sentence);
        fault.with("ballot", known.to_string())
    })
}

/// How the votes on a proposal stand; those of recused members do not count.
fn tally(ballot: &BallotRow, votes: &[VoteRow]) -> Tally {
    let count = |choice: Choice| {
        let of = votes.iter().filter(|vote| !vote.recused && vote.choice == choice.as_str()).count();
        i64::try_from(of).unwrap_or(i64::MAX)
    };
    Tally {
        members: ballot.member_count.into(),
        in_favour: count(Choice::For),
        against: count(Choice::Against),
        abstained: count(Choice::Abstain),
    }
}

fn publication(row: &ApplicationRow, ballot: &BallotRow) -> Publication {
    let result = ballot.grade.as_ref().map_or_else(|| "未获评估等级".to_owned(), |grade| format!("{grade}级"));
    Publication {
        kind: "rating-result",
        title: format!("{}评估结果公示", row.title),
        body: format!(
            "{}（统一社会信用代码{}）评估得分{}分，评估委员会表决通过的评估结果为{result}。对此有异议的，可以在公示期内提出。",
            row.title,
            row.code,
            points(ballot.tenths),
        ),
        rule: PUBLICITY,
    }
}

/// Points with their tenth, as people read them.
pub(super) fn points(tenths: i64) -> String {
    format!("{}.{}", tenths.div_euclid(10), tenths.rem_euclid(10))
}

/// Where the account of a vote is sealed.
pub(super) fn place(application: Uuid) -> Place {
    Place::new("inspection.rating_vote", "account", application)
}

fn not_member() -> Fault {
    let sentence = "only a member of the body who is not recused votes, under its own account";
    Fault::new(Kind::PermissionDenied, "RATING_NOT_MEMBER", sentence)
}

/// Refuses whoever is not the authority: a department of the same name elsewhere is not.
pub(super) fn require_authority(tx: &Tx, department: &str, division: &str) -> Result<(), Fault> {
    let its = tx.call().department == department && tx.call().division == division;
    let refused =
        || Fault::new(Kind::PermissionDenied, "RATING_NOT_AUTHORITY", "only the authority that rates may do this");
    if its { Ok(()) } else { Err(refused()) }
}
