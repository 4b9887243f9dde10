//! Until the opening nobody finds a price: not in any table, not in any answer.

use std::collections::BTreeSet;

use onecode_proto::purchase::v1 as pb;
use sqlx::{PgConnection, Row};
use testkit::papers::hex;

use crate::world::{COMPANIES, PRICE, World, bid, expert};

/// Every row of every table as text, bytes as they are and in hexadecimal.
async fn dump(connection: &mut PgConnection) -> Vec<(String, Vec<u8>)> {
    let tables = "select format('%I.%I', table_schema, table_name), format('%I', column_name), data_type
                  from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')";
    let mut found = Vec::new();
    for column in sqlx::query(tables).fetch_all(&mut *connection).await.unwrap() {
        let (table, name, kind): (String, String, String) = (column.get(0), column.get(1), column.get(2));
        let value = if kind == "bytea" { name.clone() } else { format!("convert_to({name}::text, 'UTF8')") };
        let query = format!("select {value} from {table} where {name} is not null");
        for row in sqlx::query(sqlx::AssertSqlSafe(query)).fetch_all(&mut *connection).await.unwrap() {
            found.push((format!("{table}.{name}"), row.get(0)));
        }
    }
    found
}

/// How a price and the words of a bid may be written: in digits, as the contract encodes them, as numbers of a database, in hexadecimal.
fn needles() -> Vec<Vec<u8>> {
    let mut encoded = Vec::new();
    prost::encoding::encode_varint(PRICE.unsigned_abs(), &mut encoded);
    vec![
        PRICE.to_string().into_bytes(),
        hex(PRICE.to_string()).into_bytes(),
        hex(&encoded).into_bytes(),
        encoded,
        PRICE.to_be_bytes()[4..].to_vec(),
        "secret-statement".into(),
        "secret-attachment".into(),
        hex("secret-statement").into_bytes(),
    ]
}

/// The cells that hold something of a bid, each once, of tables that hold what was handed in.
async fn hits(world: &World) -> BTreeSet<String> {
    let mut connection = world.city.suite.database().connection().await;
    let rows = dump(&mut connection).await;
    let cells: BTreeSet<&str> = rows.iter().map(|(cell, _)| cell.as_str()).collect();
    for seen in
        ["purchase.tender_bid.sha256", "purchase.tender_event.kind", "uow.audit.actor", "uow.idempotency.request_hash"]
    {
        assert!(cells.contains(seen), "{seen} is not looked at: {cells:?}");
    }
    let needles = needles();
    let holds = |value: &[u8]| needles.iter().any(|needle| found(value, needle));
    rows.iter().filter(|(_, value)| holds(value)).map(|(cell, _)| cell.clone()).collect()
}

fn found(value: &[u8], needle: &[u8]) -> bool {
    value.windows(needle.len()).any(|part| part == needle)
}

