package io.gapwatch.agent.secret.oci;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.oracle.bmc.auth.X509CertificateSupplier;
import com.oracle.bmc.http.client.pki.Pem;
import com.oracle.bmc.http.client.pki.PemException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.util.Optional;
import javax.security.auth.Refreshable;

/**
 * A certificate by which OCI knows a VM. OCI changes it several times a day, so the SDK has it read
 * anew for every token.
 */
final class InstanceCertificate implements X509CertificateSupplier, Refreshable {
  private final InstanceMetadata metadata;
  private final String file;
  private final Optional<String> keyFile;
  private CertificateAndPrivateKeyPair current;

  private InstanceCertificate(InstanceMetadata metadata, String file, Optional<String> keyFile) {
    this.metadata = metadata;
    this.file = file;
    this.keyFile = keyFile;
    this.current = read();
  }

  /** The VM's own, with its key. */
  static InstanceCertificate leaf(InstanceMetadata metadata) {
    return new InstanceCertificate(metadata, "cert.pem", Optional.of("key.pem"));
  }

  /** The one that vouches for it. */
  static InstanceCertificate intermediate(InstanceMetadata metadata) {
    return new InstanceCertificate(metadata, "intermediate.pem", Optional.empty());
  }

  private CertificateAndPrivateKeyPair read() {
    String certificate = metadata.identity(file);
    Optional<String> key = keyFile.map(metadata::identity);
    try {
      return new CertificateAndPrivateKeyPair(
          (X509Certificate) Pem.decoder().decodeCertificate(certificate),
          key.map(text -> (RSAPrivateKey) Pem.decoder().decodePrivateKey(text.getBytes(US_ASCII)))
              .orElse(null));
    } catch (PemException | IllegalArgumentException | ClassCastException e) {
      throw OciFailures.unreadable("the VM's certificate or key");
    }
  }

  @Override
  public synchronized CertificateAndPrivateKeyPair getCertificateAndKeyPair() {
    return current;
  }

  @Override
  public synchronized void refresh() {
    current = read();
  }

  @Override
  public boolean isCurrent() {
    return false;
  }

  @Override
  @SuppressWarnings("deprecation") // the SDK asks for it
  public X509Certificate getCertificate() {
    return getCertificateAndKeyPair().getCertificate();
  }

  @Override
  @SuppressWarnings("deprecation") // the SDK asks for it
  public RSAPrivateKey getPrivateKey() {
    return getCertificateAndKeyPair().getPrivateKey();
  }
}
