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
    RECEIPTED,
    REFUSED;

    boolean owed() {
      return this == DUE || this == HEARD;
    }
  }

  private Told alarm = Told.DUE;
  private Told end = Told.NOT_DUE;
  private int good;
  private boolean refused;

  void seen() {
    good = 0;
  }

  /** A run knew that it was gone. What nobody was told of, and will not be, has no end to tell. */
  void missed() {
    good++;
    if (over()) {
      end = alarm == Told.REFUSED ? Told.NOT_DUE : Told.DUE;
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

  /** The run that told has noted what it told. */
  void receipt() {
    alarm = alarm == Told.HEARD ? Told.RECEIPTED : alarm;
    end = end == Told.HEARD ? Told.RECEIPTED : end;
  }

  /** The vendor will take nothing of what is owed, and the run has noted it. */
  void refuse() {
    refused |= owes();
    alarm = alarm.owed() ? Told.REFUSED : alarm;
    end = end.owed() ? Told.REFUSED : end;
  }

  boolean wasRefused() {
    return refused;
  }
}
