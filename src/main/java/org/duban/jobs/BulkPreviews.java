package org.duban.jobs;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.access.Mandate;
import org.duban.access.PresentUser;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.jobs.ActJudge.Judged;
import org.duban.jobs.BulkPreview.Left;
import org.duban.jobs.ReminderJudge.Push;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TaskOrder;
import org.duban.ledger.TaskQuery;
import org.duban.ledger.TasksInScope;
import org.duban.notice.LastNotices;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.task.Task;
import org.springframework.stereotype.Component;

/** Says what an act on many tasks would come to, for the present user and within his reach. Changes nothing. */
@Component
@ConditionalOnRole(Role.DESK)
public final class BulkPreviews {

    private static final int PAGE = 1_000;
    private static final int MOST_EXAMPLES = 3;

    private final TaskLedger ledger;
    private final LastNotices last;
    private final Planner planner;
    private final Directory directory;
    private final ActJudges judges;
    private final PresentUser user;
    private final InstantSource clock;

    BulkPreviews(
            TaskLedger ledger,
            LastNotices last,
            Planner planner,
            Directory directory,
            ActJudges judges,
            PresentUser user,
            InstantSource clock) {
        this.ledger = ledger;
        this.last = last;
        this.planner = planner;
        this.directory = directory;
        this.judges = judges;
        this.user = user;
        this.clock = clock;
    }

    /** How many tasks of his a query finds, counted up to a number. */
    public int count(TaskQuery tasks, int most) {
        return ledger.within(user.scope()).count(tasks.first(most));
    }

    /** All tasks that a query finds, whatever its order and limit, each judged as it is now; without mistakes in the order. */
    public BulkPreview preview(BulkOrder order, TaskQuery tasks) {
        var now = clock.instant();
        var tally = new Tally(order, user.mandate(), directory.tree(), now);
        var reach = ledger.within(user.scope());
        List<Task> page;
        var from = Optional.<String>empty();
        do {
            page = next(reach, tasks, from);
            tally.add(page);
            from = page.isEmpty() ? from : Optional.of(TaskOrder.ID.cursor(page.get(page.size() - 1)));
        } while (page.size() == PAGE);
        return tally.preview();
    }

    private static List<Task> next(TasksInScope reach, TaskQuery tasks, Optional<String> from) {
        return reach.find(tasks.in(TaskOrder.ID, from.orElse(null)).first(PAGE));
    }

    /** What has been judged so far. */
    private final class Tally {
        private final BulkOrder order;
        private final Mandate mandate;
        private final UnitTree tree;
        private final Instant now;
        private final MailEstimate mails;
        private final Set<String> units = new HashSet<>();
        private final Map<String, List<TakenOut>> left = new LinkedHashMap<>();
        private int chosen;
        private int takes;

        Tally(BulkOrder order, Mandate mandate, UnitTree tree, Instant now) {
            this.order = order;
            this.mandate = mandate;
            this.tree = tree;
            this.now = now;
            this.mails = new MailEstimate(planner.now(), tree, now);
        }

        private record TakenOut(String task, Reason why) {}

        void add(List<Task> tasks) {
            chosen += tasks.size();
            if (order.act() == BulkAct.REMIND) {
                remind(tasks);
            } else {
                mails.knowing(last, tasks.stream().map(Task::id).toList());
                var judge = judges.judge(order, mandate);
                tasks.forEach(task -> act(task, judge.judge(task)));
            }
        }

        private void act(Task task, Judged judged) {
            if (judged instanceof Judged.Takes takes) {
                takes(task);
                mails.add(task, takes.after());
            } else {
                leave(task, ((Judged.TakesNot) judged).why());
            }
        }

        private void remind(List<Task> tasks) {
            var ids = tasks.stream().map(Task::id).collect(Collectors.toSet());
            var judge = ReminderJudge.of(ids, last, mandate, tree, now);
            for (var task : tasks) {
                var push = judge.judge(task);
                if (push instanceof Push.ByNone none) {
                    leave(task, none.why());
                } else if (push instanceof Push.ByNotice by && by.settled()) {
                    takes(task);
                    mails.add(by.notice());
                } else {
                    leave(task, JobReason.ON_ITS_WAY.with());
                }
            }
        }

        private void takes(Task task) {
            takes++;
            units.add(task.leadUnit());
        }

        private void leave(Task task, Reason why) {
            left.computeIfAbsent(why.code(), any -> new ArrayList<>()).add(new TakenOut(task.id(), why));
        }

        BulkPreview preview() {
            var reasons = left.values().stream()
                    .map(all -> new Left(
                            all.get(0).why(),
                            all.size(),
                            all.stream()
                                    .limit(MOST_EXAMPLES)
                                    .map(TakenOut::task)
                                    .toList()))
                    .sorted(Comparator.comparing(Left::tasks).reversed())
                    .toList();
            return new BulkPreview(chosen, takes, units.size(), mails.least(), mails.most(), reasons);
        }
    }
}
