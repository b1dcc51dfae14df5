package io.gapwatch.infra.release;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * The operator's word that an archive is a release. The time is signed too, so that a bucket which
 * was written by somebody else cannot bring an older release back.
 *
 * @param made when it was signed, as in {@code 2026-11-26T03:40:00Z}
 * @param signature Ed25519 over {@link #statement}, in Base64
 * @param publicKey of the key that signed, in DER and Base64
 */
public record ReleaseSignature(String made, String signature, String publicKey) {

  /** Signs an archive. */
  public static ReleaseSignature of(String sha256, ReleaseKey key, Instant now) {
    String made = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return new ReleaseSignature(made, key.sign(statement(sha256, made)), key.publicKey());
  }

  /** Beside the archive that it is for. */
  public static Path place(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".signature");
  }

  /** The one beside an archive; empty where there is none, or nothing that can be understood. */
  public static Optional<ReleaseSignature> read(Path archive) {
    try {
      JsonNode json = new ObjectMapper().readTree(place(archive).toFile());
      return Optional.of(
          new ReleaseSignature(
              json.path("made").asText(),
              json.path("signature").asText(),
              json.path("publicKey").asText()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Writes it beside an archive. */
  public void write(Path archive) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("made", made).put("signature", signature).put("publicKey", publicKey);
    Files.writeString(place(archive), json + "\n");
  }

  /** Whether it is for the content with this hash, and by the key that it names. */
  public boolean isOf(String sha256) {
    try {
      Signature check = Signature.getInstance(ReleaseKey.ALGORITHM);
      check.initVerify(
          KeyFactory.getInstance(ReleaseKey.ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
      check.update(statement(sha256, made).getBytes(US_ASCII));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** What is signed; {@code gapwatch-update} writes the same lines. */
  private static String statement(String sha256, String made) {
    return "gapwatch-release\n%s\n%s\n".formatted(sha256, made);
  }
}
