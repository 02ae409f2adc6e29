package org.duban.events;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tree in which whole numbers are integers however they are written, as JSON Schema has it: {@code 5.0}, {@code 1e2}, and
 * {@code 1e19}, at which the validator would fail instead of finding it too large.
 */
final class WholeNumbers {

    private WholeNumbers() {}

    /** The tree itself where nothing is to be changed, which is nearly always; else a copy. */
    static JsonNode in(JsonNode tree) {
        return needed(tree) ? replaced(tree.deepCopy()) : tree;
    }

    private static boolean needed(JsonNode node) {
        return whole(node) || node.isContainer() && node.valueStream().anyMatch(WholeNumbers::needed);
    }

    private static boolean whole(JsonNode node) {
        // Stripped of zeros, a whole number has no digit behind the point; its powers of ten have been bounded before.
        return node.isFloatingPointNumber()
                && node.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static JsonNode replaced(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> property.setValue(replaced(property.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, replaced(array.get(i)));
            }
        }
        return whole(node)
                ? JsonNodeFactory.instance.numberNode(node.decimalValue().toBigIntegerExact())
                : node;
    }
}
