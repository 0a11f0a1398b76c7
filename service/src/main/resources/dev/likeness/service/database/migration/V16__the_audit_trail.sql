-- What was agreed to, looked at and made; rows are only ever added, and outlive the erasure of their tasks.
-- No picture and no prompt is in it: a photo is there by its hash, moderators' verdicts without what they found.
create table audit_events (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    event text not null check (event in ('ordered', 'done', 'failed', 'refused')),
    -- Empty where a moderator refused before there was a task.
    task_id bigint,
    account_id bigint not null,
    engine text not null,
    template text,
    consent_who text,
    consent_when timestamptz,
    consent_reference text,
    photo_sha256 text,
    -- point:moderator:verdict
    verdicts text[] not null default '{}',
    code text not null default '',
    check ((task_id is null) = (event = 'refused'))
);
create index audit_events_by_time on audit_events (at);
create index audit_events_of_task on audit_events (task_id) where task_id is not null;
