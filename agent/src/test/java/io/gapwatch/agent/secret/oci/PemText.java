package io.gapwatch.agent.secret.oci;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Keys as PEM files have them. */
final class PemText {
  private static final String CIPHER = "PBEWithHmacSHA256AndAES_256";

  /** How far into PKCS#8 the PKCS#1 key of 2048 bits begins. */
  private static final int PKCS1_OFFSET = 26;

  private PemText() {}

  static String of(String type, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
  }

  static String pkcs8(PrivateKey key) {
    return of("PRIVATE KEY", key.getEncoded());
  }

  static String pkcs1(PrivateKey key) {
    byte[] pkcs8 = key.getEncoded();
    return of("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS1_OFFSET, pkcs8.length));
  }

  /** As {@code openssl pkcs8 -topk8} and the OCI command line encrypt. */
  static String encrypted(PrivateKey key, String passPhrase) {
    try {
      SecretKey secret =
          SecretKeyFactory.getInstance(CIPHER)
              .generateSecret(new PBEKeySpec(passPhrase.toCharArray()));
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, secret);
      // By its own name the JDK does not know it before 19.
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
      parameters.init(cipher.getParameters().getEncoded());
      byte[] bytes = cipher.doFinal(key.getEncoded());
      return of(
          "ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(parameters, bytes).getEncoded());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
