package dev.likeness.service.templates;

import dev.likeness.core.GenMode;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The templates that accounts wrote themselves; each account sees its own, by name. */
public final class OwnTemplates {
    private final Database database;

    public OwnTemplates(Database database) {
        this.database = database;
    }

    /** All of the account's, by name. */
    public List<Template> all(AccountId account) {
        return database.alone(sql -> sql.list("select * from templates where account_id = ? order by name",
                OwnTemplates::template, account.value()));
    }

    /**
     * Adds a template.
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
     * Replaces the template of that name.
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
        return database.inTransaction(sql -> sql.update("delete from templates where account_id = ? and name = ?",
                account.value(), name)) == 1;
    }

    /** The account and the name are the last parameters. */
    private boolean write(AccountId account, Template template, String statement) {
        Retouch retouch = template.retouch();
        return database.inTransaction(sql -> sql.update(statement, template.title(), template.titleZh(),
                Sql.texts(template.tags()), template.prompt(), template.mode().wireName(),
                BigDecimal.valueOf(retouch.gpen()), BigDecimal.valueOf(retouch.skin()),
                BigDecimal.valueOf(retouch.skinUnifi()), account.value(), template.name())) == 1;
    }

    private static Template template(ResultSet row) throws SQLException {
        return new Template(row.getString("name"), row.getString("title"), row.getString("title_zh"),
                Sql.texts(row, "tags"), row.getString("prompt"),
                GenMode.ofWireName(row.getString("gen_mode")),
                new Retouch(row.getDouble("gpen"), row.getDouble("skin"), row.getDouble("skin_unifi")));
    }
}
