package org.duban.desk;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.files.Blank;
import org.duban.inbox.InboxQuery;
import org.duban.inbox.InboxState;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which mails somebody looks at.
 *
 * @param show one of {@link #SHOWS}
 * @param office the code of an office; null: all
 */
record InboxFilter(String show, @Nullable String office) {

    static final String PATH = DeskSecurity.PATH + "/inbox";
    static final String WAITING = "waiting";
    private static final String DEALT_WITH = "dealt-with";
    private static final String ALL = "all";

    static final List<String> SHOWS = Stream.concat(
                    Stream.of(WAITING, DEALT_WITH, ALL),
                    Arrays.stream(InboxState.values()).map(InboxFilter::name))
            .toList();

    private static final Set<InboxState> FOR_A_PERSON =
            Arrays.stream(InboxState.values()).filter(InboxState::forAPerson).collect(Collectors.toUnmodifiableSet());

    /** What was asked for; what nobody knows asks for what waits. PostgreSQL has no NUL in its texts. */
    static InboxFilter of(@Nullable String show, @Nullable String office) {
        var known = show != null && SHOWS.contains(show) ? show : WAITING;
        return new InboxFilter(known, office == null || Blank.isBlank(office) ? null : office.replace('\0', '\uFFFD'));
    }

    static String name(InboxState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    InboxQuery query(@Nullable Long before, int limit) {
        var all = Set.<InboxState>of();
        return switch (show) {
            case WAITING -> new InboxQuery(FOR_A_PERSON, false, office, null, before, limit);
            case DEALT_WITH -> new InboxQuery(all, true, office, null, before, limit);
            case ALL -> new InboxQuery(all, null, office, null, before, limit);
            default -> new InboxQuery(Set.of(state()), null, office, null, before, limit);
        };
    }

    private InboxState state() {
        return Arrays.stream(InboxState.values())
                .filter(state -> name(state).equals(show))
                .findFirst()
                .orElseThrow();
    }

    /** Where this is looked at. */
    URI url() {
        return url("before", null);
    }

    /** The same with one more parameter, unless it is null. */
    URI url(String name, @Nullable Object value) {
        return UriComponentsBuilder.fromPath(PATH)
                .queryParam("show", show)
                .queryParamIfPresent("office", Optional.ofNullable(office))
                .queryParamIfPresent(name, Optional.ofNullable(value))
                .encode()
                .build()
                .toUri();
    }
}
