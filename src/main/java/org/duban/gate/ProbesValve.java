package org.duban.gate;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Answers health, and nothing else, at the port for it. */
final class ProbesValve extends ValveBase {

    private final Connector probes;

    ProbesValve(Connector probes) {
        super(true);
        this.probes = probes;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getConnector() == probes && !isHealth(String.valueOf(request.getRequestURI()))) {
            response.setStatus(404);
            response.finishResponse();
            return;
        }
        getNext().invoke(request, response);
    }

    private static boolean isHealth(String path) {
        return path.equals("/livez")
                || path.equals("/readyz")
                || path.equals("/actuator/health")
                || path.matches("/actuator/health/\\w+");
    }
}
