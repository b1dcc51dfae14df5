package io.gapwatch.infra.release;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key that signs releases: Ed25519, made on the operator's machine, whose private half never
 * leaves it. A VM takes up what the key of its creation signed, and nothing else.
 */
public final class ReleaseKey {
  static final String ALGORITHM = "Ed25519";

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.copyOf(PosixFilePermissions.fromString("---rwxrwx"));

  private final KeyPair pair;

  private ReleaseKey(KeyPair pair) {
    this.pair = pair;
  }

  /** Where a user's key is: {@code gapwatch/release-key.pem} in the folder for configuration. */
  public static Path place(Map<String, String> environment) {
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path base =
        folder.isBlank() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(folder);
    return base.resolve("gapwatch/release-key.pem");
  }

  /**
   * Makes a key.
   *
   * @throws InfraException when there is a file already, or the disk refuses
   */
  public static ReleaseKey make(Path file) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file,
          pem("PRIVATE KEY", pair.getPrivate().getEncoded())
              + pem("PUBLIC KEY", pair.getPublic().getEncoded()),
          US_ASCII);
      return new ReleaseKey(pair);
    } catch (IOException e) {
      throw new InfraException(
          "could not write the release key %s: it may be there already, or its folder is not yours"
              .formatted(file),
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
  }

  /**
   * Reads a key.
   *
   * @throws InfraException when others can read it too, or it is none; without a word of its
   *     content
   */
  public static ReleaseKey read(Path file) {
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new InfraException(
            "the release key %s can be read by others; run chmod 600 %1$s, and make a new one if"
                    .formatted(file)
                + " somebody did: gapctl key --new");
      }
      // Whatever an editor put around the blocks is no part of them.
      String text = Files.readString(file, ISO_8859_1);
      KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
      return new ReleaseKey(
          new KeyPair(
              factory.generatePublic(new X509EncodedKeySpec(der("PUBLIC KEY", text))),
              factory.generatePrivate(new PKCS8EncodedKeySpec(der("PRIVATE KEY", text)))));
    } catch (IOException e) {
      throw new InfraException(
          "could not read the release key %s; check its owner and its mode".formatted(file), e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw invalid(file);
    }
  }

  private static InfraException invalid(Path file) {
    return new InfraException(
        "%s is not a valid release key; restore it from your backup, or make a new one: gapctl key --new"
            .formatted(file));
  }

  /** What a VM verifies with: the DER of the public half, in Base64 on one line. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /** A public key as OpenSSL reads it. */
  public static String pem(String publicKey) {
    return pem("PUBLIC KEY", Base64.getDecoder().decode(publicKey));
  }

  String sign(String statement) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(statement.getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the release key cannot sign", e);
    }
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %1$s-----\n"
        .formatted(what, Base64.getEncoder().encodeToString(der));
  }

  private static byte[] der(String what, String text) {
    Matcher block =
        Pattern.compile("-----BEGIN %s-----\\s([A-Za-z0-9+/=\\s]+)-----END".formatted(what))
            .matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException("no " + what);
    }
    return Base64.getMimeDecoder().decode(block.group(1));
  }
}
