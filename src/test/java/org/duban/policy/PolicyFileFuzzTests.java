package org.duban.policy;

import java.util.List;
import org.duban.files.DamagedFiles;
import org.junit.jupiter.api.Test;

/** Whatever has become of a file of policies, it is read, or its mistakes are told. */
class PolicyFileFuzzTests {

    @Test
    void readsOrTellsTheMistakesOfWhateverAFileHolds() {
        var files = List.of("classpath:policies.yaml", "classpath:demo/policies.yaml").stream()
                .map(location -> DamagedFiles.bytes(location))
                .toList();

        DamagedFiles.of(
                files,
                damaged -> DamagedFiles.readOrTell(
                        file -> PolicyFile.read(file, List.of("cn"), List.of("municipal-office")),
                        "policies.yaml",
                        damaged));
    }
}
