-- Money is in micro-PTC: one PTC is 1000000.

create table accounts (
    id bigint generated always as identity primary key,
    name text not null unique,
    balance_micros bigint not null default 0 check (balance_micros >= 0),
    created_at timestamptz not null default now()
);

-- A key is shown once; what stays is its SHA-256 and enough of its beginning to tell it from others.
create table api_keys (
    id bigint generated always as identity primary key,
    account_id bigint not null references accounts,
    hash bytea not null unique check (octet_length(hash) = 32),
    prefix text not null,
    -- Named by LIKENESS_API_KEY rather than made here; another name takes its place.
    given boolean not null default false,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
);
create index api_keys_account on api_keys (account_id);

create table tasks (
    id bigint primary key check (id between 1000000000000000000 and 9223372036854775807),
    account_id bigint not null references accounts,
    state text not null default 'in_queue'
        check (state in ('in_queue', 'generating', 'done', 'failed', 'cancelled')),
    -- Counts workers that took the task up; only the newest may close it.
    attempt int not null default 0,
    engine text not null,
    prompt text not null,
    width int not null,
    height int not null,
    gpen numeric(2, 1) not null,
    skin numeric(2, 1) not null,
    skin_unifi numeric(2, 1) not null,
    gen_mode text not null,
    seed bigint not null,
    -- Exactly one at first; the object's name is cleared once the object is erased.
    photo_object text,
    photo_url text,
    return_url boolean not null,
    add_logo boolean not null,
    result_object text,
    note_kinds text[] not null default '{}',
    note_texts text[] not null default '{}',
    error_code text,
    error_message text,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    check (cardinality(note_kinds) = cardinality(note_texts)),
    check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null)),
    check ((state = 'failed') = (error_code is not null))
);
create index tasks_with_objects on tasks (finished_at)
    where photo_object is not null or result_object is not null;

-- The amount is what the entry did to the balance: their sum is the balance at all times.
create table ledger (
    id bigint generated always as identity primary key,
    account_id bigint not null references accounts,
    task_id bigint references tasks,
    kind text not null check (kind in ('deposit', 'hold', 'settle', 'release')),
    amount_micros bigint not null,
    created_at timestamptz not null default now(),
    unique (task_id, kind),
    check ((kind = 'deposit') = (task_id is null)),
    check (case kind when 'deposit' then amount_micros > 0
                     when 'hold' then amount_micros <= 0
                     when 'settle' then amount_micros = 0
                     when 'release' then amount_micros >= 0 end)
);
create unique index ledger_closes_a_task_once on ledger (task_id) where kind in ('settle', 'release');
create index ledger_deposits on ledger (account_id) where kind = 'deposit';

-- The table db-scheduler keeps its queue in, column names as it wants them.
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
