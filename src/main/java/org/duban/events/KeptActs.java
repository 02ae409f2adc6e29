package org.duban.events;

import org.duban.ledger.Act;
import org.duban.ledger.ActReader;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the acts of events that were taken in before: their data fitted its schema then. */
@Component
final class KeptActs implements ActReader {

    private final JsonMapper json;

    KeptActs(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Act read(String type, String data) {
        return Acts.read(type, json.readTree(data));
    }
}
