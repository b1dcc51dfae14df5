package io.gapwatch.agent.offchain;

import io.gapwatch.agent.offchain.OperatorsMachine.Site;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Tests that share a machine of the operators, which is slow to prepare. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
abstract class OnOperatorsMachine {
  /** The address of a database that nobody serves. */
  static final String NOBODY = OperatorsMachine.NOBODY;

  final OperatorsMachine machine;

  OnOperatorsMachine(OperatorsMachine machine) {
    this.machine = machine;
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  /** The off-chain configuration as it ships, with this database. */
  Site offchain(String url) throws IOException {
    return machine.site("offchain", url);
  }
}
