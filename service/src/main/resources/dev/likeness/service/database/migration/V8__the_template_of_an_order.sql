-- The template of an order as it was when the order was taken, so that the prompt holds the client's own words alone.
-- Null without one, in orders of earlier versions, whose prompt is followed as it is, and once the words are blanked.
alter table tasks add column template_name text, add column template_text text,
    add constraint template_whole check ((template_name is null) = (template_text is null));

drop index tasks_to_forget;
create index tasks_to_forget on tasks (finished_at) where photo_object is not null or result_object is not null
    or prompt <> '' or template_name is not null or photo_url is not null or webhook_url is not null
    or logo_text is not null or aigc_meta <> '{"","","",""}';
