package org.duban.desk;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.access.PresentUser;
import org.duban.access.UserRole;
import org.duban.agenda.LampCounts;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.ledger.TaskFilter;
import org.duban.ledger.TaskQuery;
import org.duban.plan.Lamp;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Which tasks the address of a page of the ledger means to whoever looks; the pages of bulk acts mean the same ones. */
@Component
@ConditionalOnRole(Role.DESK)
public final class LedgerQueries {

    private final LampCounts lamps;
    private final PresentUser user;
    private final Directory directory;
    private final InstantSource clock;

    LedgerQueries(LampCounts lamps, PresentUser user, Directory directory, InstantSource clock) {
        this.lamps = lamps;
        this.user = user;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * The query of an address of the ledger, the page that it shows left aside.
     *
     * @param address what stands behind the question mark
     */
    public TaskQuery meant(String address) {
        var filter = filter(address);
        var reach = directory.tree().within(user.scope());
        var units = Optional.ofNullable(filter.unit())
                .map(typed -> UnitChoice.of(typed, reach).codes(reach))
                .orElse(null);
        return of(filter, units, 1).in(filter.order(), null);
    }

    /** The address of the first page that shows the same. */
    public String url(String address) {
        return filter(address).url(null).toString();
    }

    /** What an address asks for. What browsers write for a space is one. */
    static LedgerFilter filter(String address) {
        var asked = new LinkedMultiValueMap<String, String>();
        UriComponentsBuilder.newInstance()
                .query(address.replace("+", "%20"))
                .build()
                .getQueryParams()
                .forEach((name, values) -> values.stream()
                        .flatMap(Stream::ofNullable)
                        .flatMap(value -> decoded(value).stream())
                        .forEach(value -> asked.add(name, value)));
        return LedgerFilter.of(asked);
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(UriUtils.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What is within the reach of whoever looks. */
    Scope scope() {
        return user.scope();
    }

    /** What he has to do with tasks; nothing where he has no unit. */
    List<LedgerFilter.Mine> tabs() {
        return Stream.of(LedgerFilter.Mine.values())
                .filter(mine -> mine == LedgerFilter.Mine.SUPERVISE
                        ? !user.supervisedUnits().isEmpty()
                        : !user.ownUnits().isEmpty())
                .toList();
    }

    /** Whether there are tasks that he decides about. */
    boolean decides() {
        var deciding = user.scope(UserRole.OFFICE);
        return deciding.everything() || !deciding.units().isEmpty();
    }

    /**
     * @param units the codes that the unit of the filter means; null where none was asked for
     * @param limit at most so many
     */
    TaskQuery of(LedgerFilter filter, @Nullable Set<String> units, int limit) {
        var query = filter.query(units, limit);
        var asking = filter.status().equals(LedgerFilter.ASKING)
                ? Optional.of(TaskFilter.askingForTime())
                : Optional.<TaskFilter>empty();
        return Stream.of(lamp(filter.lamp()), asking, mine(filter.mine()))
                .flatMap(Optional::stream)
                .reduce(TaskFilter::and)
                .map(query::among)
                .orElse(query);
    }

    /** What is done shows in the status. */
    private Optional<TaskFilter> lamp(@Nullable Lamp lamp) {
        return lamp == null || lamp == Lamp.DONE ? Optional.empty() : Optional.of(lamps.showing(lamp, clock.instant()));
    }

    private Optional<TaskFilter> mine(LedgerFilter.@Nullable Mine mine) {
        return Optional.ofNullable(mine).map(asked -> switch (asked) {
            case LEAD -> TaskFilter.ledByAnyOf(user.ownUnits());
            case ASSIST -> TaskFilter.assistedByAnyOf(user.ownUnits());
            case SUPERVISE -> TaskFilter.ledByAnyOf(user.supervisedUnits());
        });
    }
}
