-- What was ordered and the finished portrait does not show: background, framing, clothes, words.
alter table tasks add column shortfalls text[] not null default '{}';
