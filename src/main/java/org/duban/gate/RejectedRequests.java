package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers requests whose address or headers are such that nobody may see them. */
@Component
final class RejectedRequests implements RequestRejectedHandler {

    private static final String WHY =
            "its path or a header holds what is not taken there; percent-encode what belongs to an id, but not \".\", and"
                    + " leave out control characters, \"//\", \"/./\" and a plain \";\"";

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        response.sendError(HttpStatus.BAD_REQUEST.value(), WHY);
    }
}
