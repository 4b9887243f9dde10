//! The calendar files shipped; see `data/SOURCES.md`.

/// One file a year.
pub(super) const YEARS: [&str; 12] = [
    include_str!("../../data/workdays/2015.csv"),
    include_str!("../../data/workdays/2016.csv"),
    include_str!("../../data/workdays/2017.csv"),
    include_str!("../../data/workdays/2018.csv"),
    include_str!("../../data/workdays/2019.csv"),
    include_str!("../../data/workdays/2020.csv"),
    include_str!("../../data/workdays/2021.csv"),
    include_str!("../../data/workdays/2022.csv"),
    include_str!("../../data/workdays/2023.csv"),
    include_str!("../../data/workdays/2024.csv"),
    include_str!("../../data/workdays/2025.csv"),
    include_str!("../../data/workdays/2026.csv"),
];
