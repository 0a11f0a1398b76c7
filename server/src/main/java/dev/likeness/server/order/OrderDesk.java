package dev.likeness.server.order;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.store.AccountId;
import dev.likeness.store.Accounts;
import dev.likeness.store.Books;
import dev.likeness.store.Money;
import dev.likeness.store.NewTask;
import dev.likeness.store.ObjectName;
import dev.likeness.store.ObjectStore;
import dev.likeness.store.PhotoSource;
import dev.likeness.store.TaskId;
import dev.likeness.store.TaskView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes orders of every dialect: checked, priced, and written down in one transaction. */
public final class OrderDesk {
    /** Price of one portrait. */
    public static final Money PRICE = Money.ptc("0.05");
    /** How long the owner of a task can ask for it. */
    public static final Duration MEMORY = Duration.ofHours(12);

    private final Accounts accounts;
    private final Books books;
    private final ObjectStore objects;
    private final PhotoUrls urls;
    private final List<String> engines;

    /**
     * @param engines names of what can be ordered, the default first
     */
    public OrderDesk(Accounts accounts, Books books, ObjectStore objects, PhotoUrls urls, List<String> engines) {
        this.accounts = accounts;
        this.books = books;
        this.objects = objects;
        this.urls = urls;
        this.engines = List.copyOf(engines);
    }

    /**
     * Takes the order on and holds its price.
     *
     * @throws PortraitException when it cannot be taken; nothing is charged and no picture kept then
     */
    public TaskId place(AccountId account, Order order) {
        String engine = engine(order.engine());
        return switch (order.photo()) {
            case PhotoInput.Link(String url) -> books.place(new NewTask(account, engine, order.request(),
                    new PhotoSource.Linked(urls.checked(url)), order.delivery()), PRICE);
            case PhotoInput.Upload(byte[] file) -> {
                PhotoGlance.check(file);
                // Spares the disk the photos of those who cannot pay; the hold decides.
                if (accounts.balance(account).compareTo(PRICE) < 0) {
                    throw Books.balanceShort(PRICE);
                }
                ObjectName photo = ObjectName.freshPhoto();
                objects.put(photo, file);
                try {
                    yield books.place(new NewTask(account, engine, order.request(), new PhotoSource.Kept(photo),
                            order.delivery()), PRICE);
                } catch (RuntimeException e) {
                    objects.erase(photo);
                    throw e;
                }
            }
        };
    }

    /** The task, if it is this account's and no older than {@link #MEMORY}. */
    public Optional<TaskView> find(AccountId account, TaskId id) {
        return books.find(account, id, MEMORY);
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
