//! A device of an inspector in the field: it makes entries without a network, and knows their digests.

use inspection_domain::check::{Content, Entry, Kept, Media, Place, Record, Severity, Verdict};
use inspection_domain::draw::Hash;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::check_entry::Content as Stated;
use prost_types::Timestamp;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// A device away from any network.
#[derive(Debug, Clone)]
pub struct Device {
    check: String,
    id: Uuid,
    author: Uuid,
    /// What the device takes for the time.
    pub clock: OffsetDateTime,
    made: Vec<Entry>,
}

impl Device {
    /// A device with a number of its own, whose clock stands there.
    #[must_use]
    pub fn new(check: &str, number: u128, inspector: &str, clock: OffsetDateTime) -> Self {
        let author = inspector.trim_start_matches("inspectors/").parse().expect("names end with ids");
        Self { check: check.to_owned(), id: Uuid::from_u128(number), author, clock, made: Vec::new() }
    }

    /// Makes an entry; its digest.
    pub fn make(&mut self, content: Content) -> Hash {
        let sequence = self.made.len() as u64 + 1;
        self.clock += Duration::MINUTE;
        let id = Uuid::from_u128(self.id.as_u128() << 64 | u128::from(sequence));
        let entry = Entry { id, device: self.id, sequence, at: self.clock, author: self.author, content };
        let digest = entry.digest();
        self.made.push(entry);
        digest
    }

    /// Answers an item of the checklist; its digest.
    pub fn answer(&mut self, item: &str, verdict: Verdict, supersedes: &[Hash]) -> Hash {
        let (item, note) = (item.trim_start_matches("inspectionItems/").to_owned(), "现场查看".to_owned());
        self.make(Content::Answer { item, verdict, note, supersedes: supersedes.to_vec() })
    }

    /// Finds something; its digest.
    pub fn finding(&mut self, severity: Severity) -> Hash {
        let (ground, text) = ("民间非营利组织会计制度".to_owned(), "部分支出没有原始凭证".to_owned());
        self.make(Content::Finding { item: String::new(), ground, severity, text })
    }

    /// Checks in at a place, in millionths of a degree; its digest.
    pub fn check_in(&mut self, (latitude, longitude): (i32, i32)) -> Hash {
        let place = Place::new(latitude, longitude).expect("a place on the earth");
        self.make(Content::CheckIn { place, accuracy: 20 })
    }

    /// Takes a piece of evidence; its digest.
    pub fn evidence(&mut self, media: Media, sha256: Hash) -> Hash {
        self.make(Content::Evidence { media, sha256, size: 21, caption: "账簿".into() })
    }

    /// Writes down what somebody says; its digest.
    pub fn statement(&mut self, speaker: &str) -> Hash {
        self.make(Content::Statement { speaker: speaker.into(), text: "凭证在会计处，可以补交".into() })
    }

    /// Takes an entry back; its digest.
    pub fn withdraw(&mut self, entry: Hash) -> Hash {
        self.make(Content::Withdrawal { entry, reason: "录入有误".into() })
    }

    /// Confirms a record; its digest.
    pub fn confirm(&mut self, digest: Hash) -> Hash {
        self.make(Content::Confirmation { digest })
    }

    /// Every entry, as it is uploaded.
    #[must_use]
    pub fn entries(&self) -> Vec<pb::CheckEntry> {
        self.made.iter().map(|entry| stated(&self.check, entry)).collect()
    }

    /// The entry of a place in the device's count, from 1.
    #[must_use]
    pub fn nth(&self, sequence: usize) -> pb::CheckEntry {
        stated(&self.check, &self.made[sequence - 1])
    }

    /// The upload of some entries.
    #[must_use]
    pub fn upload(&self, entries: Vec<pb::CheckEntry>) -> pb::UploadEntriesRequest {
        pb::UploadEntriesRequest { name: self.check.clone(), device_time: stamp(self.clock), entries }
    }
}

/// What all of some devices' entries come to, as each of them can tell once it has seen the others'.
#[must_use]
pub fn digest_of(devices: &[&Device]) -> Hash {
    let kept: Vec<Kept> = devices.iter().flat_map(|device| device.made.iter().cloned()).map(Kept::of).collect();
    Record::of(&kept).digest
}

/// An instant, as the fields of messages have it.
#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn stamp(at: OffsetDateTime) -> Option<Timestamp> {
    Some(Timestamp { seconds: at.unix_timestamp(), nanos: i32::try_from(at.nanosecond()).expect("below a second") })
}

fn stated(check: &str, entry: &Entry) -> pb::CheckEntry {
    let item = |key: &str| if key.is_empty() { String::new() } else { format!("inspectionItems/{key}") };
    let content = match &entry.content {
        Content::CheckIn { place, accuracy } => Stated::CheckIn(pb::CheckIn {
            place: Some(pb::GeoPoint {
                latitude_microdegrees: place.latitude(),
                longitude_microdegrees: place.longitude(),
            }),
            accuracy_metres: i32::try_from(*accuracy).expect("a few metres"),
        }),
        Content::Answer { item: key, verdict, note, supersedes } => Stated::Answer(pb::CheckAnswer {
            item: item(key),
            verdict: match verdict {
                Verdict::Conforms => pb::CheckVerdict::Conforms,
                Verdict::DoesNotConform => pb::CheckVerdict::DoesNotConform,
                Verdict::NotApplicable => pb::CheckVerdict::NotApplicable,
            }
            .into(),
            note: note.clone(),
            supersedes: supersedes.iter().map(ToString::to_string).collect(),
        }),
        Content::Finding { item: key, ground, severity, text } => Stated::Finding(pb::CheckFinding {
            item: item(key),
            ground: ground.clone(),
            severity: match severity {
                Severity::Minor => pb::FindingSeverity::Minor,
                Severity::Serious => pb::FindingSeverity::Serious,
            }
            .into(),
            text: text.clone(),
        }),
        Content::Evidence { media, sha256, size, caption } => Stated::Evidence(pb::CheckEvidence {
            media: match media {
                Media::Photograph => pb::EvidenceMedia::Photograph,
                Media::Recording => pb::EvidenceMedia::Recording,
                Media::Paper => pb::EvidenceMedia::Paper,
            }
            .into(),
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
