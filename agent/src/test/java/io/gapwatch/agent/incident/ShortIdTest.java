package io.gapwatch.agent.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortIdTest {

  @Test
  void isFiveLettersThatAreNoWordAndFollowFromTheId() {
    assertThat(ShortId.of("01KAJX0000000000000000000A"))
        .matches("[bcdfghjkmnpqrstvwxyz]{5}")
        .isEqualTo(ShortId.of("01KAJX0000000000000000000A"));
  }

  @Test
  void idsOfOneRunDifferInTheirFirstLettersToo() {
    Supplier<String> ids = Samples.ids();
    assertThat(
            IntStream.range(0, 40).mapToObj(i -> ShortId.of(ids.get()).substring(0, 2)).distinct())
        .hasSizeGreaterThan(30);
  }

  @Test
  void anIdWhoseShortFormIsTakenIsNotGiven() {
    Supplier<String> ids = Samples.ids();
    Supplier<String> all = Samples.ids();
    String taken = all.get();
    Supplier<String> fresh = ShortId.unlike(List.of(taken), ids);
    Set<String> given = new HashSet<>();
    // With 3.2 million short forms, some of these would be the same by chance.
    for (int i = 0; i < 20_000; i++) {
      assertThat(given.add(ShortId.of(fresh.get()))).isTrue();
    }
    assertThat(given).doesNotContain(ShortId.of(taken));
  }
}
