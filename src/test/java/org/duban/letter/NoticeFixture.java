package org.duban.letter;

import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.content.ForwardedMail;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.content.NoticeLine.AlsoTold;
import org.duban.content.NoticeLine.Name;
import org.duban.content.NoticeLine.Office;
import org.duban.content.NoticeLine.StandingIn;
import org.duban.content.PolicyStep;
import org.duban.content.Responsibility;
import org.duban.content.TaskFacts;
import org.duban.policy.NoticeKind;
import org.duban.policy.NoticeLevel;
import org.duban.policy.Step;

/** Notices for tests: {@code aNotice().in(ENGLISH).saying(aLine().overdueBy(2))}. */
public final class NoticeFixture {

    public static final InternetAddress SENDER = new LetterProperties("duban@duban.example", null).sender();
    public static final Instant MONDAY_MORNING = Instant.parse("2026-11-23T01:30:00Z");

    private UUID id = UUID.fromString("0193a1b2-0000-7000-8000-000000000001");
    private Locale locale = Locale.SIMPLIFIED_CHINESE;
    private String address = "education@gyangze.example";
    private String recipientZh = "江孜县教育局";
    private String recipientEn = "Gyangzê County Education Bureau";
    private String number;
    private ZoneId zone = ZoneId.of("Asia/Shanghai");
    private Instant moment = MONDAY_MORNING;

    public static NoticeFixture aNotice() {
        return new NoticeFixture();
    }

    public static Line aLine() {
        return new Line();
    }

    public NoticeFixture id(UUID id) {
        this.id = id;
        return this;
    }

    public NoticeFixture numbered(String number) {
        this.number = number;
        return this;
    }

    public NoticeFixture in(Locale locale) {
        this.locale = locale;
        return this;
    }

    public NoticeFixture to(String address) {
        this.address = address;
        return this;
    }

    public NoticeFixture of(String recipientZh, String recipientEn) {
        this.recipientZh = recipientZh;
        this.recipientEn = recipientEn;
        return this;
    }

    public NoticeFixture readIn(String zone) {
        this.zone = ZoneId.of(zone);
        return this;
    }

    public Notice saying(Line... lines) {
        return saying(List.of(lines));
    }

    public Notice saying(List<Line> lines) {
        var all = new ArrayList<NoticeLine>();
        lines.forEach(line -> all.add(line.line()));
        var first = all.get(0);
        return new Notice(
                id,
                "gyangze-education",
                recipientZh,
                recipientEn,
                address,
                locale,
                zone,
                first.kind(),
                first.level(),
                moment,
                moment,
                all,
                null,
                number);
    }

    /** Forwards a mail that is about what these lines say. */
    public Notice forwarding(ForwardedMail mail, Line... lines) {
        return new Notice(
                id,
                "gyangze-office",
                recipientZh,
                recipientEn,
                address,
                locale,
                zone,
                NoticeKind.FORWARDED,
                NoticeLevel.BLUE,
                moment,
                moment,
                Stream.of(lines).map(Line::line).toList(),
                mail,
                number);
    }

    /** One line; a reminder about a task due in three working days unless told otherwise. */
    public static final class Line {
        String taskId = "gz-2026-017";
        String taskNumber;
        long revision = 7;
        String step = "three-days";
        NoticeKind kind = NoticeKind.REMINDER;
        NoticeLevel level = NoticeLevel.BLUE;
        String title = "完成军人子女优待入学名册核对并公示";
        String list = "2026 年双拥模范城创建清单";
        String clause = "第三章第 12 条";
        Double points = 1.5;
        String url = "https://oa.gyangze.example/doc/17";
        String leadUnitZh = "江孜县教育局";
        String leadUnitEn = "Gyangzê County Education Bureau";
        LocalDate deadlineDate = LocalDate.parse("2026-11-26");
        Instant deadlineAt = Instant.parse("2026-11-26T10:00:00Z");
        boolean exact;
        int left = 3;
        String status = "IN_PROGRESS";
        Integer percent = 60;
        Integer expected;
        String reason;
        String requested;
        String askerZh;
        String askerEn;
        Responsibility responsibility;
        String earlier;
        String forUnitZh;
        String forUnitEn;
        NoticeKind owedKind;
        String description;
        TaskFacts.Completion completion;
        TaskFacts.Instruction instruction;
        Boolean inCharge;
        AlsoTold alsoTold = new AlsoTold(List.of(), 0);
        Office office = new Office("江孜县双拥办", "Gyangzê County Office", "office@gyangze.example");
        StandingIn standingIn;
        PolicyStep policyStep;

        public Line task(String taskId) {
            this.taskId = taskId;
            return this;
        }

        public Line kind(NoticeKind kind, NoticeLevel level) {
            this.kind = kind;
            this.level = level;
            return this;
        }

