/** SQL databases: DuckDB files, MotherDuck, PostgreSQL. Sessions are read-only. */
@NullMarked
package io.gapwatch.agent.source.sql;

import org.jspecify.annotations.NullMarked;
