package org.duban.directory;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A unit that differs from another in what is said of it here. */
public final class ChangedUnit {

    private final String code;
    private final String nameZh;
    private final Locale locale;
    private @Nullable String parent;
    private UnitKind kind;
    private String nameEn;
    private List<String> emails;
    private ZoneId zone;
    private @Nullable String calendar;

    private ChangedUnit(Unit unit) {
        this.code = unit.code();
        this.nameZh = unit.nameZh();
        this.locale = unit.locale();
        this.parent = unit.parent();
        this.kind = unit.kind();
        this.nameEn = unit.nameEn();
        this.emails = unit.emails();
        this.zone = unit.zone();
        this.calendar = unit.calendar();
    }

    public static ChangedUnit of(Unit unit) {
        return new ChangedUnit(unit);
    }

    public ChangedUnit under(@Nullable String other) {
        this.parent = other;
        return this;
    }

    public ChangedUnit as(UnitKind other) {
        this.kind = other;
        return this;
    }

    public ChangedUnit called(String english) {
        this.nameEn = english;
        return this;
    }

    public ChangedUnit reachedAt(List<String> others) {
        this.emails = others;
        return this;
    }

    public ChangedUnit in(ZoneId other) {
        this.zone = other;
        return this;
    }

    public ChangedUnit workingBy(@Nullable String other) {
        this.calendar = other;
        return this;
    }

    public Unit unit() {
        return new Unit(code, parent, kind, nameZh, nameEn, emails, locale, zone, calendar);
    }
}
