package io.gapwatch.agent.source;

import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. */
public final class Trust {
  /** Ten times those of a whole system. */
  private static final int MOST_BYTES = 4 << 20;

  private Trust() {}

  /** Those of Java, or of the trust store that it was started with. */
  public static X509ExtendedTrustManager ofJava() {
    try {
      return manager(null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has a trust store", e);
    }
  }

  /**
   * The authorities in a file, and nobody else.
   *
   * @param authorities certificates in PEM
   * @throws SourceUnavailableException if the file holds none
   */
  public static X509ExtendedTrustManager of(String source, Path authorities) {
    byte[] content = new byte[0];
    try {
      content = RegularFile.read(authorities, MOST_BYTES);
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(content));
      if (all.isEmpty()) {
        throw new GeneralSecurityException("there is no certificate in it");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : all) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      return manager(store);
    } catch (IOException e) {
      throw new SourceUnavailableException(
          "%s: could not read certificates from %s: %s"
              .formatted(source, authorities, FileTrouble.inWords(e)),
          e instanceof NoSuchFileException
              ? "correct the path, which is relative to the configuration"
              : "name a file of certificates in PEM that this user may read",
          e);
    } catch (GeneralSecurityException e) {
      throw unusable(source, authorities, new String(content, StandardCharsets.ISO_8859_1), e);
    }
  }

  private static SourceUnavailableException unusable(
      String source, Path authorities, String content, GeneralSecurityException cause) {
    String why = "there is no certificate in PEM in it";
    String remedy =
        "name the file of the authority's certificate in PEM (BEGIN CERTIFICATE); from DER:"
            + " openssl x509 -inform der -in FILE -out ca.pem";
    if (content.isBlank()) {
      why = "it is empty";
    } else if (content.contains("BEGIN CERTIFICATE")) {
      why = "what follows BEGIN CERTIFICATE cannot be read";
      remedy = "see whether it was cut or changed: openssl x509 -noout -text -in " + authorities;
    } else if (content.contains("PRIVATE KEY-----")) {
      why = "it has a private key, and no certificate";
      remedy = "name the file of the authority's certificate in PEM, not its key";
    }
    return new SourceUnavailableException(
        "%s: could not read certificates from %s: %s".formatted(source, authorities, why),
        remedy,
        cause);
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** TLS that asks this one whom to believe. */
  public static SSLContext with(X509ExtendedTrustManager manager) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }
}
