-- The colour of the background that a field said, or the two of a gradient: '#008080 to #f4e1d2'.
alter table tasks add column ground_colours text;
