-- The traceparent of the request that ordered it, where traces are switched on: its making is part of the same trace.
alter table tasks add column trace_parent text;
