//! What a check comes to in money (结算, VT-08): what may still be paid, what is freed, and what must come back.

/// A part of a grant that was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidPart<K> {
    /// Which payment.
    pub key: K,
    /// Fen that were paid.
    pub fen: i64,
    /// Fen of it that nobody has demanded back.
    pub kept_fen: i64,
}

/// A part of a grant that is committed and not paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenPart<K> {
    /// Which application.
    pub key: K,
    /// Fen.
    pub fen: i64,
}

/// What happens to parts that are not paid, and to money that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement<P, A> {
    /// Parts that are lessened to so many fen, above 0.
    pub lessened: Vec<(A, i64)>,
    /// Parts that are freed.
    pub freed: Vec<A>,
    /// Payments of which so many fen must come back.
    pub demanded: Vec<(P, i64)>,
}

impl<P, A> Settlement<P, A> {
    /// All that must come back, in fen.
    #[must_use]
    pub fn demanded_fen(&self) -> i64 {
        self.demanded.iter().map(|(_, fen)| fen).sum()
    }
}

/// What counts as spent: of each line what was accepted, at most what was agreed.
#[must_use]
pub fn counted(accepted: &[i64], agreed: &[i64]) -> i64 {
    accepted.iter().zip(agreed).map(|(accepted, agreed)| *accepted.min(agreed)).sum()
}

/// Settles a grant of which so much counts as spent. What was paid stays as far as it was spent, and open parts are paid as far as it goes
/// beyond what was ever paid, in their order: what was demanded back is not paid again. Where the project has failed, none of them is.
/// Money comes back from the last payment first.
#[must_use]
pub fn settle<P: Copy, A: Copy>(
    spent_fen: i64,
    paid: &[PaidPart<P>],
    open: &[OpenPart<A>],
    has_failed: bool,
) -> Settlement<P, A> {
    let kept: i64 = paid.iter().map(|part| part.kept_fen).sum();
    let paid_fen: i64 = paid.iter().map(|part| part.fen).sum();
    let mut due = if has_failed { 0 } else { (spent_fen - paid_fen).max(0) };
    let mut settlement = Settlement { lessened: Vec::new(), freed: Vec::new(), demanded: Vec::new() };
    for part in open {
        match due.min(part.fen) {
            0 => settlement.freed.push(part.key),
            fen if fen < part.fen => settlement.lessened.push((part.key, fen)),
            _ => {}
        }
        due -= due.min(part.fen);
    }
    let mut back = (kept - spent_fen).max(0);
    for part in paid.iter().rev() {
        let fen = back.min(part.kept_fen);
        if fen > 0 {
            settlement.demanded.push((part.key, fen));
        }
        back -= fen;
    }
    settlement
}
