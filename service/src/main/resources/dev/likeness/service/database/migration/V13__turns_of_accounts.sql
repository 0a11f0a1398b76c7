-- Portraits wait by the engine they are for, and accounts take turns: the priority of an entry is minus its turn, which
-- grows with the orders that its account has waiting (docs/adr/0025).
alter table scheduled_tasks
    alter column priority type int,
    add column account_id bigint,
    drop constraint scheduled_tasks_pkey,
    add primary key (task_instance, task_name);
update scheduled_tasks q set task_name = 'portrait:' || t.engine, account_id = t.account_id
    from tasks t where q.task_name = 'portrait' and q.task_instance = t.id::text;

-- What workers pick by, and what a new order's turn is found by. Picked entries are in neither.
drop index scheduled_tasks_due;
create index scheduled_tasks_turns on scheduled_tasks (priority desc, execution_time) where not picked;
create index scheduled_tasks_of_account on scheduled_tasks (account_id, priority) where not picked;

-- Settings that all nodes of a service must share, by fingerprints: a node that starts compares its own with those of the
-- nodes that are alive (docs/adr/0026).
create table nodes (
    id text primary key,
    host text not null,
    role text not null,
    settings text[] not null,
    fingerprints text[] not null,
    started_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    check (cardinality(settings) = cardinality(fingerprints))
);
