package io.gapwatch.agent.source.http;

import io.gapwatch.agent.source.TlsWords;
import io.gapwatch.agent.text.Times;
import java.net.URI;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;

/**
 * Why TLS failed, and what to do about it.
 *
 * @param why without names of classes
 */
record Distrust(String why, String remedy) {
  /**
   * Told by the certificates where they are what is wrong.
   *
   * @param source its name, for the remedy
   * @param said by the JDK
   */
  static Distrust of(String source, String said, List<X509Certificate> chain, URI target) {
    String words = TlsWords.of(said);
    String served = ByHand.certificates(target);
    if (words.equals(TlsWords.NONE)) {
      return new Distrust(
          words, "write http:// in the url of %s, or the port that speaks TLS".formatted(source));
    }
    for (X509Certificate one :
        words.equals(TlsWords.OTHER_TIME) ? chain : List.<X509Certificate>of()) {
      try {
        one.checkValidity();
      } catch (CertificateExpiredException e) {
        return new Distrust(
            "the server's certificate has expired: %s, on %s"
                .formatted(name(one), time(one.getNotAfter())),
            "renew the certificate, and see why its renewal did not run; what is served: "
                + served);
      } catch (CertificateNotYetValidException e) {
        return new Distrust(
            "the server's certificate %s is not valid yet, only from %s"
                .formatted(name(one), time(one.getNotBefore())),
            "see the clock of this machine (timedatectl), then what is served: " + served);
      }
    }
    return new Distrust(words, "see what is served: " + served);
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  private static String time(Date date) {
    return Times.dateAndTime(date.toInstant());
  }
}
