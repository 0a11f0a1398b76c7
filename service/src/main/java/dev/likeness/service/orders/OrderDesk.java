package dev.likeness.service.orders;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.audit.Evidence;
import dev.likeness.service.database.Page;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.pictures.PhotoPrecheck;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.tasks.CancelOutcome;
import dev.likeness.service.tasks.NewTask;
import dev.likeness.service.tasks.PhotoSource;
import dev.likeness.service.tasks.TaskFilter;
import dev.likeness.service.tasks.TaskLines;
import dev.likeness.service.tasks.TaskView;
import dev.likeness.service.templates.TemplateCatalog;
import dev.likeness.service.traces.Piece;
import dev.likeness.service.traces.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts the orders of every dialect: checks them, prices them and writes them in one transaction. */
public final class OrderDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);
    /** How long clients of the two clouds' dialects can query a task. */
    public static final Duration CLOUD_RESULTS_KEPT = Duration.ofHours(12);

    private final Accounts accounts;
    private final Prices prices;
    private final TaskLifecycle lifecycle;
    private final ObjectStore objects;
    private final PhotoUrls urls;
    private final TemplateCatalog templates;
    private final Engines engines;
    private final Intake intake;
    private final HouseRules rules;
    /** What orders that name no engine go through; empty for the default alone. */
    private final List<String> chain;

    public OrderDesk(Accounts accounts, Prices prices, TaskLifecycle lifecycle, ObjectStore objects, PhotoUrls urls,
            TemplateCatalog templates, Engines engines, Intake intake, HouseRules rules) {
        this.accounts = accounts;
        this.prices = prices;
        this.lifecycle = lifecycle;
        this.objects = objects;
        this.urls = urls;
        this.templates = templates;
        this.engines = engines;
        this.intake = intake;
        this.rules = rules;
        chain = engines.chain().size() > 1 ? List.copyOf(engines.chain()) : List.of();
    }

    /** What can be ordered. */
    public interface Engines {
        /** The default first. */
        List<String> names();

        /** What an order that names none goes through until one makes it; fewer than two for the default alone. */
        default List<String> chain() {
            return List.of();
        }

        /**
         * Asks an engine whether it can carry an order out, whatever the photo is.
         *
         * @throws PortraitException.InvalidRequest when it cannot
         */
        void check(String engine, PortraitRequest request);
    }

    /** Names of what can be ordered, the default first. */
    public List<String> engines() {
        return engines.names();
    }

    /** The engines that an order which names none goes through, one or several. */
    public List<String> defaults() {
        return chain.isEmpty() ? List.of(engines.names().getFirst()) : chain;
    }

    /**
     * Accepts the order and holds its price. The dialect checks before whether the caller may order at all ({@link
     * Caller#require}).
     *
     * @throws PortraitException when the order is refused; nothing is charged and no picture is stored then
     */
    public TaskId place(Caller caller, Order order) {
        return place(caller, Orders.of(order)).tasks().getFirst();
    }

    /**
     * Accepts all of the orders and holds their price, or none of them. Several orders may share one {@link
     * PhotoInput.Upload}; it is stored once.
     *
     * @throws PortraitException when one of them is refused; nothing is charged and no picture is stored then
     */
    public Placed place(Caller caller, Orders orders) {
        try (Piece order = Traces.order("order")) {
            Placed placed = placedNow(caller, orders);
            order.with("likeness.portraits", placed.tasks().size()).with("likeness.task",
                    placed.tasks().getFirst().toString());
            return placed;
        }
    }

    private Placed placedNow(Caller caller, Orders orders) {
        intake.check();
        HouseRules.Sitting rulesOfThis = rules.sitting(caller.account());
        Map<byte[], ObjectName> photos = new IdentityHashMap<>();
        List<NewTask> tasks = new ArrayList<>();
        for (Order order : orders.orders()) {
            DeliveryCheck.check(order.delivery());
            PortraitRequest request = templates.resolve(caller.account(), order.request());
            order.delivery().file().check(request.isTransparent());
            Choice choice = choice(order.engine(), request);
            Evidence evidence = rulesOfThis.check(order, request, choice.engine());
            tasks.add(new NewTask(choice.engine(), request, source(order.photo(), photos), order.delivery(),
                    order.ground().map(ground -> kept(ground.file(), photos)), choice.chain(), choice.tried(),
                    evidence));
        }
        Submission submission = new Submission(caller.account(), caller.key(), tasks, orders.idempotency(),
                orders.webhook(), orders.batch(), Traces.carried());
        if (!photos.isEmpty()) {
            checkBalance(submission);
        }
        boolean needed = false;
        try {
            try (var _ = Traces.piece("store photos")) {
                photos.forEach((file, name) -> objects.put(name, file));
            }
            Placed placed;
            try (var _ = Traces.piece("write down")) {
                placed = lifecycle.place(submission);
            }
            needed = !placed.replayed();
            if (needed) {
                placed.tasks().forEach(TaskLines::ordered);
            }
            return placed;
        } catch (StoreException.Unavailable lost) {
            // The commit may have succeeded, and then the photo is needed; if it did not, the janitor erases the photo.
            needed = !lost.outcomeKnown();
            throw lost;
        } finally {
            if (!needed) {
                erase(photos.values());
            }
        }
    }

    /** Photos that cannot be erased now are erased by the janitor later; the client's answer does not depend on it. */
    private void erase(Collection<ObjectName> photos) {
        try {
            photos.forEach(objects::erase);
        } catch (StoreException trouble) {
            LOG.warn("photos that no order needs are left to the janitor", trouble);
        }
    }

    private PhotoSource source(PhotoInput photo, Map<byte[], ObjectName> photos) {
        return switch (photo) {
            case PhotoInput.Link(String url) -> new PhotoSource.Linked(urls.checked(url));
            case PhotoInput.Upload(byte[] file) -> new PhotoSource.Kept(kept(file, photos));
        };
    }

    private static ObjectName kept(byte[] file, Map<byte[], ObjectName> pictures) {
        return pictures.computeIfAbsent(file, unseen -> {
            PhotoPrecheck.check(unseen);
            return ObjectName.freshPhoto();
        });
    }

    // Photos of callers who cannot pay are not stored. The hold decides later; a repeated order has been paid already.
    private void checkBalance(Submission submission) {
        if (submission.idempotency().isPresent()) {
            return;
        }
        Map<String, Money> known = prices.all();
        Money sum = new Money(submission.tasks().stream()
                .mapToLong(task -> OrderPlacement.dearest(known, task).micros()).sum());
        if (accounts.balance(submission.account()).compareTo(sum) < 0) {
            throw TaskLifecycle.balanceShort(sum);
        }
    }

    /** The task, if it is this account's and no older than {@link #CLOUD_RESULTS_KEPT}. */
    public Optional<TaskView> findRecent(AccountId account, TaskId id) {
        return lifecycle.find(account, id, CLOUD_RESULTS_KEPT);
    }

    /** The task, if it is this account's, however old. */
    public Optional<TaskView> findOfAnyAge(AccountId account, TaskId id) {
        return lifecycle.find(id).filter(task -> task.facts().account().equals(account));
    }

    /** The account's tasks, newest first, however old. */
    public Page<TaskView, TaskId> list(AccountId account, TaskFilter filter) {
        return lifecycle.list(account, filter);
    }

    /** Cancels the task and refunds its price if it was still open. */
    public CancelOutcome cancel(AccountId account, TaskId id) {
        return lifecycle.cancel(account, id);
    }

    /**
     * Erases the task's texts and pictures at once; an open task is cancelled.
     *
     * @return false when the account has no such task
     */
    public boolean erase(AccountId account, TaskId id) {
        return lifecycle.erase(account, id, objects);
    }

    /**
     * The engine whose turn it is first.
     *
     * @param chain the engines that the order goes through; empty for one
     * @param tried why not those of the chain before this one
     */
    private record Choice(String engine, List<String> chain, List<String> tried) {}

    private Choice choice(Optional<String> asked, PortraitRequest request) {
        if (asked.isPresent() || chain.isEmpty()) {
            String engine = engine(asked);
            engines.check(engine, request);
            return new Choice(engine, List.of(), List.of());
        }
        List<String> tried = new ArrayList<>();
        Optional<PortraitException.InvalidRequest> refusal = Optional.empty();
        List<String> served = engines.names();
        for (String engine : chain) {
            if (!served.contains(engine)) {
                tried.add(engine + " is not here");
                continue;
            }
            try {
                engines.check(engine, request);
                return new Choice(engine, chain, tried);
            } catch (PortraitException.InvalidRequest cannot) {
                refusal = Optional.of(cannot);
                tried.add(cannot.getMessage());
            }
        }
        throw refusal.orElseGet(() -> new PortraitException.InvalidRequest(ErrorCode.UNKNOWN_ENGINE,
                "none of the engines " + String.join(", ", chain) + " is here at the moment: name another one of "
                        + String.join(", ", served)));
    }

    private String engine(Optional<String> asked) {
        List<String> served = engines.names();
        String name = asked.orElse(served.getFirst());
        if (!served.contains(name)) {
            throw new PortraitException.InvalidRequest(ErrorCode.UNKNOWN_ENGINE, "engine \""
                    + name.substring(0, Math.min(40, name.length())) + "\" is not served here: use "
                    + String.join(", ", served) + ", or leave it out");
        }
        return name;
    }
}
