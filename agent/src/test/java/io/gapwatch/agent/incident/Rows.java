package io.gapwatch.agent.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/** A table of rows that come by the hour, of which anything may be deleted and filled again. */
public final class Rows {
  /** When row 0 came. */
  public static final Instant BEGINNING = Instant.parse("2026-11-01T00:00:00Z");

  private final BitSet present = new BitSet();
  private final BitSet doubled = new BitSet();

  /** When a row came, whether it is there or not. */
  public static Instant time(int number) {
    return BEGINNING.plus(Duration.ofHours(number));
  }

  public void fill(int first, int last) {
    present.set(first, last + 1);
  }

  public void delete(int first, int last) {
    present.clear(first, last + 1);
    doubled.clear(first, last + 1);
  }

  /** Writes those that are there a second time. */
  public void repeat(int first, int last) {
    doubled.set(first, last + 1);
    doubled.and(present);
  }

  /** Takes away what was written a second time. */
  public void unite(int first, int last) {
    doubled.clear(first, last + 1);
  }

  /** Whether it is there twice. */
  public boolean isDouble(int number) {
    return number >= 0 && doubled.get(number);
  }

  public boolean has(int number) {
    return number >= 0 && present.get(number);
  }

  /** The first row that is there from this number on; -1 if there is none. */
  public int from(int number) {
    return present.nextSetBit(Math.max(0, number));
  }

  /** One more than the last row. */
  public int end() {
    return present.length();
  }
}
