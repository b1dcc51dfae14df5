package io.gapwatch.infra.release;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What happens on a machine that the real updater brings releases to. */
abstract class MachineTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  UpdatedMachine vm;

  @BeforeEach
  void start() throws IOException {
    vm = UpdatedMachine.below(folder);
  }

  @AfterEach
  void stop() {
    vm.close();
  }
}
