package org.duban.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A file that an office wrote: a plain path, a {@code file:} or a {@code classpath:} location. Its text is strict UTF-8,
 * with or without a byte order mark.
 */
public final class InputFile {

    private static final String CLASSPATH = "classpath:";
    private static final String FILE = "file:";
    private static final String YAML = "ya?ml";
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final String name;
    private final Content content;

    private InputFile(String name, Content content) {
        this.name = name;
        this.content = content;
    }

    /** The file at a location; it is looked for when it is read. */
    public static InputFile of(String location) {
        return new InputFile(location, () -> read(location));
    }

    /** A text that stands in no file, such as one sent by a page; mistakes in it are told under this name. */
    public static InputFile ofText(String name, String text) {
        return new InputFile(name, () -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** What was sent as a file, under a name for its mistakes: read as strictly as a file. */
    public static InputFile ofBytes(String name, byte[] bytes) {
        return new InputFile(name, () -> bytes);
    }

    /**
     * What a person has sent from a spreadsheet: UTF-8, or what is not and can be read as GB 18030, in which Chinese Excel writes its
     * CSV.
     */
    public static InputFile ofSheet(String name, byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException notUtf8) {
            try {
                var text = Charset.forName("GB18030").newDecoder().decode(ByteBuffer.wrap(bytes));
                return ofText(name, text.toString());
            } catch (CharacterCodingException neither) {
                return ofBytes(name, bytes);
            }
        }
        return ofBytes(name, bytes);
    }

    /**
     * The YAML files ({@code .yaml}, {@code .yml}) that lie directly in a directory, by name.
     *
     * @throws BadInput if there is no such directory or no such file in it
     */
    public static List<InputFile> yamlFilesIn(String directory) {
        return filesIn(directory, YAML, "YAML", ".yaml");
    }

    /**
     * The files with an extension, such as {@code properties}, that lie directly in a directory, by name.
     *
     * @throws BadInput if there is no such directory or no such file in it
     */
    public static List<InputFile> filesIn(String directory, String extension) {
        return filesIn(directory, Pattern.quote(extension), "." + extension, "." + extension);
    }

    private static List<InputFile> filesIn(String directory, String extensions, String kind, String example) {
        var names = Pattern.compile("[^.].*\\." + extensions).asMatchPredicate();
        var files = directory.startsWith(CLASSPATH) ? onClasspath(directory, names) : onDisk(directory, names);
        if (files.isEmpty()) {
            throw wrong(
                    directory, "the directory has no " + kind + " file", "put files that end in " + example + " there");
        }
        return files.stream().sorted().map(InputFile::of).toList();
    }

    private static List<String> onDisk(String directory, Predicate<String> names) {
        try (var found = Files.list(path(directory))) {
            return found.filter(file -> names.test(file.getFileName().toString()))
                    .map(Path::toString)
                    .toList();
        } catch (IOException | InvalidPathException e) {
            throw wrong(directory, "there is no such readable directory", "name one, or take the setting away");
        }
    }

    /** Files inside a jar cannot be listed by path. */
    private static List<String> onClasspath(String directory, Predicate<String> names) {
        var folder = directory.endsWith("/") ? directory : directory + "/";
        try {
            var found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:" + folder.substring(CLASSPATH.length()) + "*");
            return Arrays.stream(found)
                    .map(resource -> Objects.requireNonNullElse(resource.getFilename(), ""))
                    .filter(names)
                    .map(folder::concat)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw wrong(directory, "there is no such readable directory", "name one, or take the setting away");
        }
    }

    /** The location as the office wrote it. */
    public String name() {
        return name;
    }

    /** @throws BadInput if it is missing, unreadable, too large or not UTF-8 */
    public String text() {
        var bytes = bytes();
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var buffer = ByteBuffer.wrap(bytes);
        try {
            var text = decoder.decode(buffer).toString();
            refuseLostCharacters(text);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            var line = 1 + lineEnds(bytes, buffer.position());
            throw new BadInput(new BadInput.Mistake(name, line, "", FileReason.TEXT_NOT_UTF_8.with()));
        }
    }

    /** Somebody before us has read it in the wrong encoding, and what stood there is gone. */
    private void refuseLostCharacters(String text) {
        var lost = text.indexOf('\uFFFD');
        if (lost >= 0) {
            var line = 1
                    + text.substring(0, lost).chars().filter(one -> one == '\n').count();
            throw new BadInput(new BadInput.Mistake(name, line, "", FileReason.TEXT_LOST_A_CHARACTER.with()));
        }
    }

    private byte[] bytes() {
        try {
            return content.read();
        } catch (NoSuchFileException | InvalidPathException e) {
            throw wrong(name, "there is no such file", "correct the location");
        } catch (AccessDeniedException e) {
            throw wrong(name, "the file may not be read", "give the user of this process the right to read it");
        } catch (IOException e) {
            throw wrong(name, "the file cannot be read (" + e.getMessage() + ")", "name a readable file");
        }
    }

    private static byte[] read(String location) throws IOException {
        try (var stream = open(location)) {
            var bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw wrong(location, "the file is larger than 32 MiB", "name the right file, or split it");
            }
            return bytes;
        }
    }

    private static InputStream open(String location) throws IOException {
        if (!location.startsWith(CLASSPATH)) {
            var path = path(location);
            if (Files.isDirectory(path)) {
                throw wrong(location, "this is a directory", "name a file");
            }
            return Files.newInputStream(path);
        }
        var resource = location.substring(CLASSPATH.length()).replaceFirst("^/+", "");
        var stream = InputFile.class.getClassLoader().getResourceAsStream(resource);
        if (stream == null) {
            throw new NoSuchFileException(location);
        }
        return stream;
    }

    private static Path path(String location) {
        if (location.startsWith(FILE + "/")) {
            try {
                return Path.of(URI.create(location));
            } catch (IllegalArgumentException e) {
                // Spaces and the like, which people write though no URI may have them.
                return Path.of(location.substring(FILE.length()).replaceFirst("^///", "/"));
            }
        }
        return Path.of(location.startsWith(FILE) ? location.substring(FILE.length()) : location);
    }

    private static long lineEnds(byte[] bytes, int end) {
        long found = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                found++;
            }
        }
        return found;
    }

    private static BadInput wrong(String location, String problem, String cure) {
        return new BadInput(new BadInput.Mistake(location, 0, "", problem, cure));
    }

    @FunctionalInterface
    private interface Content {
        byte[] read() throws IOException;
    }
}
