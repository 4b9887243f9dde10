//! Sealed values open where they were sealed, and nowhere else; people are found by number and never printed.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use std::os::unix::fs::PermissionsExt as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use seal::{KeyFileError, OpenError, Place, Ring};
use uuid::Uuid;

const ID: &str = "11010519491231002X";
const CELL: Place = Place::new("registry.person", "id_number", Uuid::from_u128(1));

fn file(active: &str, keys: &[(&str, u8)]) -> String {
    let key = |byte: u8| STANDARD.encode([byte; 32]);
    let keys: Vec<String> = keys.iter().map(|(id, byte)| format!("{id} = \"{}\"\n", key(*byte))).collect();
    let keys = keys.concat();
    format!("active = \"{active}\"\nlookup = \"{}\"\n[keys]\n{keys}", key(9))
}

fn ring(active: &str, keys: &[(&str, u8)]) -> Ring {
    Ring::parse(&file(active, keys)).unwrap()
}

#[test]
fn a_sealed_value_opens_at_its_place_and_does_not_show_the_value() {
    let ring = Ring::generate().unwrap();
    let sealed = ring.seal(&CELL, ID.as_bytes()).unwrap();
    assert!(!sealed.windows(6).any(|window| window == &ID.as_bytes()[..6]));
    assert_eq!(ring.open(&CELL, &sealed).unwrap().expose(), ID.as_bytes());
}

#[test]
fn the_same_value_is_sealed_differently_each_time() {
    let ring = Ring::generate().unwrap();
    assert_ne!(ring.seal(&CELL, ID.as_bytes()).unwrap(), ring.seal(&CELL, ID.as_bytes()).unwrap());
}

#[test]
fn a_value_moved_to_another_row_column_or_table_does_not_open() {
    let ring = Ring::generate().unwrap();
    let sealed = ring.seal(&CELL, ID.as_bytes()).unwrap();
    for elsewhere in [
        Place { row: Uuid::from_u128(2), ..CELL },
        Place { column: "phone", ..CELL },
        Place { table: "registry.post", ..CELL },
    ] {
        assert_eq!(ring.open(&elsewhere, &sealed).unwrap_err(), OpenError::Refused);
    }
}

#[test]
fn a_value_with_any_bit_changed_does_not_open() {
    let ring = ring("k1", &[("k1", 1)]);
    let sealed = ring.seal(&CELL, ID.as_bytes()).unwrap();
    for bit in 0..sealed.len() * 8 {
        let mut changed = sealed.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(ring.open(&CELL, &changed).is_err(), "bit {bit}");
    }
}

