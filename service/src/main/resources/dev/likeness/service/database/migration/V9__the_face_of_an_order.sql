-- Which of several faces was ordered, null for the only one; and where an order failed because one has to be chosen, the
-- faces to choose from, "x y width height" each. Both are forgotten with the words when the task is erased.
alter table tasks add column face integer, add column faces text[] not null default '{}';
