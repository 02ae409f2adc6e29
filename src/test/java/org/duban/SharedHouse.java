package org.duban;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A house and its node for all tests of a class, because a node takes seconds to start. Before each test its clock and its
 * tables are as they were when the node had started. It is for tests that change neither rules nor what belongs
 * to Quartz, and that do not mind if Quartz wakes the node for a moment of the test before.
 */
public final class SharedHouse implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final String start;
    private final TestHouse house;
    private final ConfigurableApplicationContext node;

    /** @param start what its clock shows at the start of each test */
    public SharedHouse(String start, String... settings) {
        this.start = start;
        this.house = new TestHouse().at(start);
        this.node = house.startNode(settings);
    }

    public TestHouse house() {
        return house;
    }

    public ConfigurableApplicationContext node() {
        return node;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        house.keep();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        house.at(start).restore();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        house.close();
    }
}
