-- An organisation code (主体标识码) is given once, whatever class or division stands before it (USCC-09).
create index organization_body_index on registry.organization (substr(code, 9, 9));
