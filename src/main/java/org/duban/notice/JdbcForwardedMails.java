package org.duban.notice;

import static org.duban.database.ColumnArrays.texts;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duban.content.ForwardedMail;
import org.duban.content.NoticeLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What notices say that forward mails, in PostgreSQL. */
@Component
final class JdbcForwardedMails implements ForwardedMails {

    private static final Logger log = LoggerFactory.getLogger(JdbcForwardedMails.class);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcForwardedMails(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public boolean add(UUID notice, String address, Content content) {
        var tasks = content.lines().stream().map(NoticeLine::taskId).distinct().toArray(String[]::new);
        return jdbc.sql("""
                insert into forwarded_mail (notice_id, number, address, tasks, mail, lines)
                values (:notice, :number, :address, :tasks, :mail::json, :lines::json)
                on conflict (number, address) do nothing
                """)
                        .param("notice", notice)
                        .param("number", content.mail().number())
                        .param("address", address)
                        .param("tasks", tasks)
                        .param("mail", json.writeValueAsString(content.mail()))
                        .param("lines", json.writeValueAsString(content.lines()))
                        .update()
                == 1;
    }

    /** One that cannot be read is missing, so that the others go; its notice is tried again when its claim ends. */
    @Override
    public Map<UUID, Content> of(Collection<UUID> notices) {
        var contents = new HashMap<UUID, Content>();
        jdbc.sql("select notice_id, mail, lines from forwarded_mail where notice_id = any(:ids::text[]::uuid[])")
                .param("ids", texts(notices, UUID::toString))
                .query(row -> {
                    var notice = row.getObject(1, UUID.class);
                    try {
                        contents.put(notice, content(row.getString(2), row.getString(3)));
                    } catch (JacksonException e) {
                        log.error("The mail that a notice forwards cannot be read, notice={}", notice, e);
                    }
                });
        return contents;
    }

    @Override
    public Set<String> readersOf(long number) {
        return Set.copyOf(jdbc.sql("select address from forwarded_mail where number = :number")
                .param("number", number)
                .query(String.class)
                .list());
    }

    private Content content(String mail, String lines) {
        return new Content(
                json.readValue(mail, ForwardedMail.class), List.of(json.readValue(lines, NoticeLine[].class)));
    }
}
