package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose path has signs that browsers leave as they are where a person types them, encoded as a program would. */
final class TypedAddress extends HttpServletRequestWrapper {

    private TypedAddress(HttpServletRequest request) {
        super(request);
    }

    static HttpServletRequest read(HttpServletRequest request) {
        return encoded(request.getRequestURI()).equals(request.getRequestURI()) ? request : new TypedAddress(request);
    }

    @Override
    public String getRequestURI() {
        return encoded(super.getRequestURI());
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(encoded(super.getRequestURL().toString()));
    }

    /** A host in brackets, an IPv6 address, stays what it is: its brackets stand before the path. */
    private static String encoded(String address) {
        var path = address.startsWith("/") ? 0 : address.indexOf('/', address.indexOf("://") + 3);
        return path < 0
                ? address
                : address.substring(0, path)
                        + address.substring(path)
                                .replace("[", "%5B")
                                .replace("]", "%5D")
                                .replace("|", "%7C");
    }
}
