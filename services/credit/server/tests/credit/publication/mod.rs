//! What is put before the public: it comes and goes with what it is of, leaves its number when it falls, and holds nothing personal.

mod bulletins;
mod exporting;
mod personal;
mod publishing;
mod rights;
mod support;
mod withdrawing;
