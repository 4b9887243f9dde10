//! Publications and bulletins: contract ⇄ domain.
//!
//! What the public is shown leaves here as a [`Public`], which no message with a field that is not public can become.

pub(crate) mod body;
pub(crate) mod bulletin;
pub(crate) mod facts;
pub(crate) mod file;
pub(crate) mod reply;
pub(crate) mod request;

use credit_domain::publication::bulletin::Kind as Bulletin;
use credit_domain::publication::{Channel, Ground, Kind, State};
use onecode_proto::credit::v1 as pb;
use onecode_proto::publish::Public;
use time::Date;

use super::time as day;
use crate::store::publication::page::PublicationRow;

/// A publication as the public sees it on a day.
pub(crate) fn publication(row: &PublicationRow, today: Date) -> Public<pb::Publication> {
    let kind = Kind::parse(&row.kind);
    let state = state_on(row, today);
    let shown = row.body.as_deref().filter(|_| state == Some(State::Published)).and_then(body::decode);
    Public::new(pb::Publication {
        name: super::name::publication(row.id),
        number: row.number.clone(),
        kind: kind.map_or(pb::PublicationKind::Unspecified, kind_of).into(),
        state: state.map_or(pb::PublicationState::Unspecified, state_of).into(),
        channels: kind.map(Kind::channels).unwrap_or_default().iter().map(|one| channel(*one).into()).collect(),
        publish_time: Some(day::timestamp(row.published_at)),
        until_date: row.until_on.filter(|_| state != Some(State::Withdrawn)).map(day::date),
        rules: row.rules.clone(),
        body: shown.map(Public::into_inner),
        tombstone: tombstone(row.withdrawn_on, row.ground.as_deref()).map(Public::into_inner),
    })
}

/// How it stands on a day: when its time is over it has ended, whether somebody has noted that or not.
fn state_on(row: &PublicationRow, today: Date) -> Option<State> {
    let state = State::parse(&row.state)?;
    let over = row.until_on.is_some_and(|until| until <= today);
    Some(if state == State::Published && over { State::Ended } else { state })
}

/// What is left of what was withdrawn.
fn tombstone(on: Option<Date>, ground: Option<&str>) -> Option<Public<pb::PublicationTombstone>> {
    let ground = ground.and_then(Ground::parse).map_or(pb::PublicationWithdrawalGround::Unspecified, ground_of);
    on.map(|on| Public::new(pb::PublicationTombstone { withdraw_date: Some(day::date(on)), ground: ground.into() }))
}

/// A kind as the contract has it.
pub(crate) fn kind_of(kind: Kind) -> pb::PublicationKind {
    match kind {
        Kind::Registration => pb::PublicationKind::Registration,
        Kind::Status => pb::PublicationKind::Status,
        Kind::Deregistration => pb::PublicationKind::Deregistration,
        Kind::Revocation => pb::PublicationKind::Revocation,
        Kind::Report => pb::PublicationKind::Report,
        Kind::Check => pb::PublicationKind::Check,
        Kind::Penalty => pb::PublicationKind::Penalty,
        Kind::Rating => pb::PublicationKind::Rating,
        Kind::AbnormalListing => pb::PublicationKind::AbnormalListing,
        Kind::SeriousListing => pb::PublicationKind::SeriousListing,
        Kind::Other => pb::PublicationKind::Other,
    }
}

fn state_of(state: State) -> pb::PublicationState {
    match state {
        State::Published => pb::PublicationState::Published,
        State::Ended => pb::PublicationState::Ended,
        State::Withdrawn => pb::PublicationState::Withdrawn,
    }
}

fn channel(channel: Channel) -> pb::PublicationChannel {
    match channel {
        Channel::Page => pb::PublicationChannel::Page,
        Channel::Export => pb::PublicationChannel::Export,
        Channel::Bulletin => pb::PublicationChannel::Bulletin,
    }
}

/// A ground as the contract has it.
pub(crate) fn ground_of(ground: Ground) -> pb::PublicationWithdrawalGround {
    match ground {
        Ground::SourceFell => pb::PublicationWithdrawalGround::SourceFell,
        Ground::Authority => pb::PublicationWithdrawalGround::Authority,
        Ground::Error => pb::PublicationWithdrawalGround::Error,
        Ground::Secrecy => pb::PublicationWithdrawalGround::Secrecy,
    }
}

/// A kind of bulletin as the contract has it.
pub(crate) fn bulletin_kind(kind: Bulletin) -> pb::BulletinKind {
    match kind {
        Bulletin::Penalties => pb::BulletinKind::Penalties,
        Bulletin::Deregistrations => pb::BulletinKind::Deregistrations,
    }
}
