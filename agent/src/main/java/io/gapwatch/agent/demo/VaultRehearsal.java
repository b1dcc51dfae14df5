package io.gapwatch.agent.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gapwatch.agent.secret.oci.OciEndpoints;
import io.gapwatch.agent.secret.oci.OciLogin;
import io.gapwatch.agent.secret.oci.OciLogin.Auth;
import io.gapwatch.agent.secret.oci.OciTimeouts;
import io.gapwatch.agent.secret.oci.OciVaultSecrets;
import io.gapwatch.agent.secret.oci.OciVaultSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a secret from a vault that is no vault, as a user and as a VM, so that {@code
 * share-classes} learns which classes that takes. The server on loopback believes everybody.
 */
public final class VaultRehearsal {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "rehearsal";
  private static final String ALIAS = "vm";
  private static final String VAULT = "ocid1.vault.oc1.phx.rehearsal.rehearsal";

  private final Path folder;
  private final String key;
  private final String certificate;

  private VaultRehearsal(Path folder, KeyStore keys) throws GeneralSecurityException {
    this.folder = folder;
    this.key = pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    this.certificate = pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
  }

  /** Arguments: a PKCS #12 file with the key and certificate of a VM, and a folder to write to. */
  public static void main(String[] args) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(Path.of(args[0]))) {
      keys.load(file, PASSWORD.toCharArray());
    }
    new VaultRehearsal(Path.of(args[1]), keys).run();
  }

  private void run() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    try {
      URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      Path config = configFile();
      for (Auth auth : new Auth[] {Auth.CONFIG_FILE, Auth.INSTANCE_PRINCIPAL}) {
        read(new OciLogin(auth, config, "DEFAULT"), base);
      }
    } finally {
      server.stop(0);
    }
  }

  private static void read(OciLogin login, URI base) {
    OciEndpoints endpoints =
        new OciEndpoints(
            Optional.of(base.resolve("opc/v2/")), Optional.of(base), Optional.of(base));
    OciVaultSettings settings =
        new OciVaultSettings(
            Optional.of(VAULT), Map.of(), Optional.empty(), login, OciTimeouts.DEFAULT, endpoints);
    try (OciVaultSecrets store = new OciVaultSecrets(settings)) {
      store.get("BY_NAME");
      store.get("ocid1.vaultsecret.oc1.phx.rehearsal");
    }
  }

  private Path configFile() throws IOException {
    Path pem = Files.writeString(folder.resolve("key.pem"), key);
    return Files.writeString(
        folder.resolve("config"),
        """
        [DEFAULT]
        user=ocid1.user.oc1..rehearsal
        tenancy=ocid1.tenancy.oc1..rehearsal
        fingerprint=00:00
        region=us-phoenix-1
        key_file=%s
        """
            .formatted(pem));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] answer = answer(exchange).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private String answer(HttpExchange exchange) throws IOException, GeneralSecurityException {
    return switch (exchange.getRequestURI().getPath()) {
      case "/opc/v2/instance/regionInfo" ->
          """
          {"realmKey":"oc1","realmDomainComponent":"oraclecloud.com","regionKey":"PHX",\
          "regionIdentifier":"us-phoenix-1"}""";
      case "/opc/v2/identity/key.pem" -> key;
      case "/opc/v2/identity/cert.pem", "/opc/v2/identity/intermediate.pem" -> certificate;
      case "/v1/x509" -> token(exchange.getRequestBody());
      default ->
          """
          {"secretId":"ocid1.vaultsecret.oc1.phx.rehearsal","versionNumber":1,\
          "timeCreated":"2026-01-02T03:04:05.678Z","stages":["CURRENT","LATEST"],\
          "secretBundleContent":{"contentType":"BASE64","content":"cmVoZWFyc2Fs"}}""";
    };
  }

  /** A token for the session key of the request, as long as the shortest that OCI gives out. */
  private static String token(InputStream request) throws IOException, GeneralSecurityException {
    byte[] encoded =
        Base64.getDecoder().decode(JSON.readTree(request).path("publicKey").textValue());
    RSAPublicKey session =
        (RSAPublicKey)
            KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
    String jwk =
        JSON.writeValueAsString(
            Map.of(
                "kty", "RSA",
                "kid", "rehearsal",
                "alg", "RS256",
                "use", "sig",
                "n", base64(session.getModulus().toByteArray()),
                "e", base64(session.getPublicExponent().toByteArray())));
    Map<String, Object> claims =
        Map.of("exp", Instant.now().plusSeconds(1200).getEpochSecond(), "jwk", jwk);
    return JSON.writeValueAsString(
        Map.of("token", "e30." + base64(JSON.writeValueAsBytes(claims)) + ".e30"));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String pem(String type, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(bytes), type);
  }
}
