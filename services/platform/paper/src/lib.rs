//! What is printed (纸质样式): pages of text in the fonts of ours, lines, areas and QR codes, finished as PDF.
//!
//! The fonts are subset to what a file shows, so its text can be searched and copied. The same drawing at the same instant gives the
//! same bytes. A character that no font has is not dropped: ask [`Paper::lacks`] before drawing.

mod page;
pub mod qr;
mod typeface;

pub use page::{ACROSS, Colour, Paper, Size, UPRIGHT};
