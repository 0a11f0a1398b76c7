-- Processes that carry orders out, as long as they say so every few seconds. What each has in hand is in the queue's table,
-- where it picks under its id.
create table workers (
    id text primary key,
    host text not null,
    -- Portraits it makes at once.
    places int not null check (places > 0),
    engines text[] not null,
    devices text[] not null,
    started_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    check (cardinality(engines) = cardinality(devices))
);

-- By the code, which only a failure writes, so that the way of a portrait that succeeds touches no further index.
create index tasks_failed on tasks (finished_at) where error_code is not null;
