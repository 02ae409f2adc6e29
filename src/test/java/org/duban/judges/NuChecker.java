package org.duban.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The Nu HTML Checker (the one behind validator.w3.org), in a process of its own: it brings half a servlet container. */
public final class NuChecker {

    private NuChecker() {}

    /** What it has to say about pages by their names; about styles, too. */
    public static List<String> findings(Map<String, String> pages, Path workshop) {
        try {
            var jar = Judges.module("vnu-jar/build/dist/vnu.jar");
            var folder = Files.createTempDirectory(workshop, "pages");
            for (var page : pages.entrySet()) {
                Files.writeString(folder.resolve(page.getKey() + ".html"), page.getValue());
            }
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var ended = Judges.run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xss4m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-jar",
                    jar.toString(),
                    "--format",
                    "json",
                    "--stdout",
                    "--exit-zero-always",
                    folder.toString()));
            return messages(ended.orFail());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> messages(String json) {
        var found = new ArrayList<String>();
        for (var message : JsonMapper.shared().readTree(json).at("/messages")) {
            var url = message.at("/url").asString();
            found.add(url.substring(url.lastIndexOf('/') + 1) + ":"
                    + message.at("/lastLine").asInt(0) + " "
                    + message.at("/type").asString() + ": "
                    + message.at("/message").asString() + " … "
                    + message.at("/extract").asString(""));
        }
        return found;
    }
}
