package org.duban.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.TestHouse;
import org.duban.judges.Axe;
import org.duban.judges.NuChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the desk and what stands there instead of them, in both languages, judged by programs that judge pages elsewhere. */
class DeskPagesJudgeTests {

    /** What a page is called in findings, and where it is. */
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("start", "/");
        PAGES.put("board", "/desk");
        PAGES.put("board-of-a-unit", "/desk?unit=county-office");
        PAGES.put("ledger", "/desk/tasks");
        PAGES.put("ledger-filtered", "/desk/tasks?q=%E6%A0%A1%E5%9B%AD&lamp=RED");
        PAGES.put("ledger-empty", "/desk/tasks?q=nothing-of-the-kind");
        PAGES.put("ledger-wrong", "/desk/tasks?lamp=PURPLE");
        PAGES.put("task", "/desk/tasks/gz-1");
        PAGES.put("task-overdue", "/desk/tasks/gz-2");
        PAGES.put("task-closed", "/desk/tasks/gz-3");
        PAGES.put("no-such-task", "/desk/tasks/gz-9");
        PAGES.put("jobs", "/desk/jobs");
        PAGES.put("job", "/desk/jobs/00000000-0000-0000-0000-000000000001");
        PAGES.put("inbox", "/desk/inbox?show=all");
        PAGES.put("inbox-empty", "/desk/inbox?show=bounce");
        PAGES.put("ledger-columns", "/desk/tasks?columns=ASSISTING,DEADLINE,URGENCY,POLICY,ASSIGNED,PROGRESSED");
        PAGES.put("notices", "/desk/notices?day=any");
        PAGES.put("notices-empty", "/desk/notices?day=2020-01-01&unit=County");
        PAGES.put("notice", "/desk/notices/00000000-0000-0000-0000-000000000001");
        PAGES.put("no-such-notice", "/desk/notices/x");
        PAGES.put("units", "/desk/units");
        PAGES.put("units-unreachable", "/desk/units?unreachable");
        PAGES.put("refusals", "/desk/refusals");
        PAGES.put("refusals-empty", "/desk/refusals?state=STALE");
        PAGES.put("policies", "/desk/policies");
        PAGES.put("no-such-page", "/desk/nowhere");
        PAGES.put("not-found", "/nowhere");
    }

    private final List<String> found = new ArrayList<>();
    private final LinkedHashMap<String, String> sources = new LinkedHashMap<>();

    @TempDir
    private Path workshop;

    @Test
    void neitherTheNuCheckerNorAxeFindsAnything() {
        try (var axe = new Axe(workshop.resolve("browser"));
                var house = new TestHouse().at("2026-11-23T04:00:00Z")) {
            var node = house.startNode("duban.roles=intake,clock,desk");
            fill(house);
            var port = node.getEnvironment().getRequiredProperty("local.server.port");
            for (var language : List.of("zh-CN", "en")) {
                axe.speaks(language, "admin", "admin-of-the-test");
                PAGES.forEach((name, path) ->
                        judge(axe, name + "-" + language, URI.create("http://localhost:" + port + path)));
            }
        }

        assertThat(found).isEmpty();
        assertThat(NuChecker.findings(sources, workshop)).isEmpty();
    }

    private void judge(Axe axe, String name, URI page) {
        axe.findings(page).forEach(one -> found.add(name + ", " + one));
        sources.put(name, axe.source());
        assertThat(axe.browser().getTitle()).as(name).isNotBlank();
    }

    /** Tasks in several standings, and mails that came back. */
    private static void fill(TestHouse house) {
        assign(
                house,
                "gz-1",
                Map.of(
                        "title", "校园（Ｋ栋）<消防> 改造",
                        "leadUnit", "education",
                        "assistingUnits", List.of("roads"),
                        "deadline", "2026-11-25",
                        "description", "更换全部灭火器。",
                        "list", "winter-2026",
                        "points", 2.5));
        assign(house, "gz-2", Map.of("title", "河道清理", "leadUnit", "roads", "deadline", "2026-11-20"));
        assign(house, "gz-3", Map.of("title", "食堂卫生检查", "leadUnit", "health", "deadline", "2026-12-31"));
        house.event(
                "duban.task.submitted", "gz-1", Map.of("note", "已全部更换", "evidence", List.of("https://x.example/1")));
        house.event("duban.task.extension-requested", "gz-3", Map.of("deadline", "2027-01-31", "reason", "等待设备"));
        house.event("duban.task.struck-off", "gz-3", Map.of("note", "现场核验"));
        for (var state : List.of("NOT_UNDERSTOOD", "NOT_TAKEN", "REPLY", "AUTO_REPLY", "FORGED")) {
            house.sql()
                    .sql("""
                            insert into inbox_mail (key, received_at, state, unit, office, sender, subject, words, why)
                            values (?, ?, ?, 'education', 'county-office', '县教育局 <education@x.example>', '回复：督办',
                                    '请问附件在哪里？', '{"code": "OTHER_WORDS", "arguments": []}'::jsonb)
                            """)
                    .params(state, OffsetDateTime.parse("2026-11-23T04:00:00Z"), state)
                    .update();
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> house.count("select count(*) from task_event") == 6);
        strikeOffMany(house);
        tellAndRefuse(house);
    }

    /** A view, a notice that did not arrive, and a record that was refused. */
    private static void tellAndRefuse(TestHouse house) {
        house.sql().sql("""
                insert into saved_view (owner, account, name, query, saved_at)
                values ('account:admin', 'admin', '本周红灯 <重点>', 'lamp=RED', now())
                """).update();
        house.sql().sql("""
                insert into notice (id, recipient, address, kind, level, moment, state, smtp_reply, issued_at)
                values ('00000000-0000-0000-0000-000000000001', 'education', 'education@x.example', 'REMINDER', 'RED',
                        '2026-11-23T01:00:00Z', 'REFUSED', '550 5.1.1 no such user', '2026-11-23T01:00:00Z')
                """).update();
        house.sql().sql("""
                insert into notice_step (task_id, revision, step, step_at, audience, recipient, address, kind, level, fate, notice_id)
                values ('gz-1', 1, 'judged', '2026-11-23T01:00:00Z', 'lead', 'education', 'education@x.example', 'REMINDER', 'RED', 'TOLD',
                        '00000000-0000-0000-0000-000000000001')
                """).update();
        house.sql().sql("""
                insert into refusal (topic, partition, record_offset, record_timestamp, headers, task_id, reason, payload, digest, state,
                                     refused_at, next_copy_at)
                values ('duban.task-events', 0, 10000, 0, '[]'::jsonb, 'gz-1', 'data.by: "x" is no unit; write one',
                        convert_to('{"type": "duban.task.received"}', 'UTF8'), ''::bytea, 'OPEN', '2026-11-23T01:00:00Z', '2099-01-01')
                """).update();
    }

    /** A job in the hands of another node, so that its page has all that it may have. */
    private static void strikeOffMany(TestHouse house) {
        house.sql().sql("""
                insert into job (id, kind, state, owner, made_by, made_at, for_all, offices, source, view, asked, items,
                    holder, lease_until)
                values ('00000000-0000-0000-0000-000000000001', 'BULK', 'RUNNING', 'admin', 'admin', now(), true, '{}',
                        'x', '/desk/tasks?status=open', '{"act": "STRIKE_OFF", "values": {"NOTE": "现场核验"}}', 3,
                        gen_random_uuid(), '2099-01-01')
                """).update();
        house.sql().sql("""
                insert into job_item (job, number, task_id, revision, state, reason)
                values ('00000000-0000-0000-0000-000000000001', 1, 'gz-1', 1, 'APPLIED', null),
                       ('00000000-0000-0000-0000-000000000001', 2, 'gz-2', 1, 'WAITING', null),
                       ('00000000-0000-0000-0000-000000000001', 3, 'gz-3', 1, 'IMPOSSIBLE',
                        '{"code": "JOB_CLOSED", "arguments": []}')
                """).update();
    }

    private static void assign(TestHouse house, String task, Map<String, Object> data) {
        house.event("duban.task.assigned", task, data);
    }
}
