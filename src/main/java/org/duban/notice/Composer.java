package org.duban.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.agenda.Agenda;
import org.duban.content.Notice;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.notice.OutboxTable.OutboxRecord;
import org.duban.notice.StepTable.Untold;
import org.duban.process.Duban;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** Groups what is due into one notice per recipient and moment. */
@Component
final class Composer {

    static final String ISSUED = "duban.notice.issued";

    private static final int AT_ONCE = 2_000;

    /** How long Kafka has to bring a notice to a channel before the channels look for it in the database. */
    private static final Duration HEAD_START = Duration.ofSeconds(5);

    private final StepTable steps;
    private final NoticeTable notices;
    private final OutboxTable outbox;
    private final Agenda agenda;
    private final Directory directory;
    private final OutboxPublisher publisher;
    private final NoticeTraces traces;
    private final NoticeMeters meters;
    private final Chance chance;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final JsonMapper json;
    private final String topic;

    Composer(
            StepTable steps,
            NoticeTable notices,
            OutboxTable outbox,
            Agenda agenda,
            Directory directory,
            OutboxPublisher publisher,
            NoticeTraces traces,
            NoticeMeters meters,
            Chance chance,
            TransactionTemplate transaction,
            InstantSource clock,
            JsonMapper json,
            Duban duban) {
        this.steps = steps;
        this.notices = notices;
        this.outbox = outbox;
        this.agenda = agenda;
        this.directory = directory;
        this.publisher = publisher;
        this.traces = traces;
        this.meters = meters;
        this.chance = chance;
        this.transaction = transaction;
        this.clock = clock;
        this.json = json;
        this.topic = duban.topics().notices();
    }

    /**
     * Composes everything that has been taken, unless more is due that nobody has taken. A part at a time, so that the first
     * are on their way while the others are composed.
     *
     * @return whether nothing is left to take
     */
    boolean compose() {
        var part = composePart();
        while (part.moreUntold) {
            part = composePart();
        }
        return part.complete;
    }

    private Part composePart() {
        var part = transaction.execute(status -> {
            steps.lockForComposing();
            if (agenda.anyDue(clock.instant())) {
                return new Part(List.of(), false, false);
            }
            var untold = steps.untold(AT_ONCE);
            var whole = untold.size() < AT_ONCE ? untold : withoutLastRecipient(untold);
            return new Part(whole.isEmpty() ? List.of() : issue(whole), untold.size() == AT_ONCE, true);
        });
        if (!part.issued.isEmpty()) {
            meters.issued(part.issued);
            publisher.nudge();
        }
        return part;
    }

    private record Part(List<NoticeTable.Issued> issued, boolean moreUntold, boolean complete) {}

    /** Without those of the last recipient, of whom there may be more; with them if they are alone. */
    static List<Untold> withoutLastRecipient(List<Untold> untold) {
        var last = untold.get(untold.size() - 1);
        var end = untold.size();
        while (end > 0 && sameReader(untold.get(end - 1), last)) {
            end--;
        }
        return end == 0 ? untold : untold.subList(0, end);
    }

    private List<NoticeTable.Issued> issue(List<Untold> untold) {
        var now = clock.instant();
        var units = directory.tree();
        var issued = new ArrayList<NoticeTable.Issued>();
        var noticeByStep = new HashMap<Long, UUID>();
        var records = new ArrayList<OutboxRecord>();
        var lastEvents =
                traces.lastEvents(untold.stream().map(Untold::taskId).distinct().toList());
        for (var group : group(untold)) {
            var id = chance.id();
            var traced = traces.begin(id, group.stream().map(Untold::taskId).toList(), lastEvents);
            var notice = notice(id, group, units, now).at(traced.atOrNull());
            issued.add(notice);
            group.forEach(step -> noticeByStep.put(step.id(), notice.id()));
            records.add(record(notice, group, now).after(notice.trace()));
            traced.end();
        }
        notices.insert(issued, now.plus(HEAD_START));
        steps.assign(noticeByStep);
        outbox.add(records);
        return issued;
    }

    /** Runs of one recipient, cut where a notice is full. */
    static List<List<Untold>> group(List<Untold> untold) {
        var groups = new ArrayList<List<Untold>>();
        var start = 0;
        for (var end = 1; end <= untold.size(); end++) {
            if (end == untold.size()
                    || end - start == Notice.MOST_LINES
                    || !sameReader(untold.get(end), untold.get(start))) {
                groups.add(untold.subList(start, end));
                start = end;
            }
        }
        return groups;
    }

    private static boolean sameReader(Untold one, Untold other) {
        return one.recipient().equals(other.recipient()) && one.address().equals(other.address());
    }

    private static NoticeTable.Issued notice(UUID id, List<Untold> group, UnitTree units, Instant now) {
        var first = group.get(0);
        var moment = group.stream().map(Untold::stepAt).max(Instant::compareTo).orElseThrow();
        return new NoticeTable.Issued(
                id,
                first.recipient(),
                first.address(),
                first.kind(),
                first.level(),
                moment,
                now,
                units.unit(first.recipient()).map(NoticeTable.Reading::of).orElse(null),
                null);
    }

    private OutboxRecord record(NoticeTable.Issued notice, List<Untold> group, Instant now) {
        var body = json.createObjectNode()
                .put("id", notice.id().toString())
                .put("recipient", notice.recipient())
                .put("address", notice.address())
                .put("kind", notice.kind().name())
                .put("level", notice.level().name())
                .put("moment", notice.moment().toString())
                .put("issuedAt", notice.issuedAt().toString());
        var reading = notice.reading();
        if (reading != null) {
            body.set("recipientName", json.valueToTree(Map.of("zh", reading.nameZh(), "en", reading.nameEn())));
            body.put("locale", reading.locale().toLanguageTag())
                    .put("zone", reading.zone().getId());
        }
        var tasks = body.putArray("tasks");
        group.forEach(step -> tasks.addRawValue(new RawValue(step.line())));
        var id = notice.id().toString();
        return new OutboxRecord(topic, notice.recipient(), id, ISSUED, id, now, json.writeValueAsString(body));
    }
}
