package org.duban.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers requests whose address or headers are such that nobody may see them. */
@Component
final class RejectedRequests implements RequestRejectedHandler {

    private static final Pattern FOR_PROGRAMS = Pattern.compile("/(?:api|v3|actuator|livez|readyz)(?:/.*)?");
    private static final String WHY =
            "its path or a header holds what is not taken there; percent-encode what belongs to an id, but not \".\", and"
                    + " leave out control characters, \"//\", \"/./\" and a plain \";\"";

    private final ProblemWriter problems;

    RejectedRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    /** Whether what is asked there is asked by programs, which are answered problem details and never a page. */
    static boolean isForPrograms(String path) {
        return FOR_PROGRAMS.matcher(path).matches();
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        if (isForPrograms(request.getRequestURI())) {
            problems.write(response, HttpStatus.BAD_REQUEST, "Unreadable address", WHY);
        } else {
            response.sendError(HttpStatus.BAD_REQUEST.value(), WHY);
        }
    }
}
