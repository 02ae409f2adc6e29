package org.duban.simulation;

/** The process of a node ends here. An error, so that no code of ours takes it for a mishap of its own. */
public final class NodeCrash extends Error {

    NodeCrash() {
        super("the node has crashed", null, false, false);
    }
}
