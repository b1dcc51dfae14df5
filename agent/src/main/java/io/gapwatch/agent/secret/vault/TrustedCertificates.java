package io.gapwatch.agent.secret.vault;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the certificates of a file, and in no others, as with {@code VAULT_CACERT}. */
final class TrustedCertificates {
  private static final int MOST_BYTES = 1 << 20;

  private TrustedCertificates() {}

  /**
   * Connections that trust what the file has.
   *
   * @throws GapwatchException when it cannot be read, or has no certificate
   */
  static SSLSocketFactory in(Path file) {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(RegularFile.read(file, MOST_BYTES)));
      if (certificates.isEmpty()) {
        throw refused(file, "it has no certificate");
      }
      return trusting(certificates);
    } catch (CertificateException e) {
      throw refused(file, "it is not a certificate in PEM");
    } catch (IOException e) {
      throw refused(file, FileTrouble.inWords(e));
    } catch (GeneralSecurityException e) {
      throw refused(file, "this Java cannot use its certificates");
    }
  }

  private static SSLSocketFactory trusting(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate each : certificates) {
      store.setCertificateEntry("ca" + store.size(), each);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static GapwatchException refused(Path file, String reason) {
    return new GapwatchException(
        "caFile " + file + " cannot be used: " + reason + "; see openssl x509 -in FILE -text");
  }
}
