//! The suite as a whole: its architecture, its stories, its faults, its clients. See the folders beside this file.
