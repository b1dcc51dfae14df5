/** Checks of a PostgreSQL server itself: what it says of its sessions, tables and settings. */
@NullMarked
package io.gapwatch.agent.probe.database;

import org.jspecify.annotations.NullMarked;
