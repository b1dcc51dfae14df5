package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The TLS parameters of a PostgreSQL URL in the driver's words: with {@code sslrootcert=system}
 * libpq takes the roots that the machine trusts, and insists on {@code verify-full}; the driver
 * knows only files.
 *
 * @param files resolves a path of the configuration
 * @param roots the user's own roots, as libpq looks for them
 * @param bundles where systems keep the roots that they trust; the first that exists is read
 */
record PostgresTls(Function<String, Path> files, Path roots, List<Path> bundles) {
  private static final String MODE = "sslmode";
  private static final String ROOTS = "sslrootcert";
  private static final String SYSTEM = "system";
  private static final String FULL = "verify-full";

  static PostgresTls ofThisMachine(Function<String, Path> files) {
    return new PostgresTls(
        files,
        Path.of(System.getProperty("user.home", "/"), ".postgresql", "root.crt"),
        List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem")));
  }

  /** Replaces what the driver does not understand. */
  void apply(String source, Map<String, String> parameters) {
    for (String file : List.of("sslcert", "sslkey")) {
      parameters.computeIfPresent(file, (name, path) -> files.apply(path).toString());
    }
    String given = parameters.get(ROOTS);
    if (given != null && !given.equals(SYSTEM)) {
      parameters.put(ROOTS, files.apply(given).toString());
    } else if (given != null) {
      String mode = parameters.getOrDefault(MODE, FULL);
      if (!mode.equals(FULL)) {
        throw new SourceUnavailableException(
            source + ": sslrootcert=system does not go with sslmode=" + mode,
            "write sslmode=verify-full: whoever has a certificate of any public authority would "
                + "be believed otherwise");
      }
      parameters.put(MODE, FULL);
      trustTheMachine(parameters);
    } else if (parameters.getOrDefault(MODE, "").startsWith("verify-") && !Files.exists(roots)) {
      trustTheMachine(parameters);
    }
  }

  private void trustTheMachine(Map<String, String> parameters) {
    parameters.remove(ROOTS);
    bundles.stream()
        .filter(Files::isReadable)
        .findFirst()
        .ifPresentOrElse(
            bundle -> parameters.put(ROOTS, bundle.toString()),
            // Java has roots of its own.
            () -> parameters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory"));
  }
}
