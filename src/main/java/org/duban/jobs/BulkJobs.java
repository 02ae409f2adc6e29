package org.duban.jobs;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.duban.access.PresentUser;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.ledger.TaskLedger;
import org.duban.process.ConditionalOnRole;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes and stops jobs for the present user, within his reach. */
@Component
@ConditionalOnRole(Role.DESK)
public final class BulkJobs {

    private final JdbcJobs jobs;
    private final TaskLedger ledger;
    private final PresentUser user;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final JobProperties limits;
    private final String source;

    /** It takes so many because what is asked for is kept with whoever asks, and stands in the audit trail. */
    BulkJobs(
            JdbcJobs jobs,
            TaskLedger ledger,
            PresentUser user,
            AuditTrail audit,
            TransactionOperations transactions,
            InstantSource clock,
            JobProperties limits,
            DubanProperties duban) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.user = user;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.limits = limits;
        this.source = duban.baseUrl().toString().replaceAll("/+$", "") + "/jobs";
    }

    /** What becomes of a request. */
    public sealed interface Started {

        /** It is a job; the same one where it was asked for before. */
        record Made(UUID id) implements Started {}

        /** There are as many tasks by now, and not as many as expected; nothing was made. */
        record OtherNumber(int tasks) implements Started {}

        /** More than {@link JobProperties#largest}; nothing was made. */
        record TooMany() implements Started {}

        /** Somebody else has made a job of this id. */
        record NotYours() implements Started {}
    }

    /** Fixes which tasks it is about, and has it done by whichever node comes first; without mistakes in its order. */
    public Started start(BulkRequest request) {
        var before = jobs.job(request.id(), null);
        if (before.isPresent()) {
            return before.get().job().owner().equals(owner()) ? new Started.Made(request.id()) : new Started.NotYours();
        }
        var reach = ledger.within(user.scope());
        var counted = reach.count(request.tasks().first(limits.largest() + 1));
        if (counted > limits.largest()) {
            return new Started.TooMany();
        }
        if (counted == 0 || request.expected() != null && request.expected() != counted) {
            return new Started.OtherNumber(counted);
        }
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var made = make(request, counted);
            if (!(made instanceof Started.Made)) {
                transaction.setRollbackOnly();
            }
            return made;
        }));
    }

    private Started make(BulkRequest request, int counted) {
        var job = new Job(
                request.id(),
                BulkWork.KIND,
                JobState.RUNNING,
                owner(),
                user.name(),
                clock.instant(),
                user.mandate(),
                source,
                request.view(),
                request.order().json(),
                counted,
                null,
                null);
        if (!jobs.make(job)) {
            // The same button pressed twice at the same time.
            return new Started.Made(job.id());
        }
        var fixed = jobs.fix(job.id(), ledger.within(user.scope()).meant(request.tasks()));
        if (fixed != counted) {
            return new Started.OtherNumber(fixed);
        }
        audit.write(
                job.madeBy(),
                AuditedAct.JOB_MADE,
                job.id().toString(),
                Map.of(
                        "act",
                        request.order().act().word(),
                        "values",
                        request.order().values(),
                        "tasks",
                        fixed));
        return new Started.Made(job.id());
    }

    /** Ends a job early if he may see it; whether there is one that he may see. */
    public boolean stop(UUID id) {
        if (jobs.job(id, seenBy()).isEmpty()) {
            return false;
        }
        transactions.executeWithoutResult(transaction -> {
            if (jobs.stop(id, user.name(), clock.instant())) {
                audit.write(user.name(), AuditedAct.JOB_STOPPED, id.toString(), Map.of());
            }
        });
        return true;
    }

    /** A job that he may see: his own, and any if he is an administrator. */
    public Optional<JobProgress> job(UUID id) {
        return jobs.job(id, seenBy());
    }

    /** Whose jobs he may see; null: anybody's. */
    public @Nullable String seenBy() {
        return user.administrates() ? null : owner();
    }

    /** No account has such a name as those whom a provider knows get here (decision 55). */
    private String owner() {
        return user.isOfAProvider() ? "provider:" + user.provider().orElse("") + ":" + user.name() : user.name();
    }
}
