package org.duban.views;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark of the ledger's address, as somebody asks to keep it. */
final class ViewQuery {

    private static final int LONGEST = 2_000;

    /** Looked for, and not matched as a whole: that would take a place on the stack for each character. */
    private static final Pattern NOT_ENCODED = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^\\w\\-.~!$&'()*+,;=:@/?%]");

    /** Those of the page; which part of a list was looked at is not kept. */
    private static final Set<String> PARAMETERS = Set.of(
            "q",
            "mine",
            "unit",
            "leading",
            "list",
            "status",
            "lamp",
            "deadlineFrom",
            "deadlineBefore",
            "order",
            "columns");

    private ViewQuery() {}

    /** @throws ViewRefused if no address of the ledger is so */
    static String of(@Nullable String asked) {
        var query = Objects.requireNonNullElse(asked, "");
        if (query.length() > LONGEST) {
            throw new ViewRefused(ViewMistake.LONG_QUERY, "query", query, String.valueOf(LONGEST));
        }
        if (NOT_ENCODED.matcher(query).find()) {
            throw new ViewRefused(ViewMistake.NO_QUERY, "query", query);
        }
        for (var parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            var name = URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8);
            if (!PARAMETERS.contains(name)) {
                throw new ViewRefused(ViewMistake.NO_PARAMETER, "query", query, name);
            }
        }
        return query;
    }
}
