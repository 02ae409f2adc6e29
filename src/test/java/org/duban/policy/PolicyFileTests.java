package org.duban.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.duban.policy.Step.Anchor;
import org.duban.policy.Step.Condition;
import org.duban.task.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyFileTests {

    private static final List<String> CALENDARS = List.of("cn", "gyangze");
    private static final List<String> UNITS = List.of("gyangze-education", "municipal-office");

    @Test
    void readsTheBuiltInPolicy() {
        var policies = PolicyFile.read(InputFile.of("classpath:policies.yaml"), CALENDARS, UNITS);
        var standard = policies.policy("standard").orElseThrow();

        assertThat(policies.names()).containsExactly("standard");
        assertThat(standard.calendar()).isEqualTo("cn");
        assertThat(standard.tellAt()).isEqualTo(LocalTime.of(9, 30));
        assertThat(standard.nearDue()).hasToString("3wd");
        assertThat(standard.startsAt()).isEqualTo(Map.of(Urgency.EXTRA_URGENT, NoticeLevel.YELLOW));
        assertThat(standard.behindBy()).isEqualTo(20);
        assertThat(standard.steps().stream().map(PolicyFileTests::line)).containsExactly("""
                assigned ASSIGNMENT PT0S [lead, assisting] ALWAYS BLUE
                unreceived AFTER_ASSIGNMENT 1wd [lead] UNRECEIVED YELLOW
                unreceived-office AFTER_ASSIGNMENT 2wd [lead, office] UNRECEIVED YELLOW
                seven-days BEFORE_DEADLINE 7wd [lead] ALWAYS BLUE
                three-days BEFORE_DEADLINE 3wd [lead, assisting] ALWAYS BLUE
                one-day BEFORE_DEADLINE 1wd [lead, assisting] ALWAYS YELLOW
                overdue AFTER_DEADLINE 1wd [lead, office] ALWAYS RED
                overdue-2 AFTER_DEADLINE 3wd [lead, office, higher-office] ALWAYS RED
                overdue-3 AFTER_DEADLINE 5wd every 5wd [lead, office, higher-office, leader] ALWAYS RED
                silent AFTER_PROGRESS 10wd every 10wd [lead] IN_PROGRESS YELLOW
                submitted SUBMISSION PT0S [office] ALWAYS BLUE
                unreviewed AFTER_SUBMISSION 2wd every 2wd [office] ALWAYS YELLOW
                undecided AFTER_EXTENSION_REQUEST 2wd every 2wd [office] ALWAYS YELLOW
                """.split("\n"));
    }

    @Test
    void readsEveryConstruct() {
        var policy = read("""
                policies:
                  strict:
                    calendar: gyangze
                    tell-at: 08:15
                    near-due: P2W
                    starts-at: { URGENT: yellow, EXTRA_URGENT: red }
                    behind-by: 35
                    tell-closure: [lead, assisting]
                    tell-changes: false
                    steps:
                      - name: now
                        on: assignment
                        tell: [lead, "unit:municipal-office"]
                        level: red
                        office-hours: true
                      - name: minute
                        after-deadline: PT1M
                        every: PT30M
                        while: in-progress
                        tell: [higher-office, leader]
                      - name: slow
                        after-assignment: 5wd
                        while: behind
                        tell: [lead]
                      - name: undecided
                        after-extension-request: P1D
                        tell: [office]
                """).policy("strict").orElseThrow();

        assertThat(policy)
                .isEqualTo(new Policy(
                        "strict",
                        "gyangze",
                        LocalTime.of(8, 15),
                        new Amount.CalendarDays(14),
                        Map.of(Urgency.URGENT, NoticeLevel.YELLOW, Urgency.EXTRA_URGENT, NoticeLevel.RED),
                        35,
                        List.of(new Audience.Lead(), new Audience.Assisting()),
                        false,
                        List.of(
                                new Step(
                                        "now",
                                        Anchor.ASSIGNMENT,
                                        new Amount.Exact(Duration.ZERO),
                                        null,
                                        Condition.ALWAYS,
                                        List.of(new Audience.Lead(), new Audience.Named("municipal-office")),
                                        NoticeLevel.RED,
                                        true),
                                new Step(
                                        "minute",
                                        Anchor.AFTER_DEADLINE,
                                        new Amount.Exact(Duration.ofMinutes(1)),
                                        new Amount.Exact(Duration.ofMinutes(30)),
                                        Condition.IN_PROGRESS,
                                        List.of(new Audience.HigherOffice(), new Audience.Leader()),
                                        NoticeLevel.RED,
                                        false),
                                new Step(
                                        "slow",
                                        Anchor.AFTER_ASSIGNMENT,
                                        new Amount.WorkingDays(5),
                                        null,
                                        Condition.BEHIND,
                                        List.of(new Audience.Lead()),
                                        NoticeLevel.YELLOW,
                                        false),
                                new Step(
                                        "undecided",
                                        Anchor.AFTER_EXTENSION_REQUEST,
                                        new Amount.CalendarDays(1),
                                        null,
                                        Condition.ALWAYS,
                                        List.of(new Audience.Office()),
                                        NoticeLevel.YELLOW,
                                        false))));
    }

    @Test
    void takesTheUsualWhereAPolicySaysNothing() {
        var policy = read("policies: { p: { steps: [ { name: a, on: assignment, tell: [lead] } ] } }")
                .policy("p")
                .orElseThrow();

        assertThat(policy.calendar()).isEqualTo("cn");
        assertThat(policy.tellAt()).isEqualTo(LocalTime.of(9, 30));
        assertThat(policy.nearDue()).isEqualTo(new Amount.WorkingDays(3));
        assertThat(policy.startsAt()).isEmpty();
        assertThat(policy.behindBy()).isEqualTo(20);
        assertThat(policy.steps()).endsWith(Policy.UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: a, befor-deadline: 3wd, tell: [lead]          | .befor-deadline: there is no field "befor-deadline" here; did you mean "before-deadline"? write one of name, label, on, after-assignment, before-deadline, after-deadline, after-progress, after-submission, after-extension-request, every, while, tell, level, office-hours
            name: a, tell: [lead]                               | : the step does not say when it is told; add one of on, after-assignment, before-deadline, after-deadline, after-progress, after-submission, after-extension-request
            name: a, on: assignment, after-deadline: 1wd, tell: [lead] | : the step counts from on and from after-deadline; keep one of them
            name: a, before-deadline: 3wd                       | : the field "tell" is missing; add it
            before-deadline: 3wd, tell: [lead]                  | : the field "name" is missing; add it
            name: a, on: completion, tell: [lead]               | .on: there is no act "completion" to tell; write on: assignment or on: submission
            name: a, before-deadline: 3d, tell: [lead]          | .before-deadline: "3d" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            name: a, before-deadline: P1M, tell: [lead]         | .before-deadline: "P1M" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            name: a, before-deadline: -1wd, tell: [lead]        | .before-deadline: "-1wd" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            name: a, before-deadline: PT-1M, tell: [lead]       | .before-deadline: "PT-1M" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            name: a, before-deadline: 4000wd, tell: [lead]      | .before-deadline: "4000wd" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            name: a, before-deadline: 3wd, every: 1wd, tell: [lead] | .every: only a step that counts after something is repeated; take "every" away
            name: a, on: submission, every: 1wd, tell: [office] | .every: only a step that counts after something is repeated; take "every" away
            name: a, on: submission, while: behind, tell: [office] | .while: what is reported complete is not behind, so the step would tell nobody; take it away
            name: a, on: assignment, every: 1wd, tell: [lead]   | .every: only a step that counts after something is repeated; take "every" away
            name: a, after-deadline: 3wd, every: 0wd, tell: [lead] | .every: the step would be repeated without end at once; write an amount above zero
            name: a, after-deadline: 3wd, every: P0D, tell: [lead] | .every: the step would be repeated without end at once; write an amount above zero
            name: a, after-deadline: 3wd, every: PT0S, tell: [lead] | .every: the step would be repeated without end at once; write an amount above zero
            name: a, after-deadline: 3wd, every: PT1S, tell: [lead] | .every: "PT1S" is too often: nobody can act in between; write at least PT10M, or days like 1wd
            name: a, after-progress: PT1H, every: PT9M59.999S, tell: [lead] | .every: "PT9M59.999S" is too often: nobody can act in between; write at least PT10M, or days like 1wd
            name: undecided, after-deadline: 3wd, tell: [lead]  | .name: "undecided" is the step that reminds the office of an extension request; write another name, or let it count with after-extension-request
            name: a, after-submission: 1wd, while: behind, tell: [lead] | .while: what is reported complete is not behind, so the step would tell nobody; take it away
            name: a, on: assignment, tell: [led]                | .tell[0]: there is no audience "led"; did you mean "lead"? write one of lead, assisting, office, higher-office, leader
            name: a, on: assignment, tell: [escalated]          | .tell[0]: there is no audience "escalated"; write one of lead, assisting, office, higher-office, leader
            name: a, on: assignment, tell: [lead, lead]         | .tell[1]: "lead" stands in the list already; take it away
            name: a, on: assignment, tell: lead                 | .tell: here stands "lead"; write a list like [one, two]
            name: a, on: assignment, tell: []                   | .tell: the step tells nobody; write a list like [lead, office]
            name: a, on: assignment, tell: ["unit:municipal-ofice"] | .tell[0]: there is no unit "municipal-ofice"; did you mean "municipal-office"? write one of gyangze-education, municipal-office
            name: a, on: assignment, tell: ["unit:"]            | .tell[0]: there is no unit ""; write one of gyangze-education, municipal-office
            name: a, on: assignment, tell: [lead], level: orange | .level: there is no level "orange"; write one of blue, yellow, red
            name: a, on: assignment, tell: [lead], while: unrecieved| .while: there is no condition "unrecieved"; did you mean "unreceived"? write one of unreceived, in-progress, behind
            name: a, on: assignment, tell: [lead], office-hours: sometimes | .office-hours: "sometimes" is neither true nor false; write true or false
            name: closed, on: assignment, tell: [lead]          | .name: "closed" is the name of a notice that Duban writes itself; write another name
            name: extension-granted, on: assignment, tell: [lead] | .name: "extension-granted" is the name of a notice that Duban writes itself; write another name
            name: a b, on: assignment, tell: [lead]             | .name: "a b" is no name for a step; write at most 64 letters, digits and - _ . without spaces
            name: 三 天, on: assignment, tell: [lead]            | .name: "三 天" is no name for a step; write at most 64 letters, digits and - _ . without spaces
            name: a, on: assignment, tell: [lead], label: 交办   | .label: here stands "交办"; write fields, each like "name: value"
            name: a, on: assignment, tell: [lead], label: {}    | .label: the label says nothing; write it like {zh-CN: 交办, en: Assignment}
            name: a, on: assignment, tell: [lead], label: {chinese: 交办} | .label.chinese: "chinese" is no language; write its tag, such as zh-CN or en
            name: a, on: assignment, tell: [lead], label: {zh_CN: 交办} | .label.zh_CN: "zh_CN" is no language; write its tag, such as zh-CN or en
            name: a, on: assignment, tell: [lead], label: {en: ""} | .label.en: the value is empty; write one, or take the field away
            name: first, on: assignment, tell: [lead]           | .name: an earlier step of this policy is called "first" too; give one of them another name
            """)
    void saysWhatIsWrongWithAStep(String step, String message) {
        var text = """
                policies:
                  standard:
                    steps:
                      - { name: first, on: assignment, tell: [lead] }
                      - { %s }
                """.formatted(step);

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(text))
                .withMessage("policies.yaml, line 5, policies.standard.steps[1]" + message);
    }

    @ParameterizedTest
    @CsvSource({
        "zh-CN, 交办",
        "zh, 交办",
        "zh-TW, 交办",
        "bo-CN, འགན་སྤྲོད།",
        "ug-CN, 交办",
        "en, Assignment",
        "en-GB, Assignment",
        "fr, Assignment"
    })
    void callsAStepAsItsReaderSpeaks(String reader, String called) {
        var step = read("""
                policies:
                  督办:
                    steps:
                      - { name: 首次交办, label: { zh-CN: 交办, en: Assignment, bo: འགན་སྤྲོད། }, on: assignment, tell: [lead] }
                      - { name: འགན་སྤྲོད, before-deadline: 3wd, tell: [lead] }
                """).policy("督办").orElseThrow().step("首次交办").orElseThrow();

        assertThat(step.label().in(Locale.forLanguageTag(reader))).hasValue(called);
    }

    @Test
    void callsAStepByItsNameWhereItsReadersLanguageHasNoLabel() {
        var label = new StepLabel(Map.of("zh-CN", "交办"));

        assertThat(label.in(Locale.ENGLISH)).isEmpty();
        assertThat(StepLabel.NONE.in(Locale.CHINESE)).isEmpty();
    }

    @Test
    void isWrittenInItsWords() {
        var step = read("""
                policies:
                  p:
                    steps:
                      - { name: a, after-deadline: P2W, every: PT30M, tell: [office, "unit:municipal-office"] }
                """).policy("p").orElseThrow().steps().get(0);

        assertThat(line(step))
                .isEqualTo("a AFTER_DEADLINE P14D every PT30M [office, unit:municipal-office] ALWAYS RED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            calendar: cm          | .calendar: there is no calendar "cm"; did you mean "cn"? write one of cn, gyangze
            tell-at: "9:30"       | .tell-at: "9:30" is no time of day; write one like "09:30"
            tell-at: "25:00"      | .tell-at: "25:00" is no time of day; write one like "09:30"
            tell-at:              | .tell-at: the value is empty; write one, or take the field away
            near-due: soon        | .near-due: "soon" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
            colour: red           | .colour: there is no field "colour" here; write one of calendar, tell-at, near-due, starts-at, behind-by, tell-closure, tell-changes, steps
            tell-changes: maybe   | .tell-changes: "maybe" is neither true nor false; write true or false
            tell-closure: [leed]  | .tell-closure[0]: there is no audience "leed"; did you mean "lead"? write one of lead, assisting, office, higher-office, leader
            starts-at: {URGNT: red} | .starts-at.URGNT: there is no field "URGNT" here; did you mean "URGENT"? write one of NORMAL, URGENT, EXTRA_URGENT
            starts-at: {URGENT: pink} | .starts-at.URGENT: there is no level "pink"; write one of blue, yellow, red
            steps: []             | .steps: "steps" stands here twice; keep one of them
            """)
    void saysWhatIsWrongWithAPolicy(String line, String message) {
        var text = """
                policies:
                  standard:
                    steps: [ { name: first, on: assignment, tell: [lead] } ]
                    %s
                """.formatted(line);

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(text))
                .withMessage("policies.yaml, line 4, policies.standard" + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            polices: {}                 | polices: there is no field "polices" here; did you mean "policies"? write one of policies
            policies: {}                | policies: there is no policy; write at least one, such as standard
            policies: []                | policies: here stands a list; write fields, each like "name: value"
            policies:                   | policies: here stands nothing; write fields, each like "name: value"
            policies: { a: {} }         | policies.a: the field "steps" is missing; add it
            policies: { a: x }          | policies.a: here stands "x"; write fields, each like "name: value"
            policies: { a: {steps: []}} | policies.a.steps: the policy has no step; write at least one
            policies: { a b: {} }       | policies.a b: "a b" is no name for a policy; write at most 64 letters, digits and - _ . without spaces
            """)
    void saysWhatIsWrongWithTheFile(String text, String message) {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read(text))
                .withMessage("policies.yaml, line 1, " + message);
    }

    @Test
    void tellsTheMistakesOfAllPoliciesAndSteps() {
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> read("""
                        policies:
                          one:
                            calendar: moon
                            steps:
                              - { name: a, after-deadline: 3d, tell: [lead], level: pink }
                              - { name: a, on: assignment, tell: [boss] }
                          two:
                            steps: none
                        """)).withMessage("""
                        policies.yaml, line 3, policies.one.calendar: there is no calendar "moon"; write one of cn, gyangze
                        policies.yaml, line 5, policies.one.steps[0].after-deadline: "3d" is no amount; write working days like 3wd, calendar days like P3D, or exact time like PT30M
                        policies.yaml, line 5, policies.one.steps[0].level: there is no level "pink"; write one of blue, yellow, red
                        policies.yaml, line 6, policies.one.steps[1].tell[0]: there is no audience "boss"; write one of lead, assisting, office, higher-office, leader
                        policies.yaml, line 8, policies.two.steps: here stands "none"; write a list like [one, two]""");
    }

    private static Policies read(String text) {
        return PolicyFile.read(InputFile.ofText("policies.yaml", text), CALENDARS, UNITS);
    }

    private static String line(Step step) {
        var every = step.every() == null ? "" : " every " + step.every();
        return "%s %s %s%s %s %s %s"
                .formatted(
                        step.name(), step.anchor(), step.amount(), every, step.tell(), step.condition(), step.level());
    }
}
