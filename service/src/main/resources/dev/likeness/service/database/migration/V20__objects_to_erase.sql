-- Objects of the store that no row names any more, until they are erased: no transaction waits for the store.
create table objects_to_erase (
    object text primary key,
    since timestamptz not null default now()
);
create index objects_to_erase_by_age on objects_to_erase (since);
