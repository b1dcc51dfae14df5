package io.gapwatch.agent.soak;

/** One life of one subject, and what of it the phone was told. */
final class Life {
  private static final int RECOVER = 2;

  /** What became of one change. */
  private enum Told {
    NOT_DUE,
    DUE,
    /** It reached the phone, but the run died before it noted the receipt: it comes again. */
    HEARD,
    RECEIPTED;

    boolean owed() {
      return this == DUE || this == HEARD;
    }
  }

  private Told alarm = Told.DUE;
  private Told end = Told.NOT_DUE;
  private int good;
  private boolean refused;
  private boolean seenByOther;
  private boolean closed;

  /**
   * A run saw it.
   *
   * @param other whether its check had other settings
   */
  void seen(boolean other) {
    good = 0;
    seenByOther = other;
  }

  /** A run with other settings did not see it: nobody knows how it ended. */
  void close() {
    good = RECOVER;
    closed = true;
    end = Told.DUE;
  }

  boolean wasSeenByOther(boolean other) {
    return seenByOther != other;
  }

  boolean wasClosed() {
    return closed;
  }

  /** A run knew that it was gone. */
  void missed() {
    good++;
    if (over()) {
      end = Told.DUE;
    }
  }

  boolean over() {
    return good >= RECOVER;
  }

  /** Whether something of it has still to be told. */
  boolean owes() {
    return alarm.owed() || end.owed();
  }

  boolean owesEnd() {
    return end.owed();
  }

  /** Whether its end may be told so: with the alarm in the same line, or after the alarm. */
  boolean canEnd(boolean withAlarm) {
    return end.owed() && (withAlarm ? alarm.owed() : alarm == Told.RECEIPTED);
  }

  boolean canAlarm(boolean becauseItChanged) {
    return alarm.owed() || becauseItChanged;
  }

  /** The phone got the alarm. Whether it had got it before. */
  boolean hearAlarm() {
    boolean repeated = alarm == Told.HEARD;
    alarm = Told.HEARD;
    return repeated;
  }

  /** The phone got the end. Whether it had got the same before. */
  boolean hearEnd(boolean withAlarm) {
    boolean repeated = end == Told.HEARD || (withAlarm && alarm == Told.HEARD);
    if (withAlarm) {
      alarm = Told.HEARD;
    }
    end = Told.HEARD;
    return repeated;
  }

  /** Whether something of it has still to be told that this message has not named. */
  boolean isUnheard() {
    return alarm == Told.DUE || end == Told.DUE;
  }

  /** The phone got all that is owed, in a number. Whether it had got some of it before. */
  boolean hear() {
    boolean repeated = false;
    if (end.owed()) {
      repeated = hearEnd(alarm.owed());
    } else if (alarm.owed()) {
      repeated = hearAlarm();
    }
    return repeated;
  }

  /** The run that told has noted what it told. */
  void receipt() {
    alarm = alarm == Told.HEARD ? Told.RECEIPTED : alarm;
    end = end == Told.HEARD ? Told.RECEIPTED : end;
  }

  /** The vendor took nothing of what is owed, and may once the cause is fixed. */
  void refuse() {
    refused |= owes();
  }

  boolean wasRefused() {
    return refused;
  }
}
