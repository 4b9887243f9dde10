-- Departments of which only one division has an office: whoever names one for a matter of a county means the city's. Every other
-- department is one of the matter's own division.
alter table registry.department add column seat text not null default '';
-- 《党和国家机构改革方案》（2023 年）: county branches of the central bank are no longer kept.
update registry.department set seat = '330500' where key = 'central-bank' and valid_from >= date '2023-03-16';
