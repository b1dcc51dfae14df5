package io.gapwatch.infra.tenancy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.gapwatch.infra.web.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Oracle's services on loopback: each request must be signed by the account's one API key. */
public final class OracleStandIn implements AutoCloseable {
  public static final String TENANCY = "ocid1.tenancy.oc1..aaaa";
  private static final String KEY_ID = TENANCY + "/ocid1.user.oc1..u/12:34";
  private static final Pattern FIELD = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** Answers by the beginning of the path with its query; the longest one that fits counts. */
  public final Map<String, String> answers = new LinkedHashMap<>();

  /** The name of the next page, where an answer is not the last one; by the same rule. */
  public final Map<String, String> nextPages = new LinkedHashMap<>();

  /** The answer to a path that changes; empty where it is one of the others. */
  public UnaryOperator<String> changing = path -> "";

  public final List<String> asked = new CopyOnWriteArrayList<>();

  /** Hears the path of each thing that is removed. */
  public Consumer<String> removing = path -> {};

  private final LoopbackServer server;
  private final KeyPair key;
  private final Path folder;

  /**
   * Starts it, and writes an account's credentials.
   *
   * @param folder gets the configuration file and the key
   */
  public OracleStandIn(Path folder) throws IOException {
    this.folder = folder;
    this.key = newKey();
    this.server = new LoopbackServer(this::serve);
    answers.put(
        "/20160918/tenancies/" + TENANCY + "/regionSubscriptions",
        "[{\"regionName\": \"eu-frankfurt-1\", \"isHomeRegion\": true}]");
    answers.put(
        "/20160918/availabilityDomains", "[{\"name\": \"Uocm:AD-1\"}, {\"name\": \"Uocm:AD-2\"}]");
    answers.put("/20160918/compartments?", "[{\"id\": \"ocid1.compartment.oc1..c\"}]");
    answers.put("/20160918/compartments/", "{\"id\": \"ocid1.compartment.oc1..c\"}");
    answers.put("/20160918/instances", "[]");
    answers.put("/20190729/services/compute/limits/", "{\"used\": 0, \"available\": 12}");
    write(key, "12:34");
  }

  /** The variables that lead a command here. */
  public Map<String, String> environment() {
    String all =
        List.of(
                "oci_core.ComputeClient",
                "oci_identity.IdentityClient",
                "oci_limits.LimitsClient",
                "oci_object_storage.ObjectStorageClient",
                "oci_vault.VaultsClient")
            .stream()
            .map(client -> client + "=" + server.address())
            .collect(Collectors.joining(";"));
    return Map.of(
        "OCI_CONFIG_FILE", folder.resolve("oci-config").toString(), "CLIENT_HOST_OVERRIDES", all);
  }

  /** The configuration file now has a key that the account does not know. */
  public void forgetKey() throws IOException {
    write(newKey(), "12:34");
  }

  private void write(KeyPair pair, String fingerprint) throws IOException {
    Path pem = folder.resolve("key.pem");
    Files.writeString(
        pem,
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPrivate().getEncoded())));
    Files.writeString(
        folder.resolve("oci-config"),
        """
        [DEFAULT]
        user=ocid1.user.oc1..u
        tenancy=%s
        region=eu-frankfurt-1
        fingerprint=%s
        key_file=%s
        """
            .formatted(TENANCY, fingerprint, pem));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    if (!isSigned(exchange)) {
      LoopbackServer.answer(exchange, 401, "{\"code\": \"NotAuthenticated\"}");
      return;
    }
    if (exchange.getRequestMethod().equals("DELETE")) {
      removing.accept(path);
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
      return;
    }
    String now = changing.apply(path);
    String answer = now.isEmpty() ? longest(answers, path).orElse("404") : now;
    longest(nextPages, path)
        .ifPresent(page -> exchange.getResponseHeaders().set("opc-next-page", page));
    if (answer.matches("\\d{3}")) {
      LoopbackServer.answer(
          exchange, Integer.parseInt(answer), "{\"code\": \"NotAuthorizedOrNotFound\"}");
    } else {
      LoopbackServer.answer(exchange, 200, answer);
    }
  }

  private static Optional<String> longest(Map<String, String> byPath, String path) {
    return byPath.keySet().stream()
        .filter(path::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(byPath::get)
        .filter(text -> !text.isEmpty());
  }

  private boolean isSigned(HttpExchange exchange) {
    String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    Map<String, String> fields =
        FIELD
            .matcher(header)
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    String text =
        Pattern.compile(" ")
            .splitAsStream(fields.getOrDefault("headers", ""))
            .map(
                name ->
                    name
                        + ": "
                        + (name.equals("(request-target)")
                            ? exchange.getRequestMethod().toLowerCase(Locale.ROOT)
                                + " "
                                + exchange.getRequestURI()
                            : exchange.getRequestHeaders().getFirst(name)))
            .collect(Collectors.joining("\n"));
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(key.getPublic());
      check.update(text.getBytes(UTF_8));
      return KEY_ID.equals(fields.get("keyId"))
          && check.verify(Base64.getDecoder().decode(fields.getOrDefault("signature", "")));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
