package org.duban.desk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Addresses of pages of the desk: whatever stands in a value, it is one value. */
public final class DeskUrl {

    private DeskUrl() {}

    /** A path with those parameters that have a value. */
    public static URI of(String path, Map<String, ? extends @Nullable Object> parameters) {
        var url = UriComponentsBuilder.fromPath(path);
        var values = new HashMap<String, Object>();
        parameters.forEach((name, value) -> {
            if (value != null) {
                url.queryParam(name, "{" + name + "}");
                values.put(name, value);
            }
        });
        return url.encode().buildAndExpand(values).toUri();
    }

    /** The page of a task. */
    public static String task(String id) {
        return LedgerFilter.PATH + "/" + UriUtils.encode(id, StandardCharsets.UTF_8);
    }
}
