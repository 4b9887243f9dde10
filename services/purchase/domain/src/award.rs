//! What a fund awards for grades of the rating (评估等级奖励, 以奖代补): tables whose versions follow one another by their first days.

use crate::transfer::Grade;

/// What is awarded for which grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates(Vec<(Grade, i64)>);

impl Rates {
    /// Each grade once, the lowest first; `None` if one is named twice or none is.
    #[must_use]
    pub fn new(mut rates: Vec<(Grade, i64)>) -> Option<Self> {
        rates.sort_by_key(|(grade, _)| *grade);
        let twice = rates.windows(2).any(|pair| pair[0].0 == pair[1].0);
        (!twice && !rates.is_empty()).then_some(Self(rates))
    }

    /// Fen for a grade.
    #[must_use]
    pub fn of(&self, grade: Grade) -> Option<i64> {
        self.0.iter().find(|(one, _)| *one == grade).map(|(_, fen)| *fen)
    }

    /// Every rate, the lowest grade first.
    #[must_use]
    pub fn all(&self) -> &[(Grade, i64)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Rates;
    use crate::transfer::Grade;

    #[test]
    fn a_table_has_each_grade_once() {
        let rates = Rates::new(vec![(Grade::A5, 5), (Grade::A3, 3)]).unwrap();
        assert_eq!((rates.of(Grade::A5), rates.of(Grade::A4)), (Some(5), None));
        assert_eq!(rates.all()[0].0, Grade::A3);
        assert_eq!(Rates::new(vec![(Grade::A5, 5), (Grade::A5, 6)]), None);
        assert_eq!(Rates::new(Vec::new()), None);
    }
}