#[test]
fn a_value_cut_short_is_damaged_and_never_a_panic() {
    let ring = ring("k1", &[("k1", 1)]);
    let sealed = ring.seal(&CELL, ID.as_bytes()).unwrap();
    for length in 0..sealed.len() {
        assert!(ring.open(&CELL, &sealed[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn another_key_of_the_same_id_does_not_open_and_a_missing_key_is_named() {
    let sealed = ring("k1", &[("k1", 1)]).seal(&CELL, ID.as_bytes()).unwrap();
    assert_eq!(ring("k1", &[("k1", 2)]).open(&CELL, &sealed).unwrap_err(), OpenError::Refused);
    let without = ring("k2", &[("k2", 1)]).open(&CELL, &sealed).unwrap_err();
    assert_eq!(without, OpenError::UnknownKey("k1".to_owned()));
}

#[test]
fn an_unknown_algorithm_is_named() {
    let ring = ring("k1", &[("k1", 1)]);
    let mut sealed = ring.seal(&CELL, ID.as_bytes()).unwrap();
    sealed[0] = 2;
    assert_eq!(ring.open(&CELL, &sealed).unwrap_err(), OpenError::UnknownAlgorithm(2));
}

#[test]
fn after_a_rotation_old_values_open_and_are_resealed_with_the_active_key() {
    let (before, after) = (ring("k1", &[("k1", 1)]), ring("k2", &[("k1", 1), ("k2", 2)]));
    let old = before.seal(&CELL, ID.as_bytes()).unwrap();
    assert!(!before.needs_resealing(&old));
    assert!(after.needs_resealing(&old));
    let new = after.reseal(&CELL, &old).unwrap();
    assert!(!after.needs_resealing(&new));
    assert_eq!(ring("k2", &[("k2", 2)]).open(&CELL, &new).unwrap().expose(), ID.as_bytes());
    assert_eq!(before.lookup("resident-id", ID), after.lookup("resident-id", ID));
}

#[test]
fn a_key_whose_id_begins_like_the_active_one_is_not_taken_for_it() {
    let long = ring("k10", &[("k10", 1), ("k1", 2)]);
    let short = ring("k1", &[("k10", 1), ("k1", 2)]);
    assert!(short.needs_resealing(&long.seal(&CELL, b"x").unwrap()));
    assert!(long.needs_resealing(&short.seal(&CELL, b"x").unwrap()));
}

#[test]
fn a_number_is_found_in_any_width_and_case() {
    let ring = ring("k1", &[("k1", 1)]);
    let hash = ring.lookup("resident-id", ID);
    for typed in ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002X"]
    {
        assert_eq!(ring.lookup("resident-id", typed), hash, "{typed}");
    }
    assert_ne!(ring.lookup("resident-id", "110105194912310021"), hash);
    assert_ne!(ring.lookup("passport", ID), hash);
    assert_ne!(ring.lookup("resident-id1", &ID[1..]), hash, "kind and value are kept apart");
}

#[test]
fn another_lookup_key_gives_another_hash() {
    let (one, other) = (Ring::generate().unwrap(), Ring::generate().unwrap());
    assert_ne!(one.lookup("resident-id", ID), other.lookup("resident-id", ID));
}

#[test]
fn neither_a_ring_nor_an_opened_value_nor_an_error_prints_what_it_holds() {
    let text = file("k1", &[("k1", 1)]);
    let ring = Ring::parse(&text).unwrap();
    let opened = ring.open(&CELL, &ring.seal(&CELL, ID.as_bytes()).unwrap()).unwrap();
    let secret = STANDARD.encode([1u8; 32]);
    let broken = Ring::parse(&text.replace("[keys]", "[key]")).unwrap_err();
    let printed = format!("{ring:?} {opened:?} {opened} {broken:?} {broken}");
    assert!(!printed.contains(ID) && !printed.contains(&secret), "{printed}");
    assert!(!printed.contains("49, 49, 48, 49"), "not as bytes either: {printed}");
}

#[test]
fn a_key_file_says_what_is_wrong_with_it() {
    let wrong = |text: &str| Ring::parse(text).unwrap_err();
    assert!(matches!(wrong(&file("k2", &[("k1", 1)])), KeyFileError::NoActiveKey { id } if id == "k2"));
    assert!(matches!(wrong(&file("K1", &[("K1", 1)])), KeyFileError::KeyId { .. }));
    let short = file("k1", &[("k1", 1)]).replace(&STANDARD.encode([1u8; 32]), "c2hvcnQ=");
    assert!(matches!(wrong(&short), KeyFileError::KeyBytes { id } if id == "k1"));
    assert!(matches!(wrong("active = 1"), KeyFileError::Form));
}

#[test]
fn a_key_file_is_made_once_and_only_its_owner_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.toml");
    let sealed = Ring::load_or_create(&path).unwrap().seal(&CELL, ID.as_bytes()).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let again = Ring::load_or_create(&path).unwrap();
    assert_eq!(again.open(&CELL, &sealed).unwrap().expose(), ID.as_bytes());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert!(Ring::load(&path).is_ok(), "a secret that is mounted for a group");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(Ring::load(&path), Err(KeyFileError::Readable { .. })));
    assert!(matches!(Ring::load(&folder.path().join("none")), Err(KeyFileError::Io { .. })));
}

#[test]
fn of_many_that_make_one_key_file_at_once_all_have_the_same_and_no_draft_is_left() {
    let folder = tempfile::tempdir().unwrap();
    // Process ids are the same in two containers; a draft that another left must be in nobody's way.
    let draft = folder.path().join(format!("keys.{}.draft", std::process::id()));
    std::fs::create_dir(&draft).unwrap();
    let path = folder.path().join("keys.toml");
    let rings: Vec<Ring> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| Ring::load_or_create(&path).unwrap())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let hash = rings[0].lookup("resident-id", ID);
    assert!(rings.iter().all(|ring| ring.lookup("resident-id", ID) == hash));
    std::fs::remove_dir(&draft).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

proptest! {
    #[test]
    fn whatever_is_sealed_comes_back_as_it_was(value in proptest::collection::vec(any::<u8>(), 0..200), row in any::<u128>()) {
        let (ring, place) = (ring("k1", &[("k1", 1)]), Place { row: Uuid::from_u128(row), ..CELL });
        let sealed = ring.seal(&place, &value).unwrap();
        let opened = ring.open(&place, &sealed).unwrap();
        prop_assert_eq!(opened.expose(), &value);
    }

    #[test]
    fn no_bytes_are_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        prop_assert!(ring("k1", &[("k1", 1)]).open(&CELL, &bytes).is_err());
    }
}
