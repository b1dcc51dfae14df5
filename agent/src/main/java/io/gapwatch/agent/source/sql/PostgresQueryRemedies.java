package io.gapwatch.agent.source.sql;

import java.util.List;
import java.util.stream.Stream;

/** What to try where PostgreSQL cannot answer a question: names, settings, and what is in rows. */
final class PostgresQueryRemedies {
  static final String DATABASE_NAME =
      "check the name of the database in the url: psql -l lists those that there are";
  static final String NAMES = "check the name in the configuration against the database";
  static final String READ_ONLY =
      "the statement writes, and a source only reads: write a SELECT that calls nothing that"
          + " writes";
  static final String DAMAGED =
      "the server's files are damaged: stop writing to it, see pg_amcheck, and restore a backup";
  static final String ENCODING =
      "some text is not valid in the encoding of its database (SHOW server_encoding): repair the"
          + " rows, or leave them or that column out";

  private PostgresQueryRemedies() {}

  static List<Remedy> all() {
    return Stream.of(settings(), names(), data()).flatMap(List::stream).toList();
  }

  private static List<Remedy> settings() {
    return List.of(
        Remedy.of(
            "unrecognized configuration parameter \"(.+?)\"",
            "options in the url sets {=1}, which the server does not know: correct its name, or"
                + " leave it out"),
        Remedy.of(
            "invalid value for parameter \"(.+?)\"",
            "options in the url gives {=1} a value that it cannot have: see SHOW {=1}"),
        Remedy.of(
            "parameter \"(.+?)\" cannot be (?:changed|set)",
            "options in the url sets {=1}, which no session can: leave it out"),
        Remedy.of(
            "The JDBC driver requires (\\w+)",
            "leave {=1} out of options in the url, or of the query: it changes no result"),
        Remedy.of(
            "(\\w+) parameter value must be an? ", "correct {=1} in the url, or leave it out"));
  }

  private static List<Remedy> names() {
    return List.of(
        Remedy.of("database \"(?:.+?)\" does not exist|no such database", DATABASE_NAME),
        Remedy.of(
            "relation \"(?:.+?)\" does not exist",
            "check the name in the configuration against the database; a table outside of"
                + " search_path, or in a schema that the role may not use, is written"
                + " SCHEMA.TABLE: then the server says which of them it is"),
        Remedy.of(
            "materialized view \"(.+?)\" has not been populated",
            "fill it, as its owner: REFRESH MATERIALIZED VIEW {1}"),
        Remedy.of(
            "column .+ does not exist",
            "check the name of the column in the configuration: \\d TABLE in psql lists them"),
        Remedy.of(
            "(?:function|operator) (?:.+ )?does not exist",
            "check its name and what it is given: an extension may be missing in this database"
                + " (\\dx in psql), or a value needs a cast (COLUMN::bigint)"),
        Remedy.of("does not exist", NAMES));
  }

  private static List<Remedy> data() {
    return List.of(
        Remedy.of("unterminated /\\* comment", SqlText.COMMENT),
        Remedy.of("unterminated quoted", SqlText.QUOTE),
        Remedy.of(
            "invalid input syntax for type json",
            "the text of some row is no JSON: leave such rows out with where (from PostgreSQL 16"
                + " on: COLUMN IS JSON)"),
        Remedy.of(
            "cannot convert infinity",
            "a time of some row is infinity: leave such rows out, with where: isfinite(COLUMN)"),
        Remedy.of(
            "bad value for type",
            "the value is of a type that is not read as a number: cast it,"
                + " as money by VALUE::numeric"),
        Remedy.of(
            "out of range",
            "some number or time is beyond what can be counted with 64 bits: look at the least and"
                + " the greatest of both columns, and leave such rows out with where"),
        Remedy.of(
            "invalid page|missing chunk|could not read block|unexpected zero page|could not open"
                + " file \"(?:base|global|pg_\\w+)/|could not access status",
            DAMAGED),
        Remedy.of(
            "invalid byte sequence|no equivalent in encoding|illegal utf-8|utf-8 sequence",
            ENCODING));
  }
}
