package dev.likeness.store;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What every account was given and charged. A task's price is held when it is ordered; the hold is settled when the
 * portrait is done or released when it is not, one of the two and once, which the table's unique indexes enforce. Each
 * entry's amount is what it did to the balance, so the entries of an account always add up to its balance.
 */
final class Ledger {
    private final Database database;

    Ledger(Database database) {
        this.database = database;
    }

    void deposit(AccountId account, Money amount) {
        database.inTransaction(connection -> {
            if (!add(connection, account, amount)) {
                throw new StoreException("there is no account " + account.value());
            }
            try (var insert = connection.prepareStatement(
                    "insert into ledger (account_id, kind, amount_micros) values (?, 'deposit', ?)")) {
                insert.setLong(1, account.value());
                insert.setLong(2, amount.micros());
                return insert.executeUpdate();
            }
        });
    }

    /**
     * @throws PortraitException.Refused when the balance is smaller than the price
     */
    void hold(AccountId account, TaskId task, Money price) {
        database.inTransaction(connection -> {
            if (!add(connection, account, price.negated())) {
                throw balanceShort(price);
            }
            return write(connection, task, "hold", price.negated());
        });
    }

    static PortraitException.Refused balanceShort(Money price) {
        return new PortraitException.Refused(ErrorCode.BALANCE_SHORT, "the balance is below the price of " + price
                + " PTC: top it up, for example with ./likeness keys create --name NAME --balance 100");
    }

    void settle(TaskId task) {
        database.inTransaction(connection -> write(connection, task, "settle", Money.ZERO));
    }

    void release(TaskId task) {
        database.inTransaction(connection -> {
            try (var select = connection.prepareStatement(
                    "select account_id, -amount_micros from ledger where task_id = ? and kind = 'hold'")) {
                select.setLong(1, task.value());
                try (var rows = select.executeQuery()) {
                    if (!rows.next()) {
                        throw new StoreException("task " + task + " holds no money that could be released");
                    }
                    Money held = new Money(rows.getLong(2));
                    add(connection, new AccountId(rows.getLong(1)), held);
                    return write(connection, task, "release", held);
                }
            }
        });
    }

    // One conditional update: the row lock makes concurrent orders queue up, the condition makes the late ones fail.
    private static boolean add(Connection connection, AccountId account, Money amount) throws SQLException {
        try (var update = connection.prepareStatement("""
                update accounts set balance_micros = balance_micros + ?
                where id = ? and balance_micros + ? >= 0
                """)) {
            update.setLong(1, amount.micros());
            update.setLong(2, account.value());
            update.setLong(3, amount.micros());
            return update.executeUpdate() == 1;
        }
    }

    private static int write(Connection connection, TaskId task, String kind, Money amount) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into ledger (account_id, task_id, kind, amount_micros)
                select account_id, id, ?, ? from tasks where id = ?
                """)) {
            insert.setString(1, kind);
            insert.setLong(2, amount.micros());
            insert.setLong(3, task.value());
            return insert.executeUpdate();
        }
    }
}
