package org.duban.directory;

import java.util.List;
import java.util.Set;
import org.duban.files.DamagedFiles;
import org.junit.jupiter.api.Test;

/** Whatever has become of a file of units, it is read, or its mistakes are told. */
class CsvUnitsFuzzTests {

    @Test
    void readsOrTellsTheMistakesOfWhateverAFileHolds() {
        var file = DamagedFiles.bytes("classpath:org/duban/directory/units.csv");

        DamagedFiles.of(
                List.of(file),
                damaged -> DamagedFiles.readOrTell(
                        found -> CsvUnits.read(found, Set.of("cn", "county")), "units.csv", damaged));
    }
}
