package io.gapwatch.agent.probe.gaps;

import io.gapwatch.agent.source.sql.Row;
import java.util.function.Consumer;

/** Pairs the start of each stretch, which arrives with the row before it, with its end. */
final class StretchPairing {
  private final StretchQuery query;
  private final Consumer<Stretch> sink;
  private boolean whole = true;
  private boolean open;
  private long first;
  private long begin;

  StretchPairing(StretchQuery query, Consumer<Stretch> sink) {
    this.query = query;
    this.sink = sink;
  }

  void accept(Row row) {
    boolean end = row.number(StretchQuery.PLACE) > 0;
    whole &= end == open;
    if (end && whole) {
      close(row.number(StretchQuery.NUMBER), row.number(StretchQuery.TIME));
    }
    open = !query.isEnd(row);
    first = row.number(StretchQuery.NEXT_NUMBER);
    begin = row.number(StretchQuery.NEXT_TIME);
  }

  private void close(long last, long end) {
    long step = query.step();
    whole = last >= first && (step == 0 || end - begin == step * (last - first));
    if (whole) {
      sink.accept(new Stretch(first, begin, last, end));
    }
  }

  /** The last row has no next one. */
  boolean whole() {
    return whole && !open;
  }
}
