//! `onecode listing`: what records amount to for the two lists, and the history of an organisation on them.

use onecode_proto::credit::v1::{
    GetListingRequest, ListListingDraftsRequest, ListListingDraftsResponse, ListListingsRequest, Listing, ListingDraft,
    ListingRemovalState,
};
use onecode_proto::google::r#type::Date;

use super::casework::last;
use super::{Connection, Failure};
use crate::args::{ListingCommand, ListingDraftsArgs, ListingShowArgs};
use crate::exit::Exit;
use crate::messages::Label as _;
use crate::output::{Cells, Printer, day};

const DRAFTS: [(&str, &str); 7] = [
    ("organisation", "社会组织"),
    ("list", "名单"),
    ("ground", "事由"),
    ("since", "自"),
    ("rests on", "依据"),
    ("state", "状态"),
    ("draft", "线索"),
];

const TIMELINE: [(&str, &str); 6] = [
    ("day", "日期"),
    ("list", "名单"),
    ("event", "事项"),
    ("ground", "事由"),
    ("document", "文号"),
    ("rests on", "依据"),
];

pub(super) async fn run(connection: &Connection, command: ListingCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        ListingCommand::Drafts(args) => drafts(connection, args, printer).await,
        ListingCommand::Show(args) => show(connection, args, printer).await,
    }
}

async fn drafts(connection: &Connection, args: ListingDraftsArgs, printer: &Printer) -> Result<Exit, Failure> {
    let organization = args.name.unwrap_or_default();
    let mut request = ListListingDraftsRequest { organization, page_size: 200, ..Default::default() };
    let mut all = Vec::new();
    loop {
        let page = connection.lists().list_listing_drafts(connection.timed(request.clone())).await?.into_inner();
        all.extend(page.listing_drafts);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    let answer = ListListingDraftsResponse { listing_drafts: all, next_page_token: String::new() };
    printer.found(&answer, &DRAFTS, answer.listing_drafts.iter().map(|draft| draft_row(draft, printer)))?;
    Ok(Exit::Done)
}

fn draft_row(draft: &ListingDraft, printer: &Printer) -> Cells {
    vec![
        last(&draft.organization).to_owned(),
        printer.label(&draft.list()),
        format!("{} {}", draft.ground, draft.ground_title),
        day(draft.since_date),
        format!("{} ({})", draft.cause, draft.rule),
        printer.label(&draft.state()),
        last(&draft.name).to_owned(),
    ]
}

async fn show(connection: &Connection, args: ListingShowArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListListingsRequest { organization: args.name, page_size: 200, ..Default::default() };
    let mut all = Vec::new();
    loop {
        let page = connection.lists().list_listings(connection.timed(request.clone())).await?.into_inner();
        for listing in page.listings {
            let request = GetListingRequest { name: listing.name };
            let whole = connection.lists().get_listing(connection.timed(request)).await?.into_inner();
            all.push(whole.listing.ok_or_else(|| Failure::contract("listing"))?);
        }
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    if printer.is_json() {
        for listing in &all {
            printer.json_line(listing)?;
        }
        return Ok(Exit::Done);
    }
    let mut events: Vec<Event> = all.iter().flat_map(|listing| timeline(listing, printer)).collect();
    events.sort_by_key(|(on, _)| on.map(|on| (on.year, on.month, on.day)));
    printer.table(&TIMELINE, events.into_iter().map(|(_, cells)| cells))?;
    Ok(Exit::Done)
}

/// A day and what happened on it.
type Event = (Option<Date>, Cells);

fn timeline(listing: &Listing, printer: &Printer) -> Vec<Event> {
    let say = |words: (&'static str, &'static str)| words.label(printer.language()).to_owned();
    let list = printer.label(&listing.list());
    let event = |on: Option<Date>, what: String, [ground, document, rests_on]: [&str; 3]| {
        let cells = vec![day(on), list.clone(), what, ground.to_owned(), document.to_owned(), rests_on.to_owned()];
        (on, cells)
    };
    let mut events = Vec::new();
    for ground in &listing.grounds {
        let rests_on = format!("{} ({})", ground.cause, ground.rule);
        let told = [ground.ground.as_str(), ground.document_number.as_str(), rests_on.as_str()];
        events.push(event(ground.decide_date, say(("listed", "列入")), told));
        if ground.withdraw_date.is_some() {
            events.push(event(ground.withdraw_date, say(("ground withdrawn", "事由撤回")), [&ground.ground, "", ""]));
        }
    }
    for removal in &listing.removals {
        events.push(event(removal.request_date, printer.label(&ListingRemovalState::Verifying), ["", "", ""]));
        if removal.decide_date.is_some() {
            let number = removal.document_number.as_str();
            events.push(event(removal.decide_date, printer.label(&removal.state()), ["", number, ""]));
        }
    }
    if listing.remove_date.is_some() {
        events.push(event(listing.remove_date, printer.label(&listing.removal_cause()), ["", "", ""]));
    }
    if listing.withdraw_date.is_some() {
        events.push(event(listing.withdraw_date, say(("withdrawn", "撤回列入")), ["", "", ""]));
    }
    events
}
