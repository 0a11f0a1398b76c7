package dev.likeness.service.database;

import dev.likeness.core.ErrorCode;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.orders.Samples;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Attempt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A process that serves a data directory, and on request orders and carries out, until it is killed. */
final class ServingProcess {
    static final String READY = "ready";
    static final String ORDER = "order";
    private static final int THREADS = 16;

    private static final Map<Database, TaskLifecycle> LIFECYCLES = new ConcurrentHashMap<>();

    private ServingProcess() {}

    @SuppressWarnings("resource") // killed, not closed
    public static void main(String[] arguments) throws IOException {
        Database database = Database.embedded(Path.of(arguments[0]));
        System.out.println(database.answers() ? READY : "no answer");
        if (arguments.length > 1) {
            Caller caller = caller(database, Path.of(arguments[0]));
            for (int i = 0; i < THREADS; i++) {
                Thread.ofPlatform().start(() -> order(database, caller));
            }
        }
        System.in.read();
    }

    // Not from SharedPostgres, which would start a database of its own in this process.
    private static Caller caller(Database database, Path data) {
        Accounts accounts = new Accounts(database);
        AccountId account = accounts.open("orders until it is killed");
        accounts.deposit(account, Money.ptc("10000"));
        IssuedKey key = new Keys(database, SealedSecrets.open(data)).create(account, NewKey.named("killed"));
        return new Caller(account, key.id(), Scope.DEFAULT);
    }

    /** Says what was acknowledged, each before the next. */
    private static void order(Database database, Caller caller) {
        TaskLifecycle lifecycle = LIFECYCLES.computeIfAbsent(database,
                each -> new TaskLifecycle(each, new Queue(each)));
        for (int i = 0;; i++) {
            TaskId placed = lifecycle.place(caller, Samples.order());
            System.out.println("placed " + placed);
            Attempt attempt = lifecycle.begin(placed).orElseThrow();
            if (i % 3 == 0 && lifecycle.fail(attempt, ErrorCode.NO_FACE, "no face")) {
                System.out.println("failed " + placed);
            } else if (i % 3 == 1 && lifecycle.complete(attempt, ObjectName.freshPortrait(), List.of())) {
                System.out.println("done " + placed);
            }
        }
    }
}
