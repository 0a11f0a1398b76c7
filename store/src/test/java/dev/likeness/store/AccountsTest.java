package dev.likeness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final Database database = SharedPostgres.database();
    private final Accounts accounts = new Accounts(database);

    @Test
    void opensTheDefaultAccountOnceAndLetsAGivenKeyIn() {
        IssuedKey made = accounts.openDefault(Money.ptc("1000"), Optional.empty()).orElseThrow();
        assertThat(made.toString()).doesNotContain(made.key());
        AccountId account = accounts.authenticate(made.key()).orElseThrow();
        assertThat(accounts.balance(account)).isEqualTo(Money.ptc("1000"));

        assertThat(accounts.openDefault(Money.ptc("1000"), Optional.empty())).isEmpty();
        assertThat(accounts.openDefault(Money.ptc("1000"), Optional.of("a key of sixteen"))).isEmpty();
        assertThat(accounts.authenticate("a key of sixteen")).contains(account);
        assertThat(accounts.openDefault(Money.ptc("1000"), Optional.of("another key of more"))).isEmpty();
        assertThat(accounts.authenticate("a key of sixteen")).isEmpty();
        assertThat(accounts.authenticate("another key of more")).contains(account);
        assertThat(accounts.authenticate(made.key())).contains(account);
        assertThat(accounts.balance(account)).isEqualTo(Money.ptc("1000"));
        assertThatThrownBy(() -> accounts.openDefault(Money.ZERO, Optional.of("short")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("16");
    }

    @Test
    void keepsNoKeyThatCouldBeReadBack() {
        IssuedKey key = accounts.createKey("secretive " + UUID.randomUUID(), Money.ZERO);
        assertThat(SharedPostgres.count(database,
                "select count(*) from api_keys where strpos(prefix || encode(hash, 'escape'), '" + key.key()
                        + "') > 0"))
                .isZero();
        assertThat(accounts.authenticate(key.key())).isPresent();
        assertThat(accounts.authenticate(key.key() + "x")).isEmpty();
    }

    @Test
    void listsAndRevokesKeys() {
        String name = "shop " + UUID.randomUUID();
        IssuedKey first = accounts.createKey(name, Money.ptc("2"));
        IssuedKey second = accounts.createKey(name, Money.ptc("0.5"));
        assertThat(accounts.listKeys()).filteredOn(key -> key.account().equals(name)).hasSize(2)
                .allSatisfy(key -> assertThat(key.balance()).isEqualTo(Money.ptc("2.5")))
                .noneMatch(KeyListing::revoked);
        assertThat(accounts.revoke(first.key().substring(0, 10))).isOne();
        assertThat(accounts.authenticate(first.key())).isEmpty();
        assertThat(accounts.authenticate(second.key())).isPresent();
        assertThat(accounts.revoke(name)).isOne();
        assertThat(accounts.authenticate(second.key())).isEmpty();
        assertThat(accounts.revoke(name)).isZero();
    }
}
