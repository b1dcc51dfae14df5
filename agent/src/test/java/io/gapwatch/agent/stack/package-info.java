/**
 * The files of stack/ with the agent: dashboards and rules against what it exports, and the whole
 * on loopback.
 */
@NullMarked
package io.gapwatch.agent.stack;

import org.jspecify.annotations.NullMarked;
