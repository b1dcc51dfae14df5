/** What can be asked: a DuckDB file, MotherDuck, PostgreSQL. Sources only read. */
@NullMarked
package io.gapwatch.agent.source;

import org.jspecify.annotations.NullMarked;
