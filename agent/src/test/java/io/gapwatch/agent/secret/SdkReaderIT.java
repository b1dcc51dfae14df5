package io.gapwatch.agent.secret;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Oracle's own client, by which the contract and {@link OciCloud} are measured. */
class SdkReaderIT extends VaultReaderContract {

  SdkReaderIT(@TempDir Path directory) throws Exception {
    super(directory);
  }

  @Override
  VaultReader login(OciVaultSettings settings) {
    return SdkReader.login(settings);
  }
}
