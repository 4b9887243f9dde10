-- Lists of names are matched by the hundred: one character that is wrong, missing, too many or exchanged with the next
-- leaves three of four pieces of a name whole, so each name is found by what remains without one of its pieces. Pieces overlap
-- by one character, for two that are exchanged across their border. They are uneven because names of one place begin alike,
-- and names of one field end alike.

-- What remains of a text without its characters from front/20 on up to one beyond back/20 of a length, as a number; the
-- length is that of the name looked for, which a slip may have made one shorter or longer.
create function registry.name_rest(name text, length integer, front integer, back integer) returns bigint
    language sql immutable parallel safe
    return hashtextextended(
        left(name, length * front / 20) || '~' || right(name, greatest(length - length * back / 20 - 1, 0)), length);

create index name_without_first_index on registry.name (registry.name_rest(folded, length(folded), 0, 7));
create index name_without_second_index on registry.name (registry.name_rest(folded, length(folded), 7, 10));
create index name_without_third_index on registry.name (registry.name_rest(folded, length(folded), 10, 14));
create index name_without_fourth_index on registry.name (registry.name_rest(folded, length(folded), 14, 20));
-- Names that are read the same.
create index name_pinyin_index on registry.name using hash (pinyin);
