package io.gapwatch.agent.secret.oci;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

/** {@link OciCloud} with secrets and a configuration file that may read them, for benchmarks. */
public final class VaultStandIn implements AutoCloseable {
  /** The vault that it knows. */
  public static final String VAULT = SecretService.VAULT;

  private final OciCloud cloud;
  private final Path configFile;

  /** Starts it; the configuration file and its key are written to the folder. */
  public VaultStandIn(Path folder, Map<String, String> secrets)
      throws IOException, GeneralSecurityException {
    cloud = new OciCloud(InstanceCertificates.SHARED);
    secrets.forEach(cloud.secrets()::put);
    OciConfigFile file = OciConfigFile.write(folder);
    cloud.secrets().allow(OciConfigFile.KEY_ID, file.key().getPublic());
    configFile = file.path();
  }

  /** The configuration file of the OCI command line. */
  public Path configFile() {
    return configFile;
  }

  /** The base of all its services but metadata, which lies below {@code /opc/v2/}. */
  public URI uri() {
    return cloud.endpoints().secrets().orElseThrow();
  }

  @Override
  public void close() {
    cloud.close();
  }
}
