package dev.likeness.service.accounts;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.StoreException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The price of a portrait by engine. Fetching results is free. */
public final class Prices {
    /** Stands for all engines without a price of their own. */
    public static final String OTHERS = "*";

    private final Database database;

    public Prices(Database database) {
        this.database = database;
    }

    /** What a portrait of this engine costs now. */
    public Money of(String engine) {
        return database.alone(sql -> of(read(sql), engine));
    }

    /** All prices that were set, by engine, {@link #OTHERS} among them. */
    public Map<String, Money> all() {
        return new TreeMap<>(database.alone(Prices::read));
    }

    /**
     * Sets the price of an engine's portraits; orders taken before keep theirs.
     *
     * @param engine the engine's name, or {@link #OTHERS}
     */
    public void set(String engine, Money price) {
        if (price.compareTo(Money.ZERO) < 0) {
            throw new IllegalArgumentException("a price of " + price + " PTC makes no sense: use 0 or more");
        }
        database.alone(sql -> sql.update("""
                insert into prices (engine, price_micros) values (?, ?)
                on conflict (engine) do update set price_micros = excluded.price_micros
                """, engine, price.micros()));
    }

    /** As {@link #all()}, within this transaction. */
    public static Map<String, Money> read(Sql sql) throws SQLException {
        return sql.list("select engine, price_micros from prices",
                row -> Map.entry(row.getString("engine"), new Money(row.getLong("price_micros")))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** As {@link #of(String)}, from {@link #all()}. */
    public static Money of(Map<String, Money> prices, String engine) {
        Money price = prices.get(engine);
        if (price == null) {
            price = prices.get(OTHERS);
        }
        if (price == null) {
            throw new StoreException("engine " + engine + " has no price, nor have the others: set one with"
                    + " ./likeness prices set");
        }
        return price;
    }
}
