package io.gapwatch.agent.faults;

import java.time.Duration;

/** What may happen to a table of which rows are missing, or to how it is looked at. */
enum Change {
  FILLED("the missing rows are filled in"),
  NONE("nothing"),
  AROUND("the rows around the hole are deleted as well"),
  ELSEWHERE("the hole is filled in, and another appears"),
  NEWEST("all but the newest rows are deleted"),
  LATER("the table is made anew, and begins behind the hole"),
  EMPTIED("the table is emptied"),
  DROPPED("the table is dropped"),
  DAMAGED("the database file is overwritten"),
  WHERE("`where` leaves the hole out"),
  WINDOW("`window` is made so short that the hole lies before it"),
  SLID("in ten days the hole slides out of `window`"),
  DATABASE("`url` names another database, which is whole"),
  TABLE("`table` names another table, which is whole"),
  CHECK("the check is taken out of the configuration"),
  HISTORY("the history is deleted"),
  CLOCK("one run by a clock that is three years ahead");

  final String words;

  Change(String words) {
    this.words = words;
  }

  /** Whether it is a recovery. */
  boolean heals() {
    return this == FILLED;
  }

  /** Whether nobody looks at the hole after it. */
  boolean hides() {
    return switch (this) {
      case WHERE, WINDOW, SLID, DATABASE, TABLE, CHECK -> true;
      default -> false;
    };
  }

  /** When the first run after it comes, after the run that found the hole. */
  Duration first() {
    return switch (this) {
      case SLID -> Duration.ofDays(10);
      case CLOCK -> Duration.ofDays(1100);
      default -> Duration.ofHours(1);
    };
  }

  /** The same of the runs after that one. */
  Duration later() {
    return this == CLOCK ? Duration.ofHours(1) : first();
  }

  String source() {
    return this == DATABASE ? "other" : "chain";
  }

  String table() {
    return this == TABLE ? "whole" : "blocks";
  }

  /** More of the check's settings. */
  String settings() {
    return switch (this) {
      case WHERE -> ", where: number > 500";
      case WINDOW -> ", window: 20d";
      default -> ", window: 30d";
    };
  }

  /** What is done in the database; empty for nothing. */
  String sql() {
    return switch (this) {
      case FILLED -> "INSERT INTO blocks SELECT * FROM whole WHERE number BETWEEN 400 AND 409";
      case AROUND -> "DELETE FROM blocks WHERE number BETWEEN 300 AND 500";
      case ELSEWHERE ->
          "INSERT INTO blocks SELECT * FROM whole WHERE number BETWEEN 400 AND 409;"
              + " DELETE FROM blocks WHERE number BETWEEN 600 AND 601";
      case NEWEST -> "DELETE FROM blocks WHERE number < 995";
      case LATER ->
          "DROP TABLE blocks; CREATE TABLE blocks AS SELECT * FROM whole WHERE number > 500";
      case EMPTIED -> "DELETE FROM blocks";
      case DROPPED -> "DROP TABLE blocks";
      default -> "";
    };
  }
}
