package io.gapwatch.agent.secret.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The certificate of an instance with its intermediate and root, made by the JDK's keytool as OCI
 * names them.
 */
record InstanceCertificates(
    PrivateKey key, X509Certificate leaf, X509Certificate intermediate, X509Certificate root) {
  static final String TENANCY = "ocid1.tenancy.oc1..aaaatest";
  private static final String PASSWORD = "changeit";

  /** One chain for all tests; to make it takes keytool some seconds. */
  static final InstanceCertificates SHARED = make();

  private static InstanceCertificates make() {
    try {
      Path store = Files.createTempDirectory("oci-cloud").resolve("chain.p12");
      InstanceCertificates made = make(store);
      Files.delete(store);
      Files.delete(store.getParent());
      return made;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static InstanceCertificates make(Path store)
      throws IOException, GeneralSecurityException, InterruptedException {
    keytool(store, "root", "CN=PKISVC root", "-ext", "bc:c=ca:true");
    keytool(store, "middle", "CN=PKISVC middle", "-ext", "bc:c=ca:true", "-signer", "root");
    String instance =
        "CN=ocid1.instance.oc1.phx.test, OU=opc-certtype:instance,"
            + " OU=opc-instance:ocid1.instance.oc1.phx.test, OU=opc-tenant:"
            + TENANCY;
    keytool(store, "leaf", instance, "-signer", "middle");
    return load(store);
  }

  private static InstanceCertificates load(Path store)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(store)) {
      keys.load(bytes, PASSWORD.toCharArray());
    }
    return new InstanceCertificates(
        (PrivateKey) keys.getKey("leaf", PASSWORD.toCharArray()),
        (X509Certificate) keys.getCertificate("leaf"),
        (X509Certificate) keys.getCertificate("middle"),
        (X509Certificate) keys.getCertificate("root"));
  }

  private static void keytool(Path store, String alias, String name, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString(),
                "-alias",
                alias,
                "-dname",
                name));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool failed: " + said);
    }
  }

  static String pem(Certificate certificate) throws GeneralSecurityException {
    return PemText.of("CERTIFICATE", certificate.getEncoded());
  }

  static String pem(PrivateKey key) {
    return PemText.pkcs8(key);
  }
}
