//! What a certificate of training (培训证书) states.

use serde::{Deserialize, Serialize};

/// `typ` of a certificate's JWS.
pub const CERTIFICATE_TYPE: &str = "onecode-training-certificate+jws";

/// The statement that is signed. It names a person by the name on record alone, `persons/{uuid}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who signs.
    pub iss: String,
    /// Whom it is of, `persons/{uuid}`.
    pub sub: String,
    /// What it certifies, `trainingCourses/{uuid}/enrolments/{uuid}`.
    pub jti: String,
    /// When it was signed, in seconds since 1970.
    pub iat: i64,
    /// What the course is called.
    pub title: String,
    /// What it was for: `leader_rotation`, `new_leader`, `continuing_education`, `general`.
    pub kind: String,
    /// The hours credited, in tenths.
    pub hours_tenths: i32,
    /// The day of its last session, `2026-12-08`.
    pub held_date: String,
    /// Division of the organiser (GB/T 2260).
    pub division: String,
    /// Department that held it, `departments/{key}`.
    pub department: String,
}
