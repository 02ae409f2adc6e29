/**
 * The database as the whole process sees it: its clock, which all rooms ask, whether it is there and takes what is written,
 * whether it is to blame for a failure, and how columns of it are read and written. Knows no other room.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.duban.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
