-- A key is a name with scopes, limits and an expiry; what a client proves it with are its secrets, of which a rotation
-- makes new ones while the old ones still hold for a while.
create table key_secrets (
    id bigint generated always as identity primary key,
    key_id bigint not null references api_keys,
    kind text not null check (kind in ('bearer', 'access_key')),
    -- Of a Bearer key the SHA-256 is all that is kept.
    hash bytea unique check (octet_length(hash) = 32),
    -- A secret access key is needed in clear to check signatures: AES-256-GCM, its key is outside the database.
    access_key_id text unique,
    sealed bytea,
    prefix text not null,
    created_at timestamptz not null default now(),
    ends_at timestamptz,
    revoked_at timestamptz,
    check ((kind = 'bearer') = (hash is not null)),
    check ((kind = 'access_key') = (access_key_id is not null)),
    check ((kind = 'access_key') = (sealed is not null))
);
create index key_secrets_of_key on key_secrets (key_id);

insert into key_secrets (key_id, kind, hash, prefix, created_at, revoked_at)
    select id, 'bearer', hash, prefix, created_at, revoked_at from api_keys order by id;

alter table api_keys
    drop column hash,
    drop column prefix,
    add column name text not null default '',
    -- Keys made before there were scopes could do everything but administer.
    add column scopes text[] not null default '{portraits:read,portraits:write,templates,books}',
    add column expires_at timestamptz,
    -- Requests that order, each second; null for no limit, as with all that follow.
    add column most_a_second numeric(9, 3) check (most_a_second > 0),
    add column most_open int check (most_open >= 0),
    add column quota_total_micros bigint check (quota_total_micros >= 0),
    add column quota_month_micros bigint check (quota_month_micros >= 0),
    add column quota_day_micros bigint check (quota_day_micros >= 0),
    add column quota_hour_micros bigint check (quota_hour_micros >= 0);
update api_keys k set name = a.name from accounts a where a.id = k.account_id;

-- What a key has spent, and when its next order is due. Its row is locked while an order is weighed against the limits.
create table key_meters (
    key_id bigint primary key references api_keys,
    next_order_at timestamptz not null default 'epoch',
    total_micros bigint not null default 0,
    month_start timestamptz not null default 'epoch',
    month_micros bigint not null default 0,
    day_start timestamptz not null default 'epoch',
    day_micros bigint not null default 0,
    hour_start timestamptz not null default 'epoch',
    hour_micros bigint not null default 0
) with (fillfactor = 50);
insert into key_meters (key_id) select id from api_keys;

-- Each engine's price of a portrait; '*' stands for the engines that are not named.
create table prices (
    engine text primary key,
    price_micros bigint not null check (price_micros >= 0)
);
insert into prices values ('*', 50000);

alter table tasks
    add column key_id bigint references api_keys,
    add column price_micros bigint not null default 0,
    add column batch_id uuid,
    add column logo_corner text not null default 'bottom-right',
    add column logo_language text not null default 'zh',
    add column logo_opacity real not null default 0.3,
    add column logo_text text,
    -- Content producer, producer id, content propagator, propagate id; '' for what was not said.
    add column aigc_meta text[] not null default '{"","","",""}',
    add column webhook_url text,
    add column erased_at timestamptz;
update tasks t set price_micros = -l.amount_micros from ledger l where l.task_id = t.id and l.kind = 'hold';

-- Ids grow with time: this one serves lists, pages and sums by day.
create index tasks_of_account on tasks (account_id, id);
-- Not by state, so that a worker's taking a task up touches no index.
create index tasks_open_of_key on tasks (key_id) where finished_at is null;
create index tasks_of_batch on tasks (batch_id) where batch_id is not null;
create index tasks_of_photo on tasks (photo_object) where photo_object is not null;
create index ledger_of_account on ledger (account_id, id);

-- Answers an order that is sent again with the tasks of the first time.
create table idempotency_keys (
    account_id bigint not null references accounts,
    key text not null,
    body_hash text not null,
    task_ids bigint[] not null,
    batch_id uuid,
    created_at timestamptz not null default now(),
    primary key (account_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- How far running tasks are. Worth nothing after a crash, so it is not logged and costs no wait for the disk.
create unlogged table task_progress (
    task_id bigint primary key,
    attempt int not null,
    fraction real not null,
    stage text not null
) with (fillfactor = 50);

-- Queued work that is no portrait, apart from the portraits so that neither waits for the other.
create table scheduled_jobs (like scheduled_tasks including all);
