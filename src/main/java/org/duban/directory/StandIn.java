package org.duban.directory;

import java.time.LocalDate;

/**
 * Somebody who gets the mails of an address while its owner is away (AB角).
 *
 * @param unit the code of the unit that has entered it; its days are days of that unit's zone
 * @param name what that unit calls it, such as {@code dawa-2026-12}
 * @param contact the address that is covered, at whatever units it stands
 * @param deputy the address that gets the mails
 * @param deputyName what the mails call the deputy
 * @param from the first day
 * @param to the last day
 */
public record StandIn(
        String unit, String name, String contact, String deputy, String deputyName, LocalDate from, LocalDate to) {}
