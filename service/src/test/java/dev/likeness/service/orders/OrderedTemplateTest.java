package dev.likeness.service.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.OrderedTemplate;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.audit.AuditTrail;
import dev.likeness.service.database.Database;
import dev.likeness.service.moderation.Moderation;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.pictures.DiskReserve;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Delivery;
import dev.likeness.service.templates.OwnTemplates;
import dev.likeness.service.templates.TemplateCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a template an order keeps, from the desk to the worker. */
class OrderedTemplateTest {
    private static final Template SHIPPED = template("library", "old library, warm tone");

    @TempDir
    private Path folder = Path.of("");
    private final Database database = SharedPostgres.database();
    private final TaskLifecycle lifecycle = new TaskLifecycle(database, new Queue(database));
    private final Caller caller = SharedPostgres.account(database, "1");
    private final TemplateCatalog catalog = new TemplateCatalog(new OwnTemplates(database),
            List.of(new Shipping(List.of(SHIPPED))));

    /** An engine that has a catalogue and renders nothing. */
    private record Shipping(List<Template> templates) implements PortraitEngine {
        @Override
        public String name() {
            return "studio";
        }

        @Override
        public Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
            throw new PortraitException.Cancelled();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"library", "LIBRARY", "Title of library", "书房", "old library, warm tone"})
    void isFoundByNameTitleOrTextAndLeavesNoWordsOfTheClients(String call) {
        PortraitRequest rendered = rendered(ordered(call));
        assertThat(rendered.template()).contains(new OrderedTemplate("library", "old library, warm tone"));
        assertThat(rendered.prompt()).isEmpty();
        assertThat(rendered.mode()).isEqualTo(GenMode.CREATIVE);
    }

    @Test
    void isNotLookedForInAPromptBesideATemplate() {
        catalog.add(caller.account(), template("rain", "heavy rain"));
        TaskId id = place(request("rain").with(SHIPPED));
        assertThat(rendered(id).words()).isEqualTo("old library, warm tone, rain");
        assertThat(rendered(ordered("in the rain")).template()).isEmpty();
    }

    @Test
    void isRenderedAsItWasOrderedThoughItWasEditedOrDeletedSince() {
        catalog.add(caller.account(), template("library", "my own shelves"));
        TaskId edited = ordered("library");
        TaskId deleted = place(request("at night").with(catalog.named(caller.account(), "library")));
        catalog.replace(caller.account(), template("library", "no shelves at all"));
        assertThat(rendered(edited).words()).isEqualTo("my own shelves");
        catalog.delete(caller.account(), "library");
        assertThat(rendered(deleted).words()).isEqualTo("my own shelves, at night");
        assertThat(lifecycle.find(deleted).orElseThrow().facts().request().template()).map(OrderedTemplate::name)
                .contains("library");
        assertThat(rendered(ordered("library")).words()).as("the shipped one again")
                .isEqualTo("old library, warm tone");
    }

    @Test
    void whoseTextNamesAnotherTemplateStaysItself() {
        catalog.add(caller.account(), template("mine", "library"));
        assertThat(rendered(ordered("mine")).template()).contains(new OrderedTemplate("mine", "library"));
    }

    @Test
    void isWhatTheFirstOrderSaidWhenTheOrderIsSentAgain() {
        catalog.add(caller.account(), template("library", "my own shelves"));
        TaskId first = place(request("library"), Optional.of(new Idempotency("again", "same body")));
        catalog.delete(caller.account(), "library");
        TaskId again = place(request("library"), Optional.of(new Idempotency("again", "same body")));
        assertThat(again).isEqualTo(first);
        assertThat(rendered(first).words()).isEqualTo("my own shelves");
    }

    @Test
    void ordersOfEarlierVersionsAreFollowedAsTheyWereWritten() {
        TaskId id = ordered("a poet");
        SharedPostgres.execute(database, "update tasks set prompt = 'library' where id = " + id);
        assertThat(rendered(id).words()).isEqualTo("library");
        assertThat(rendered(id).template()).isEmpty();
    }

    private TaskId ordered(String prompt) {
        return place(request(prompt));
    }

    private TaskId place(PortraitRequest request) {
        return place(request, Optional.empty());
    }

    private static OrderDesk.Engines studio() {
        return new OrderDesk.Engines() {
            @Override
            public List<String> names() {
                return List.of("studio");
            }

            @Override
            public void check(String engine, PortraitRequest ordered) {}
        };
    }

    private TaskId place(PortraitRequest request, Optional<Idempotency> idempotency) {
        OrderDesk desk = new OrderDesk(new Accounts(database), new Prices(database), lifecycle, new FileObjects(folder),
                new PhotoUrls(Set.of("example.com")), catalog, studio(),
                new Intake(new Queue(database), DiskReserve.none(new FileObjects(folder)), 1_000_000),
                new HouseRules(Moderation.OFF, false, new AuditTrail(database)));
        Order order = new Order(request, new PhotoInput.Link("https://example.com/a.jpg"), Optional.empty(),
                Delivery.LINK);
        return desk.place(caller, new Orders(List.of(order), idempotency, Optional.empty())).tasks().getFirst();
    }

    /** What a worker gets. */
    private PortraitRequest rendered(TaskId id) {
        return lifecycle.begin(id).orElseThrow().request();
    }

    private static PortraitRequest request(String prompt) {
        return PortraitRequest.of(prompt, FrameSize.DEFAULT, Retouch.DEFAULT, Optional.empty(), 7);
    }

    private static Template template(String name, String text) {
        return new Template(name, "Title of " + name, name.equals("library") ? "书房" : "", List.of(), text,
                GenMode.REFERENCE_CHAR, Retouch.DEFAULT);
    }
}
