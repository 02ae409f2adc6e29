package org.duban.gate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Why an address cannot be read; a word for whoever wrote it. Never what was meant, which would be another address. */
final class UnreadableRequest {

    private UnreadableRequest() {}

    static Optional<String> reason(String path, String query) {
        return inPath(path)
                .or(() -> Arrays.stream(query.split("&"))
                        .flatMap(part -> inParameter(part).stream())
                        .findFirst());
    }

    private static Optional<String> inPath(String path) {
        return isText(path)
                ? Optional.empty()
                : Optional.of("the path is not UTF-8 in percent-encoding; encode each byte of its UTF-8 as %XX");
    }

    private static Optional<String> inParameter(String part) {
        var name = part.split("=", 2)[0];
        if (part.startsWith("=")) {
            return Optional.of("a parameter of the query has no name; write name=value");
        }
        if (!isText(part)) {
            return Optional.of("the parameter \"" + (isText(name) ? name : "…")
                    + "\" of the query is not UTF-8 in percent-encoding; encode each byte of its UTF-8 as %XX");
        }
        return Optional.empty();
    }

    private static boolean isText(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return true;
        }
        try {
            var bytes = bytes(encoded);
            return Arrays.equals(bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException if a percent sign is not followed by two digits */
    private static byte[] bytes(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (var at = 0; at < encoded.length(); at++) {
            var c = encoded.charAt(at);
            if (c == '%') {
                if (at + 3 > encoded.length()) {
                    throw new IllegalArgumentException("a percent sign at the end");
                }
                bytes.writeBytes(HexFormat.of().parseHex(encoded, at + 1, at + 3));
                at += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** What of a failure is the sender's: how the container and Spring say that they cannot read a form or its parts. */
    static Optional<String> reason(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .flatMap(cause -> reasonOf(cause.getClass().getSimpleName()).stream())
                .findFirst();
    }

    private static Optional<String> reasonOf(String failure) {
        return switch (failure) {
            case "InvalidParameterException" ->
                Optional.of("the fields of the form cannot be read; send each as"
                        + " name=value, in UTF-8 and percent-encoding");
            case "FileUploadException", "IOFileUploadException", "MultipartException", "MalformedStreamException" ->
                Optional.of("the parts of the form cannot be read; see that each begins and ends with the boundary");
            case "SocketTimeoutException" -> Optional.of("the body came too slowly; send it again");
            default -> Optional.empty();
        };
    }
}
