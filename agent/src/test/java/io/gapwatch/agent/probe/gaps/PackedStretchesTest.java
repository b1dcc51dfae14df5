package io.gapwatch.agent.probe.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PackedStretchesTest {
  private static final Comparator<Stretch> ORDER =
      Comparator.comparingLong(Stretch::first).thenComparingLong(Stretch::begin);

  @Property(tries = 1_000, seed = "1")
  void returnsAllInOrder(@ForAll("stretches") List<Stretch> stretches, @ForAll long step) {
    PackedStretches packed = packed(step, stretches);

    List<Stretch> read = new ArrayList<>();
    packed.forEach(read::add);
    assertThat(read).isSortedAccordingTo(ORDER).containsExactlyInAnyOrderElementsOf(stretches);
    assertThat(packed.count()).isEqualTo(stretches.size());
  }

  /** Any numbers and times at all: near each other, and at both ends of 64 bits. */
  @Provide
  Arbitrary<List<Stretch>> stretches() {
    Arbitrary<Long> any =
        Arbitraries.oneOf(Arbitraries.longs().between(-50, 50), Arbitraries.longs());
    return Combinators.combine(any, any, any, any)
        .as((a, b, c, d) -> new Stretch(Math.min(a, b), c, Math.max(a, b), d))
        .list()
        .ofMaxSize(300);
  }

  @Test
  void aTableInOrderTakesEightBytesAStretch() {
    PackedStretches packed = new PackedStretches(12_000_000);
    for (long i = 0; i < 4_000_000; i++) {
      packed.accept(stretch(15_000_000 + i * 300, i * 301));
    }
    assertThat(packed.isFull()).isFalse();
    assertThat(packed.areInOrder()).isTrue();
    long next = 0;
    long wrong = 0;
    for (Stretch each : packed) {
      wrong += each.equals(stretch(15_000_000 + next * 300, next * 301)) ? 0 : 1;
      next++;
    }
    assertThat(next).isEqualTo(4_000_000);
    assertThat(wrong).isZero();
  }

  @Test
  void aTableInNoOrderFillsIt() {
    PackedStretches packed = new PackedStretches(12_000_000);
    for (long i = 0; i < 600_000; i++) {
      packed.accept(stretch(i % 2 == 0 ? -i : i, i));
    }
    assertThat(packed.isFull()).isTrue();
    assertThat(packed.areInOrder()).isFalse();
  }

  /** 300 rows from a number and a slot on. */
  private static Stretch stretch(long first, long slot) {
    return new Stretch(
        first, slot * 12_000_000, first + 299, slot * 12_000_000 + 299 * 12_000_000L);
  }

  private static PackedStretches packed(long step, List<Stretch> stretches) {
    PackedStretches packed = new PackedStretches(step);
    stretches.forEach(packed);
    return packed;
  }
}
