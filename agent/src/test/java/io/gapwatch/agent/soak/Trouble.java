package io.gapwatch.agent.soak;

/** What can go wrong for a while. */
enum Trouble {
  /** The collector writes nothing; when it is over, it writes all that it owes. */
  HEAD_STOPS,
  SOURCE_MISSING,
  SOURCE_DAMAGED,
  /** A writer holds the file open. */
  SOURCE_BUSY,
  PHONE_ERRORS,
  PHONE_QUOTA,
  PHONE_DROPS,
  PHONE_HANGS,
  PHONE_REFUSES,
  /** The dead-man's switch cannot be reached. */
  SWITCH_DOWN,
  /** The dead-man's switch fails twice before it takes a ping. */
  SWITCH_FLAKY,
  /** The phone takes messages, but lets one wait for it. */
  SLOW_PHONE,
  SLOW_SWITCH,
  /** The checks have other settings than before. */
  OTHER_SETTINGS,
  NO_TOKEN,
  NO_PING_URL,
  /** The machine is switched off, and boots at the end of it. */
  OFF;

  boolean ofPhone() {
    return name().startsWith("PHONE_");
  }

  boolean ofSource() {
    return name().startsWith("SOURCE_");
  }
}
