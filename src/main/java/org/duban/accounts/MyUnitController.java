package org.duban.accounts;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.access.PresentUser;
import org.duban.accounts.MePage.Said;
import org.duban.accounts.MyUnitPage.FeedRow;
import org.duban.accounts.MyUnitPage.StandInForm;
import org.duban.accounts.MyUnitPage.StandInRow;
import org.duban.directory.Directory;
import org.duban.directory.StandIn;
import org.duban.directory.StandInChanges;
import org.duban.directory.StandInRefused;
import org.duban.directory.StandIns;
import org.duban.directory.Unit;
import org.duban.feeds.Feed;
import org.duban.feeds.Feeds;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets somebody see to absences and calendars of the units as which he acts. */
@RestController
@ConditionalOnRole(Role.DESK)
final class MyUnitController {

    static final String PATH = MyAccountController.PATH + "/unit";

    private static final String OVERLAP = "overlap";
    private static final int LONGEST_CODE = 40;

    private final PresentUser user;
    private final Directory directory;
    private final StandIns standIns;
    private final StandInChanges changes;
    private final Feeds feeds;
    private final InstantSource clock;
    private final Languages languages;

    MyUnitController(
            PresentUser user,
            Directory directory,
            StandIns standIns,
            StandInChanges changes,
            Feeds feeds,
            InstantSource clock,
            Languages languages) {
        this.user = user;
        this.directory = directory;
        this.standIns = standIns;
        this.changes = changes;
        this.feeds = feeds;
        this.clock = clock;
        this.languages = languages;
    }

    /** @param done what was just done, one of a few words */
    @GetMapping(path = PATH, produces = AccountPages.HTML)
    ResponseEntity<String> show(
            @RequestParam(defaultValue = "") String unit,
            @RequestParam @Nullable String done,
            CsrfToken token,
            Locale reader) {
        var words = words(reader);
        var key = "unit.done." + done;
        var said = words.knows(key) ? Said.done(words.say(key)) : null;
        return own(unit)
                .map(mine -> page(HttpStatus.OK, mine, words, token, StandInForm.EMPTY, said, null))
                .orElseGet(MyUnitController::notHis);
    }

    @PostMapping(path = PATH + "/stand-ins", produces = AccountPages.HTML)
    ResponseEntity<String> add(
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String contact,
            @RequestParam(defaultValue = "") String deputy,
            @RequestParam(defaultValue = "") String deputyName,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            CsrfToken token,
            Locale reader) {
        var mine = own(unit);
        if (mine.isEmpty()) {
            return notHis();
        }
        var form = new StandInForm(contact.strip(), deputy.strip(), deputyName.strip(), from.strip(), to.strip());
        var wrong = add(mine.get(), form);
        if (wrong == null) {
            return done(unit, "stand-in");
        }
        var words = words(reader);
        var said = Said.wrong(wrong.equals(OVERLAP) ? "from" : wrong, words.say("stand-in.wrong." + wrong));
        return page(HttpStatus.UNPROCESSABLE_CONTENT, mine.get(), words, token, form, said, null);
    }

    /** @return the field that is wrong; null: it is saved */
    private @Nullable String add(Unit unit, StandInForm form) {
        var from = day(form.from());
        var to = day(form.to());
        if (from.isEmpty() || to.isEmpty()) {
            return from.isEmpty() ? "from" : "to";
        }
        if (standIns.of(unit.code()).stream()
                .anyMatch(other -> overlaps(other, form.contact(), from.get(), to.get()))) {
            return OVERLAP;
        }
        try {
            changes.save(
                    new StandIn(
                            unit.code(),
                            freshName(unit, form.contact(), from.get()),
                            form.contact(),
                            form.deputy(),
                            form.deputyName(),
                            from.get(),
                            to.get()),
                    user.name());
            return null;
        } catch (StandInRefused e) {
            return e.field().equals("from") ? OVERLAP : e.field();
        }
    }

    private static boolean overlaps(StandIn other, String contact, LocalDate from, LocalDate to) {
        return other.contact().equalsIgnoreCase(contact)
                && !other.to().isBefore(from)
                && !other.from().isAfter(to);
    }

