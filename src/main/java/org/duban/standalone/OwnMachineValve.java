package org.duban.standalone;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Notes of each request whether a program on this machine sent it, before anything believes what a proxy says. The socket
 * tells the address. The name that was asked for must be local as well, because a foreign page can point a name of its own
 * at 127.0.0.1; and nothing may show a proxy, which would bring anybody's requests.
 */
final class OwnMachineValve extends ValveBase {

    private static final String PASSED = OwnMachineValve.class.getName();

    private static final Pattern OWN_NAME =
            Pattern.compile("(?:localhost\\.?|127\\.0\\.0\\.1|\\[::1]|\\[0:0:0:0:0:0:0:1])(?::\\d{1,5})?");
    private static final Set<String> OF_PROXIES = Set.of("forwarded", "via", "x-real-ip");

    OwnMachineValve() {
        super(true);
    }

    /** Whether a program on this machine sent it. */
    static boolean passed(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(PASSED));
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(PASSED, isLocal(request, request.getPeerAddr()));
        getNext().invoke(request, response);
    }

    static boolean isLocal(HttpServletRequest request, String peer) {
        var host = request.getHeader("Host");
        return isLoopback(peer)
                && host != null
                && OWN_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches()
                // Nothing asks like that today but a proxy as it is shipped, which tells nothing of itself.
                && !"HTTP/1.0".equals(request.getProtocol())
                && Collections.list(request.getHeaderNames()).stream().noneMatch(OwnMachineValve::tellsOfAProxy);
    }

    private static boolean tellsOfAProxy(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return OF_PROXIES.contains(name) || name.startsWith("x-forwarded-");
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
