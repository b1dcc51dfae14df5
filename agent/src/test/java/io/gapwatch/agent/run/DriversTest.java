package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class DriversTest {
  @Test
  void endsNoRunWhereNoThreadCanBeHad() {
    Thread none =
        new Thread() {
          @Override
          public synchronized void start() {
            throw new OutOfMemoryError("unable to create native thread");
          }
        };

    assertThatCode(() -> Drivers.start(none)).doesNotThrowAnyException();
  }
}
