package org.duban.desk;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.duban.access.PresentUser;
import org.duban.board.Board;
import org.duban.board.TrendChart;
import org.duban.board.TrendChart.Labels;
import org.duban.board.TrendChart.Size;
import org.duban.directory.Directory;
import org.duban.files.Blank;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The chart of a board: how it went day by day. */
@RestController
@ConditionalOnRole(Role.DESK)
final class TrendController {

    static final String PATH = DeskSecurity.PATH + "/trend.svg";

    private final Board board;
    private final PresentUser user;
    private final Directory directory;
    private final InstantSource clock;
    private final Languages languages;

    TrendController(Board board, PresentUser user, Directory directory, InstantSource clock, Languages languages) {
        this.board = board;
        this.user = user;
        this.directory = directory;
        this.clock = clock;
        this.languages = languages;
    }

    /** @param narrow for a phone, if it is given */
    @GetMapping(path = PATH, produces = "image/svg+xml")
    ResponseEntity<String> show(
            @RequestParam @Nullable String unit, @RequestParam @Nullable String narrow, Locale browser) {
        var reach = directory.tree().within(user.scope());
        var top = Optional.ofNullable(unit).filter(code -> !Blank.isBlank(code)).map(reach::unit);
        var first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(BoardController.DAYS);
        if (top.isPresent() && top.get().isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        var units = BoardPageMaker.codes(top.flatMap(found -> found).orElse(null), reach);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(TrendChart.svg(
                        board.course(first, units), labels(browser), narrow == null ? Size.WIDE : Size.NARROW));
    }

    private Labels labels(Locale browser) {
        var words = languages.words(DeskPages.BUNDLE, browser);
        return new Labels(
                words.say("board.open"),
                words.say("board.trend.overdue"),
                words.say("board.trend.struck-off"),
                words.say("board.trend.dates"),
                words.locale());
    }
}
