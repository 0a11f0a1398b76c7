package dev.likeness.service.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.database.StoreException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodesTest {
    private static final String ADDRESS = "https://portraits.example";

    private final Database database = SharedPostgres.database();
    private final Nodes nodes = new Nodes(database, "fingerprint of the secrets");

    @BeforeEach
    void nobodyIsThere() {
        SharedPostgres.execute(database, "delete from nodes");
    }

    private static Nodes.Node node(String address) {
        return new Nodes.Node("machine-1", "api", Map.of("LIKENESS_PUBLIC_URL", address, "LIKENESS_PHOTO_HOSTS", ""));
    }

    @Test
    void nodesThatAgreeJoin() {
        try (var one = nodes.join(node(ADDRESS)); var two = nodes.join(node(ADDRESS))) {
            assertThat(SharedPostgres.count(database, "select count(*) from nodes")).isEqualTo(2);
            assertThat(one).isNotSameAs(two);
        }
        assertThat(SharedPostgres.count(database, "select count(*) from nodes")).isZero();
    }

    @Test
    void aNodeWithAnotherSettingDoesNotStartAndSaysWhichAndWhere() {
        try (var one = nodes.join(node(ADDRESS))) {
            assertThat(one).isNotNull();
            assertThatThrownBy(() -> nodes.join(node("https://elsewhere.example"))).isInstanceOf(StoreException.class)
                    .hasMessageContaining("LIKENESS_PUBLIC_URL").hasMessageContaining("machine-1")
                    .hasMessageNotContaining("PHOTO_HOSTS").hasMessageNotContaining(ADDRESS);
            assertThat(SharedPostgres.count(database, "select count(*) from nodes")).isEqualTo(1);
        }
        nodes.join(node("https://elsewhere.example")).close();
    }

    @Test
    void aNodeThatWasKilledIsForgottenSoon() {
        nodes.join(node(ADDRESS));
        SharedPostgres.execute(database, "update nodes set seen_at = now() - interval '21 seconds'");
        nodes.join(node("https://elsewhere.example")).close();
    }

    @Test
    void storesNoSettingInClear() {
        try (var one = nodes.join(node(ADDRESS))) {
            assertThat(one).isNotNull();
            assertThat(SharedPostgres.count(database,
                    "select count(*) from nodes where nodes::text like '%portraits.example%'")).isZero();
        }
    }

    @Test
    void aClockThatIsOffKeepsANodeFromStarting() {
        assertThatThrownBy(() -> nodes.join(node(ADDRESS), Instant.now().plusSeconds(90)))
                .isInstanceOf(StoreException.class).hasMessageContaining("clock");
        nodes.join(node(ADDRESS), Instant.now().minusSeconds(10)).close();
    }
}
