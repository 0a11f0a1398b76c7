package dev.likeness.service.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.service.ids.TaskId;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void readsAndWritesExactAmounts() {
        assertThat(Money.ptc("0.05").micros()).isEqualTo(50_000);
        assertThat(Money.ptc("1000").toString()).isEqualTo("1000.00");
        assertThat(Money.ptc("12.345").toString()).isEqualTo("12.345");
        assertThat(Money.ZERO.toString()).isEqualTo("0.00");
        assertThat(Money.ptc("1e3")).isEqualTo(Money.ptc("1000"));
    }

    @Test
    void refusesWhatItCannotCount() {
        assertThatThrownBy(() -> Money.ptc("ten")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.ptc("0.0000001")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.ptc("1e30")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTaskIdsOfNineteenDigitsOnly() {
        TaskId id = TaskId.fresh();
        assertThat(id.toString()).hasSize(19);
        assertThat(TaskId.parse(id.toString())).contains(id);
        assertThat(TaskId.parse("7392616336519610409")).isPresent();
        assertThat(TaskId.parse("0392616336519610409")).isEmpty();
        assertThat(TaskId.parse("9999999999999999999")).isEmpty();
        assertThat(TaskId.parse("-39261633651961040")).isEmpty();
        assertThat(TaskId.parse("")).isEmpty();
    }
}
