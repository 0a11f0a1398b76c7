-- Letters of a visible mark, times the usual.
alter table tasks add column logo_size real not null default 1;
