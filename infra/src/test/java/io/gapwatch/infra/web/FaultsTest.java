package io.gapwatch.infra.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every exchange ends by its deadline, and says what was wrong. */
@Timeout(120)
class FaultsTest {

  @ParameterizedTest
  @EnumSource
  void endsAndIsTold(Fault fault) throws IOException {
    try (RudeServer server = new RudeServer(fault::serve)) {
      // What ends before its deadline has time to, on a busy machine, too.
      Duration deadline = Duration.ofSeconds(fault.isLate() ? 1 : 60);
      WebService service =
          new WebService("Example", fault.base(server), deadline, fault.environment(server));

      assertThatThrownBy(() -> service.send("/", request -> request))
          .isInstanceOf(InfraException.class)
          .hasMessageStartingWith("could not reach Example at ")
          .hasMessageContaining(fault.told)
          .hasMessageNotContaining("Exception");
    }
  }
}
