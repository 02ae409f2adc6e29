package org.duban.drill;

import java.time.Instant;
import java.util.Collection;
import org.duban.directory.Directory;
import org.duban.directory.Removal;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;

/** The units of a drill, which stay as they are: asked several times at each instant, they are read once. */
final class FixedDirectory implements Directory {

    private final UnitTree tree;

    FixedDirectory(Directory directory) {
        this.tree = directory.tree();
    }

    @Override
    public UnitTree tree() {
        return tree;
    }

    @Override
    public void save(Collection<Unit> units) {
        throw new UnsupportedOperationException("units stay as they are in a drill");
    }

    @Override
    public void remove(Removal removal) {
        throw new UnsupportedOperationException("units stay as they are in a drill");
    }

    @Override
    public void holdCodes() {
        // Nobody takes one away.
    }

    @Override
    public void markUnreachable(String address, Instant since, String reason) {
        throw new UnsupportedOperationException("every mail of a drill is accepted");
    }
}
