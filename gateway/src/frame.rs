//! The frames of a gRPC body: five bytes of prefix, then a message that nobody here reads.

use fault::{Fault, Kind};

/// Bytes before each message: whether it is compressed, and its length.
pub(crate) const PREFIX: usize = 5;

/// What a prefix says of its message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Prefix {
    pub(crate) compressed: bool,
    pub(crate) length: usize,
}

/// Why a frame does not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FrameError {
    /// The message is longer than this many bytes.
    TooLong(usize),
    /// The first byte is neither 0 nor 1.
    Flag,
    /// The body ended within a frame.
    CutOff,
}

impl Prefix {
    /// Reads a prefix; refuses a message longer than `limit` bytes.
    pub(crate) fn read([flag, length @ ..]: [u8; PREFIX], limit: usize) -> Result<Self, FrameError> {
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
        match flag {
            0 | 1 if length > limit => Err(FrameError::TooLong(limit)),
            0 | 1 => Ok(Self { compressed: flag == 1, length }),
            _ => Err(FrameError::Flag),
        }
    }

    /// The prefix of an uncompressed message. `None` if it is longer than a frame can be.
    pub(crate) fn write(length: usize) -> Option<[u8; PREFIX]> {
        let [a, b, c, d] = u32::try_from(length).ok()?.to_be_bytes();
        Some([0, a, b, c, d])
    }
}

impl FrameError {
    /// What the sender of a request is told.
    pub(crate) fn of_request(self) -> Fault {
        match self {
            Self::TooLong(limit) => too_large("a message of the request", limit),
            Self::Flag => Fault::invalid_field("body", "a gRPC frame begins with a byte of 0 or 1"),
            Self::CutOff => Fault::invalid_field("body", "the body ends within a gRPC frame"),
        }
    }

    /// What the caller is told of a peer's answer.
    pub(crate) fn of_answer(self) -> Fault {
        match self {
            Self::TooLong(limit) => too_large("a message of the answer", limit),
            Self::Flag => Fault::internal("a peer answered with a frame that is none"),
            Self::CutOff => Fault::internal("a peer's answer ended within a frame"),
        }
    }
}

fn too_large(what: &str, limit: usize) -> Fault {
    Fault::new(Kind::ResourceExhausted, "TOO_LARGE", format!("{what} is larger than {limit} bytes"))
        .with("limit_bytes", limit.to_string())
}

/// Follows the frames of a body that passes by in pieces, and holds none of it.
#[derive(Debug)]
pub(crate) struct Watch {
    limit: usize,
    prefix: [u8; PREFIX],
    /// Bytes of `prefix` seen.
    seen: usize,
    /// Bytes of the current message still to come.
    due: usize,
}

impl Watch {
    /// Watches for messages longer than `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, prefix: [0; PREFIX], seen: 0, due: 0 }
    }

    /// Looks at the next piece; it must not pass if this fails.
    pub(crate) fn follow(&mut self, mut piece: &[u8]) -> Result<(), FrameError> {
        while !piece.is_empty() {
            if self.due > 0 {
                let skipped = self.due.min(piece.len());
                self.due -= skipped;
                piece = &piece[skipped..];
                continue;
            }
            let taken = (PREFIX - self.seen).min(piece.len());
            self.prefix[self.seen..self.seen + taken].copy_from_slice(&piece[..taken]);
            self.seen += taken;
            piece = &piece[taken..];
            if self.seen == PREFIX {
                self.due = Prefix::read(self.prefix, self.limit)?.length;
                self.seen = 0;
            }
        }
        Ok(())
    }

    /// Whether the body may end here.
    pub(crate) fn between_frames(&self) -> bool {
        self.seen == 0 && self.due == 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn body(messages: &[Vec<u8>]) -> Vec<u8> {
        let frame = |message: &Vec<u8>| [&Prefix::write(message.len()).unwrap()[..], message].concat();
        messages.iter().flat_map(frame).collect()
    }

    proptest! {
        #[test]
        fn frames_are_followed_however_the_body_is_cut(
            messages in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..6),
            piece in 1_usize..50,
        ) {
            let longest = messages.iter().map(Vec::len).max().unwrap_or(0);
            let body = body(&messages);
            let mut watch = Watch::new(longest);
            for piece in body.chunks(piece) {
                prop_assert_eq!(watch.follow(piece), Ok(()));
            }
            prop_assert!(watch.between_frames());
            if longest > 0 {
                let mut strict = Watch::new(longest - 1);
                let outcome = body.chunks(piece).try_for_each(|piece| strict.follow(piece));
                prop_assert_eq!(outcome, Err(FrameError::TooLong(longest - 1)));
            }
        }

        #[test]
        fn garbage_never_panics(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..6)) {
            let mut watch = Watch::new(64);
            let _ = pieces.iter().try_for_each(|piece| watch.follow(piece));
        }
    }

    #[test]
    fn a_body_may_not_end_within_a_frame() {
        let whole = body(&[vec![7; 3]]);
        for end in 1..whole.len() {
            let mut watch = Watch::new(10);
            watch.follow(&whole[..end]).unwrap();
            assert!(!watch.between_frames(), "{end}");
        }
    }
}
