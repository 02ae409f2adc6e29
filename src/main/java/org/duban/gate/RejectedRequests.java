package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.duban.reasons.Reason;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers requests whose address or headers are such that nobody may see them. */
@Component
final class RejectedRequests implements RequestRejectedHandler {

    private static final Reason WHY = GateReason.GATE_REJECTED.with();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        ErrorText.because(request, WHY);
        response.sendError(HttpStatus.BAD_REQUEST.value(), WHY.english());
    }
}
