package org.duban.desk.notices;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.duban.desk.DeskPages;
import org.duban.desk.UnitChoice;
import org.duban.desk.Viewpoint;
import org.duban.desk.notices.NoticesPage.Form;
import org.duban.desk.notices.NoticesPage.Link;
import org.duban.desk.notices.NoticesPage.Option;
import org.duban.ledger.TaskLedger;
import org.duban.ledger.TaskQuery;
import org.duban.notice.NoticeQuery;
import org.duban.notice.NoticeQuery.Place;
import org.duban.notice.NoticeRecord;
import org.duban.notice.Notices;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.task.Task;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page that lists what was told within the reach of whoever looks, by day. */
@RestController
@ConditionalOnRole(Role.DESK)
final class DeskNoticesController {

    private static final int ON_A_PAGE = 50;

    /** Among so many that say a number in their titles it is looked for. */
    private static final int MOST_ALIKE = 50;

    /** So far they are counted; who has more narrows what he asks for. */
    private static final int MOST_COUNTED = 10_001;

    private final Notices notices;
    private final TaskLedger ledger;
    private final Viewpoint viewpoint;

    DeskNoticesController(Notices notices, TaskLedger ledger, Viewpoint viewpoint) {
        this.notices = notices;
        this.ledger = ledger;
        this.viewpoint = viewpoint;
    }

    @GetMapping(path = NoticeFilter.PATH, produces = DeskPages.HTML)
    ResponseEntity<String> show(@RequestParam MultiValueMap<String, String> asked, Locale browser) {
        var page =
                page(NoticeFilter.of(asked), Place.read(asked.getFirst("after")).orElse(null), browser);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.html("desk/notices/list.jte", page));
    }

    static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private NoticesPage page(NoticeFilter filter, @Nullable Place after, Locale browser) {
        var reach = viewpoint.reach();
        var choice = Optional.ofNullable(filter.unit())
                .map(typed -> UnitChoice.of(typed, reach))
                .orElse(null);
        var zone = Viewpoint.zone(
                reach, choice != null && choice.clear() ? choice.candidates().get(0) : null);
        var today = viewpoint.now().atZone(zone).toLocalDate();
        var tasks = tasks(filter);
        var query = query(filter, choice == null ? null : choice.codes(reach), tasks, filter.day(today), zone, after);
        var found = notices.find(query, viewpoint.scope());
        var shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        var words = viewpoint.words(browser);
        var lines = lines(shown, words);
        return new NoticesPage(
                words,
                summary(words, notices.count(query.whole(MOST_COUNTED), viewpoint.scope()), filter.day(today)),
                days(words, filter, today),
                form(words, filter, today, choice, tasks),
                shown.stream().map(lines::row).toList(),
                shown.isEmpty() ? words.say(empty(filter, today)) : null,
                found.size() > ON_A_PAGE ? filter.url(Place.of(shown.get(ON_A_PAGE - 1))) : null,
                after == null ? null : filter.url(null),
                viewpoint.version());
    }

    private static String empty(NoticeFilter filter, LocalDate today) {
        if (filter.narrowed()) {
            return "notices.empty.narrowed";
        }
        return filter.day(today) == null ? "notices.empty.any" : "notices.empty";
    }

    private NoticeLines lines(List<NoticeRecord> shown, Words words) {
        var ids = shown.stream()
                .flatMap(notice -> notice.taskIds().stream())
                .distinct()
                .toList();
        var scope = viewpoint.scope();
        return new NoticeLines(
                words, viewpoint.tree(), scope, ledger.within(scope).tasks(ids));
    }

    /** The task that is meant; none or several where that is not clear; null where none was asked for. */
    private @Nullable List<Task> tasks(NoticeFilter filter) {
        var typed = filter.task();
        if (typed == null) {
            return null;
        }
        var seen = ledger.within(viewpoint.scope());
        return seen.task(typed).map(List::of).orElseGet(() -> {
            var found = seen.find(new TaskQuery(null, null, Set.of(), null, typed, null, null, MOST_ALIKE));
            var numbered =
                    found.stream().filter(task -> typed.equals(task.number())).toList();
            return numbered.isEmpty() ? found : numbered;
        });
    }

    private static NoticeQuery query(
            NoticeFilter filter,
            @Nullable Set<String> units,
            @Nullable List<Task> tasks,
            @Nullable LocalDate day,
            ZoneId zone,
            @Nullable Place after) {
        var clear = tasks == null || tasks.size() == 1;
        return new NoticeQuery(
                tasks == null || !clear ? null : tasks.get(0).id(),
                clear ? units : Set.of(),
                filter.states(),
                filter.waiting(),
                day == null ? null : day.atStartOfDay(zone).toInstant(),
                day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant(),
                after,
                ON_A_PAGE + 1);
    }

    private static String summary(Words words, int count, @Nullable LocalDate day) {
        var number = count < MOST_COUNTED
                ? words.count("notices.count", count)
                : words.say("notices.count.more", MOST_COUNTED - 1);
        return day == null ? number : words.say("notices.of-day", words.day(day), number);
    }

    private static List<Link> days(Words words, NoticeFilter filter, LocalDate today) {
        var days = new ArrayList<Link>();
        var shown = filter.day(today);
        var from = Objects.requireNonNullElse(shown, today);
        days.add(new Link(
                words.say("notices.day-before"), filter.on(from.minusDays(1)).url(null)));
        if (shown != null && shown.isBefore(today)) {
            days.add(new Link(
                    words.say("notices.day-after"), filter.on(from.plusDays(1)).url(null)));
        }
        if (!today.equals(shown)) {
            days.add(new Link(words.say("notices.today"), filter.on(today).url(null)));
        }
        if (shown != null) {
            days.add(new Link(words.say("notices.any-day"), filter.on(null).url(null)));
        }
        return days;
    }

    private static Form form(
            Words words,
            NoticeFilter filter,
            LocalDate today,
            @Nullable UnitChoice choice,
            @Nullable List<Task> tasks) {
        return new Form(
                Objects.toString(filter.day(today), ""),
                NoticeFilter.STATES.stream()
                        .map(state -> new Option(state, state(words, state), state.equals(filter.state())))
                        .toList(),
                Objects.toString(filter.unit(), ""),
                choice == null || choice.clear() ? null : mistake(words, choice),
                choice == null || choice.clear() ? List.of() : meant(words, filter, choice),
                Objects.toString(filter.task(), ""),
                tasks == null || tasks.size() == 1
                        ? null
                        : words.say(tasks.isEmpty() ? "notices.task.none" : "notices.task.several"));
    }

    private static String mistake(Words words, UnitChoice choice) {
        return words.say(choice.candidates().isEmpty() ? "ledger.unit.none" : "ledger.unit.several");
    }

    private static List<Link> meant(Words words, NoticeFilter filter, UnitChoice choice) {
        return choice.candidates().stream()
                .limit(UnitChoice.MOST)
                .map(unit -> new Link(
                        words.name(unit.nameZh(), unit.nameEn()),
                        filter.of(unit.code()).url(null)))
                .toList();
    }

    private static String state(Words words, String state) {
        var several = "notices.state." + state;
        return words.knows(several) ? words.say(several) : words.say("delivery." + state);
    }
}
