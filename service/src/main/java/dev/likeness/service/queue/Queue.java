package dev.likeness.service.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders that wait for a worker, kept by db-scheduler in the same database as the tasks. An entry is only a task's
 * id; a worker reads the rest from the task, so an entry that runs again does no harm.
 */
public final class Queue {
    /** What the names of the portraits' entries in the queue's table begin with; the name of their engine follows. */
    public static final String PORTRAITS = "portrait:";

    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);
    /** Names of engines stand in a statement, so there is nothing else in them. */
    private static final Pattern ENGINE = Pattern.compile("[a-z0-9][a-z0-9_.-]*");
    private static final String SWEEP = "sweep";
    /** Delay of the first retry; {@link #GROWTH} is the factor for each further one. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final double GROWTH = 1.5;
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
    private static final int JOB_THREADS = 4;

    /**
     * Entries are picked by two statements. With a single one PostgreSQL may run the limited sub-select once for each
     * row and pick every entry; those that wait then have no heartbeat, count as dead and are processed twice.
     */
    private static final JdbcCustomization POSTGRES = new PostgreSqlJdbcCustomization(true, true);

    /**
     * Accounts take turns (start-time fair queueing, Goyal, Vin and Cheng 1996): the k-th order that an account has waiting
     * gets the turn of its last one plus one, and at the least the turn that is served now, so that an account which comes
     * late neither waits for all that others have ordered nor is paid back for the time it was away. Within a turn the
     * older entry is first. Kept as a negative priority, which db-scheduler sorts by.
     */
    private static final String ADD = """
            with fresh as (
                select * from unnest(?, ?, ?) with ordinality as f(name, instance, account, place)),
            accounts as materialized (select distinct name, account from fresh),
            served as materialized (select name, -(select max(q.priority) from scheduled_tasks q
                    where q.task_name = name and not q.picked and q.execution_time <= now()) as turn
                from (select distinct name from fresh) names),
            starts as materialized (select name, account, greatest(coalesce(turn, 1) - 1,
                    -(select min(q.priority) from scheduled_tasks q
                        where q.task_name = name and q.account_id = account and not q.picked)) as turn
                from accounts join served using (name))
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, account_id, priority)
            select name, instance, ?, false, 1, account,
                -(turn + row_number() over (partition by name, account order by place))
            from fresh join starts using (name, account)
            """;

    private final Database database;
    private final String workerName = UUID.randomUUID().toString();
    private final AtomicReference<Optional<Scheduler>> local = new AtomicReference<>(Optional.empty());

    public Queue(Database database) {
        this.database = database;
    }

    /** An order that waits for a worker that serves its engine. */
    public record Entry(TaskId id, AccountId account, String engine) {}

    /** Processes the entries of some engines; an exception puts the entry back into the queue. */
    public interface Handler {
        void handle(TaskId id);

        /** The engines whose entries are handled here. */
        Collection<String> engines();

        static Handler of(Collection<String> engines, Consumer<TaskId> work) {
            return new Handler() {
                @Override
                public void handle(TaskId id) {
                    work.accept(id);
                }

                @Override
                public Collection<String> engines() {
                    return engines;
                }
            };
        }
    }

    /** Picks by turn, and only what this worker serves: db-scheduler would pick what it does not know, and leave it. */
    private static final class Turns extends PostgreSqlJdbcCustomization {
        private final String names;

        Turns(List<Task<Void>> portraits) {
            super(true, true);
            names = portraits.stream().map(task -> "'" + task.getName() + "'")
                    .collect(Collectors.joining(", ", " and task_name in ('" + SWEEP + "', ", ")"));
        }

        @Override
        public String createGenericSelectForUpdateQuery(String table, int limit, String condition,
                boolean byPriority) {
            return super.createGenericSelectForUpdateQuery(table, limit, condition + names, byPriority);
        }
    }

    /** Thrown by a {@link Handler} that cannot process an entry yet; not a failure. */
    public static final class Later extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Duration wait;
        private final transient Consumer<Instant> meanwhile;

        /**
         * @param wait      delay after which the entry is due again
         * @param meanwhile runs once the entry is back in the queue; receives the entry's old place in it, the instant
         *                  for {@link Queue#hasten}
         */
        public Later(Duration wait, Consumer<Instant> meanwhile) {
            super("not yet", null, false, false);
            this.wait = wait;
            this.meanwhile = meanwhile;
        }
    }

    /** A running worker. */
    public interface Worker extends AutoCloseable {
        /** Whether the worker picks entries. */
        boolean runs();

        /** Stops picking entries, waits for running ones as long as the pace allows, then interrupts them. */
        @Override
        void close();
    }

    /**
     * Adds entries as part of the current thread's transaction, which has locked their accounts. The order of an account's
     * entries is that of the list.
     */
    public void add(Sql sql, List<Entry> entries) throws SQLException {
        sql.update(ADD, Sql.texts(entries.stream().map(entry -> name(entry.engine())).toList()),
                Sql.texts(entries.stream().map(entry -> entry.id().toString()).toList()),
                Sql.numbers(entries.stream().map(entry -> entry.account().value()).toList()), Instant.now());
    }

    private static String name(String engine) {
        if (!ENGINE.matcher(engine).matches()) {
            throw new IllegalArgumentException("an engine is named by small letters, digits and hyphens");
        }
        return PORTRAITS + engine;
    }

    /** Removes an entry that no worker has picked yet. */
    public void remove(Sql sql, TaskId id) throws SQLException {
        sql.update("""
                delete from scheduled_tasks where task_instance = ? and starts_with(task_name, ?) and not picked
                """, id.toString(), PORTRAITS);
    }

    /**
     * Queues a job, as part of the current thread's transaction if there is one. Does nothing when a job of this kind
     * and id is already queued.
     *
     * @param kind the name of a {@link JobKind} that workers were started with
     */
    public void addJob(String kind, String id, Instant due) {
        database.alone(sql -> sql.update("""
                insert into scheduled_jobs (task_name, task_instance, execution_time, picked, version)
                values (?, ?, ?, false, 1) on conflict do nothing
                """, kind, id, due));
    }

    /** Makes a worker in this process look for entries now. */
    public void wake() {
        local.get().ifPresent(Scheduler::triggerCheckForDueExecutions);
    }

    /** The name with which a worker that is started here picks orders. */
    public String workerName() {
        return workerName;
    }

    /** The number of waiting orders. */
    public long waiting() {
        return database.alone(
                sql -> sql.one(
                        "select count(*) as orders from scheduled_tasks where starts_with(task_name, ?) and not picked",
                        row -> row.getLong("orders"), PORTRAITS));
    }

    /** The number of waiting orders, counted up to this many. */
    public long waiting(int most) {
        return database.alone(sql -> sql.one("""
                select count(*) as orders from (select from scheduled_tasks
                    where starts_with(task_name, ?) and not picked limit ?) as line
                """, row -> row.getLong("orders"), PORTRAITS, most));
    }

    /** Starts a worker in this process. */
    public Worker work(Pace pace, Handler handler, Runnable sweep) {
        return work(pace, handler, sweep, List.of());
    }

    /** Starts a worker in this process for portraits and for jobs of these kinds. */
    public Worker work(Pace pace, Handler handler, Runnable sweep, List<JobKind> kinds) {
        RecurringTask<Void> sweeping = Tasks.recurring(SWEEP, FixedDelay.of(pace.sweep()))
                .execute((instance, context) -> swept(sweep));
        List<Task<Void>> portraits = handler.engines().stream().<Task<Void>>map(
                engine -> portrait(name(engine), handler)).toList();
        Scheduler scheduler = Scheduler.create(database.pool(), List.copyOf(portraits)).startTasks(sweeping)
                .enablePriority()
                .schedulerName(new SchedulerName.Fixed(workerName)).threads(pace.threads()).pollingInterval(pace.poll())
                .heartbeatInterval(pace.heartbeat())
                .missedHeartbeatsLimit(Pace.MISSED)
                // Picks no more than it can start immediately: an entry that is picked but waits has no heartbeat.
                .pollUsingLockAndFetch(0.99, 1.0).jdbcCustomization(new Turns(portraits))
                .shutdownMaxWait(pace.patience())
                // The handler has logged its failure.
                .failureLogging(LogLevel.DEBUG, false).build();
        Scheduler jobs = jobs(pace, kinds);
        scheduler.start();
        jobs.start();
        local.set(Optional.of(scheduler));
        return new Worker() {
            @Override
            public boolean runs() {
                return scheduler.getSchedulerState().isStarted() && !scheduler.getSchedulerState().isShuttingDown();
            }

            @Override
            public void close() {
                local.set(Optional.empty());
                jobs.stop();
                scheduler.stop();
            }
        };
    }

    @SuppressWarnings("CatchingUnchecked") // the next sweep tries again, whatever it was
    private static void swept(Runnable sweep) {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            LOG.warn("expired data cannot be erased at the moment", e);
        }
    }

    private Scheduler jobs(Pace pace, List<JobKind> kinds) {
        List<Task<?>> tasks = kinds.stream().<Task<?>>map(Queue::job).toList();
        return Scheduler.create(database.pool(), tasks).tableName("scheduled_jobs").threads(JOB_THREADS)
                .pollingInterval(pace.poll()).heartbeatInterval(pace.heartbeat()).missedHeartbeatsLimit(Pace.MISSED)
                .pollUsingLockAndFetch(0.99, 1.0).jdbcCustomization(POSTGRES).shutdownMaxWait(pace.patience())
                // The job has logged its failure.
                .failureLogging(LogLevel.DEBUG, false).build();
    }

    private static OneTimeTask<Void> job(JobKind kind) {
        FailureHandler<Void> again = new FailureHandler.ExponentialBackoffFailureHandler<>(kind.firstRetry(),
                kind.growth());
        return Tasks.oneTime(TaskDescriptor.of(kind.name()))
                .onFailure(new FailureHandler.MaxRetriesFailureHandler<>(kind.mostTries() - 1, again))
                .onDeadExecutionRevive().execute((instance, context) -> kind.handler().handle(instance.getId(),
                        context.getExecution().consecutiveFailures));
    }

    private static CustomTask<Void> portrait(String name, Handler handler) {
        return Tasks.custom(TaskDescriptor.of(name)).onFailure(Queue::again).onDeadExecutionRevive()
                .execute((instance, context) -> {
                    try {
                        TaskId.parse(instance.getId()).ifPresent(handler::handle);
                        return new CompletionHandler.OnCompleteRemove<>();
                    } catch (Later later) {
                        return (complete, operations) -> {
                            operations.reschedule(complete, Instant.now().plus(later.wait));
                            later.meanwhile.accept(complete.getExecution().getExecutionTime());
                        };
                    }
                });
    }

    /** Retries for as long as the database or the object store is unavailable. */
    private static void again(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        double wait = RETRY.toMillis() * Math.pow(GROWTH, failed.getExecution().consecutiveFailures);
        operations.reschedule(failed,
                Instant.now().plusMillis((long) Math.min(wait, LONGEST_RETRY.toMillis())));
    }

    /** Makes a postponed entry due at this instant; does nothing when a worker has already picked it. */
    public void hasten(TaskId id, Instant due) {
        database.alone(sql -> sql.update("""
                update scheduled_tasks set execution_time = ?
                where task_instance = ? and starts_with(task_name, ?) and not picked
                """, due, id.toString(), PORTRAITS));
        wake();
    }
}
