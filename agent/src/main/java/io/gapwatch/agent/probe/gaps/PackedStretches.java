package io.gapwatch.agent.probe.gaps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Stretches in little memory: each is kept as its distances from the one before it, in eight bytes
 * or so. Where one begins at or before the last number of the one before it, a new run begins; runs
 * are merged when they are read.
 */
final class PackedStretches implements Consumer<Stretch>, Iterable<Stretch> {
  /** 32 MB: four million stretches of a table in order, as many as a billion blocks have. */
  private static final int MOST_CHUNKS = 512;

  /** With more than these the table is in no order, and the database sorts it at less cost. */
  private static final int MOST_RUNS = 250_000;

  private static final int CHUNK = 1 << 16;

  /** What one stretch takes at most: four numbers of ten bytes. */
  private static final int LONGEST = 40;

  private final long step;
  private final List<byte[]> chunks = new ArrayList<>();
  private long[] starts = new long[16];
  private int runs;
  private long end;
  private long last;
  private long lastTime;
  private long count;
  private boolean full;

  /**
   * @param step ticks between the rows of a stretch; 0 if they differ
   */
  PackedStretches(long step) {
    this.step = step;
  }

  @Override
  public void accept(Stretch stretch) {
    end = aligned(end);
    boolean anew = runs == 0 || stretch.first() <= last;
    full |= (anew && runs == MOST_RUNS) || end / CHUNK == MOST_CHUNKS;
    if (full) {
      return;
    }
    if (end / CHUNK == chunks.size()) {
      chunks.add(new byte[CHUNK]);
    }
    if (anew) {
      begin();
    }
    long rows = stretch.last() - stretch.first();
    write(stretch.first() - last);
    write(stretch.begin() - lastTime);
    write(rows);
    write(stretch.end() - stretch.begin() - rows * step);
    last = stretch.last();
    lastTime = stretch.end();
    count++;
  }

  private void begin() {
    if (runs == starts.length) {
      starts = Arrays.copyOf(starts, runs * 2);
    }
    starts[runs++] = end;
    last = 0;
    lastTime = 0;
  }

  /** Whether there were more than it holds. */
  boolean isFull() {
    return full;
  }

  /** How many it holds. */
  long count() {
    return count;
  }

  /** Whether each began after the last number of the one before it. */
  boolean areSorted() {
    return !full && runs <= 1;
  }

  /** Whether they came in order, but for a few places. */
  boolean areInOrder() {
    return !full && runs <= count / 100;
  }

  /** All of them, by first number and then by time. */
  @Override
  public Iterator<Stretch> iterator() {
    PriorityQueue<Run> open =
        new PriorityQueue<>(
            Math.max(1, runs),
            Comparator.comparingLong((Run run) -> run.stretch.first())
                .thenComparingLong(run -> run.stretch.begin()));
    for (int i = 0; i < runs; i++) {
      open.add(new Run(starts[i], i + 1 < runs ? starts[i + 1] : aligned(end)));
    }
    return new Merged(open);
  }

  /** No stretch lies in two chunks. */
  private static long aligned(long position) {
    return CHUNK - position % CHUNK < LONGEST ? (position / CHUNK + 1) * CHUNK : position;
  }

  /** Seven bits a byte, the least first; numbers near 0 of either sign are short. */
  private void write(long number) {
    byte[] chunk = chunks.get((int) (end / CHUNK));
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7fL) != 0) {
      chunk[(int) (end++ % CHUNK)] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    chunk[(int) (end++ % CHUNK)] = (byte) rest;
  }

  /** Reads all runs. */
  private record Merged(PriorityQueue<Run> open) implements Iterator<Stretch> {
    @Override
    public boolean hasNext() {
      return !open.isEmpty();
    }

    @Override
    public Stretch next() {
      if (open.isEmpty()) {
        throw new NoSuchElementException();
      }
      Run run = open.remove();
      Stretch next = run.stretch;
      if (run.hasNext()) {
        run.next();
        open.add(run);
      }
      return next;
    }
  }

  /** Reads one run. */
  private final class Run {
    private final long until;
    private long position;
    private Stretch stretch = new Stretch(0, 0, 0, 0);

    Run(long position, long until) {
      this.position = position;
      this.until = until;
      next();
    }

    boolean hasNext() {
      return position < until;
    }

    void next() {
      long first = stretch.last() + read();
      long begin = stretch.end() + read();
      long rows = read();
      stretch = new Stretch(first, begin, first + rows, begin + rows * step + read());
      position = aligned(position);
    }

    private long read() {
      byte[] chunk = chunks.get((int) (position / CHUNK));
      long rest = 0;
      int shift = 0;
      byte next;
      do {
        next = chunk[(int) (position++ % CHUNK)];
        rest |= (next & 0x7fL) << shift;
        shift += 7;
      } while (next < 0);
      return (rest >>> 1) ^ -(rest & 1);
    }
  }
}
