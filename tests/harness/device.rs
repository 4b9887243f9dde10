//! A device of an inspector in the field: it makes entries without a network, and knows their digests.

use inspection_domain::check::{Content, Entry, Log, Place, Record, Verdict};
use inspection_domain::draw::Hash;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::check_entry::Content as Stated;
use prost_types::Timestamp;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// A device away from any network.
#[derive(Debug)]
pub struct Device {
    check: String,
    id: Uuid,
    author: Uuid,
    clock: OffsetDateTime,
    made: Vec<Entry>,
}

impl Device {
    /// A device of an inspector with a number of its own, whose clock stands there.
    #[must_use]
    pub fn new(check: &str, number: u128, inspector: &str, clock: OffsetDateTime) -> Self {
        let author = inspector.trim_start_matches("inspectors/").parse().expect("names end with ids");
        Self { check: check.to_owned(), id: Uuid::from_u128(number), author, clock, made: Vec::new() }
    }

    /// Lets time pass for it.
    pub fn pass(&mut self, time: Duration) {
        self.clock += time;
    }

    /// Makes an entry; its digest.
    pub fn make(&mut self, content: Content) -> Hash {
        let sequence = self.made.len() as u64 + 1;
        self.clock += Duration::minutes(7);
        let id = Uuid::from_u128(self.id.as_u128() << 64 | u128::from(sequence));
        let entry = Entry { id, device: self.id, sequence, at: self.clock, author: self.author, content };
        let digest = entry.digest();
        self.made.push(entry);
        digest
    }

    /// Answers an item of the checklist.
    pub fn answer(&mut self, item: &str, verdict: Verdict, supersedes: &[Hash]) -> Hash {
        let (item, note, supersedes) = (item.to_owned(), String::new(), supersedes.to_vec());
        self.make(Content::Answer { item, verdict, note, supersedes })
    }

    /// Checks in at a place, in millionths of a degree.
    pub fn check_in(&mut self, (latitude, longitude): (i32, i32)) {
        let place = Place::new(latitude, longitude).expect("a place on the earth");
        self.make(Content::CheckIn { place, accuracy: 15 });
    }

    /// The upload of some entries, now.
    #[must_use]
    pub fn upload(&self, entries: Vec<pb::CheckEntry>) -> pb::UploadEntriesRequest {
        pb::UploadEntriesRequest { name: self.check.clone(), device_time: stamp(self.clock), entries }
    }

    /// Every entry, as it is uploaded.
    #[must_use]
    pub fn entries(&self) -> Vec<pb::CheckEntry> {
        self.made.iter().map(|entry| stated(&self.check, entry)).collect()
    }

    /// The digest of the entry with a count, from 1.
    #[must_use]
    pub fn digest(&self, count: usize) -> Hash {
        self.made[count - 1].digest()
    }

    /// Digest of the record of what some devices hold, once each has seen the others' entries.
    #[must_use]
    pub fn together(devices: &[Self]) -> Hash {
        let log: Log = devices.iter().flat_map(|device| device.made.iter().cloned()).collect();
        Record::of(log.entries()).digest
    }
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
fn stamp(at: OffsetDateTime) -> Option<Timestamp> {
    Some(Timestamp { seconds: at.unix_timestamp(), nanos: i32::try_from(at.nanosecond()).expect("below a second") })
}

fn stated(check: &str, entry: &Entry) -> pb::CheckEntry {
    let content = match &entry.content {
        Content::CheckIn { place, accuracy } => {
            let (latitude_microdegrees, longitude_microdegrees) = (place.latitude(), place.longitude());
            let place = Some(pb::GeoPoint { latitude_microdegrees, longitude_microdegrees });
            Stated::CheckIn(pb::CheckIn { place, accuracy_metres: i32::try_from(*accuracy).expect("a few metres") })
        }
        Content::Answer { item, verdict, note, supersedes } => Stated::Answer(pb::CheckAnswer {
            item: format!("inspectionItems/{item}"),
            verdict: if *verdict == Verdict::Conforms {
                pb::CheckVerdict::Conforms.into()
            } else {
                pb::CheckVerdict::DoesNotConform.into()
            },
            note: note.clone(),
            supersedes: supersedes.iter().map(ToString::to_string).collect(),
        }),
        Content::Finding { ground, text, .. } => Stated::Finding(pb::CheckFinding {
            ground: ground.clone(),
            severity: pb::FindingSeverity::Serious.into(),
            text: text.clone(),
            ..Default::default()
        }),
        Content::Evidence { sha256, size, caption, .. } => Stated::Evidence(pb::CheckEvidence {
            media: pb::EvidenceMedia::Photograph.into(),
            sha256: sha256.to_string(),
            size_bytes: i64::try_from(*size).expect("a small one"),
            caption: caption.clone(),
        }),
        Content::Statement { speaker, text } => {
            Stated::Statement(pb::CheckStatement { speaker: speaker.clone(), text: text.clone() })
        }
        Content::Confirmation { digest } => Stated::Confirmation(pb::CheckConfirmation { digest: digest.to_string() }),
        Content::Withdrawal { entry, reason } => {
            Stated::Withdrawal(pb::CheckWithdrawal { entry: entry.to_string(), reason: reason.clone() })
        }
    };
    pb::CheckEntry {
        name: format!("{check}/entries/{}", entry.id),
        device: entry.device.to_string(),
        sequence: i64::try_from(entry.sequence).expect("a few"),
        device_time: stamp(entry.at),
        author: format!("inspectors/{}", entry.author),
        content: Some(content),
        ..Default::default()
    }
}
