package org.duban.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.Duban;
import org.duban.agenda.Agenda;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.notice.OutgoingTable.Outgoing;
import org.duban.notice.StepTable.Untold;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** Groups what is due into one notice per recipient and moment. */
@Component
final class Composer {

    static final String ISSUED = "duban.notice.issued";

    private static final int AT_ONCE = 20_000;

    /** How long Kafka has to bring a notice to a channel before the channels look for it in the database. */
    private static final Duration HEAD_START = Duration.ofSeconds(5);

    private final StepTable steps;
    private final NoticeTable notices;
    private final OutgoingTable outgoing;
    private final Agenda agenda;
    private final Directory directory;
    private final Announcer announcer;
    private final NoticeMeters meters;
    private final Chance chance;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final JsonMapper json;
    private final String topic;

    Composer(
            StepTable steps,
            NoticeTable notices,
            OutgoingTable outgoing,
            Agenda agenda,
            Directory directory,
            Announcer announcer,
            NoticeMeters meters,
            Chance chance,
            TransactionTemplate transaction,
            InstantSource clock,
            JsonMapper json,
            Duban duban) {
        this.steps = steps;
        this.notices = notices;
        this.outgoing = outgoing;
        this.agenda = agenda;
        this.directory = directory;
        this.announcer = announcer;
        this.meters = meters;
        this.chance = chance;
        this.transaction = transaction;
        this.clock = clock;
        this.json = json;
        this.topic = duban.topics().notices();
    }

    /**
     * Composes everything that has been taken, unless more is due that nobody has taken.
     *
     * @return whether nothing is left to take
     */
    boolean compose() {
        var issued = new ArrayList<NoticeTable.Issued>();
        var complete = transaction.execute(status -> {
            steps.lockForComposing();
            if (agenda.anyDue(clock.instant())) {
                return false;
            }
            var untold = steps.untold(AT_ONCE);
            while (!untold.isEmpty()) {
                issued.addAll(issue(untold));
                untold = untold.size() < AT_ONCE ? List.of() : steps.untold(AT_ONCE);
            }
            return true;
        });
        if (!issued.isEmpty()) {
            meters.issued(issued);
            announcer.nudge();
        }
        return complete;
    }

    private List<NoticeTable.Issued> issue(List<Untold> untold) {
        var now = clock.instant();
        var units = directory.tree();
        var issued = new ArrayList<NoticeTable.Issued>();
        var noticeByStep = new HashMap<Long, UUID>();
        var records = new ArrayList<Outgoing>();
        for (var group : group(untold)) {
            var notice = notice(group, now);
            issued.add(notice);
            group.forEach(step -> noticeByStep.put(step.id(), notice.id()));
            records.add(record(notice, group, units, now));
        }
        notices.insert(issued, now.plus(HEAD_START));
        steps.assign(noticeByStep);
        outgoing.add(records);
        return issued;
    }

    /** Runs of one recipient, cut where a notice is full. */
    static List<List<Untold>> group(List<Untold> untold) {
        var groups = new ArrayList<List<Untold>>();
        var start = 0;
        for (var end = 1; end <= untold.size(); end++) {
            if (end == untold.size()
                    || end - start == Notice.MOST_LINES
                    || !untold.get(end).recipient().equals(untold.get(start).recipient())
                    || !untold.get(end).address().equals(untold.get(start).address())) {
                groups.add(untold.subList(start, end));
                start = end;
            }
        }
        return groups;
    }

    private NoticeTable.Issued notice(List<Untold> group, Instant now) {
        var first = group.get(0);
        var moment = group.stream().map(Untold::stepAt).max(Instant::compareTo).orElseThrow();
        return new NoticeTable.Issued(
                chance.id(), first.recipient(), first.address(), first.kind(), first.level(), moment, now);
    }

    private Outgoing record(NoticeTable.Issued notice, List<Untold> group, UnitTree units, Instant now) {
        var unit = units.unit(notice.recipient());
        var body = json.createObjectNode()
                .put("id", notice.id().toString())
                .put("recipient", notice.recipient())
                .put("address", notice.address())
                .put("kind", notice.kind().name())
                .put("level", notice.level().name())
                .put("moment", notice.moment().toString())
                .put("issuedAt", notice.issuedAt().toString());
        unit.ifPresent(known -> {
            body.set("recipientName", json.valueToTree(Map.of("zh", known.nameZh(), "en", known.nameEn())));
            body.put("locale", known.locale().toLanguageTag())
                    .put("zone", known.zone().getId());
        });
        var tasks = body.putArray("tasks");
        group.forEach(step -> tasks.addRawValue(new RawValue(step.line())));
        var id = notice.id().toString();
        return new Outgoing(topic, notice.recipient(), id, ISSUED, id, now, json.writeValueAsString(body));
    }
}
