package io.gapwatch.agent.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The certificate by which OCI knows a VM, with its key. OCI changes it several times a day, so it
 * is read anew for every token.
 */
record InstanceCertificate(
    X509Certificate leaf, List<X509Certificate> intermediates, PrivateKey key) {
  /** The tenancy, as the subject of an instance's and of a service's certificate names it. */
  private static final Pattern TENANCY =
      Pattern.compile("(?:OU=opc-tenant|O=opc-identity):([\\w.-]+)");

  static InstanceCertificate of(InstanceMetadata metadata) {
    try {
      return new InstanceCertificate(
          certificates(metadata.identity("cert.pem")).get(0),
          certificates(metadata.identity("intermediate.pem")),
          PemKey.parse(metadata.identity("key.pem"), Optional.empty()));
    } catch (GeneralSecurityException | PemKey.UnusableException | IndexOutOfBoundsException e) {
      throw OciFailures.unreadable("the VM's certificate or key");
    }
  }

  private static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /** Signs the request for a token. */
  OciSigner signer() {
    return new OciSigner(tenancy() + "/fed-x509-sha256/" + fingerprint(), key);
  }

  private String tenancy() {
    Matcher name = TENANCY.matcher(leaf.getSubjectX500Principal().getName());
    if (!name.find()) {
      throw OciFailures.unreadable("the VM's certificate names no tenancy");
    }
    return name.group(1);
  }

  private String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw OciFailures.unreadable("the VM's certificate");
    }
  }

  /** The leaf as the token service takes it. */
  String leafBase64() {
    return base64(leaf);
  }

  /** The intermediates as a list in JSON. */
  String intermediatesJson() {
    return intermediates.stream()
        .map(certificate -> '"' + base64(certificate) + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String base64(Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw OciFailures.unreadable("the VM's certificate");
    }
  }
}
