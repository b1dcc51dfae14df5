package io.gapwatch.agent.secret.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.function.Function;

/** A configuration file of the OCI command line with an API key beside it. */
record OciConfigFile(Path path, KeyPair key) {
  private static final String USER = "ocid1.user.oc1..aaaauser";
  private static final String FINGERPRINT = "12:34:56:78:90:ab:cd:ef:12:34:56:78:90:ab:cd:ef";
  static final String PASS_PHRASE = "hush-pass-phrase";
  static final String KEY_ID = InstanceCertificates.TENANCY + "/" + USER + "/" + FINGERPRINT;

  static OciConfigFile write(Path directory) throws IOException, GeneralSecurityException {
    return write(directory, PemText::pkcs8);
  }

  /** Keeps the key in the form that this function gives it. */
  static OciConfigFile write(Path directory, Function<PrivateKey, String> form)
      throws IOException, GeneralSecurityException {
    KeyPair key = newKey();
    Path pem = Files.writeString(directory.resolve("key.pem"), form.apply(key.getPrivate()));
    String text =
        """
        [DEFAULT]
        user=%s
        fingerprint=%s
        tenancy=%s
        region=us-phoenix-1
        key_file=%s
        pass_phrase=%s
        """
            .formatted(USER, FINGERPRINT, InstanceCertificates.TENANCY, pem, PASS_PHRASE);
    return new OciConfigFile(Files.writeString(directory.resolve("config"), text), key);
  }

  static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }
}
