package org.duban.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as Angus Mail hands it out: a char for each byte. */
public final class AngusText {

    private AngusText() {}

    /** What the bytes say in UTF-8, which is what is spoken beyond ASCII (RFC 6531 §3.7.4, RFC 6532, RFC 6533); else themselves. */
    public static String decode(String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }
}
