package org.duban.directory;

/** The three kinds of unit in the tree of a campaign. */
public enum UnitKind {
    /** A bureau or department that does the work (责任单位). */
    UNIT,
    /** The working office of a leading group (领导小组办公室); receives escalations. */
    LEADING_GROUP_OFFICE,
    /** The top body of a campaign (领导小组). */
    LEADING_GROUP
}
