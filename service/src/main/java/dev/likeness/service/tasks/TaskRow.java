package dev.likeness.service.tasks;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.GroundColours;
import dev.likeness.core.Logo;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.OrderedTemplate;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.PortraitRequest.GroundPicture;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.core.Shortfall;
import dev.likeness.core.Watermark;
import dev.likeness.core.document.DocumentReport;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.core.document.Documents;
import dev.likeness.core.output.FileFormat;
import dev.likeness.core.output.OutputFile;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.Sql.Column;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Maps tasks from and to rows. An instance is a row that is to be inserted.
 *
 * @param prices of each engine of the task's chain
 */
public record TaskRow(TaskId id, Orderer orderer, NewTask task, Money price, List<Money> prices, Optional<UUID> batch,
        Instant at) {
    /**
     * The account and key that ordered it, and the address that is notified when it is closed.
     *
     * @param trace what the order is part of, as a {@code traceparent}
     */
    public record Orderer(AccountId account, KeyId key, Optional<URI> webhook, Optional<String> trace) {}

    private static final List<Column<TaskRow>> COLUMNS = List.of(column("id", row -> row.id.value()),
            column("account_id", row -> row.orderer.account().value()),
            column("key_id", row -> row.orderer.key().value()), column("engine", row -> row.task.engine()),
            column("price_micros", row -> row.price.micros()), column("batch_id", row -> row.batch),
            column("chain", row -> Sql.texts(row.task.chain())),
            column("chain_tried", row -> Sql.texts(row.task.tried().stream().map(TaskRow::storable).toList())),
            column("chain_micros", row -> Sql.numbers(row.prices.stream().map(Money::micros).toList())),
            column("created_at", row -> row.at), column("prompt", row -> storable(row.request().prompt())),
            column("template_name", row -> Sql.text(row.request().template().map(OrderedTemplate::name))),
            column("template_text", row -> Sql.text(row.request().template().map(OrderedTemplate::text))),
            column("width", row -> row.request().size().width()),
            column("height", row -> row.request().size().height()),
            column("gpen", row -> BigDecimal.valueOf(row.request().retouch().gpen())),
            column("skin", row -> BigDecimal.valueOf(row.request().retouch().skin())),
            column("skin_unifi", row -> BigDecimal.valueOf(row.request().retouch().skinUnifi())),
            column("gen_mode", row -> row.request().mode().wireName()),
            column("seed", row -> row.request().seed().value()),
            column("face", row -> Sql.integer(row.request().face())),
            column("photo_object", row -> Sql.text(row.kept())),
            column("photo_url", row -> Sql.text(row.linked())),
            column("webhook_url", row -> Sql.text(row.orderer.webhook().map(URI::toString))),
            column("trace_parent", row -> Sql.text(row.orderer.trace())),
            column("return_url", row -> row.task.delivery().asLink()), column("add_logo", row -> row.logo().wanted()),
            column("logo_corner", row -> row.logo().corner().wireName()),
            column("logo_language", row -> row.logo().language().wireName()),
            column("logo_opacity", row -> row.logo().opacity()),
            column("logo_size", row -> row.logo().size()),
            column("logo_text", row -> Sql.text(row.logo().text().map(TaskRow::storable))),
            column("transparent", row -> row.request().setting().transparent()),
            column("ground_colours", row -> Sql.text(row.request().setting().colours().map(GroundColours::toString))),
            column("ground_object", row -> Sql.text(row.task.ground().map(ObjectName::value))),
            column("ground_blur", row -> Sql.real(row.request().setting().picture().map(GroundPicture::blur))),
            column("document", row -> Sql.text(row.request().setting().document().map(DocumentSpec::id))),
            column("file_format", row -> Sql.text(row.file().format().map(FileFormat::wireName))),
            column("file_quality", row -> Sql.integer(row.file().quality())),
            column("file_dpi", row -> Sql.integer(row.file().dpi())),
            column("file_min_bytes", row -> Sql.integer(row.file().minBytes())),
            column("file_max_bytes", row -> Sql.integer(row.file().maxBytes())),
            column("aigc_meta", row -> Sql.texts(words(row.task.delivery().aigc()))));

    private static Column<TaskRow> column(String name, Function<TaskRow, Object> value) {
        return new Column<>(name, value);
    }

    public Ledger.Hold hold() {
        return new Ledger.Hold(orderer.account(), id, price);
    }

    public static void insert(Sql sql, List<TaskRow> rows) throws SQLException {
        sql.insert("tasks", COLUMNS, rows);
    }

    private PortraitRequest request() {
        return task.request();
    }

    private OutputFile file() {
        return task.delivery().file();
    }

    private Logo logo() {
        return task.delivery().logo();
    }

    private Optional<String> kept() {
        return task.photo() instanceof PhotoSource.Kept(ObjectName object)
                ? Optional.of(object.value())
                : Optional.empty();
    }

    private Optional<String> linked() {
        return task.photo() instanceof PhotoSource.Linked(URI url) ? Optional.of(url.toString()) : Optional.empty();
    }

    private static List<String> words(AigcMeta meta) {
        return Stream.of(meta.contentProducer(), meta.producerId(), meta.contentPropagator(), meta.propagateId())
                .map(word -> storable(word.orElse(""))).toList();
    }

    // PostgreSQL keeps no NUL in a text.
    static String storable(String text) {
        return text.replace('\0', ' ');
    }

    static Attempt attempt(TaskId id, ResultSet row) throws SQLException {
        int number = row.getInt("attempt");
        return new Attempt(id, number, number - 1 - row.getInt("handed_back"), row.getString("engine"), request(row),
                photo(row), delivery(row), Optional.ofNullable(row.getString("ground_object")).map(ObjectName::new),
                new Chain(Sql.texts(row, "chain"), Sql.numbers(row, "chain_micros").stream().map(Money::new).toList(),
                        Sql.texts(row, "chain_tried")),
                Optional.ofNullable(row.getString("trace_parent")));
    }

    static PhotoSource photo(ResultSet row) throws SQLException {
        Optional<String> url = Optional.ofNullable(row.getString("photo_url"));
        return url.isPresent()
                ? new PhotoSource.Linked(URI.create(url.get()))
                : new PhotoSource.Kept(new ObjectName(row.getString("photo_object")));
    }

    static TaskView view(ResultSet row) throws SQLException {
        TaskId id = new TaskId(row.getLong("id"));
        TaskFacts facts = new TaskFacts(new AccountId(row.getLong("account_id")), row.getString("engine"), request(row),
                new Money(row.getLong("price_micros")), Optional.ofNullable(row.getObject("batch_id", UUID.class)),
                Optional.ofNullable(row.getString("webhook_url")).map(URI::create),
                Sql.instant(row, "created_at").orElseThrow(), Sql.instant(row, "started_at"),
                Sql.instant(row, "finished_at"));
        return new TaskView(id, state(id, row), delivery(row), facts);
    }

    private static PortraitRequest request(ResultSet row) throws SQLException {
        return new PortraitRequest(row.getString("prompt"), template(row),
                new FrameSize(row.getInt("width"), row.getInt("height"), row.getString("document") == null
                        ? FrameSize.Purpose.ORDER
                        : FrameSize.Purpose.DOCUMENT),
                new Retouch(row.getDouble("gpen"), row.getDouble("skin"), row.getDouble("skin_unifi")),
                GenMode.ofWireName(row.getString("gen_mode")), new Seed(row.getLong("seed")), face(row), setting(row));
    }

    private static PortraitRequest.Setting setting(ResultSet row) throws SQLException {
        if (row.getBoolean("transparent")) {
            return PortraitRequest.Setting.withoutBackground();
        }
        Optional<String> colours = Optional.ofNullable(row.getString("ground_colours"));
        if (colours.isPresent()) {
            return PortraitRequest.Setting.before(GroundColours.of(colours.get()));
        }
        Optional<String> document = Optional.ofNullable(row.getString("document"));
        if (document.isPresent()) {
            // One that this version no longer lists: the portrait is a plain one of that size.
            return document.flatMap(Documents::find).map(PortraitRequest.Setting::forDocument)
                    .orElse(PortraitRequest.Setting.NONE);
        }
        float blur = row.getFloat("ground_blur");
        // The picture itself is erased with the photo. In single precision the blur is still the decimal number it was.
        return row.wasNull()
                ? PortraitRequest.Setting.NONE
                : PortraitRequest.Setting
                        .before(new GroundPicture(Double.parseDouble(Float.toString(blur)), Optional.empty()));
    }

    private static OutputFile file(ResultSet row) throws SQLException {
        return new OutputFile(Optional.ofNullable(row.getString("file_format")).map(FileFormat::named),
                integer(row, "file_quality"), integer(row, "file_dpi"), integer(row, "file_min_bytes"),
                integer(row, "file_max_bytes"));
    }

    private static OptionalInt integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalInt face(ResultSet row) throws SQLException {
        return integer(row, "face");
    }

    private static Optional<OrderedTemplate> template(ResultSet row) throws SQLException {
        Optional<String> name = Optional.ofNullable(row.getString("template_name"));
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new OrderedTemplate(name.get(), row.getString("template_text")));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        List<String> aigc = Sql.texts(row, "aigc_meta");
        // The column has single precision; this gives back the decimal number that was stored.
        double opacity = Double.parseDouble(Float.toString(row.getFloat("logo_opacity")));
        double size = Double.parseDouble(Float.toString(row.getFloat("logo_size")));
        Logo logo = new Logo(row.getBoolean("add_logo"),
                Watermark.Corner.valueOf(row.getString("logo_corner").toUpperCase(Locale.ROOT).replace('-', '_')),
                Logo.Language.valueOf(row.getString("logo_language").toUpperCase(Locale.ROOT)), opacity,
                Optional.ofNullable(row.getString("logo_text")), size);
        return new Delivery(row.getBoolean("return_url"), logo,
                new AigcMeta(word(aigc.get(0)), word(aigc.get(1)), word(aigc.get(2)), word(aigc.get(3))),
                file(row));
    }

    private static Optional<String> word(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static TaskState state(TaskId id, ResultSet row) throws SQLException {
        return switch (row.getString("state")) {
            case "in_queue" -> new TaskState.InQueue();
            case "generating" -> new TaskState.Generating();
            case "done" -> {
                List<Note> notes = notes(row);
                Set<Shortfall> shortfalls = shortfalls(row);
                Optional<DocumentReport> report = report(row);
                Optional<Photo.Place> place = place(row);
                yield Optional.ofNullable(row.getString("result_object"))
                        .<TaskState>map(name -> new TaskState.Done(new ObjectName(name), notes, shortfalls, report,
                                place))
                        .orElseGet(TaskState.Expired::new);
            }
            case "failed" -> new TaskState.Failed(
                    ErrorCode.valueOf(row.getString("error_code").toUpperCase(Locale.ROOT)),
                    row.getString("error_message"), faces(row),
                    Optional.ofNullable(row.getString("upstream_code")));
            case "cancelled" -> new TaskState.Cancelled();
            default -> throw new StoreException("task " + id + " is in a state this version does not know: upgrade");
        };
    }

    static List<String> texts(List<Photo.Area> faces) {
        return faces.stream().map(face -> face.x() + " " + face.y() + " " + face.width() + " " + face.height())
                .toList();
    }

    private static List<Photo.Area> faces(ResultSet row) throws SQLException {
        return Sql.texts(row, "faces").stream().map(text -> {
            int[] numbers = Stream.of(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
            return new Photo.Area(numbers[0], numbers[1], numbers[2], numbers[3]);
        }).toList();
    }

    static List<String> texts(Optional<DocumentReport> report) {
        return report.stream().flatMap(kept -> kept.rules().stream())
                .flatMap(rule -> Stream.of(rule.name(), rule.outcome().wireName(), rule.wanted(), rule.measured()))
                .toList();
    }

    private static Optional<DocumentReport> report(ResultSet row) throws SQLException {
        List<String> texts = Sql.texts(row, "document_report");
        List<DocumentReport.Rule> rules = new ArrayList<>();
        for (int i = 0; i + 3 < texts.size(); i += 4) {
            rules.add(new DocumentReport.Rule(texts.get(i),
                    DocumentReport.Outcome.valueOf(texts.get(i + 1).toUpperCase(Locale.ROOT)), texts.get(i + 2),
                    texts.get(i + 3)));
        }
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(new DocumentReport(row.getString("document"), rules));
    }

    /** Width, height, scale, angle, x and y; nothing for no place. */
    static List<Double> numbers(Optional<Photo.Place> place) {
        return place.stream().flatMap(it -> Stream.of((double) it.width(), (double) it.height(), it.scale(), it.angle(),
                it.x(), it.y())).toList();
    }

    private static Optional<Photo.Place> place(ResultSet row) throws SQLException {
        List<Double> numbers = Sql.doubles(row, "photo_place");
        return numbers.size() < 6
                ? Optional.empty()
                : Optional.of(new Photo.Place(numbers.get(0).intValue(), numbers.get(1).intValue(), numbers.get(2),
                        numbers.get(3), numbers.get(4), numbers.get(5)));
    }

    private static List<Note> notes(ResultSet row) throws SQLException {
        List<String> kinds = Sql.texts(row, "note_kinds");
        List<String> texts = Sql.texts(row, "note_texts");
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            notes.add(new Note(Note.Kind.valueOf(kinds.get(i).toUpperCase(Locale.ROOT)), texts.get(i)));
        }
        return notes;
    }

    private static Set<Shortfall> shortfalls(ResultSet row) throws SQLException {
        return Sql.texts(row, "shortfalls").stream()
                .map(name -> Shortfall.valueOf(name.toUpperCase(Locale.ROOT))).collect(Collectors.toUnmodifiableSet());
    }
}
