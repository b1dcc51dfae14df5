package io.gapwatch.agent.probe.gaps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Counts all items and keeps the first few in some order. */
final class TopItems<T> implements Consumer<T> {
  private final int most;
  private final Comparator<T> order;
  private final PriorityQueue<T> kept;
  private long count;

  TopItems(int most, Comparator<T> order) {
    this.most = most;
    this.order = order;
    this.kept = new PriorityQueue<>(order.reversed());
  }

  @Override
  public void accept(T item) {
    count++;
    kept.add(item);
    if (kept.size() > most) {
      kept.remove();
    }
  }

  long count() {
    return count;
  }

  /** The items kept, in order. */
  List<T> list() {
    List<T> sorted = new ArrayList<>(kept);
    sorted.sort(order);
    return sorted;
  }
}
