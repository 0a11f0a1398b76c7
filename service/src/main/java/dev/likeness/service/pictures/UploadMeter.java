package dev.likeness.service.pictures;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.links.SignedLinks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts the bytes of photos that accounts upload for later orders: an account may store {@link #MOST_BYTES} at a time.
 * An upload counts until its link expires, for 24 hours.
 */
public final class UploadMeter {
    /** For all unexpired uploads of one account: ten photos of the largest size. */
    public static final long MOST_BYTES = 200_000_000;

    private static final Duration LIFE = SignedLinks.LONGEST;

    private final Database database;
    private final long most;

    public UploadMeter(Database database) {
        this(database, MOST_BYTES);
    }

    UploadMeter(Database database, long most) {
        this.database = database;
        this.most = most;
    }

    private record Held(long bytes, Optional<Duration> oldestEnds) {}

    /**
     * Counts an upload that is about to be stored.
     *
     * @param bytes more than 0
     * @throws PortraitException.LimitReached when the account would exceed its limit
     */
    public void take(AccountId account, ObjectName upload, int bytes) {
        database.inTransaction(sql -> {
            Held held = locked(sql, account);
            if (held.bytes() + bytes > most) {
                throw new PortraitException.LimitReached(ErrorCode.UPLOADS_FULL, "this account has "
                        + held.bytes() / 1_000_000 + " MB of uploaded photos here and may have " + most / 1_000_000
                        + ": each is kept for 24 hours; send the photo with its order instead, or wait",
                        held.oldestEnds());
            }
            return sql.update("insert into uploads (object, account_id, bytes) values (?, ?, ?)", upload.value(),
                    account.value(), bytes);
        });
    }

    /** Subtracts an upload that was not stored after all. */
    public void giveBack(ObjectName upload) {
        database.alone(sql -> sql.update("delete from uploads where object = ?", upload.value()));
    }

    // The account's row is locked, so that simultaneous uploads are counted one after the other.
    private static Held locked(Sql sql, AccountId account) throws SQLException {
        sql.exists("select from accounts where id = ? for no key update", account.value());
        return sql.one("""
                select coalesce(sum(bytes), 0)::bigint as bytes,
                    extract(epoch from min(created_at) + ? * interval '1 second' - now())::bigint as oldest_ends
                from uploads where account_id = ? and created_at > now() - ? * interval '1 second'
                """, row -> new Held(row.getLong("bytes"), Sql.number(row, "oldest_ends").map(Duration::ofSeconds)),
                LIFE.toSeconds(), account.value(), LIFE.toSeconds());
    }
}
