-- Templates that accounts wrote themselves; those that ship with an engine live in the engine.
create table templates (
    account_id bigint not null references accounts,
    name text not null,
    title text not null,
    title_zh text not null,
    tags text[] not null,
    prompt text not null,
    gen_mode text not null,
    gpen numeric(2, 1) not null,
    skin numeric(2, 1) not null,
    skin_unifi numeric(2, 1) not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (account_id, name)
);
