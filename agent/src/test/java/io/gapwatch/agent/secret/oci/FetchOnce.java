package io.gapwatch.agent.secret.oci;

import com.sun.management.OperatingSystemMXBean;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretUnavailableException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A program of its own that fetches secrets as the instance and says what that cost: {@code
 * FetchOnce BASE-URL [NAME...]}. Without a name it only creates the store.
 */
final class FetchOnce {
  private FetchOnce() {}

  public static void main(String[] args) {
    try (SecretStore store = new OciVaultSecrets(settings(URI.create(args[0])))) {
      System.out.println("created " + store);
      for (int index = 1; index < args.length; index++) {
        fetch(store, args[index]);
      }
    }
  }

  private static void fetch(SecretStore store, String name) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long wall = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    String found;
    try {
      found = store.get(name).length() + " characters";
    } catch (SecretUnavailableException e) {
      found = e.toString();
    }
    System.out.printf(
        "%s: %s, wall %d ms, CPU %d ms%n",
        name,
        found,
        Duration.ofNanos(System.nanoTime() - wall).toMillis(),
        Duration.ofNanos(system.getProcessCpuTime() - cpu).toMillis());
  }

  private static OciVaultSettings settings(URI base) {
    return new OciVaultSettings(
        Optional.of(SecretService.VAULT),
        Map.of(),
        Optional.empty(),
        new OciLogin(OciLogin.Auth.INSTANCE_PRINCIPAL, Path.of("none"), "DEFAULT"),
        OciTimeouts.DEFAULT,
        new OciEndpoints(
            Optional.of(base.resolve("/opc/v2/")), Optional.of(base), Optional.of(base)));
  }
}
