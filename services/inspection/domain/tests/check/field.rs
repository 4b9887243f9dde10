//! Entries as devices make them.

use inspection_domain::check::{
    Content, Entry, Kept, Media, Member, Outcome, Place, Record, Refusal, Severity, Team, Verdict, conclude,
};
use inspection_domain::draw::{Hash, Window};
use inspection_domain::inspector::Certificate;
use time::macros::{date, datetime};
use uuid::Uuid;

const ITEMS: [&str; 3] = ["governance", "finance", "business"];

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// An entry of an inspector's device; its id follows from device and count.
pub(crate) fn entry(author: u128, device: u128, sequence: u64, content: Content) -> Entry {
    let at = datetime!(2026-11-24 02:00 UTC) + time::Duration::minutes(i64::try_from(sequence).unwrap());
    Entry { id: id(device << 32 | u128::from(sequence)), device: id(device), sequence, at, author: id(author), content }
}

pub(crate) fn answer(
    author: u128,
    device: u128,
    sequence: u64,
    item: &str,
    verdict: Verdict,
    supersedes: &[Hash],
) -> Entry {
    let note = "现场查看".to_owned();
    entry(
        author,
        device,
        sequence,
        Content::Answer { item: item.to_owned(), verdict, note, supersedes: supersedes.to_vec() },
    )
}

pub(crate) fn finding(text: &str, severity: Severity) -> Content {
    Content::Finding {
        item: String::new(), ground: "社会团体登记管理条例".into(), severity, text: text.into()
    }
}

/// What two devices record: each step is of one device, which sees its own entries, and sometimes the other's.
pub(crate) fn story(steps: &[(usize, u8, u8, u16, i64)]) -> Vec<Entry> {
    let mut made: Vec<Entry> = Vec::new();
    let mut counts = [0_u64; 2];
    for (device, kind, item, chance, skew) in steps {
        counts[*device] += 1;
        let author = *device as u128 + 1;
        let seen: Vec<&Entry> = made.iter().filter(|entry| entry.author == id(author) || chance % 2 == 0).collect();
        let any = seen.get(usize::from(*chance) % seen.len().max(1)).map_or(Hash([1; 32]), |entry| entry.digest());
        let item = ITEMS[usize::from(*item)];
        let of_item = seen.iter().filter(|entry| matches!(entry.content, Content::Answer { .. }));
        let same: Vec<Hash> =
            of_item.filter(|entry| entry.content.item() == Some(item)).map(|entry| entry.digest()).collect();
        let verdict = Verdict::ALL[usize::from(*chance) % 3];
        let content = match kind {
            0..=2 => Content::Answer { item: item.into(), verdict, note: String::new(), supersedes: Vec::new() },
            3 => Content::Answer { item: item.into(), verdict, note: "更正".into(), supersedes: same },
            4 => Content::Withdrawal { entry: any, reason: "误录".into() },
            5 => finding("未按章程换届", if chance % 5 == 0 { Severity::Serious } else { Severity::Minor }),
            6 => Content::Evidence { media: Media::Photograph, sha256: any, size: 1, caption: String::new() },
            7 => Content::CheckIn { place: Place::new(30_870_000, 120_093_000).unwrap(), accuracy: 5 },
            _ => {
                let seen: Vec<Kept> = seen.into_iter().cloned().map(Kept::of).collect();
                Content::Confirmation { digest: Record::of(&seen).digest }
            }
        };
        let made_now = entry(author, author + 100, counts[*device], content);
        let at = made_now.at + time::Duration::seconds(*skew);
        made.push(Entry { at, ..made_now });
    }
    made
}

/// The days of the visit.
pub(crate) const DAYS: Window = Window { first: date!(2026 - 11 - 24), last: date!(2026 - 11 - 26) };

/// An inspector whom nothing keeps away.
pub(crate) fn member(inspector: u128) -> Member {
    Member {
        inspector: id(inspector),
        assistant: false,
        suspended: false,
        certificate: Certificate { valid_from: date!(2024 - 01 - 01), valid_to: date!(2029 - 01 - 01) },
        recused: false,
        replaced: false,
    }
}

pub(crate) fn team() -> Team {
    Team(vec![member(1), member(2)])
}

pub(crate) fn kept(entries: &[Entry]) -> Vec<Kept> {
    entries.iter().cloned().map(Kept::of).collect()
}

/// Whether a record can end a check of one item.
pub(crate) fn end(kept: &[Kept], outcome: Outcome) -> Result<(), Refusal> {
    conclude(&Record::of(kept), &team(), &["governance".to_owned()], outcome, DAYS, 2).map(|_| ())
}
