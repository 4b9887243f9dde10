//! The frames of one answer, held until whole and passed on masked.

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use fault::Fault;
use onecode_proto::access::Method;

use super::{Plan, wire};
use crate::frame::{FrameError, PREFIX, Prefix};

/// Masks the messages of one answer.
pub(crate) struct Masker {
    plan: &'static Plan,
    shown: Vec<&'static str>,
    limit: usize,
    held: BytesMut,
}

impl Masker {
    /// `None` if the caller may see all that the method answers: no field is classified, or `unmasks` says yes to every
    /// permission.
    ///
    /// # Errors
    /// The contract does not describe the answer; our mistake, and no reason to show it.
    pub(crate) fn for_call(
        method: &Method,
        unmasks: impl Fn(&str) -> bool,
        limit: usize,
    ) -> Result<Option<Self>, Fault> {
        let shown: Vec<_> = method.unmask.iter().copied().filter(|permission| unmasks(permission)).collect();
        if shown.len() == method.unmask.len() {
            return Ok(None);
        }
        let plan =
            Plan::of(method.output).ok_or_else(|| Fault::internal(format!("no plan masks {}", method.output)))?;
        Ok(Some(Self { plan, shown, limit, held: BytesMut::new() }))
    }

    /// Takes a piece of the body, and gives the frames that are complete by now.
    ///
    /// # Errors
    /// A frame is too long, compressed, or not one, or its message cannot be read: nothing of it passes.
    pub(crate) fn pass(&mut self, piece: &[u8]) -> Result<Bytes, Fault> {
        self.held.extend_from_slice(piece);
        let mut passed = BytesMut::new();
        while let Some(prefix) = self.held.first_chunk::<PREFIX>() {
            let prefix = Prefix::read(*prefix, self.limit).map_err(FrameError::of_answer)?;
            if prefix.compressed {
                return Err(Fault::internal("a peer compressed an answer that was asked for uncompressed"));
            }
            if self.held.len() < PREFIX + prefix.length {
                break;
            }
            self.held.advance(PREFIX);
            let message = self.held.split_to(prefix.length);
            let masked = wire::rewrite(self.plan, &self.shown, &message).map_err(Fault::internal)?;
            let prefix =
                Prefix::write(masked.len()).ok_or_else(|| Fault::internal("a masked message outgrew its frame"))?;
            passed.put_slice(&prefix);
            passed.put_slice(&masked);
        }
        Ok(passed.freeze())
    }
}