    /** Such as {@code dawa-2026-12-01}, as a program would call it, and none that there is. */
    private String freshName(Unit unit, String contact, LocalDate from) {
        var known = standIns.of(unit.code()).stream().map(StandIn::name).collect(Collectors.toSet());
        var local = contact.replaceAll("@.*", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]", "-")
                .replaceAll("^(?![a-z0-9])", "a");
        var name = (local.length() > LONGEST_CODE ? local.substring(0, LONGEST_CODE) : local) + "-" + from;
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> n == 1 ? name : name + "-" + n)
                .filter(free -> !known.contains(free))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() >= 2000 && day.getYear() <= 2999);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @PostMapping(path = PATH + "/stand-ins/remove", produces = AccountPages.HTML)
    ResponseEntity<String> remove(
            @RequestParam(defaultValue = "") String unit, @RequestParam(defaultValue = "") String standIn) {
        if (own(unit).isEmpty()) {
            return notHis();
        }
        changes.remove(unit, standIn, user.name());
        return done(unit, "no-stand-in");
    }

    @PostMapping(path = PATH + "/feeds", produces = AccountPages.HTML)
    ResponseEntity<String> makeFeed(@RequestParam(defaultValue = "") String unit, CsrfToken token, Locale reader) {
        return own(unit)
                .map(mine -> {
                    var made = feeds.make(unit, user.name()).url().toString();
                    return page(HttpStatus.OK, mine, words(reader), token, StandInForm.EMPTY, null, made);
                })
                .orElseGet(MyUnitController::notHis);
    }

    @PostMapping(path = PATH + "/feeds/revoke", produces = AccountPages.HTML)
    ResponseEntity<String> revokeFeed(
            @RequestParam(defaultValue = "") String unit, @RequestParam(required = false) @Nullable UUID feed) {
        if (own(unit).isEmpty() || feed == null) {
            return notHis();
        }
        feeds.revoke(unit, feed, user.name());
        return done(unit, "no-feed");
    }

    private Optional<Unit> own(String code) {
        return Optional.of(code)
                .filter(DigestController.ownUnits(user)::contains)
                .flatMap(directory.tree()::unit);
    }

    private static ResponseEntity<String> notHis() {
        return AccountPages.seeOther(MyAccountController.PATH + "?done=digest-unit");
    }

    private static ResponseEntity<String> done(String unit, String what) {
        return AccountPages.seeOther(PATH + "?unit=" + unit + "&done=" + what);
    }

    private Words words(Locale reader) {
        return languages.words(AccountPages.BUNDLE, reader);
    }

    private ResponseEntity<String> page(
            HttpStatus status,
            Unit unit,
            Words words,
            CsrfToken token,
            StandInForm form,
            @Nullable Said said,
            @Nullable String made) {
        var today = LocalDate.ofInstant(clock.instant(), unit.zone());
        var page = new MyUnitPage(
                words,
                token.getToken(),
                unit.code(),
                new MembershipWords(words, directory.tree()).name(unit.code()),
                unit.emails(),
                standIns.of(unit.code()).stream()
                        .filter(standIn -> !standIn.to().isBefore(today))
                        .map(standIn -> row(standIn, today, words))
                        .toList(),
                form,
                feeds.of(unit.code()).stream()
                        .map(feed -> row(feed, unit, words))
                        .toList(),
                said,
                made);
        return AccountPages.page(status, "unit", page, words, languages);
    }

    private static StandInRow row(StandIn standIn, LocalDate today, Words words) {
        return new StandInRow(
                standIn.name(),
                standIn.contact(),
                standIn.deputy(),
                standIn.deputyName(),
                words.day(standIn.from()),
                words.day(standIn.to()),
                !standIn.from().isAfter(today));
    }

    private static FeedRow row(Feed feed, Unit unit, Words words) {
        return new FeedRow(
                feed.id().toString(),
                words.say("unit.feed.made", time(feed.madeAt(), unit, words), feed.madeBy()),
                feed.lastReadAt() == null
                        ? words.say("unit.feed.unread")
                        : words.say("unit.feed.read", time(feed.lastReadAt(), unit, words)));
    }

    private static String time(Instant when, Unit unit, Words words) {
        return words.time(when.atZone(unit.zone()));
    }
}
