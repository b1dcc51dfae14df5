package io.gapwatch.agent.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. */
public final class Trust {
  private Trust() {}

  /**
   * TLS that believes the authorities in a file, and nobody else.
   *
   * @param authorities certificates in PEM
   * @throws SourceUnavailableException if the file holds none
   */
  public static SSLContext in(String source, Path authorities) {
    try (InputStream in = Files.newInputStream(authorities)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : all) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      if (number == 0) {
        throw unreadable(source, authorities, null);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return with(factory.getTrustManagers());
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(source, authorities, e);
    }
  }

  /** TLS that asks these whom to believe. */
  public static SSLContext with(TrustManager... managers) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static SourceUnavailableException unreadable(
      String source, Path file, @Nullable Exception cause) {
    return new SourceUnavailableException(
        source + ": could not read certificates from " + file,
        "name a file of certificates in PEM, readable by this user",
        cause == null ? new IOException("none in it") : cause);
  }
}
