package dev.likeness.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SqlTest {
    private final Database database = SharedPostgres.database();

    private record Sample(long number, Optional<String> word, Optional<Instant> at, List<String> words,
            List<Long> numbers) {}

    @Test
    void everyKindOfValueComesBackAsItWasGiven() {
        Instant at = Instant.parse("2026-02-03T04:05:06.789012Z");
        UUID id = UUID.randomUUID();
        byte[] bytes = {1, 0, -1};
        boolean same = database.alone(sql -> sql.one(
                """
                        select ?::bigint = 4 and ?::int = 3 and ? = 'it''s' and ?::boolean and ? = 0.5::numeric and ? = 0.25::float8
                            and ? = '\\x0100ff'::bytea and ? = '%s'::uuid and ? = '2026-02-03T04:05:06.789012Z'::timestamptz
                            and ?::text is null and ? = '{a,"b,c"}'::text[] and ? = '{}'::bigint[] as same
                        """
                        .formatted(id),
                row -> row.getBoolean("same"), 4L, 3, "it's", true, new BigDecimal("0.5"), 0.25,
                bytes, id, at, Optional.empty(), Sql.texts(List.of("a", "b,c")), Sql.numbers(List.of())));
        assertThat(same).isTrue();
    }

    @Test
    void aBatchKeepsWhatIsThereAndWhatIsNotApart() {
        List<Sample> samples = List.of(
                new Sample(1, Optional.empty(), Optional.empty(), List.of(), List.of(7L)),
                new Sample(2, Optional.of("two"), Optional.of(Instant.EPOCH), List.of("a", ""), List.of()),
                new Sample(3, Optional.empty(), Optional.empty(), List.of("c"), List.of(8L, 9L)));
        List<Sample> found = database.inTransaction(sql -> {
            sql.update("""
                    create temporary table samples
                        (number bigint, word text, at timestamptz, words text[], numbers bigint[]) on commit drop
                    """);
            sql.insert("samples", List.of(new Sql.Column<Sample>("number", Sample::number),
                    new Sql.Column<>("word", sample -> Sql.text(sample.word())),
                    new Sql.Column<>("at", Sample::at), new Sql.Column<>("words", sample -> Sql.texts(sample.words())),
                    new Sql.Column<>("numbers", sample -> Sql.numbers(sample.numbers()))), samples);
            return sql.list("select * from samples order by number",
                    row -> new Sample(row.getLong("number"), Optional.ofNullable(row.getString("word")),
                            Sql.instant(row, "at"), Sql.texts(row, "words"), Sql.numbers(row, "numbers")));
        });
        assertThat(found).isEqualTo(samples);
    }

    @Test
    void aQueryWithoutRowsIsEmptyAndNoFailure() {
        String query = "select id from accounts where id = ?";
        Optional<Long> first = database.alone(sql -> sql.first(query, row -> row.getLong("id"), -1L));
        List<Long> all = database.alone(sql -> sql.list(query, row -> row.getLong("id"), -1L));
        boolean any = database.alone(sql -> sql.exists(query, -1L));
        assertThat(first).isEmpty();
        assertThat(all).isEmpty();
        assertThat(any).isFalse();
    }
}
