package org.duban.desk.notices;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duban.desk.DeskUrl;
import org.duban.desk.notices.NoticesPage.Link;
import org.duban.desk.notices.NoticesPage.Row;
import org.duban.directory.Scope;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.notice.NoticeRecord;
import org.duban.task.Task;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * How the pages speak of notices, in the language of whoever looks.
 *
 * @param units all of them, for the names of those that are seen
 * @param scope what its reader sees
 * @param tasks by their ids, those that the notices tell of
 */
record NoticeLines(Words words, UnitTree units, Scope scope, Map<String, Task> tasks) {

    private static final int MOST_TASKS = 3;

    Row row(NoticeRecord notice) {
        var more = notice.taskIds().size() - MOST_TASKS;
        return new Row(
                name(notice),
                scope.reaches(notice.recipient()) ? url(notice) : null,
                kind(notice),
                notice.level().name().toLowerCase(Locale.ROOT),
                notice.listedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                time(notice.listedAt(), notice),
                reader(notice),
                notice.address(),
                tasks(notice).stream().limit(MOST_TASKS).toList(),
                more > 0 ? words.count("notices.more", more) : null,
                state(notice),
                tone(notice),
                notice.smtpReply());
    }

    static String url(NoticeRecord notice) {
        return NoticeFilter.PATH + "/" + notice.id();
    }

    /** Its number; notices from before there were numbers go by the beginning of their id. */
    String name(NoticeRecord notice) {
        var number = notice.number();
        return number == null
                ? words.say("notices.without-number", notice.id().toString().substring(0, 8))
                : number;
    }

    String kind(NoticeRecord notice) {
        return words.say("kind." + notice.kind());
    }

    String level(NoticeRecord notice) {
        return words.say("level." + notice.level());
    }

    /** Who reads it: the unit, or the address where it is none. */
    String reader(NoticeRecord notice) {
        return units.unit(notice.recipient())
                .map(unit -> words.name(unit.nameZh(), unit.nameEn()))
                .orElse(notice.recipient());
    }

    String time(Instant at, NoticeRecord notice) {
        return words.time(at.atZone(zone(notice)));
    }

    private ZoneId zone(NoticeRecord notice) {
        return units.unit(notice.recipient()).map(Unit::zone).orElse(ZoneOffset.UTC);
    }

    String state(NoticeRecord notice) {
        var next = notice.nextAttemptAt();
        return next == null || !notice.sentAgain()
                ? words.say("delivery." + notice.state())
                : words.say("delivery.BOUNCED.again", time(next, notice));
    }

    static String tone(NoticeRecord notice) {
        if (notice.sentAgain()) {
            return "wait";
        }
        return switch (notice.state()) {
            case ACCEPTED -> "good";
            case ISSUED, SENDING, DEFERRED, UNKNOWN -> "wait";
            case REFUSED, UNDELIVERABLE, BOUNCED -> "bad";
            case MOOT, MERGED -> "calm";
        };
    }

    List<Link> tasks(NoticeRecord notice) {
        return notice.taskIds().stream()
                .flatMap(id -> Optional.ofNullable(tasks.get(id)).stream())
                .map(task -> new Link(task.matter().title(), DeskUrl.task(task.id())))
                .toList();
    }

    @Nullable
    String timeOrNull(@Nullable Instant at, NoticeRecord notice) {
        return at == null ? null : time(at, notice);
    }
}
