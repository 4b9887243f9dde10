//! The rows, one after the other.

use onecode_proto::registry::v1::{
    HistoricIdentifier, IdentifierKind, ImportRow, Organization, OrganizationKind, OrganizationStatus,
};
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::name::{Name, Namer};
use super::parts::{PARTS, Place, area};
use super::{code, particulars};

/// Rows without end.
#[derive(Debug)]
pub struct Rows {
    seed: u64,
    next: u64,
    random: ChaCha8Rng,
    namer: Namer,
}

impl Rows {
    pub(super) fn of(seed: u64) -> Self {
        Self { seed, next: 0, random: ChaCha8Rng::seed_from_u64(seed), namer: Namer::default() }
    }
}

impl Iterator for Rows {
    type Item = ImportRow;

    fn next(&mut self) -> Option<ImportRow> {
        let random = &mut self.random;
        let place = PARTS.places.choose(random)?;
        let kind = match random.random_range(0..100) {
            0..49 => OrganizationKind::SocialGroup,
            49..97 => OrganizationKind::PrivateNonEnterprise,
            _ => OrganizationKind::Foundation,
        };
        let name = self.namer.name(random, place, kind);
        let established = particulars::established(random);
        let (status, since) = particulars::status(random, established);
        let organization = Organization {
            code: code::code(self.seed, self.next, kind, place.division),
            title: name.title(),
            kind: kind.into(),
            division: place.division.to_owned(),
            registration_authority: format!("{}民政局", area(place.division)),
            supervising_unit: particulars::supervising_unit(random, place.division, &name),
            established_date: Some(established),
            address: particulars::address(random, place.division, name.town),
            business_scope: particulars::business_scope(&name).to_owned(),
            registered_capital_fen: particulars::capital_fen(random, kind),
            legal_form: particulars::legal_form(kind, established, self.next).into(),
            legal_representative: particulars::legal_representative(random),
            contact_phone: particulars::phone(random),
            former_titles: former_titles(random, place, &name),
            abbreviations: abbreviations(random, &name),
            identifiers: identifiers(random, self.next, status),
            ..Organization::default()
        };
        self.next += 1;
        Some(ImportRow {
            organization: Some(organization),
            status: status.into(),
            valid_from: since,
            basis: "合成数据".to_owned(),
            synthetic: true,
        })
    }
}

/// A few were called after another town, or had none in their name, before.
fn former_titles(random: &mut ChaCha8Rng, place: &Place, name: &Name) -> Vec<String> {
    if !random.random_bool(0.08) {
        return Vec::new();
    }
    let town = place.towns.choose(random).copied().unwrap_or_default();
    let former = Name { town: if town == name.town { "" } else { town }, ..name.clone() }.title();
    if former == name.title() { Vec::new() } else { vec![former] }
}

fn abbreviations(random: &mut ChaCha8Rng, name: &Name) -> Vec<String> {
    if random.random_bool(0.2) { vec![name.own.clone()] } else { Vec::new() }
}

/// Numbers from before the unified code, in a series that was never used.
fn identifiers(random: &mut ChaCha8Rng, index: u64, status: OrganizationStatus) -> Vec<HistoricIdentifier> {
    if status == OrganizationStatus::Unknown || !random.random_bool(0.15) {
        return Vec::new();
    }
    let value = format!("样证字第{:07}号", index + 1);
    vec![HistoricIdentifier { kind: IdentifierKind::RegistrationNumber.into(), value }]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use prost::Message;
    use vocab::UnifiedCode;

    use super::super::organizations;
    use super::*;

    fn bytes(seed: u64, count: usize) -> Vec<Vec<u8>> {
        organizations(seed, count).map(|row| row.encode_to_vec()).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_a_larger_count_only_adds() {
        let few = bytes(7, 200);
        assert_eq!(few, bytes(7, 200));
        assert_eq!(few, bytes(7, 500)[..200]);
        assert_ne!(few, bytes(8, 200));
    }

    #[test]
    fn codes_are_valid_agree_with_the_row_and_none_comes_twice() {
        let mut seen = HashSet::new();
        for row in organizations(1, 20_000) {
            let organization = row.organization.unwrap();
            let code = UnifiedCode::parse(&organization.code).unwrap();
            assert_eq!(code.division().as_str(), organization.division);
            let digit = match organization.kind() {
                OrganizationKind::SocialGroup => b'1',
                OrganizationKind::PrivateNonEnterprise => b'2',
                OrganizationKind::Foundation => b'3',
                OrganizationKind::Other | OrganizationKind::Unspecified => panic!("no such kind is made"),
            };
            assert_eq!(code.class().digit(), digit);
            assert!(seen.insert(organization.code));
        }
    }

    #[test]
    fn names_are_distinct_and_within_the_contract() {
        let mut seen = HashSet::new();
        for row in organizations(2, 50_000) {
            let title = row.organization.unwrap().title;
            assert!((4..=60).contains(&title.chars().count()), "{title}");
            assert!(vocab::name::is_clean(&title), "{title}");
            assert!(seen.insert(title.clone()), "{title} came twice");
        }
    }

    #[test]
    fn every_row_is_plainly_made_up_and_holds_in_itself() {
        for row in organizations(3, 5_000) {
            assert!(row.synthetic);
            let organization = row.organization.unwrap();
            assert!(organization.legal_representative.ends_with("样本"));
            assert!(organization.contact_phone.starts_with("0572-0"));
            assert_eq!(&organization.code[8..10], "XX");
            let established = organization.established_date.unwrap();
            time::Date::from_calendar_date(
                established.year,
                time::Month::try_from(u8::try_from(established.month).unwrap()).unwrap(),
                u8::try_from(established.day).unwrap(),
            )
            .unwrap();
            if let Some(since) = row.valid_from {
                assert!((since.year, since.month, since.day) >= (established.year, established.month, established.day));
            }
            let least = if organization.kind() == OrganizationKind::Foundation { 200_000_000 } else { 3_000_000 };
            assert!(organization.registered_capital_fen >= least);
            assert!(!organization.former_titles.contains(&organization.title));
        }
    }
}
