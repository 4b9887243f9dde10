//! Entries: as devices state them, as they are kept, and as they are shown.

use inspection_domain::check::{Content, Entry, Place};
use inspection_domain::draw::Hash;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::check_entry::Content as Stated;
use uuid::Uuid;

use super::{name, word};
use crate::ops::check::entries::Seen;
use crate::wire::name::{hyphenated, inspector, parse_inspector, parse_item};
use crate::wire::time::{parse_timestamp, timestamp};
use crate::wire::violations::Violations;
use crate::wire::{name as names, text};

const MOST_LINKS: usize = 50;
const MOST_METRES: u32 = 100_000;

/// The entry that a device states of a check; `field` is where it stands in the request.
pub(crate) fn parse(violations: &mut Violations, field: &str, stated: &pb::CheckEntry, check: Uuid) -> Option<Entry> {
    let at = |name: &str| format!("{field}.{name}");
    let id = name::parse_entry(violations, &at("name"), &stated.name, check);
    let device = hyphenated(&stated.device);
    if device.is_none() {
        violations.note(at("device"), "must be a UUID in its one form");
    }
    let sequence = u64::try_from(stated.sequence).ok().filter(|sequence| *sequence > 0);
    if sequence.is_none() {
        violations.note(at("sequence"), "must be at least 1");
    }
    if stated.device_time.is_none() {
        violations.note(at("device_time"), "is required");
    }
    let made = parse_timestamp(violations, &at("device_time"), stated.device_time.as_ref());
    let author = parse_inspector(violations, &at("author"), &stated.author);
    let content = content(violations, field, stated.content.as_ref());
    Some(Entry { id: id?, device: device?, sequence: sequence?, at: made?, author: author?, content: content? })
}

fn content(violations: &mut Violations, field: &str, stated: Option<&Stated>) -> Option<Content> {
    let Some(stated) = stated else {
        violations.note(format!("{field}.content"), "is required");
        return None;
    };
    match stated {
        Stated::CheckIn(stated) => check_in(violations, &format!("{field}.check_in"), stated),
        Stated::Answer(stated) => answer(violations, &format!("{field}.answer"), stated),
        Stated::Finding(stated) => finding(violations, &format!("{field}.finding"), stated),
        Stated::Evidence(stated) => evidence(violations, &format!("{field}.evidence"), stated),
        Stated::Statement(stated) => {
            let speaker = exact(violations, &format!("{field}.statement.speaker"), &stated.speaker, 50, true);
            let text = exact(violations, &format!("{field}.statement.text"), &stated.text, 2_000, true);
            Some(Content::Statement { speaker: speaker?, text: text? })
        }
        Stated::Confirmation(stated) => {
            let digest = hash(violations, &format!("{field}.confirmation.digest"), &stated.digest)?;
            Some(Content::Confirmation { digest })
        }
        Stated::Withdrawal(stated) => {
            let entry = hash(violations, &format!("{field}.withdrawal.entry"), &stated.entry);
            let reason = exact(violations, &format!("{field}.withdrawal.reason"), &stated.reason, 200, true);
            Some(Content::Withdrawal { entry: entry?, reason: reason? })
        }
    }
}

fn check_in(violations: &mut Violations, field: &str, stated: &pb::CheckIn) -> Option<Content> {
    let place = place(violations, &format!("{field}.place"), stated.place.as_ref());
    let accuracy = u32::try_from(stated.accuracy_metres).ok().filter(|metres| *metres <= MOST_METRES);
    if accuracy.is_none() {
        violations.note(format!("{field}.accuracy_metres"), format_args!("must be 0 to {MOST_METRES}"));
    }
    Some(Content::CheckIn { place: place?, accuracy: accuracy? })
}

/// A place that a request states.
pub(crate) fn place(violations: &mut Violations, field: &str, stated: Option<&pb::GeoPoint>) -> Option<Place> {
    let Some(point) = stated else {
        violations.note(field, "is required");
        return None;
    };
    let place = Place::new(point.latitude_microdegrees, point.longitude_microdegrees);
    if place.is_none() {
        violations.note(field, "must be a place on the earth, in millionths of a degree");
    }
    place
}

