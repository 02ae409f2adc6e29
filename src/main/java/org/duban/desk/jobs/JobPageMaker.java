package org.duban.desk.jobs;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.desk.OwnPath;
import org.duban.desk.jobs.JobPage.Count;
import org.duban.desk.jobs.JobPage.Line;
import org.duban.desk.jobs.JobPage.Row;
import org.duban.directory.UnitTree;
import org.duban.jobs.BulkField;
import org.duban.jobs.BulkOrder;
import org.duban.jobs.ItemState;
import org.duban.jobs.Job;
import org.duban.jobs.JobItem;
import org.duban.jobs.JobProgress;
import org.duban.jobs.JobState;
import org.duban.reasons.Reason;
import org.duban.task.Task;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Finds the words for jobs.
 *
 * @param reasons those of reasons
 * @param zone in which times are told
 */
record JobPageMaker(Words words, Words reasons, UnitTree units, ZoneId zone, String version) {

    /**
     * @param notDone the first of those that were not done
     * @param tasks those of them that whoever looks sees, by their ids
     * @param next where the rest of them is; null: there is none
     */
    JobPage page(
            JobProgress progress, List<JobItem> notDone, Map<String, Task> tasks, @Nullable String next, String token) {
        var job = progress.job();
        return new JobPage(
                words,
                heading(job),
                state(progress),
                words.say("job.made", job.madeBy(), words.time(job.madeAt().atZone(zone))),
                progress.ended(),
                progress.settled(),
                job.items(),
                progress(progress),
                counts(progress),
                lines(BulkOrder.of(job)),
                notDone.stream().map(item -> row(item, tasks)).toList(),
                next,
                job.state() == JobState.RUNNING && !progress.ended() ? JobAddresses.job(job.id()) + "/stop" : null,
                job.view().isEmpty() ? null : OwnPath.of(job.view()),
                token,
                version);
    }

    JobListPage list(List<JobProgress> jobs, @Nullable String next) {
        return new JobListPage(
                words,
                jobs.stream()
                        .map(each -> new JobListPage.Row(
                                JobAddresses.job(each.job().id()).toString(),
                                heading(each.job()),
                                words.say(
                                        "job.made",
                                        each.job().madeBy(),
                                        words.time(each.job().madeAt().atZone(zone))),
                                state(each),
                                progress(each)))
                        .toList(),
                jobs.isEmpty() ? words.say("job.list.empty") : null,
                next,
                version);
    }

    private String heading(Job job) {
        return words.say("bulk.act." + BulkOrder.of(job).act());
    }

    private String state(JobProgress progress) {
        return progress.job().state() == JobState.STOPPED && !progress.ended()
                ? words.say("job.stopping")
                : words.say("job.state." + progress.job().state());
    }

    private String progress(JobProgress progress) {
        return words.say(
                "job.progress",
                words.number(progress.settled()),
                words.number(progress.job().items()));
    }

    private List<Count> counts(JobProgress progress) {
        return Stream.of(ItemState.APPLIED, ItemState.REFUSED, ItemState.IMPOSSIBLE, ItemState.LEFT_OUT, ItemState.SENT)
                .map(state -> new Count(
                        words.say("job.item." + state),
                        words.number(count(progress, state)),
                        count(progress, state) == 0 ? "calm" : tone(state)))
                .filter(count -> !count.number().equals("0"))
                .toList();
    }

    /** Whether Kafka has it yet is of no matter to people. */
    private static int count(JobProgress progress, ItemState state) {
        return progress.in(state) + (state == ItemState.SENT ? progress.in(ItemState.TAKEN) : 0);
    }

    private static String tone(ItemState state) {
        return switch (state) {
            case APPLIED -> "good";
            case REFUSED, IMPOSSIBLE -> "bad";
            default -> "calm";
        };
    }

    private List<Line> lines(BulkOrder order) {
        return order.act().fields().stream()
                .flatMap(field -> Optional.ofNullable(order.value(field))
                        .map(value -> new Line(words.say("bulk.field." + field), said(field, value)))
                        .stream())
                .toList();
    }

    private String said(BulkField field, String value) {
        return switch (field) {
            case UNIT ->
                units.unit(value)
                        .map(unit -> words.name(unit.nameZh(), unit.nameEn()))
                        .orElse(value);
            case DEADLINE, UNTIL -> words.day(LocalDate.parse(value));
            case POLICY, NOTE -> value;
        };
    }

    private Row row(JobItem item, Map<String, Task> tasks) {
        var task = Optional.ofNullable(tasks.get(item.task()));
        return new Row(
                task.map(seen -> seen.matter().title()).orElse(item.task()),
                item.task(),
                task.map(seen -> "/desk/tasks/" + UriUtils.encode(seen.id(), StandardCharsets.UTF_8))
                        .orElse(null),
                words.say("job.item." + item.state()),
                Optional.ofNullable(item.reason())
                        .map((Reason reason) -> reason.in(reasons))
                        .orElse(""));
    }
}
