-- Requirements (实质性要求), which have no points, and the methods by which the lowest price stands first (GP-12).
alter table purchase.tender
    drop constraint tender_method_check,
    add constraint tender_method_check check (
        method in ('open_tender', 'invited_tender', 'competitive_consultation', 'competitive_negotiation', 'inquiry')
    ),
    drop constraint tender_criteria_check,
    add constraint tender_criteria_check check (
        cardinality(criteria_keys) between 2 and 30 and cardinality(criteria_keys) = cardinality(criteria_titles)
        and cardinality(criteria_keys) = cardinality(criteria_kinds) and cardinality(criteria_keys) = cardinality(criteria_points)
        and criteria_kinds <@ array['price', 'quality', 'requirement'] and 0 <= all (criteria_points)
        -- what has no points is a requirement, and nothing else is
        and array_positions(criteria_points, 0) = array_positions(criteria_kinds, 'requirement')
    );

-- Whether an expert found each requirement met, in the order of the criteria of that kind.
alter table purchase.tender_score
    add column met boolean[] not null default '{}',
    drop constraint tender_score_points_check,
    add constraint tender_score_points_check check (cardinality(points) + cardinality(met) > 0 and 0 <= all (points));
