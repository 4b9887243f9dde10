//! Until the opening nobody finds a price: not in any table, not in any answer.

use onecode_proto::purchase::v1 as pb;
use sqlx::{PgConnection, Row};
use testkit::papers::hex;

use crate::world::{COMPANIES, PRICE, World, bid};

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

/// How a price may be written: in digits, and as the contract encodes it.
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

async fn hits(world: &World) -> Vec<String> {
    let mut connection = world.city.suite.database().connection().await;
    let rows = dump(&mut connection).await;
    assert!(rows.iter().any(|(cell, _)| cell == "purchase.tender_bid.letter") || rows.len() > 100);
    let holds = |value: &[u8]| needles().iter().any(|needle| value.windows(needle.len()).any(|part| part == needle));
    rows.into_iter().filter(|(_, value)| holds(value)).map(|(cell, _)| cell).collect()
}

#[tokio::test]
async fn no_table_holds_a_price_or_a_word_of_a_bid_before_the_opening() {
    let world = World::start().await;
    let tender = world.published().await;
    let receipt = world.bid(bid(&tender, COMPANIES[0], PRICE)).await.unwrap();
    world.bid(bid(&tender, COMPANIES[1], PRICE)).await.unwrap();
    assert_eq!(receipt.sha256.len(), 32);
    assert_eq!(hits(&world).await, Vec::<String>::new());
    let ready = world.released(&tender).await;
    assert_eq!(hits(&world).await, Vec::<String>::new(), "released, and not yet opened");
    world.open(&ready).await.unwrap();
    let after = hits(&world).await;
    assert!(
        after.iter().any(|cell| cell == "purchase.tender_bid.amount_fen"),
        "the search finds what is there: {after:?}"
    );
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
