package io.gapwatch.agent.source.sql;

/** What to try where SQL of the configuration ends too early, whichever database reads it. */
final class SqlText {
  static final String COMMENT = "close the comment in where, query or sql of the check: */";
  static final String QUOTE =
      "close the quote in where, query or sql of the check; one within a text is written twice: ''";

  private SqlText() {}
}
