package org.duban.directory;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.duban.files.BadInput;
import org.duban.files.InputFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The units file and what is known of it. It counts when it has changed since a process last loaded one: what was saved or
 * removed otherwise stands while the file says nothing new.
 */
final class JdbcUnitsFile {

    private static final Logger log = LoggerFactory.getLogger(JdbcUnitsFile.class);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final JdbcDirectory directory;
    private final AuditTrail audit;
    private final InstantSource clock;

    JdbcUnitsFile(
            JdbcClient jdbc,
            TransactionOperations transactions,
            JdbcDirectory directory,
            AuditTrail audit,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws org.duban.files.BadInput with all mistakes in it; nothing is loaded then */
    void load(InputFile file, KnownCalendars calendars) {
        var text = file.text();
        var units = CsvUnits.read(InputFile.ofText(file.name(), text), calendars.names());
        var digest = DigestUtils.sha256Hex(text);
        transactions.executeWithoutResult(transaction -> {
            directory.lock();
            if (digest.equals(lastDigest())) {
                log.info("Units file unchanged since it was last loaded file={} units={}", file.name(), units.size());
                return;
            }
            var changed = save(units, file.name());
            note(digest, file.name());
            log.info("Units loaded file={} units={} changed={}", file.name(), units.size(), changed);
        });
    }

    private int save(List<Unit> units, String file) {
        try {
            return directory.saveChanged(units, overwriting -> tell(overwriting, file));
        } catch (IllegalArgumentException e) {
            throw new BadInput(new BadInput.Mistake(
                    file,
                    0,
                    "",
                    "its lines fit each other, but not what is there: " + e.getMessage(),
                    "or take back what was changed there, and start again"));
        }
    }

    private void tell(FileChanges overwriting, String file) {
        var undone = overwriting.undone();
        undone.forEach(line -> log.warn("The changed units file {} undoes: {}", file, line));
        if (!overwriting.changed().isEmpty()) {
            audit.write(
                    AuditTrail.START,
                    AuditedAct.UNITS_LOADED,
                    file,
                    Map.of(
                            "changed",
                            overwriting.changed().stream().map(Unit::code).toList(),
                            "undone",
                            undone,
                            "before",
                            overwriting.before()));
        }
    }

    private String lastDigest() {
        return jdbc.sql("select digest from units_file")
                .query(String.class)
                .optional()
                .orElse("");
    }

    private void note(String digest, String location) {
        jdbc.sql("delete from units_file").update();
        jdbc.sql("insert into units_file (digest, location, loaded_at) values (:digest, :location, :at)")
                .param("digest", digest)
                .param("location", location)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
