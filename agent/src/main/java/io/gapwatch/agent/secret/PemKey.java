package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.schema.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** RSA private keys in PEM files: PKCS#8, plain or encrypted, and plain PKCS#1. */
final class PemKey {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN ((?:RSA |ENCRYPTED )?PRIVATE KEY)-----(.+?)-----END \\1-----",
          Pattern.DOTALL);

  /** Version 0 and the algorithm rsaEncryption, as PKCS#8 puts before a PKCS#1 key (RFC 5208). */
  private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;

  private PemKey() {}

  /** The key cannot be used; the message goes on after "its key_file" and quotes nothing of it. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableException(String reason) {
      super(reason);
    }
  }

  /** The first private key in the text. */
  static PrivateKey parse(String text, Optional<Secret> passPhrase) throws UnusableException {
    Matcher pem = PEM.matcher(text);
    if (!pem.find()) {
      throw new UnusableException("holds no private key in PEM; make one with `oci setup keys`");
    }
    if (pem.group(2).contains("Proc-Type")) {
      throw new UnusableException(
          "is encrypted in an old form (PKCS#1); convert it with"
              + " `openssl pkcs8 -topk8 -v2 aes256 -in OLD -out NEW`");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
      return KeyFactory.getInstance("RSA")
          .generatePrivate(
              switch (pem.group(1)) {
                case "RSA PRIVATE KEY" -> new PKCS8EncodedKeySpec(wrapped(bytes));
                case "PRIVATE KEY" -> new PKCS8EncodedKeySpec(bytes);
                default -> decrypted(bytes, passPhrase);
              });
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnusableException("is damaged or no RSA key; make one with `oci setup keys`");
    }
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] bytes, Optional<Secret> passPhrase)
      throws UnusableException {
    if (passPhrase.isEmpty()) {
      throw new UnusableException("is encrypted; set pass_phrase");
    }
    PBEKeySpec phrase = new PBEKeySpec(passPhrase.get().reveal().toCharArray());
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
      // The parameters of PBES2 have the name of the algorithm that they describe.
      String algorithm =
          info.getAlgName().equals("PBES2")
              ? String.valueOf(info.getAlgParameters())
              : info.getAlgName();
      Key key = SecretKeyFactory.getInstance(algorithm).generateSecret(phrase);
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
      return info.getKeySpec(cipher);
    } catch (GeneralSecurityException | IOException e) {
      throw new UnusableException(
          "cannot be decrypted; check pass_phrase, or convert it with"
              + " `openssl pkcs8 -topk8 -v2 aes256 -in OLD -out NEW`");
    } finally {
      phrase.clearPassword();
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA);
    inner.writeBytes(element(OCTETS, pkcs1));
    return element(SEQUENCE, inner.toByteArray());
  }

  /** One element in DER, whose length takes two bytes: an RSA key has more than 255. */
  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(0x82);
    out.write(content.length >> 8);
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }
}
