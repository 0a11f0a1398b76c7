package dev.likeness.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.server.ServerSettings;
import dev.likeness.server.wire.WireSettings;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.keys.AccessKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private final ServerSettings usual = ServerSettings.in(Path.of("data"));

    @Test
    void anEmptyEnvironmentChangesNothing() {
        assertThat(usual.with(Map.of())).isEqualTo(usual);
        assertThat(usual.with(Map.of("LIKENESS_PORT", " ", "PORT", "9"))).isEqualTo(usual);
    }

    @Test
    void everyConcernReadsItsOwnVariables() {
        ServerSettings settings = usual.with(Map.ofEntries(Map.entry("LIKENESS_BIND", "0.0.0.0"),
                Map.entry("LIKENESS_DATA", "/srv"), Map.entry("LIKENESS_STARTING_BALANCE", "2.5"),
                Map.entry("LIKENESS_ACCESS_KEY_ID", " AKLT12345678 "),
                Map.entry("LIKENESS_SECRET_ACCESS_KEY", "a secret of some length"),
                Map.entry("LIKENESS_PUBLIC_URL", "https://example.org/p"), Map.entry("LIKENESS_WORKER_THREADS", "3"),
                Map.entry("LIKENESS_ROLE", "api"), Map.entry("LIKENESS_SIGNED_HOSTS", "a.example, b.example"),
                Map.entry("LIKENESS_CLOCK_WINDOW", "60"), Map.entry("LIKENESS_SYNC_PATIENCE", "20"),
                Map.entry("LIKENESS_DRAWING_NAMES", "art,photo_2"), Map.entry("LIKENESS_CORS_ORIGINS", "none"),
                Map.entry("LIKENESS_BODY_SECONDS", "30"), Map.entry("LIKENESS_BODY_RATE", "1000")));
        assertThat(settings.listening()).isEqualTo(new Listening("0.0.0.0", 8080));
        assertThat(settings.storage()).isEqualTo(Storage.in(Path.of("/srv")));
        assertThat(settings.firstAccount().startingBalance()).isEqualTo(Money.ptc("2.5"));
        assertThat(settings.firstAccount().accessKey())
                .contains(new AccessKey("AKLT12345678", "a secret of some length"));
        assertThat(settings.addresses().publicUrl()).contains(URI.create("https://example.org/p"));
        assertThat(settings.work()).isEqualTo(new Work(Role.API, 3));
        assertThat(settings.volcengine().signedHosts()).containsExactlyInAnyOrder("a.example", "b.example");
        assertThat(settings.volcengine().clockWindow()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.volcengine().patience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.drawingNames().further()).containsExactlyInAnyOrder("art", "photo_2");
        assertThat(settings.wire().corsOrigins()).isEmpty();
        assertThat(settings.wire().bodies().longest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.wire().bodies().leastRate()).isEqualTo(1000);
        assertThat(WireSettings.DEFAULT.corsOrigins()).containsExactly("*");
    }

    @ParameterizedTest
    @CsvSource({"PORT,many", "WORKER_THREADS,1.5", "ROLE,boss", "STARTING_BALANCE,much", "CLOCK_WINDOW,5m",
            "BODY_RATE,fast", "CORS_ORIGINS,example.org"})
    void aVariableThatCannotBeReadIsNamedWithItsValue(String name, String value) {
        assertThatThrownBy(() -> usual.with(Map.of("LIKENESS_" + name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("LIKENESS_" + name + " is \"" + value + "\", which cannot be used: ");
    }

    @Test
    void halfAnAccessKeyIsRefused() {
        assertThatThrownBy(() -> usual.with(Map.of("LIKENESS_ACCESS_KEY_ID", "AKLT12345678")))
                .hasMessageContaining("LIKENESS_SECRET_ACCESS_KEY").hasMessageContaining("both or neither");
    }

    @Test
    void noKeyIsTold() {
        Map<String, String> secrets = Map.of("LIKENESS_API_KEY", "hush-1", "LIKENESS_DB_URL", "jdbc:postgresql://db/l",
                "LIKENESS_DB_PASSWORD", "hush-2", "LIKENESS_ACCESS_KEY_ID", "AKLT12345678",
                "LIKENESS_SECRET_ACCESS_KEY",
                "hush-3-of-some-length");
        ServerSettings settings = usual.with(secrets);
        assertThat(settings + " " + settings.firstAccount() + settings.storage() + new Variables(secrets))
                .doesNotContain("hush");
    }
}