fn answer(violations: &mut Violations, field: &str, stated: &pb::CheckAnswer) -> Option<Content> {
    let item = parse_item(violations, &format!("{field}.item"), &stated.item);
    let verdict = word::read_verdict(stated.verdict);
    if verdict.is_none() {
        violations.note(format!("{field}.verdict"), "must be a value of the contract, not UNSPECIFIED");
    }
    let note = exact(violations, &format!("{field}.note"), &stated.note, 500, false);
    let supersedes = name::each(violations, &format!("{field}.supersedes"), &stated.supersedes, MOST_LINKS, hash);
    Some(Content::Answer { item: item?, verdict: verdict?, note: note?, supersedes: supersedes? })
}

fn finding(violations: &mut Violations, field: &str, stated: &pb::CheckFinding) -> Option<Content> {
    let item = if stated.item.is_empty() {
        Some(String::new())
    } else {
        parse_item(violations, &format!("{field}.item"), &stated.item)
    };
    let ground = exact(violations, &format!("{field}.ground"), &stated.ground, 200, true);
    let severity = word::read_severity(stated.severity);
    if severity.is_none() {
        violations.note(format!("{field}.severity"), "must be a value of the contract, not UNSPECIFIED");
    }
    let text = exact(violations, &format!("{field}.text"), &stated.text, 2_000, true);
    Some(Content::Finding { item: item?, ground: ground?, severity: severity?, text: text? })
}

fn evidence(violations: &mut Violations, field: &str, stated: &pb::CheckEvidence) -> Option<Content> {
    let media = word::read_media(stated.media);
    if media.is_none() {
        violations.note(format!("{field}.media"), "must be a value of the contract, not UNSPECIFIED");
    }
    let sha256 = hash(violations, &format!("{field}.sha256"), &stated.sha256);
    let size = u64::try_from(stated.size_bytes).ok().filter(|size| *size > 0);
    if size.is_none() {
        violations.note(format!("{field}.size_bytes"), "must be at least 1");
    }
    let caption = exact(violations, &format!("{field}.caption"), &stated.caption, 200, false);
    Some(Content::Evidence { media: media?, sha256: sha256?, size: size?, caption: caption? })
}

/// SHA-256 in hexadecimal.
pub(crate) fn hash(violations: &mut Violations, field: &str, raw: &str) -> Option<Hash> {
    violations.take(field, raw.parse::<Hash>())
}

/// A text as it was hashed on the device: with blanks around it the digest would be another.
fn exact(violations: &mut Violations, field: &str, raw: &str, most: usize, required: bool) -> Option<String> {
    let read =
        if required { text::text(violations, field, raw, most) } else { text::optional(violations, field, raw, most) };
    if read.as_ref().is_some_and(|read| read != raw) {
        violations.note(field, "must have no blanks around it");
        return None;
    }
    read
}

/// An entry without what the authority adds: what is kept, and compared when it comes again.
pub(crate) fn bare(stated: &pb::CheckEntry) -> pb::CheckEntry {
    pb::CheckEntry {
        name: stated.name.clone(),
        device: stated.device.clone(),
        sequence: stated.sequence,
        device_time: stated.device_time,
        author: stated.author.clone(),
        content: stated.content.clone(),
        ..Default::default()
    }
}

/// An entry as it is shown to one caller.
pub(crate) fn shown(seen: Seen, personal: bool) -> pb::CheckEntry {
    let content = if personal { seen.stated.content } else { seen.stated.content.map(without_persons) };
    pb::CheckEntry {
        content,
        digest: seen.kept.digest.to_string(),
        receive_time: Some(timestamp(seen.row.received_at)),
        clock_offset_seconds: seen.row.clock_offset_seconds,
        clock_wrong: seen.clock_wrong,
        late: seen.row.late,
        distance: seen.distance.map(|(metres, far)| pb::CheckInDistance { metres: metres.into(), far }),
        author: inspector(seen.kept.entry.author),
        ..seen.stated
    }
}

fn without_persons(content: Stated) -> Stated {
    match content {
        Stated::CheckIn(stated) => Stated::CheckIn(pb::CheckIn { place: None, ..stated }),
        Stated::Statement(stated) => {
            let speaker = stated.speaker.chars().next().map(|first| format!("{first}*")).unwrap_or_default();
            Stated::Statement(pb::CheckStatement { speaker, ..stated })
        }
        other @ (Stated::Answer(_)
        | Stated::Finding(_)
        | Stated::Evidence(_)
        | Stated::Confirmation(_)
        | Stated::Withdrawal(_)) => other,
    }
}

/// The name of an item of an entry, or nothing.
pub(crate) fn item(key: &str) -> String {
    if key.is_empty() { String::new() } else { names::item(key) }
}
