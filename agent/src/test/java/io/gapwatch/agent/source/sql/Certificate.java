package io.gapwatch.agent.source.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

/** A certificate that signs itself, for one host name, with its key. */
record Certificate(Path certificate, Path key) {
  private static final String PASSWORD = "changeit";

  /**
   * @param host the name in it: {@code dns:localhost}, {@code ip:127.0.0.1}
   */
  static Certificate create(Path folder, String name, String host)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + host,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new Certificate(
        write(
            folder.resolve(name + ".crt"),
            "CERTIFICATE",
            Objects.requireNonNull(keys.getCertificate(name)).getEncoded()),
        write(
            folder.resolve(name + ".key"),
            "PRIVATE KEY",
            Objects.requireNonNull(keys.getKey(name, PASSWORD.toCharArray())).getEncoded()));
  }

  private static Path write(Path file, String what, byte[] bytes) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
  }
}
