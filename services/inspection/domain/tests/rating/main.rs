//! Rating by its rules: sheets that add up, scores, conditions of both rule sets, votes, terms, grounds.

mod care;
mod eligibility;
mod grades;
mod procedures;
mod sheets;
mod votes;
