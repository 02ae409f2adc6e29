/**
 * The proof of the plan: a second, deliberately naive reading of the rules, and whatever makes cases to compare the two.
 * It shares the plain records with the planner and nothing else.
 */
package org.duban.plan.oracle;
