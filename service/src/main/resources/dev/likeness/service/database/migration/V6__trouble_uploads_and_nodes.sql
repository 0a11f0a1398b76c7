-- Attempts that a living worker gave back, because a store did not answer or the worker was stopped: they do not count
-- towards those after which an order is given up.
alter table tasks add column handed_back int not null default 0;

-- Also finds the words and addresses that are blanked a day after a task has ended.
drop index tasks_with_objects;
create index tasks_to_forget on tasks (finished_at) where photo_object is not null or result_object is not null
    or prompt <> '' or photo_url is not null or webhook_url is not null or logo_text is not null
    or aigc_meta <> '{"","","",""}';

-- Photos that were left here to order with later, as long as their links live.
create table uploads (
    object text primary key,
    account_id bigint not null references accounts,
    bytes bigint not null check (bytes > 0),
    created_at timestamptz not null default now()
);
create index uploads_of_account on uploads (account_id, created_at);
create index uploads_by_age on uploads (created_at);

-- What all processes of a service must have in common, as the first one wrote it down.
create table installation (
    only_row boolean primary key default true check (only_row),
    object_store text not null,
    secrets text not null,
    link_keys text[] not null
);
