package org.duban.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.duban.calendar.Calendars;
import org.duban.directory.Unit;
import org.duban.directory.UnitKind;
import org.duban.directory.UnitTree;
import org.duban.events.AppliedEvents;
import org.duban.fate.Fate;
import org.duban.fate.FateReason;
import org.duban.fate.StepMove;
import org.duban.files.InputFile;
import org.duban.notice.NoticeRecord;
import org.duban.notice.NoticeState;
import org.duban.notice.StepRecord;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.Policies;
import org.duban.policy.PolicyFile;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.DryRunFold;
import org.duban.task.LedgerEntry;
import org.duban.task.Task;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;

/** What happened to one task and was told about it, and the timeline that comes of that. */
final class Story {

    static final Calendars CALENDARS = Calendars.read(List.of(InputFile.of("classpath:calendars/cn-2026.yaml")));
    static final UnitTree UNITS = new UnitTree(
            List.of(
                    unit("group", null, UnitKind.LEADING_GROUP, "领导小组", "Leading Group"),
                    unit("office", "group", UnitKind.LEADING_GROUP_OFFICE, "县办公室", "County Office"),
                    unit("education", "office", UnitKind.UNIT, "县教育局", "County Education Bureau"),
                    unit("roads", "office", UnitKind.UNIT, "县交通运输局", "County Transport Bureau")),
            Set.of());
    static final Policies POLICIES = PolicyFile.read(
            InputFile.of("classpath:policies.yaml"),
            CALENDARS.names(),
            UNITS.units().stream().map(Unit::code).toList());

    private final List<LedgerEntry> history = new ArrayList<>();
    private final List<StepRecord> fallen = new ArrayList<>();
    private final List<NoticeRecord> notices = new ArrayList<>();
    private boolean due;

    private static Unit unit(String code, @Nullable String parent, UnitKind kind, String zh, String en) {
        var email = List.of(code + "@duban.example");
        return new Unit(code, parent, kind, zh, en, email, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), null);
    }

    static Story assigned(String instant, String deadline) {
        return new Story()
                .then(
                        "assigned",
                        instant,
                        "{'title': 'Roof', 'leadUnit': 'education', 'assistingUnits': ['roads'],"
                                + " 'policy': 'standard', 'deadline': '" + deadline + "'}");
    }

    Story then(String type, String instant, String data) {
        var at = Instant.parse(instant);
        history.add(new LedgerEntry(
                "/test", type + history.size(), "duban.task." + type, "T-1", at, data.replace('\'', '"'), at));
        return this;
    }

    Story then(String type, String instant) {
        return then(type, instant, "{}");
    }

    Story fell(String step, String instant, String unit, Fate fate, @Nullable Reason reason) {
        fallen.add(step(step, instant, unit, fate, reason, null, 0));
        return this;
    }

    Story moved(String step, String instant, String unit, StepMove moved) {
        var fell = step(step, instant, unit, Fate.SUPERSEDED, FateReason.SUPERSEDED.with("overdue"), null, 0);
        fallen.add(new StepRecord(
                fell.taskId(),
                fell.revision(),
                fell.step(),
                fell.stepAt(),
                fell.audience(),
                fell.recipient(),
                fell.address(),
                fell.forUnit(),
                fell.kind(),
                fell.level(),
                fell.fate(),
                fell.reason(),
                moved,
                null,
                null,
                0));
        return this;
    }

    /** The step was told in a notice of so many lines. */
    Story told(
            String step,
            String instant,
            String unit,
            int lines,
            NoticeState state,
            String when,
            @Nullable String reply) {
        var id = new UUID(0, notices.size() + 1L);
        var at = Instant.parse(when);
        var sent = state == NoticeState.ACCEPTED;
        notices.add(new NoticeRecord(
                id,
                null,
                unit,
                unit + "@duban.example",
                NoticeKind.REMINDER,
                NoticeLevel.BLUE,
                Instant.parse(instant),
                Instant.parse(instant),
                state,
                List.of("T-1"),
                3,
                sent ? null : at,
                reply,
                sent ? at : null,
                null,
                null,
                null));
        fallen.add(step(step, instant, unit, Fate.TOLD, null, state, lines));
        return this;
    }

    private StepRecord step(
            String step,
            String instant,
            String unit,
            Fate fate,
            @Nullable Reason reason,
            @Nullable NoticeState state,
            int lines) {
        return new StepRecord(
                "T-1",
                history.size(),
                step,
                Instant.parse(instant),
                "lead",
                unit,
                "",
                "",
                NoticeKind.REMINDER,
                NoticeLevel.BLUE,
                fate,
                reason,
                null,
                state == null ? null : new UUID(0, notices.size()),
                state,
                lines);
    }

    Story stillDue() {
        due = true;
        return this;
    }

    private Task task() {
        var applied = history.stream()
                .map(entry -> new DryRunFold.Applied(AppliedEvents.read(entry).orElseThrow(), entry.appliedAt()))
                .toList();
        var versions = new DryRunFold(UNITS).again(applied);
        return versions.get(versions.size() - 1).task();
    }

    TaskTimeline at(String now) {
        return at(now, Locale.ENGLISH);
    }

    TaskTimeline at(String now, Locale locale) {
        return new TimelineBuilder(
                        new Planner(POLICIES, CALENDARS), UNITS, Languages.builtIn(), locale, Instant.parse(now))
                .of(new TaskAccount(task(), history, fallen, notices, due));
    }
}
