-- A link names the picture, and what it is made from is found by that name.
create index tasks_by_portrait on tasks (result_object) where result_object is not null;
