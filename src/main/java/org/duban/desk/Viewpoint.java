package org.duban.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.duban.access.PresentUser;
import org.duban.access.UserRole;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From where whoever makes the present request looks at the desk: what is within his reach, when it is there, in which words. */
@Component
@ConditionalOnRole(Role.DESK)
public final class Viewpoint {

    private final PresentUser user;
    private final Directory directory;
    private final InstantSource clock;
    private final Languages languages;
    private final DeskVersion version;

    Viewpoint(PresentUser user, Directory directory, InstantSource clock, Languages languages, DeskVersion version) {
        this.user = user;
        this.directory = directory;
        this.clock = clock;
        this.languages = languages;
        this.version = version;
    }

    public String name() {
        return user.name();
    }

    public Scope scope() {
        return user.scope();
    }

    /** Where he may do what needs this role. */
    public Scope scope(UserRole least) {
        return user.scope(least);
    }

    /** All units, for what he sees of them. */
    public UnitTree tree() {
        return directory.tree();
    }

    /** The units that he sees. */
    public UnitTree reach() {
        return directory.tree().within(user.scope());
    }

    public Instant now() {
        return clock.instant();
    }

    /** Whose days are meant: those of a unit; where none is named, of the one at the top of what somebody sees. */
    public static ZoneId zone(UnitTree reach, @Nullable Unit unit) {
        return Optional.ofNullable(unit)
                .or(() -> BoardPageMaker.top(reach))
                .or(() -> reach.units().stream().min(Comparator.comparing(Unit::code)))
                .map(Unit::zone)
                .orElse(ZoneOffset.UTC);
    }

    /** The words of the desk. */
    public Words words(Locale reader) {
        return languages.words(DeskPages.BUNDLE, reader);
    }

    /** Those of another bundle. */
    public Words words(String bundle, Locale reader) {
        return languages.words(bundle, reader);
    }

    public String version() {
        return version.text();
    }
}
