package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.duban.reasons.Reason;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Why an address cannot be read; a word for whoever wrote it. Never what was meant, which would be another address. */
final class UnreadableRequest {

    static final String UNCODED = "identity";

    private UnreadableRequest() {}

    static Optional<Reason> reason(String path, String query) {
        return inPath(path)
                .or(() -> Arrays.stream(query.split("&"))
                        .flatMap(part -> inParameter(part).stream())
                        .findFirst());
    }

    private static Optional<Reason> inPath(String path) {
        return isText(path) ? Optional.empty() : Optional.of(GateReason.GATE_PATH.with());
    }

    private static Optional<Reason> inParameter(String part) {
        var name = part.split("=", 2)[0];
        if (part.startsWith("=")) {
            return Optional.of(GateReason.GATE_PARAMETER_WITHOUT_NAME.with());
        }
        if (!isText(part)) {
            return Optional.of(GateReason.GATE_PARAMETER.with(isText(name) ? name : "…"));
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
    static Optional<Reason> reason(Throwable failure) {
        return causes(failure).flatMap(cause -> reasonOf(cause).stream()).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    /** That of a form that is too large is the container's; a body that came too slowly counts as one that cannot be read. */
    static HttpStatus status(Throwable failure) {
        return causes(failure)
                        .anyMatch(cause -> cause instanceof InvalidParameterException invalid
                                && invalid.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value())
                ? HttpStatus.CONTENT_TOO_LARGE
                : HttpStatus.BAD_REQUEST;
    }

    /**
     * That a body is compressed, which is not read here: somebody else's memory would be filled with few bytes of his. The answer
     * says so in {@code Accept-Encoding} (RFC 9110, 15.5.16).
     */
    static Optional<Reason> contentCoding(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase(UNCODED))
                .findFirst()
                .map(GateReason.GATE_CONTENT_ENCODING::with);
    }

    /** That the type of a body leaves open which it is; Spring fails on such a header wherever it looks at it. */
    static Optional<Reason> wildcardType(HttpServletRequest request) {
        var type = request.getContentType();
        try {
            return Optional.ofNullable(type)
                    .map(MediaType::parseMediaType)
                    .filter(parsed -> parsed.isWildcardType() || parsed.isWildcardSubtype())
                    .map(wild -> GateReason.GATE_CONTENT_TYPE.with(
                            wild.toString(), GateReason.GATE_A_MEDIA_TYPE.with(MediaType.APPLICATION_JSON_VALUE)));
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
    }

    /** Whether the header that says which forms of an answer are taken can be read, if there is one. */
    static boolean hasReadableAccept(HttpServletRequest request) {
        try {
            accepted(request);
            return true;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** @throws InvalidMediaTypeException if the header cannot be read */
    static List<MediaType> accepted(HttpServletRequest request) {
        return MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
    }

    private static Optional<Reason> reasonOf(Throwable failure) {
        return switch (failure.getClass().getSimpleName()) {
            case "InvalidParameterException" ->
                Optional.of((status(failure) == HttpStatus.CONTENT_TOO_LARGE
                                ? GateReason.GATE_FORM_TOO_LARGE
                                : GateReason.GATE_FORM_FIELDS)
                        .with());
            case "FileUploadException", "IOFileUploadException", "MultipartException", "MalformedStreamException" ->
                Optional.of(GateReason.GATE_FORM_PARTS.with());
            case "SocketTimeoutException" -> Optional.of(GateReason.GATE_TOO_SLOW.with());
            default -> Optional.empty();
        };
    }
}
