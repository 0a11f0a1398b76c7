package dev.likeness.service.tasks;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Logo;
import dev.likeness.core.Note;
import dev.likeness.core.OrderedTemplate;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.core.Shortfall;
import dev.likeness.core.Watermark;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task between its types and its row. As a record it is a row about to be written. */
public record TaskRow(TaskId id, Orderer orderer, NewTask task, Money price, Optional<UUID> batch, Instant at) {
    /** Who ordered it, by which key, and who is told when it is closed. */
    public record Orderer(AccountId account, KeyId key, Optional<URI> webhook) {}

    private static final String INSERT = """
            insert into tasks (id, account_id, key_id, engine, price_micros, batch_id, created_at, prompt, template_name,
                template_text, width, height, gpen, skin, skin_unifi, gen_mode, seed, photo_object, photo_url, webhook_url,
                return_url, add_logo, logo_corner, logo_language, logo_opacity, logo_text, aigc_meta)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    public Ledger.Hold hold() {
        return new Ledger.Hold(orderer.account(), id, price);
    }

    public static void insert(Connection connection, List<TaskRow> rows) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            for (TaskRow row : rows) {
                row.bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void bind(PreparedStatement insert) throws SQLException {
        PortraitRequest request = task.request();
        Logo logo = task.delivery().logo();
        int column = 0;
        insert.setLong(++column, id.value());
        insert.setLong(++column, orderer.account().value());
        insert.setLong(++column, orderer.key().value());
        insert.setString(++column, task.engine());
        insert.setLong(++column, price.micros());
        insert.setObject(++column, batch.orElse(null));
        insert.setObject(++column, at.atOffset(ZoneOffset.UTC));
        insert.setString(++column, storable(request.prompt()));
        insert.setString(++column, request.template().map(OrderedTemplate::name).orElse(null));
        insert.setString(++column, request.template().map(OrderedTemplate::text).orElse(null));
        insert.setInt(++column, request.size().width());
        insert.setInt(++column, request.size().height());
        insert.setBigDecimal(++column, BigDecimal.valueOf(request.retouch().gpen()));
        insert.setBigDecimal(++column, BigDecimal.valueOf(request.retouch().skin()));
        insert.setBigDecimal(++column, BigDecimal.valueOf(request.retouch().skinUnifi()));
        insert.setString(++column, request.mode().wireName());
        insert.setLong(++column, request.seed().value());
        insert.setString(++column, task.photo() instanceof PhotoSource.Kept kept ? kept.object().value() : null);
        insert.setString(++column, task.photo() instanceof PhotoSource.Linked linked ? linked.url().toString() : null);
        insert.setString(++column, orderer.webhook().map(URI::toString).orElse(null));
        insert.setBoolean(++column, task.delivery().asLink());
        insert.setBoolean(++column, logo.wanted());
        insert.setString(++column, logo.corner().wireName());
        insert.setString(++column, logo.language().wireName());
        insert.setDouble(++column, logo.opacity());
        insert.setString(++column, logo.text().map(TaskRow::storable).orElse(null));
        insert.setArray(++column, insert.getConnection().createArrayOf("text", words(task.delivery().aigc())));
    }

    private static Object[] words(AigcMeta meta) {
        return Stream.of(meta.contentProducer(), meta.producerId(), meta.contentPropagator(), meta.propagateId())
                .map(word -> storable(word.orElse(""))).toArray();
    }

    // PostgreSQL keeps no NUL in a text.
    static String storable(String text) {
        return text.replace('\0', ' ');
    }

    static Attempt attempt(TaskId id, ResultSet row) throws SQLException {
        int number = row.getInt("attempt");
        return new Attempt(id, number, number - 1 - row.getInt("handed_back"), row.getString("engine"), request(row),
                photo(row), delivery(row));
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
                new FrameSize(row.getInt("width"), row.getInt("height")),
                new Retouch(row.getDouble("gpen"), row.getDouble("skin"), row.getDouble("skin_unifi")),
                GenMode.ofWireName(row.getString("gen_mode")), new Seed(row.getLong("seed")));
    }

    private static Optional<OrderedTemplate> template(ResultSet row) throws SQLException {
        Optional<String> name = Optional.ofNullable(row.getString("template_name"));
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new OrderedTemplate(name.get(), row.getString("template_text")));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        String[] aigc = strings(row.getArray("aigc_meta"));
        // Kept in single precision; back as the decimal number it was.
        double opacity = Double.parseDouble(Float.toString(row.getFloat("logo_opacity")));
        Logo logo = new Logo(row.getBoolean("add_logo"),
                Watermark.Corner.valueOf(row.getString("logo_corner").toUpperCase(Locale.ROOT).replace('-', '_')),
                Logo.Language.valueOf(row.getString("logo_language").toUpperCase(Locale.ROOT)), opacity,
                Optional.ofNullable(row.getString("logo_text")));
        return new Delivery(row.getBoolean("return_url"), logo,
                new AigcMeta(word(aigc[0]), word(aigc[1]), word(aigc[2]), word(aigc[3])));
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
                yield Optional.ofNullable(row.getString("result_object"))
                        .<TaskState>map(name -> new TaskState.Done(new ObjectName(name), notes, shortfalls))
                        .orElseGet(TaskState.Expired::new);
            }
            case "failed" -> new TaskState.Failed(
                    ErrorCode.valueOf(row.getString("error_code").toUpperCase(Locale.ROOT)),
                    row.getString("error_message"));
            case "cancelled" -> new TaskState.Cancelled();
            default -> throw new StoreException("task " + id + " is in a state this version does not know: upgrade");
        };
    }

    private static List<Note> notes(ResultSet row) throws SQLException {
        String[] kinds = strings(row.getArray("note_kinds"));
        String[] texts = strings(row.getArray("note_texts"));
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            notes.add(new Note(Note.Kind.valueOf(kinds[i].toUpperCase(Locale.ROOT)), texts[i]));
        }
        return notes;
    }

    private static Set<Shortfall> shortfalls(ResultSet row) throws SQLException {
        return Arrays.stream(strings(row.getArray("shortfalls")))
                .map(name -> Shortfall.valueOf(name.toUpperCase(Locale.ROOT))).collect(Collectors.toUnmodifiableSet());
    }

    private static String[] strings(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
