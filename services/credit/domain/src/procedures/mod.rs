//! The procedures of credit (信用程序) as tables; what each does is decided elsewhere.

mod listing;
mod removal;

use procedure::Procedure;

pub use listing::REGISTRAR;

/// Every procedure of credit.
pub static PROCEDURES: &[&Procedure] = &[&listing::ABNORMAL, &listing::SERIOUS, &removal::LISTING_REMOVAL];

#[cfg(test)]
mod tests {
    use super::PROCEDURES;
    use crate::rules;

    #[test]
    fn no_procedure_is_illegal() {
        let flaws: Vec<String> = PROCEDURES.iter().flat_map(|procedure| procedure.flaws(rules())).collect();
        assert_eq!(flaws, Vec::<String>::new());
    }
}
