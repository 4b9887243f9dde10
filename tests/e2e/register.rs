//! What the register is for: rows in, one organisation by its code out, now and as it was.

use std::collections::BTreeMap;

use futures::stream;
use onecode_proto::event::v1::{Event, WatchEventsRequest};
use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1::{
    ExportOrganizationsRequest, GetOrganizationRequest, GetStatisticsRequest, ImportAction, ImportOrganizationsRequest,
    ListOrganizationsRequest, MatchKind, Organization, OrganizationRegistered, SearchOrganizationsRequest,
    UpdateOrganizationRequest,
};
use onecode_tests::harness::{Deployment, code, creation, details, reason, row};
use prost::{Message, Name};
use prost_types::FieldMask;
use tonic::Code;

const ROWS: u32 = 30;

/// Registers organisations 1 to `count` by the stream.
pub(crate) async fn import(suite: &Deployment, count: u32) {
    let rows: Vec<_> = (1..=count).map(row).collect();
    let chunks = rows.chunks(10).enumerate().map(|(at, rows)| ImportOrganizationsRequest {
        first_row: i64::try_from(at * 10 + 1).expect("few rows"),
        rows: rows.to_vec(),
    });
    let mut client = suite.organizations(suite.site.registrar().keyed("first-import"));
    let chunks: Vec<_> = chunks.collect();
    let mut answers = client.import_organizations(stream::iter(chunks)).await.expect("may import").into_inner();
    let mut outcomes = Vec::new();
    let mut next_row = 0;
    while let Some(answer) = answers.message().await.expect("the import goes on") {
        next_row = answer.next_row;
        outcomes.extend(answer.outcomes);
    }
    assert_eq!(next_row, i64::from(count) + 1);
    assert!(outcomes.iter().all(|outcome| outcome.action() == ImportAction::Created), "{outcomes:?}");
    let order: Vec<i64> = outcomes.iter().map(|outcome| outcome.row).collect();
    assert_eq!(order, (1..=i64::from(count)).collect::<Vec<_>>());
}

/// Asks for one organisation as the tax department does.
pub(crate) async fn get(suite: &Deployment, number: u32) -> Organization {
    let request = GetOrganizationRequest { name: name(number), ..GetOrganizationRequest::default() };
    let answer = suite.organizations(suite.site.tax().fresh()).get_organization(request).await;
    answer.expect("it is registered").into_inner().organization.expect("an answer holds one")
}

pub(crate) fn name(number: u32) -> String {
    format!("organizations/{}", code(number))
}

