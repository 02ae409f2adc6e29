/**
 * A year of supervision in memory: the deciding code itself, on tables that keep the rules of the SQL, with everything going
 * wrong that can, and the promises checked as it goes. The same seed gives the same year.
 */
package org.duban.simulation;