#[tokio::test]
async fn no_table_holds_a_price_or_a_word_of_a_bid_before_the_opening() {
    let world = World::start().await;
    let tender = world.published().await;
    let receipt = world.bid(bid(&tender, COMPANIES[0], PRICE)).await.unwrap();
    world.bid(bid(&tender, COMPANIES[1], PRICE)).await.unwrap();
    assert_eq!(receipt.sha256.len(), 32);
    assert_eq!(hits(&world).await, BTreeSet::new());
    let ready = world.released(&tender).await;
    assert_eq!(hits(&world).await, BTreeSet::new(), "released, and not yet opened");
    world.open(&ready).await.unwrap();
    let after = hits(&world).await;
    for cell in ["purchase.tender_bid.amount_fen", "purchase.tender_bid.content"] {
        assert!(after.contains(cell), "the search finds what is there: {after:?}");
    }
    // it is a consultation
    assert!(!after.contains("purchase.tender_event.note"), "what is talked about is not told to everybody: {after:?}");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn the_search_looks_into_every_letter_and_finds_every_spelling() {
    let world = World::start().await;
    let tender = world.published().await;
    for code in &COMPANIES[..2] {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    let mut connection = world.city.suite.database().connection().await;
    let looked_at = |rows: &[(String, Vec<u8>)], cell: &str| rows.iter().filter(|(one, _)| one == cell).count();
    let rows = dump(&mut connection).await;
    assert_eq!(looked_at(&rows, "purchase.tender_bid.letter"), 2);
    assert_eq!(looked_at(&rows, "purchase.tender_share.sealed"), 2);
    sqlx::raw_sql("create table purchase.planted (raw bytea, text text)").execute(&mut connection).await.unwrap();
    for needle in needles() {
        let planted = [b"before ".as_slice(), &needle, b" after"].concat();
        let text = String::from_utf8(planted.clone()).ok();
        let planting = sqlx::query("insert into purchase.planted (raw, text) values ($1, $2)");
        planting.bind(&planted).bind(&text).execute(&mut connection).await.unwrap();
        let rows = dump(&mut connection).await;
        let cells = rows.iter().filter(|(_, value)| found(value, &needle)).map(|(cell, _)| cell.as_str());
        let cells: BTreeSet<&str> = cells.collect();
        let expected = [Some("purchase.planted.raw"), text.map(|_| "purchase.planted.text")];
        assert_eq!(cells, expected.into_iter().flatten().collect());
        sqlx::raw_sql("delete from purchase.planted").execute(&mut connection).await.unwrap();
    }
    world.city.suite.stop().await;
}

#[tokio::test]
async fn nobody_is_told_who_bids_or_how_many_before_the_opening() {
    let world = World::start().await;
    let tender = world.published().await;
    let published = world.city.suite.published().await;
    world.bid(bid(&tender, COMPANIES[0], PRICE)).await.unwrap();
    assert_eq!(world.get(&tender).await, tender, "not even the etag moves");
    assert_eq!(world.city.suite.published().await, published, "and no fact is told");
    let request = pb::ListTenderBidsRequest { tender: tender.name.clone() };
    let refused = world.buying().list_tender_bids(request).await.unwrap_err();
    assert_eq!(testkit::refusal::reason(&refused).1, "TENDER_STATE");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn shares_and_letters_are_gone_once_bids_are_open() {
    let world = World::start().await;
    let tender = world.published().await;
    for code in &COMPANIES[..2] {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    let kept = "select (select count(*) from purchase.tender_share where sealed is not null)
                  + (select count(*) from purchase.tender_bid where letter is not null)";
    assert_eq!(world.city.suite.count(kept).await, 4);
    world.open(&ready).await.unwrap();
    assert_eq!(world.city.suite.count(kept).await, 0);
    world.city.suite.stop().await;
}

/// A first bid in which nothing is looked for.
fn plain(tender: &pb::Tender, code: &str, amount_fen: i64) -> pb::SubmitTenderBidRequest {
    let mut first = bid(tender, code, amount_fen);
    if let Some(content) = first.content.as_mut() {
        content.statement = "首次响应".into();
        content.attachments.clear();
    }
    first
}

#[tokio::test]
async fn of_last_offers_nobody_finds_a_price_or_how_many_there_are_before_they_are_opened() {
    let world = World::start().await;
    let tender = world.published_lowest(pb::ProcurementMethod::CompetitiveNegotiation).await;
    for (more, code) in (0..).zip(COMPANIES) {
        world.bid(plain(&tender, code, 1_000_000 + more)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap().tender.unwrap();
    let seated = world.assign(&opened, &["a", "b", "c"].map(expert)).await.unwrap();
    let called = world.call_offers(&seated).await.unwrap();
    let published = world.city.suite.published().await;
    for code in COMPANIES {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    assert_eq!(world.get(&tender).await, called, "not even the etag moves");
    assert_eq!(world.city.suite.published().await, published, "and no fact is told");
    let request = pb::ListTenderBidsRequest { tender: tender.name.clone() };
    let listed = world.buying().list_tender_bids(request).await.unwrap().into_inner().bids;
    assert_eq!((listed.len(), listed.iter().filter(|bid| bid.last_offer).count()), (3, 0));
    assert_eq!(hits(&world).await, BTreeSet::new());
    let ready = world.released(&called).await;
    assert_eq!((hits(&world).await, ready.offer_count), (BTreeSet::new(), 0), "released, and not yet opened");
    let opened = world.open(&ready).await.unwrap().tender.unwrap();
    assert_eq!((opened.status(), opened.offer_count), (pb::TenderStatus::Opened, 3));
    assert!(hits(&world).await.contains("purchase.tender_bid.amount_fen"), "the search finds what is there");
    world.city.suite.stop().await;
}
