-- What fields, rather than words, say of the background and the purpose of a portrait, and the file it is ordered as.
-- ground_object is the client's own picture; it goes as the photo does, while ground_blur keeps that there was one.
alter table tasks add column transparent boolean not null default false,
    add column ground_object text, add column ground_blur real, add column document text,
    add column file_format text, add column file_quality integer, add column file_dpi integer,
    add column file_min_bytes integer, add column file_max_bytes integer,
    -- Of a finished photo for a document: name, outcome, wanted and measured of each rule, one after the other.
    add column document_report text[] not null default '{}';
create index tasks_of_ground on tasks (ground_object) where ground_object is not null;
