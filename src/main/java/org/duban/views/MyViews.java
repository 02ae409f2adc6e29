package org.duban.views;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.access.PresentUser;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The views of the ledger that the present user keeps, and the columns that he has chosen. */
@Component
public final class MyViews {

    /** So many somebody may keep. */
    public static final int MOST = 50;

    private final JdbcViews table;
    private final PresentUser user;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    MyViews(
            JdbcViews table,
            PresentUser user,
            AuditTrail audit,
            TransactionOperations transactions,
            InstantSource clock) {
        this.table = table;
        this.user = user;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A view that was just kept.
     *
     * @param made whether there was none of that name before
     */
    public record Saved(SavedView view, boolean made) {}

    /** By their names. */
    public List<SavedView> all() {
        return table.of(owner());
    }

    public Optional<SavedView> view(String name) {
        return table.view(owner(), ViewName.found(name));
    }

    /**
     * Keeps a view, in the place of the one of the same name if there is one.
     *
     * @param query what stands behind the question mark of its address
     * @throws ViewRefused if something is wrong with it, or there are too many
     */
    public Saved save(@Nullable String name, @Nullable String query) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var view = new SavedView(ViewName.of(name), ViewQuery.of(query), now);
        return held(owner -> {
            var before = table.view(owner, view.name());
            if (before.isEmpty() && table.of(owner).size() >= MOST) {
                throw new ViewRefused(ViewMistake.MANY, "name", view.name(), String.valueOf(MOST));
            }
            table.save(owner, view);
            write(AuditedAct.VIEW_SAVED, view.name(), Map.of("query", view.query()));
            return new Saved(view, before.isEmpty());
        });
    }

    /** @throws ViewRefused if there is no such view, something is wrong with the new name, or another view has it */
    public SavedView rename(String name, @Nullable String to) {
        var present = ViewName.found(name);
        var other = ViewName.of(to);
        return held(owner -> {
            var view =
                    table.view(owner, present).orElseThrow(() -> new ViewRefused(ViewMistake.UNKNOWN, "name", present));
            if (other.equals(present)) {
                return view;
            }
            if (table.view(owner, other).isPresent()) {
                throw new ViewRefused(ViewMistake.TAKEN, "name", other);
            }
            table.rename(owner, present, other);
            write(AuditedAct.VIEW_SAVED, other, Map.of("query", view.query(), "before", present));
            return new SavedView(other, view.query(), view.savedAt());
        });
    }

    /** @return whether there was one */
    public boolean remove(String name) {
        var present = ViewName.found(name);
        return held(owner -> {
            var removed = table.remove(owner, present);
            if (removed) {
                write(AuditedAct.VIEW_REMOVED, present, Map.of());
            }
            return removed;
        });
    }

    /** Those that he has chosen; none where he has not. */
    public List<String> columns() {
        return table.columns(owner());
    }

    /** @param columns none: he has no wishes any more */
    public void keepColumns(List<String> columns) {
        held(owner -> {
            if (!table.columns(owner).equals(columns)) {
                table.keepColumns(owner, columns);
                var chosen = columns.stream().collect(Collectors.joining(", "));
                audit.write(
                        user.name(), AuditedAct.ACCOUNT_SAVED, user.name(), Map.of("after", Map.of("columns", chosen)));
            }
            return columns;
        });
    }

    private <T> T held(java.util.function.Function<OwnerOfViews, T> change) {
        var owner = owner();
        return Objects.requireNonNull(transactions.execute(transaction -> {
            table.hold(owner);
            return change.apply(owner);
        }));
    }

    private OwnerOfViews owner() {
        return OwnerOfViews.of(user);
    }

    private void write(AuditedAct act, String name, Map<String, ?> detail) {
        audit.write(user.name(), act, name, detail);
    }
}
