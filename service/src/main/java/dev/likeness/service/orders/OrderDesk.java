package dev.likeness.service.orders;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
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
import dev.likeness.service.tasks.TaskView;
import dev.likeness.service.templates.TemplateCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes orders of every dialect: checked, priced, and written down in one transaction. */
public final class OrderDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);
    /** How long a client of a cloud's dialect can ask for its task. */
    public static final Duration MEMORY = Duration.ofHours(12);

    private final Accounts accounts;
    private final Prices prices;
    private final TaskLifecycle lifecycle;
    private final ObjectStore objects;
    private final PhotoUrls urls;
    private final TemplateCatalog templates;
    private final List<String> engines;

    /**
     * @param engines names of what can be ordered, the default first
     */
    public OrderDesk(Accounts accounts, Prices prices, TaskLifecycle lifecycle, ObjectStore objects, PhotoUrls urls,
            TemplateCatalog templates, List<String> engines) {
        this.accounts = accounts;
        this.prices = prices;
        this.lifecycle = lifecycle;
        this.objects = objects;
        this.urls = urls;
        this.templates = templates;
        this.engines = List.copyOf(engines);
    }

    /** Names of what can be ordered, the default first. */
    public List<String> engines() {
        return engines;
    }

    /**
     * Takes the order on and holds its price. Whether the caller may order at all is for the dialect to ask, with
     * {@link Caller#may}.
     *
     * @throws PortraitException when it cannot be taken; nothing is charged and no picture kept then
     */
    public TaskId place(Caller caller, Order order) {
        return place(caller, Orders.of(order)).tasks().getFirst();
    }

    /**
     * Takes all of the orders on and holds their price, or none. Several orders may share one {@link PhotoInput.Upload}:
     * it is kept once.
     *
     * @throws PortraitException when one of them cannot be taken; nothing is charged and no picture kept then
     */
    public Placed place(Caller caller, Orders orders) {
        Map<byte[], ObjectName> photos = new IdentityHashMap<>();
        List<NewTask> tasks = new ArrayList<>();
        for (Order order : orders.orders()) {
            DeliveryCheck.check(order.delivery());
            PortraitRequest request = templates.resolve(caller.account(), order.request());
            order.delivery().file().check(request.isTransparent());
            tasks.add(new NewTask(engine(order.engine()), request, source(order.photo(), photos), order.delivery(),
                    order.ground().map(ground -> kept(ground.file(), photos))));
        }
        Submission submission = new Submission(caller.account(), caller.key(), tasks, orders.idempotency(),
                orders.webhook(), orders.batch());
        if (!photos.isEmpty()) {
            spareTheDisk(submission);
        }
        boolean needed = false;
        try {
            photos.forEach((file, name) -> objects.put(name, file));
            Placed placed = lifecycle.place(submission);
            needed = !placed.replayed();
            return placed;
        } catch (StoreException.Unavailable lost) {
            // An order that was written down after all will want its photo; if it was not, the sweep finds the orphan.
            needed = !lost.outcomeKnown();
            throw lost;
        } finally {
            if (!needed) {
                erase(photos.values());
            }
        }
    }

    /** What cannot be erased now is found by a later sweep; the client's answer stays what it is. */
    private void erase(Collection<ObjectName> photos) {
        try {
            photos.forEach(objects::erase);
        } catch (StoreException trouble) {
            LOG.warn("photos that no order needs are left to a later sweep", trouble);
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

    // Those who cannot pay shall not fill it; what decides is the hold. An order sent again was paid already.
    private void spareTheDisk(Submission submission) {
        if (submission.idempotency().isPresent()) {
            return;
        }
        Map<String, Money> known = prices.all();
        Money sum = new Money(submission.tasks().stream()
                .mapToLong(task -> Prices.of(known, task.engine()).micros()).sum());
        if (accounts.balance(submission.account()).compareTo(sum) < 0) {
            throw TaskLifecycle.balanceShort(sum);
        }
    }

    /** The task, if it is this account's and no older than {@link #MEMORY}. */
    public Optional<TaskView> find(AccountId account, TaskId id) {
        return lifecycle.find(account, id, MEMORY);
    }

    /** The task, if it is this account's, however old. */
    public Optional<TaskView> recall(AccountId account, TaskId id) {
        return lifecycle.find(id).filter(task -> task.facts().account().equals(account));
    }

    /** The account's tasks, newest first, however old. */
    public Page<TaskView, TaskId> list(AccountId account, TaskFilter filter) {
        return lifecycle.list(account, filter);
    }

    /** The owner wants the task no longer; its price is given back if it was still open. */
    public CancelOutcome cancel(AccountId account, TaskId id) {
        return lifecycle.cancel(account, id);
    }

    /**
     * Forgets the task's words and pictures at once; an open task is cancelled.
     *
     * @return false when the account has no such task
     */
    public boolean erase(AccountId account, TaskId id) {
        return lifecycle.erase(account, id, objects);
    }

    private String engine(Optional<String> asked) {
        String name = asked.orElse(engines.getFirst());
        if (!engines.contains(name)) {
            throw new PortraitException.InvalidRequest(ErrorCode.UNKNOWN_ENGINE, "engine \""
                    + name.substring(0, Math.min(40, name.length())) + "\" is not served here: use "
                    + String.join(", ", engines) + ", or leave it out");
        }
        return name;
    }
}
