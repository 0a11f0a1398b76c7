package dev.likeness.service.templates;

import dev.likeness.core.GenMode;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import dev.likeness.service.database.Database;
import dev.likeness.service.ids.AccountId;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The templates that accounts wrote themselves; each account sees its own, by name. */
public final class OwnTemplates {
    private final Database database;

    public OwnTemplates(Database database) {
        this.database = database;
    }

    /** All of the account's, by name. */
    public List<Template> all(AccountId account) {
        return database.inTransaction(connection -> {
            try (var select = connection
                    .prepareStatement("select * from templates where account_id = ? order by name")) {
                select.setLong(1, account.value());
                try (var rows = select.executeQuery()) {
                    List<Template> templates = new ArrayList<>();
                    while (rows.next()) {
                        templates.add(template(rows));
                    }
                    return templates;
                }
            }
        });
    }

    /**
     * Keeps a new one.
     *
     * @return false when the account has one of that name; nothing is changed then
     */
    public boolean add(AccountId account, Template template) {
        return write(account, template,
                """
                        insert into templates (title, title_zh, tags, prompt, gen_mode, gpen, skin, skin_unifi, account_id, name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """);
    }

    /**
     * Writes over the one of that name.
     *
     * @return false when there is none
     */
    public boolean replace(AccountId account, Template template) {
        return write(account, template, """
                update templates set title = ?, title_zh = ?, tags = ?, prompt = ?, gen_mode = ?, gpen = ?, skin = ?,
                    skin_unifi = ?, updated_at = now() where account_id = ? and name = ?
                """);
    }

    /**
     * @return false when there was none of that name
     */
    public boolean delete(AccountId account, String name) {
        return database.inTransaction(connection -> {
            try (var delete = connection
                    .prepareStatement("delete from templates where account_id = ? and name = ?")) {
                delete.setLong(1, account.value());
                delete.setString(2, name);
                return delete.executeUpdate() == 1;
            }
        });
    }

    private boolean write(AccountId account, Template template, String sql) {
        return database.inTransaction(connection -> {
            try (PreparedStatement write = connection.prepareStatement(sql)) {
                write.setString(1, template.title());
                write.setString(2, template.titleZh());
                write.setArray(3, connection.createArrayOf("text", template.tags().toArray()));
                write.setString(4, template.prompt());
                write.setString(5, template.mode().wireName());
                write.setBigDecimal(6, BigDecimal.valueOf(template.retouch().gpen()));
                write.setBigDecimal(7, BigDecimal.valueOf(template.retouch().skin()));
                write.setBigDecimal(8, BigDecimal.valueOf(template.retouch().skinUnifi()));
                write.setLong(9, account.value());
                write.setString(10, template.name());
                return write.executeUpdate() == 1;
            }
        });
    }

    private static Template template(ResultSet row) throws SQLException {
        return new Template(row.getString("name"), row.getString("title"), row.getString("title_zh"),
                List.of((String[]) row.getArray("tags").getArray()), row.getString("prompt"),
                GenMode.ofWireName(row.getString("gen_mode")),
                new Retouch(row.getDouble("gpen"), row.getDouble("skin"), row.getDouble("skin_unifi")));
    }
}
