package org.duban.desk;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page of the desk, as a stranger may have named it: where a visitor goes on to, and never another site. */
public final class OwnPath {

    private static final Pattern OWN = Pattern.compile("/desk(?:[/?][\\w\\-.~%!$&'()*+,;=:@/?]*)?");
    private static final int LONGEST = 2_000;

    private OwnPath() {}

    /** The same if it is a page of the desk, else the board. */
    public static String of(@Nullable String named) {
        return named != null && named.length() <= LONGEST && OWN.matcher(named).matches() && !named.contains("..")
                ? named
                : DeskSecurity.PATH;
    }
}
