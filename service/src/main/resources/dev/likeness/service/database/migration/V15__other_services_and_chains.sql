-- Orders that go through several engines until one makes the portrait. The engine of a task is the one whose turn it is.
-- Empty for an order of one engine; else the engines in their order, what each cost when it was ordered, and why each of
-- the first ones did not make it. The dearest is held; a portrait that is done has the engine that made it, and its price.
alter table tasks add column chain text[] not null default '{}',
    add column chain_micros bigint[] not null default '{}',
    add column chain_tried text[] not null default '{}',
    -- What another service that was to make the portrait called its refusal.
    add column upstream_code text,
    add check (cardinality(chain) = cardinality(chain_micros));

-- What was held above the price of the engine that made it comes back when the portrait is done.
alter table ledger drop constraint ledger_check1,
    add constraint ledger_amounts check (case kind when 'deposit' then amount_micros > 0
                                                   when 'hold' then amount_micros <= 0
                                                   when 'settle' then amount_micros >= 0
                                                   when 'release' then amount_micros >= 0 end);

-- Orders with other services. A row is written before an order is sent, and completed with the other service's name for
-- it as soon as that is known; so whichever worker goes on with the order goes on with that task.
create table upstream_submissions (
    id bigint generated always as identity primary key,
    task_id bigint not null references tasks,
    engine text not null,
    number int not null check (number > 0),
    -- Sent along, so that a service which recognizes repeats does.
    key uuid not null default gen_random_uuid(),
    upstream_task text,
    -- What the other service asks for a portrait.
    cost_micros bigint not null check (cost_micros >= 0),
    sent_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    outcome text check (outcome in ('done', 'refused', 'unsure', 'given_up')),
    check ((ended_at is null) = (outcome is null)),
    unique (task_id, engine, number)
);
create unique index upstream_submissions_one_at_a_time on upstream_submissions (task_id, engine) where ended_at is null;
create index upstream_submissions_open on upstream_submissions (engine, sent_at) where ended_at is null;
create index upstream_submissions_by_day on upstream_submissions (sent_at);

-- When the next request of a kind is due at another service, over all processes; its row is locked while places are counted.
create table upstream_turns (
    engine text not null,
    kind text not null check (kind in ('submit', 'result')),
    next_at timestamptz not null default 'epoch',
    primary key (engine, kind)
) with (fillfactor = 50);
