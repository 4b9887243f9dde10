//! Blocks of organisation codes: their characters, their bounds, and when two of them meet.

use proptest::prelude::*;
use registry_domain::{CodeBlock, CodeBlockError};
use vocab::code::number;

fn block(prefix: &str, first: i64, last: i64) -> CodeBlock {
    CodeBlock::new(prefix, first, last).expect("a block")
}

#[test]
fn serials_are_written_in_the_31_characters_behind_the_prefix() {
    let block = block("MJ", 0, 887_503_680);
    for (serial, body) in [(0, "MJ000000"), (30, "MJ00000Y"), (31, "MJ000010"), (887_503_680, "MJYYYYYY")] {
        assert_eq!(block.body(serial).as_deref(), Some(body));
    }
    let short = self::block("MJC31X3", 3, 5);
    assert_eq!(short.body(5).as_deref(), Some("MJC31X35"));
    assert_eq!((short.body(2), short.body(6), short.body(-1)), (None, None, None));
    assert_eq!((short.prefix(), short.serials()), ("MJC31X3", 3..=5));
}

#[test]
fn a_prefix_of_other_characters_and_serials_that_do_not_fit_are_refused() {
    for prefix in ["", "MJ000000", "MI", "mj", "M J", "协会"] {
        assert_eq!(CodeBlock::new(prefix, 0, 0), Err(CodeBlockError::Prefix), "{prefix}");
    }
    for (prefix, first, last, most) in [
        ("MJ", 5, 4, 887_503_680),
        ("MJ", -1, 4, 887_503_680),
        ("MJ", 0, 887_503_681, 887_503_680),
        ("MJC31X3", 0, 31, 30),
    ] {
        assert_eq!(CodeBlock::new(prefix, first, last), Err(CodeBlockError::Serials { most }));
    }
}

proptest! {
    #[test]
    fn blocks_share_a_code_exactly_if_their_serials_meet_counted_from_their_origins(
        first in "MJ[0-1]{0,3}", other in "MJ[0-1]{0,3}", serials in (0..40_i64, 0..40_i64, 0..40_i64, 0..40_i64),
    ) {
        let (a, b) = (block(&first, serials.0, serials.0 + serials.1), block(&other, serials.2, serials.2 + serials.3));
        let counted = |block: &CodeBlock| {
            (block.origin() + block.serials().start(), block.origin() + block.serials().end())
        };
        let ((a_first, a_last), (b_first, b_last)) = (counted(&a), counted(&b));
        let shared = a.serials().any(|serial| b.serials().any(|other| a.body(serial) == b.body(other)));
        prop_assert_eq!(a_first <= b_last && b_first <= a_last, shared);
    }

    #[test]
    fn the_body_of_a_serial_is_its_number_counted_from_the_origin(serial in 0..887_503_680_i64) {
        let block = block("XX", 0, 887_503_680);
        let body = block.body(serial).expect("inside");
        prop_assert_eq!(number(&body), u64::try_from(block.origin() + serial).ok());
    }
}
