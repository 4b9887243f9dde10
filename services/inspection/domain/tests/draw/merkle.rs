//! The tree of RFC 6962 against the known answers of Certificate Transparency's reference implementation.

use inspection_domain::draw::{Hash, Merkle};

const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

#[test]
fn the_root_is_that_of_certificate_transparency() {
    let mut tree = Merkle::new();
    assert_eq!(tree.root().to_string(), ROOTS[0]);
    for (count, (leaf, root)) in (1..).zip(LEAVES.iter().zip(&ROOTS[1..])) {
        tree.push(leaf);
        assert_eq!((tree.len(), tree.root().to_string().as_str()), (count, *root));
    }
}

/// RFC 6962, section 2.1, word by word.
fn by_the_book(records: &[Vec<u8>]) -> Hash {
    match records {
        [] => Hash::of(&[]),
        [one] => Hash::of(&[&[0], one]),
        more => {
            let split = more.len().next_power_of_two() / 2;
            let (left, right) = more.split_at(split);
            Hash::of(&[&[1], &by_the_book(left).0, &by_the_book(right).0])
        }
    }
}

#[test]
fn a_tree_of_any_size_is_that_of_the_definition() {
    let records: Vec<Vec<u8>> = (0..300_u32).map(|n| n.to_be_bytes().to_vec()).collect();
    let mut tree = Merkle::new();
    for count in 0..records.len() {
        assert_eq!(tree.root(), by_the_book(&records[..count]), "{count} records");
        tree.push(&records[count]);
    }
}
