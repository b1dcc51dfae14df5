/** Databases of tables: DuckDB files, MotherDuck, PostgreSQL. Sessions only read. */
@NullMarked
package io.gapwatch.agent.source.sql;

import org.jspecify.annotations.NullMarked;