pub(crate) async fn imported_by_stream(suite: &Deployment) {
    import(suite, ROWS).await;
    let one = get(suite, 7).await;
    assert_eq!((one.code.as_str(), one.title.as_str()), (&*code(7), "湖州市样本第7协会"));
    assert_eq!((one.revision, one.synthetic), (1, true));

    let mut tax = suite.organizations(suite.site.tax().fresh());
    let query =
        SearchOrganizationsRequest { query: "样本第7协会".to_owned(), ..SearchOrganizationsRequest::default() };
    let found = tax.search_organizations(query).await.expect("may search").into_inner().matches;
    let best = found.first().expect("the name is found");
    assert_eq!(best.organization.as_ref().map(|found| found.code.clone()), Some(code(7)));
    assert_eq!(best.kind(), MatchKind::Contains);

    let (mut codes, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = ListOrganizationsRequest { page_size: 7, page_token, ..ListOrganizationsRequest::default() };
        let page = tax.list_organizations(request).await.expect("may list").into_inner();
        codes.extend(page.organizations.into_iter().map(|organization| organization.code));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    let mut all: Vec<String> = (1..=ROWS).map(code).collect();
    all.sort();
    assert_eq!(codes, all, "pages are ordered, and hold each once");

    let mut registrar = suite.organizations(suite.site.registrar().fresh());
    let counted = registrar.get_statistics(GetStatisticsRequest::default()).await.expect("may count").into_inner();
    assert_eq!(counted.total, i64::from(ROWS));
}

pub(crate) async fn copied_and_followed(suite: &Deployment) {
    import(suite, ROWS).await;
    let registrar = suite.site.registrar();
    let mut client = suite.organizations(registrar.fresh());
    let mut export =
        client.export_organizations(ExportOrganizationsRequest::default()).await.expect("may export").into_inner();
    let (mut copy, mut cursor) = (BTreeMap::new(), String::new());
    while let Some(answer) = export.message().await.expect("the export goes on") {
        copy.extend(answer.organizations.into_iter().map(|organization| (organization.name.clone(), organization)));
        cursor = answer.cursor;
    }
    assert_eq!(copy.len(), 30);

    // What happens after the export: a change, a new one, and a change of the new one.
    let changed = update_address(suite, &copy[&name(3)], "浙江省湖州市新样本路3号").await;
    client.create_organization(creation(31)).await.expect("may register");
    let new = get(suite, 31).await;
    let new = update_address(suite, &new, "浙江省湖州市新样本路31号").await;

    let mut events = suite.events(suite.site.tax().fresh());
    let request = WatchEventsRequest { cursor, ..WatchEventsRequest::default() };
    let mut watch = events.watch_events(request).await.expect("may watch").into_inner();
    let mut seen = Vec::new();
    while seen.len() < 3 {
        let answer = watch.message().await.expect("the watch goes on").expect("a watch never ends");
        // The contract allows a change that the export shows already to come again; others tell of organisations, too.
        let of_register = |event: &Event| event.r#type.starts_with("onecode.registry.");
        seen.extend(answer.events.into_iter().filter(|event| of_register(event) && !is_known(event, &copy)));
    }
    let subjects: Vec<&str> = seen.iter().map(|event| event.subject.as_str()).collect();
    assert_eq!(subjects, [name(3), name(31), name(31)]);
    assert!(seen.windows(2).all(|pair| pair[0].sequence < pair[1].sequence));
    for event in &seen {
        copy.insert(event.subject.clone(), fetch(suite, &event.subject).await);
    }
    assert_eq!((copy[&name(3)].revision, copy[&name(31)].revision), (changed.revision, new.revision));

    let mut again =
        client.export_organizations(ExportOrganizationsRequest::default()).await.expect("may export").into_inner();
    let mut source = BTreeMap::new();
    while let Some(answer) = again.message().await.expect("the export goes on") {
        source.extend(answer.organizations.into_iter().map(|organization| (organization.name.clone(), organization)));
    }
    assert_eq!(copy, source, "a copy that follows the feed is the register");
}

/// Whether an event tells of a revision that the copy holds already.
fn is_known(event: &Event, copy: &BTreeMap<String, Organization>) -> bool {
    let registered = event.r#type == OrganizationRegistered::full_name();
    let revision = event
        .data
        .as_ref()
        .filter(|_| registered)
        .map(|data| OrganizationRegistered::decode(data.value.as_slice()).expect("a fact of its type").revision);
    revision.is_some_and(|revision| copy.get(&event.subject).is_some_and(|known| known.revision >= revision))
}

async fn fetch(suite: &Deployment, name: &str) -> Organization {
    let request = GetOrganizationRequest { name: name.to_owned(), ..GetOrganizationRequest::default() };
    let answer = suite.organizations(suite.site.registrar().fresh()).get_organization(request).await;
    answer.expect("it is registered").into_inner().organization.expect("an answer holds one")
}

fn new_address(before: &Organization, address: &str) -> UpdateOrganizationRequest {
    UpdateOrganizationRequest {
        organization: Some(Organization {
            name: before.name.clone(),
            etag: before.etag.clone(),
            address: address.to_owned(),
            ..Organization::default()
        }),
        update_mask: Some(FieldMask { paths: vec!["address".to_owned()] }),
        basis: "样民社变〔2026〕1号".to_owned(),
        ..UpdateOrganizationRequest::default()
    }
}

async fn update_address(suite: &Deployment, before: &Organization, address: &str) -> Organization {
    let mut client = suite.organizations(suite.site.registrar().fresh());
    let reply = client.update_organization(new_address(before, address)).await.expect("may change");
    reply.into_inner().organization.expect("an answer holds one")
}

pub(crate) async fn asked_about_the_past(suite: &Deployment) {
    let mut client = suite.organizations(suite.site.registrar().fresh());
    let since = |year| Some(Date { year, month: 3, day: 1 });
    let mut request = creation(1);
    request.valid_from = since(2015);
    let first =
        client.create_organization(request).await.expect("may register").into_inner().organization.unwrap_or_default();
    let mut moved = new_address(&first, "浙江省湖州市新样本路1号");
    moved.valid_from = since(2020);
    let second =
        client.update_organization(moved).await.expect("may change").into_inner().organization.unwrap_or_default();

    let ask = |as_of, known_at| {
        let mut client = client.clone();
        let request =
            GetOrganizationRequest { name: first.name.clone(), as_of, known_at, ..GetOrganizationRequest::default() };
        async move {
            client.get_organization(request).await.map(|answer| answer.into_inner().organization.unwrap_or_default())
        }
    };
    let (old, new) = (first.address.as_str(), "浙江省湖州市新样本路1号");
    assert_eq!(ask(None, None).await.expect("it holds").address, new);
    assert_eq!(ask(since(2021), None).await.expect("it holds").address, new);
    assert_eq!(ask(since(2019), None).await.expect("it held").address, old);
    assert_eq!(
        ask(since(2021), first.update_time).await.expect("it was known").address,
        old,
        "the move was not known yet"
    );
    assert_eq!(ask(None, second.update_time).await.expect("it was known").address, new);
    let before = ask(since(2014), None).await.expect_err("it did not exist");
    assert_eq!((before.code(), reason(&before).as_str()), (Code::NotFound, "ORGANIZATION_NOT_FOUND"));
}

pub(crate) async fn repeated(suite: &Deployment) {
    let registrar = suite.site.registrar();
    let mut client = suite.organizations(registrar.keyed("one-and-the-same"));
    let first = client.create_organization(creation(1)).await.expect("may register").into_inner();
    let second = client.create_organization(creation(1)).await.expect("the key is known").into_inner();
    assert_eq!(first, second);
    let other = client.create_organization(creation(2)).await.expect_err("another request under the same key");
    assert_eq!((other.code(), reason(&other).as_str()), (Code::AlreadyExists, "IDEMPOTENCY_KEY_REUSED"));
    let taken = suite.organizations(registrar.fresh()).create_organization(creation(1)).await.expect_err("issued");
    assert_eq!((taken.code(), reason(&taken).as_str()), (Code::AlreadyExists, "CODE_TAKEN"));
    let mut books = suite.books().await;
    assert_eq!(books.settled().await, 1);
    assert_eq!(books.count("select count(*) from uow.audit where kind = 'write' and actor <> 'onecode'").await, 1);
}

pub(crate) async fn raced_for(suite: &Deployment) {
    let mut client = suite.organizations(suite.site.registrar().fresh());
    let created = client
        .create_organization(creation(1))
        .await
        .expect("may register")
        .into_inner()
        .organization
        .unwrap_or_default();
    let current = update_address(suite, &created, "浙江省湖州市新样本路1号").await;
    let late =
        client.update_organization(new_address(&created, "浙江省湖州市旧样本路1号")).await.expect_err("too late");
    assert_eq!((late.code(), reason(&late).as_str()), (Code::Aborted, "ETAG_MISMATCH"));
    let info = details(&late).error_info().cloned().expect("details");
    assert_eq!(info.metadata.get("etag"), Some(&current.etag), "the caller learns the present state");
}