        public Line step(String step) {
            this.step = step;
            return this;
        }

        public Line title(String title) {
            this.title = title;
            return this;
        }

        public Line status(String status) {
            this.status = status;
            return this;
        }

        /** Told because progress lies behind what is expected. */
        public Line behind(Integer percent, int expected) {
            this.percent = percent;
            this.expected = expected;
            return this;
        }

        public Line description(String description) {
            this.description = description;
            return this;
        }

        public Line reportedComplete(String note, String... evidence) {
            this.completion = new TaskFacts.Completion(note, List.of(evidence), evidence.length);
            this.status = "SUBMITTED";
            return this;
        }

        public Line reason(String reason) {
            this.reason = reason;
            return this;
        }

        /** By the unit that led before. */
        public Line askedBy(String zh, String en) {
            this.askerZh = zh;
            this.askerEn = en;
            return this;
        }

        /** What the unit that it is owed to has to do with the task; unknown unless said, as in lines of before. */
        /** As a policy writes it that calls the step what it likes. */
        public Line written(String name, Step.Anchor anchor, Step.Condition condition) {
            this.step = name;
            this.policyStep = new PolicyStep(anchor, condition, Map.of());
            return this;
        }

        public Line owedTo(Responsibility responsibility) {
            this.responsibility = responsibility;
            return this;
        }

        /** To an office above the lead unit. */
        public Line toTheOfficeInCharge() {
            this.inCharge = true;
            return this;
        }

        /** To an office that does not stand above the lead unit. */
        public Line toAnOfficeElsewhere() {
            this.inCharge = false;
            return this;
        }

        public Line requested(String requested) {
            this.requested = requested;
            return this;
        }

        public Line url(String url) {
            this.url = url;
            return this;
        }

        public Line ledBy(String zh, String en) {
            this.leadUnitZh = zh;
            this.leadUnitEn = en;
            return this;
        }

        public Line forUnit(String zh, String en) {
            this.forUnitZh = zh;
            this.forUnitEn = en;
            return this;
        }

        /** What that unit would have got; the office that reads it gets an escalation. */
        public Line insteadOf(NoticeKind kind) {
            this.owedKind = kind;
            this.kind = NoticeKind.ESCALATION;
            return this;
        }

        public Line revision(long revision) {
            this.revision = revision;
            return this;
        }

        public Line movedFrom(String earlier) {
            this.earlier = earlier;
            return this;
        }

        /** Units by their Chinese and English names in turn. */
        public Line alsoTelling(int number, String... names) {
            var told = new ArrayList<Name>();
            for (var i = 0; i < names.length; i += 2) {
                told.add(new Name(names[i], names[i + 1]));
            }
            this.alsoTold = new AlsoTold(told, number);
            return this;
        }

        public Line toldTo(String deputy, String... contacts) {
            this.standingIn = new StandingIn(deputy, List.of(contacts));
            return this;
        }

        public Line answeredBy(Office office) {
            this.office = office;
            return this;
        }

        public Line numbered(String number) {
            this.taskNumber = number;
            return this;
        }

        public Line instruction(String text, String leader, String date) {
            this.instruction =
                    new TaskFacts.Instruction(text, leader, "江孜县创建办", "Gyangze County Office", LocalDate.parse(date));
            return this;
        }

        /** A date-only deadline at the office's end of that day in China. */
        public Line due(String date, int workingDaysLeft) {
            this.deadlineDate = LocalDate.parse(date);
            this.deadlineAt = Instant.parse(date + "T10:00:00Z");
            this.left = workingDaysLeft;
            this.exact = false;
            return this;
        }

        public Line dueAt(String instant, int workingDaysLeft) {
            this.deadlineAt = Instant.parse(instant);
            this.deadlineDate = deadlineAt.atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
            this.left = workingDaysLeft;
            this.exact = true;
            return this;
        }

        public NoticeLine line() {
            var task = new TaskFacts(
                    taskId,
                    taskNumber,
                    revision,
                    title,
                    list,
                    clause,
                    points,
                    url,
                    leadUnitZh,
                    leadUnitEn,
                    deadlineDate,
                    deadlineAt,
                    exact,
                    left,
                    status,
                    percent,
                    expected,
                    earlier,
                    reason,
                    requested,
                    askerZh,
                    askerEn,
                    (long) revision,
                    responsibility,
                    description,
                    completion,
                    instruction,
                    inCharge);
            return new NoticeLine(
                    step,
                    MONDAY_MORNING,
                    kind,
                    level,
                    task,
                    forUnitZh,
                    forUnitEn,
                    owedKind,
                    alsoTold,
                    office,
                    standingIn,
                    policyStep);
        }
    }
}
