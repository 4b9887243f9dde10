//! Nothing personal is in anything that the public is shown, whatever was told and submitted.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::support::*;

/// A person who stands in what authorities write, and never in what is published.
#[derive(Debug, Clone)]
struct Person {
    name: String,
    mobile: String,
    id_number: String,
}

fn person() -> impl Strategy<Value = Person> {
    let name = "[张王李赵沈陆][\\u{4e00}-\\u{9fa5}]{2}";
    let days = (1_u32..=28, 1_u32..=12, 1950_u32..=2005, 0_u32..=999);
    (name, "1[3-9][0-9]{9}", days).prop_map(|(name, mobile, (day, month, year, serial))| {
        let body = format!("330502{year}{month:02}{day:02}{serial:03}");
        Person { name, mobile, id_number: format!("{body}{}", check(&body)) }
    })
}

/// The check character of a resident's ID number (GB 11643).
fn check(body: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][(sum % 11) as usize]
}

/// What a department writes of an honour; every sentence names the person.
fn honour(person: &Person, form: usize) -> String {
    let Person { name, mobile, .. } = person;
    match form % 4 {
        0 => format!("授予法定代表人{name}先进称号"),
        1 => format!("先进社会组织（联系电话{mobile}）"),
        2 => format!("{name}同志获先进个人"),
        _ => format!("先进社会组织，{} {} {}", &mobile[..3], &mobile[3..7], &mobile[7..]),
    }
}

/// Everything that anybody can read.
async fn everything(world: &World) -> String {
    let states = vec![State::Published.into(), State::Ended.into(), State::Withdrawn.into()];
    let filter = pb::PublicationFilter { states, ..Default::default() };
    let mut text = format!("{:?}", listed(world, filter.clone()).await);
    for format in [pb::PublicationFormat::Csv, pb::PublicationFormat::JsonLines] {
        let request = pb::ExportPublicationsRequest { filter: Some(filter.clone()), format: format.into() };
        let mut pieces = anybody(world).export_publications(request).await.unwrap().into_inner();
        while let Some(piece) = pieces.message().await.unwrap() {
            text.push_str(std::str::from_utf8(&piece.content).unwrap());
        }
    }
    let bulletins = anybody(world).list_bulletins(pb::ListBulletinsRequest::default()).await.unwrap().into_inner();
    for one in bulletins.bulletins {
        let request = pb::GetBulletinRequest { name: one.name };
        write!(text, "{:?}", anybody(world).get_bulletin(request).await.unwrap().into_inner()).unwrap();
    }
    text
}

#[tokio::test]
async fn nothing_personal_is_in_anything_that_the_public_is_shown() {
    let world = World::start().await;
    let mut runner = TestRunner::deterministic();
    let mut persons = Vec::new();
    for serial in 1..=16_u32 {
        let person = person().new_tree(&mut runner).unwrap().current();
        world.register(&code(serial)).await;
        world.caught_up().await;
        let honour = pb::CreditSubmission {
            kind: pb::RecordKind::Commendation.into(),
            value: honour(&person, serial as usize),
            amount_fen: 0,
            ..penalty(&code(serial), &format!("表〔2026〕{serial}号"))
        };
        world.submit("civil-affairs", honour.clone()).await.unwrap();
        let numbered =
            pb::CreditSubmission { value: person.id_number.clone(), document_number: "9号".into(), ..honour };
        let refused = world.submit("civil-affairs", numbered).await.unwrap_err();
        assert_eq!(violated_sorted(&refused), ["submission.value"], "what is taken holds no ID number at all");
        let decided = inspection::PenaltyDecided {
            penalty: format!("penalties/018f0000-0000-7000-8000-{serial:012}"),
            organization: name(&code(serial)),
            document_number: format!("湖民罚〔2026〕{serial}号"),
            department: "departments/civil-affairs".into(),
            decision_date: day(today(&world)),
            matter: format!("{}挪用会费", person.name),
            facts: format!("{}（{}，{}）承认", person.name, person.id_number, person.mobile),
            sanctions: vec![inspection::Sanction { kind: inspection::SanctionKind::Fine.into(), ..Default::default() }],
            fine_fen: 100_000,
            ..Default::default()
        };
        world.tell("penalties/x", decided).await;
        made_public(&world, &code(serial), serial, true).await;
        persons.push(person);
    }
    sweep(&world).await;
    world.suite.clock().advance(Duration::days(7));
    sweep(&world).await;
    let request = pb::ListBulletinDraftsRequest::default();
    let mut publisher = official(&world, "credit-publisher", "沈一");
    for draft in publisher.list_bulletin_drafts(request).await.unwrap().into_inner().bulletin_drafts {
        let name = draft.bulletin.unwrap().name;
        let request = pb::ReviewBulletinRequest { name: name.clone(), etag: draft.etag };
        let review = publisher.review_bulletin(request).await.unwrap().into_inner().bulletin_draft.unwrap();
        let request = pb::ApproveBulletinRequest { name, etag: review.etag };
        official(&world, "credit-bulletin-approver", "陆二").approve_bulletin(request).await.unwrap();
    }
    let text = everything(&world).await;
    assert!(
        text.contains("湖民罚〔2026〕16号") && text.contains("表〔2026〕16号") && text.contains("GG-330500-2026-0001")
    );
    assert!(text.contains("（依法不予公开）"));
    for Person { name, mobile, id_number } in persons {
        for secret in [&name, &mobile, &mobile[3..], &id_number, &id_number[..17]] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
    world.suite.stop().await;
}
