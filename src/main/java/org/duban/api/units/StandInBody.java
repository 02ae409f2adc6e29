package org.duban.api.units;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.duban.api.Parameters;
import org.duban.directory.StandIn;
import org.duban.files.Blank;
import org.duban.reasons.ReasonCode;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in as callers send it.
 *
 * @param from the first day
 * @param to the last day
 */
@Schema(example = """
        {"contact": "education@gyangze.example", "deputy": "drolma@gyangze.example", "deputyName": "卓玛",
         "from": "2026-12-01", "to": "2026-12-10"}
        """)
record StandInBody(
        @Nullable String contact,
        @Nullable String deputy,
        @Nullable String deputyName,
        @Nullable String from,
        @Nullable String to) {

    /** What belongs into a field. */
    enum StandInField implements ReasonCode {
        API_CONTACT,
        API_DEPUTY,
        API_DEPUTY_NAME
    }

    /** @throws ApiProblem naming the field that is wrong */
    StandIn standIn(String unit, String name) {
        return new StandIn(
                unit,
                name,
                required("contact", contact, StandInField.API_CONTACT),
                required("deputy", deputy, StandInField.API_DEPUTY),
                required("deputyName", deputyName, StandInField.API_DEPUTY_NAME),
                day("from", from),
                day("to", to));
    }

    private static String required(String field, @Nullable String value, ReasonCode cure) {
        if (value == null || Blank.isBlank(value)) {
            throw ApiProblem.field(field, value, cure.with());
        }
        return value;
    }

    private static LocalDate day(String field, @Nullable String text) {
        var cure = ApiReason.API_WRITE_DATE;
        try {
            return Objects.requireNonNull(
                    Parameters.day(field, LocalDate.parse(Blank.strip(required(field, text, cure)))));
        } catch (DateTimeParseException e) {
            throw ApiProblem.field(field, text, cure.with());
        }
    }
}
