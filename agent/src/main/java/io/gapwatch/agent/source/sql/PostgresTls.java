package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
  private static final String REQUIRE = "require";
  private static final String VERIFY = "verify-";
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

  /** How the server's certificate is looked at, in lower case. */
  static String mode(Map<String, String> parameters) {
    boolean full = asksForTls(parameters);
    boolean system = SYSTEM.equals(parameters.get(ROOTS));
    // The driver's own word, without a mode, means the whole check.
    return parameters.getOrDefault(MODE, full || system ? FULL : "prefer").toLowerCase(Locale.ROOT);
  }

  private static boolean asksForTls(Map<String, String> parameters) {
    String ssl = parameters.getOrDefault("ssl", "false");
    return ssl.isEmpty() || ssl.equals("1") || ssl.equalsIgnoreCase("true");
  }

  /**
   * Refuses TLS that would not be spoken, and authorities by which nothing would be checked.
   *
   * @throws SourceUnavailableException with what to write instead
   */
  static void check(String source, Map<String, String> parameters) {
    String given = parameters.get(ROOTS);
    String mode = mode(parameters);
    boolean encrypted = mode.equals(REQUIRE) || mode.startsWith(VERIFY);
    // The driver goes by sslmode.
    if (asksForTls(parameters) && !encrypted) {
      throw new SourceUnavailableException(
          source + ": ssl in url does not go with sslmode=" + mode,
          "write sslmode=require or sslmode=verify-full, and leave ssl out");
    }
    if (SYSTEM.equals(given) && !mode.equals(FULL)) {
      throw new SourceUnavailableException(
          source + ": sslrootcert=system does not go with sslmode=" + mode,
          "write sslmode=verify-full: whoever has a certificate of any public authority would "
              + "be believed otherwise");
    }
    if (given != null && !encrypted) {
      throw new SourceUnavailableException(
          source + ": sslrootcert is not looked at with sslmode=" + mode,
          "write sslmode=verify-full beside it (TLS, and a certificate for this host that is"
              + " signed by these authorities), or leave sslrootcert out");
    }
  }

  /**
   * Replaces what the driver does not understand. Where there are authorities of the user, {@code
   * require} is {@code verify-ca}, as with libpq.
   */
  void apply(String source, Map<String, String> parameters) {
    check(source, parameters);
    for (String file : List.of("sslcert", "sslkey")) {
      parameters.computeIfPresent(file, (name, path) -> files.apply(path).toString());
    }
    String given = parameters.get(ROOTS);
    String mode = mode(parameters);
    if (given != null && !given.equals(SYSTEM)) {
      parameters.put(ROOTS, files.apply(given).toString());
    } else if (given != null || (mode.startsWith(VERIFY) && !Files.exists(roots))) {
      if (!mode.equals(FULL)) {
        throw new SourceUnavailableException(
            source
                + ": sslmode=verify-ca has no authority to go by: no sslrootcert, and no"
                + " ~/.postgresql/root.crt",
            "name the file of yours in sslrootcert, or write sslmode=verify-full: whoever has a"
                + " certificate of any public authority would be believed otherwise");
      }
      trustTheMachine(parameters);
    }
    if (mode.equals(REQUIRE) && (given != null || Files.exists(roots))) {
      parameters.put(MODE, "verify-ca");
    } else if (mode.startsWith(VERIFY)) {
      parameters.put(MODE, mode);
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
