package dev.likeness.service.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketsTest {
    private static final AccountId ACCOUNT = new AccountId(7);
    private static final TaskId TASK = new TaskId(1_915_673_423_948_611_584L);

    @TempDir
    private Path data = Path.of("");
    @SuppressWarnings("NullAway.Init") // set before each test
    private Tickets tickets;

    @BeforeEach
    void open() {
        tickets = Tickets.open(data);
    }

    @Test
    void letInToTheirTaskInAnyProcessOfThisInstallation() {
        String ticket = tickets.issue(ACCOUNT, TASK);
        assertThat(tickets.account(TASK, ticket)).contains(ACCOUNT);
        assertThat(Tickets.open(data).account(TASK, ticket)).contains(ACCOUNT);
        assertThat(tickets.account(new TaskId(TASK.value() + 1), ticket)).isEmpty();
    }

    @Test
    void endAfterTheirTime() {
        assertThat(tickets.account(TASK, tickets.issueUntil(ACCOUNT, TASK, Instant.now().minusSeconds(2)))).isEmpty();
        String ticket = tickets.issue(ACCOUNT, TASK);
        String[] parts = ticket.split("\\.");
        assertThat(tickets.account(TASK, parts[0] + "." + (Long.parseLong(parts[1]) + 60) + "." + parts[2])).isEmpty();
        assertThat(tickets.account(TASK, "8." + parts[1] + "." + parts[2])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "7.x.y", "7.9999999999.", "a.b.c.d"})
    void areNotMadeUp(String ticket) {
        assertThat(tickets.account(TASK, ticket)).isEmpty();
    }

    @Test
    void secretsOfWebhooksDifferByAccountAndLast() {
        byte[] secret = tickets.webhookSecret(ACCOUNT);
        assertThat(secret).hasSize(32).isEqualTo(Tickets.open(data).webhookSecret(ACCOUNT))
                .isNotEqualTo(tickets.webhookSecret(new AccountId(8)));
    }
}
