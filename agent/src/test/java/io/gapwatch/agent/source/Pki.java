package io.gapwatch.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of one's own and its certificates, made by the JDK's keytool. */
public final class Pki {
  public static final String ROOT = "root";
  private static final String WORD = "changeit";

  private final Path folder;
  private final Path store;

  public Pki(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.store = folder.resolve("pki.p12");
    issue(ROOT, "", 0, 3650, "bc:c");
  }

  /** An authority between the root and others. */
  public void authority(String name, String signer, int days)
      throws IOException, InterruptedException {
    issue(name, signer, 0, days, "bc:c");
  }

  /**
   * A certificate of a server.
   *
   * @param signer who signs it; empty for itself
   * @param startDays from when it is valid: -400 is 400 days ago
   * @param days how long it is valid from then
   * @param names such as {@code dns:localhost,ip:127.0.0.1}
   */
  public void server(String name, String signer, int startDays, int days, String names)
      throws IOException, InterruptedException {
    issue(name, signer, startDays, days, "san=" + names);
  }

  /** The same, valid from a time as keytool writes it: {@code +3d}. */
  public void serverFrom(String name, String signer, String start, int days, String names)
      throws IOException, InterruptedException {
    issue(name, signer, start, days, "san=" + names);
  }

  private void issue(String name, String signer, int startDays, int days, String extension)
      throws IOException, InterruptedException {
    // An hour earlier, so that it is valid at once.
    issue(name, signer, startDays >= 0 ? "-1H" : startDays + "d-1H", days, extension);
  }

  private void issue(String name, String signer, String start, int days, String extension)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", WORD));
    command.addAll(List.of("-dname", "CN=" + name, "-validity", String.valueOf(days)));
    command.addAll(List.of("-startdate", start, "-ext", extension));
    if (!signer.isEmpty()) {
      command.addAll(List.of("-signer", signer));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  /** TLS of a server with this certificate and its chain. */
  public SSLContext of(String name) throws GeneralSecurityException, IOException {
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    one.setKeyEntry(name, key(name), WORD.toCharArray(), all().getCertificateChain(name));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(one, WORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** The certificate and its chain as PEM. */
  public Path certificate(String name) throws GeneralSecurityException, IOException {
    StringBuilder text = new StringBuilder();
    for (Certificate one : all().getCertificateChain(name)) {
      text.append(pem("CERTIFICATE", one.getEncoded()));
    }
    return Files.writeString(folder.resolve(name + ".pem"), text);
  }

  /** The private key as PEM. */
  public Path privateKey(String name) throws GeneralSecurityException, IOException {
    return Files.writeString(
        folder.resolve(name + ".key"), pem("PRIVATE KEY", key(name).getEncoded()));
  }

  private static String pem(String what, byte[] bytes) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what);
  }

  private Key key(String name) throws GeneralSecurityException, IOException {
    return all().getKey(name, WORD.toCharArray());
  }

  private KeyStore all() throws GeneralSecurityException, IOException {
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      all.load(in, WORD.toCharArray());
    }
    return all;
  }
}
