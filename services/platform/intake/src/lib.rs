//! Reading requests: what is wrong with them, collected before they fail once; pages and their tokens; days and instants;
//! names of resources; texts; words of the database; etags.

pub mod etag;
pub mod name;
pub mod page;
pub mod text;
pub mod time;
pub mod violations;
pub mod word;
