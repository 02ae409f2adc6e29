package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/** Knows in which language a reader has chosen to read a page, whatever his browser prefers. */
public interface ChosenLanguage {

    /** Empty where he has chosen none, or has none to choose. */
    Optional<Locale> of(HttpServletRequest request);
}
