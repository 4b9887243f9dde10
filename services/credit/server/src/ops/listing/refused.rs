//! What is refused of drafts and listings, each with the reason that the contract declares.

use credit_domain::ground::Ground;
use credit_domain::listing::Listing;
use credit_domain::removal::Obstacle;
use fault::{Fault, Kind};
use uuid::Uuid;

use crate::wire::name;

/// No such draft, or the caller may not see it.
pub(super) fn no_draft(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "LISTING_DRAFT_NOT_FOUND", "no such draft")
        .with("listing_draft", name::listing_draft(id))
}

/// Somebody was faster, or a record came.
pub(super) fn draft_changed(etag: String) -> Fault {
    Fault::new(Kind::Aborted, "LISTING_DRAFT_CHANGED", "the draft has changed since it was read").with("etag", etag)
}

/// Another division's.
pub(super) fn other_authority(division: &str) -> Fault {
    let sentence = "only the registering authority of the division may do this";
    Fault::new(Kind::PermissionDenied, "LISTING_OTHER_AUTHORITY", sentence).with("division", division)
}

/// Nobody is exempted from the list of serious breaches (CR-04).
pub(super) fn no_exemption(ground: &str) -> Fault {
    let sentence = "there is no exemption from the list of serious breaches (CR-04)";
    Fault::new(Kind::FailedPrecondition, "LISTING_NO_EXEMPTION", sentence).with("ground", ground)
}

/// Notice comes first (CR-09).
pub(super) fn notice_missing(ground: &str) -> Fault {
    let sentence = "no penalty is the ground: the organisation must be told first (CR-09)";
    Fault::new(Kind::FailedPrecondition, "LISTING_NOTICE_MISSING", sentence).with("ground", ground)
}

/// No such listing.
pub(super) fn no_listing(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "LISTING_NOT_FOUND", "no such listing").with("listing", name::listing(id))
}

/// It is over, or was withdrawn.
pub(super) fn ended(id: Uuid) -> Fault {
    let sentence = "the organisation is not on the list by this listing any more";
    Fault::new(Kind::FailedPrecondition, "LISTING_ENDED", sentence).with("listing", name::listing(id))
}

/// One application at a time.
pub(super) fn removal_open(listing: Uuid) -> Fault {
    let sentence = "an application of the listing is being verified";
    Fault::new(Kind::AlreadyExists, "LISTING_REMOVAL_OPEN", sentence).with("listing", name::listing(listing))
}

/// No such application, or the caller may not see it.
pub(super) fn no_removal(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "LISTING_REMOVAL_NOT_FOUND", "no such application");
    fault.with("listing_removal", name::listing_removal(id))
}

/// Somebody was faster.
pub(super) fn removal_changed(etag: String) -> Fault {
    let sentence = "the application has changed since it was read";
    Fault::new(Kind::Aborted, "LISTING_REMOVAL_CHANGED", sentence).with("etag", etag)
}

/// What stands in the way of leaving a list; `draft` is the one of the new ground.
pub(super) fn obstacle(obstacle: &Obstacle, listing: &Listing, draft: Option<Uuid>) -> Fault {
    let refused = |reason, sentence: String| Fault::new(Kind::FailedPrecondition, reason, sentence);
    match obstacle {
        Obstacle::Pending(ground) => {
            let sentence = format!("{} waits for a decision (CR-05)", ground.as_str());
            let fault = refused("LISTING_GROUND_PENDING", sentence).with("ground", ground.as_str());
            fault.with("listing_draft", draft.map(name::listing_draft).unwrap_or_default())
        }
        Obstacle::Undone(grounds) => {
            let keys: Vec<&str> = grounds.iter().copied().map(Ground::as_str).collect();
            let sentence = format!("duties are not done (CR-06): {}", keys.join(", "));
            refused("LISTING_DUTIES_OPEN", sentence).with("grounds", keys.join(","))
        }
        Obstacle::Running(until) => {
            let sentence = format!("the period runs until {until} (CR-08)");
            refused("LISTING_PERIOD_RUNNING", sentence).with("until", until.to_string())
        }
        Obstacle::NotDeregistered => {
            let sentence = "the organisation must be deregistered first (CR-08)".to_owned();
            let subject = name::organization(listing.organization);
            refused("LISTING_NOT_DEREGISTERED", sentence).with("organization", subject)
        }
    }
}
