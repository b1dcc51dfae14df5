package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No parameter of a URL is passed over in silence. */
class PostgresChoicesTest {
  /** All parameters of libpq 18, with a value that its users write. */
  private static final List<String> LIBPQ =
      List.of(
          "host=h hostaddr=1.2.3.4 port=5432 dbname=x user=u password=p passfile=f",
          "require_auth=scram-sha-256 channel_binding=require connect_timeout=9",
          "client_encoding=UTF8 options=-cwork_mem=8MB application_name=a",
          "fallback_application_name=a keepalives=1 keepalives_idle=1 keepalives_interval=1",
          "keepalives_count=1 tcp_user_timeout=1 replication=database gssencmode=prefer",
          "sslmode=require requiressl=1 sslnegotiation=postgres sslcompression=0 sslcert=f",
          "sslkey=f sslkeylogfile=f sslpassword=p sslcertmode=require sslrootcert=f sslcrl=f",
          "sslcrldir=d sslsni=0 requirepeer=postgres ssl_min_protocol_version=TLSv1.3",
          "ssl_max_protocol_version=TLSv1.2 min_protocol_version=3.2 max_protocol_version=3.2",
          "krbsrvname=k gsslib=gssapi gssdelegation=1 scram_client_key=k scram_server_key=k",
          "service=s servicefile=f target_session_attrs=standby load_balance_hosts=random",
          "oauth_issuer=i oauth_client_id=i oauth_client_secret=s oauth_scope=s");

  private static final Set<String> REFUSED =
      Set.of(
          "hostaddr",
          "passfile",
          "require_auth",
          "replication",
          "requiressl",
          "sslcertmode",
          "sslcrl",
          "sslcrldir",
          "sslsni",
          "ssl_min_protocol_version",
          "min_protocol_version",
          "scram_client_key",
          "scram_server_key",
          "service",
          "servicefile",
          "oauth_issuer",
          "oauth_client_id",
          "oauth_client_secret",
          "oauth_scope");

  @Test
  void eachParameterOfLibpqIsHonouredHarmlessOrRefused() {
    for (String pair : String.join(" ", LIBPQ).split(" ", -1)) {
      String[] sides = pair.split("=", 2);
      Map<String, String> parameters = new LinkedHashMap<>(Map.of("sslmode", "require"));
      parameters.put(sides[0], sides[1]);
      SourceUnavailableException refused =
          catchThrowableOfType(
              SourceUnavailableException.class, () -> PostgresChoices.check("url", parameters));
      assertThat(refused != null).as(pair).isEqualTo(REFUSED.contains(sides[0]));
      if (refused != null) {
        assertThat(refused).hasMessage("url: " + sides[0] + " in url is not supported");
        assertThat(refused.remedy()).as(pair).isNotBlank().doesNotContain("no parameter");
      }
    }
  }

  /** A new version of the driver may bring one. */
  @Test
  void eachPropertyOfTheDriverIsKnown() throws SQLException {
    String url = "jdbc:postgresql://h/x";
    for (DriverPropertyInfo property :
        DriverManager.getDriver(url).getPropertyInfo(url, new Properties())) {
      Map<String, String> parameters = new LinkedHashMap<>(Map.of("sslmode", "require"));
      parameters.putIfAbsent(property.name, "1");
      SourceUnavailableException refused =
          catchThrowableOfType(
              SourceUnavailableException.class, () -> PostgresChoices.check("url", parameters));
      assertThat(refused == null ? "" : refused.getMessage())
          .doesNotContain("is no parameter of PostgreSQL");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel_binding=always",
        "gssencmode=yes",
        "sslmode=no-verify",
        "sslnegotiation=tls",
        "target_session_attrs=master",
        "targetServerType=standby",
        "load_balance_hosts=round-robin",
        "ssl=no-verify"
      })
  void aValueThatThereIsNotIsRefusedWithThoseThatThereAre(String pair) {
    SourceUnavailableException refused = refusal(pair);
    assertThat(refused).hasMessageContaining(pair.replaceFirst("=.*", " in url"));
    assertThat(refused.remedy()).startsWith("write ");
  }

  /** They would name a class that believes everybody, or a table of another schema. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sslfactory=org.postgresql.ssl.NonValidatingFactory|sslmode=verify-full",
        "sslhostnameverifier=x|sslmode=verify-full",
        "authenticationPluginClassName=x|user and password",
        "schema=eth|currentSchema=NAME",
        "sslaccept=strict|sslmode=verify-full"
      })
  void othersNames(String pair, String words) {
    assertThat(refusal(pair).remedy()).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pgbouncer=true",
        "connection_limit=1",
        "currentSchema=eth",
        "targetServerType=preferSecondary",
        "ApplicationName=x",
        "sslmode=VERIFY-FULL",
        "ssl=true",
        "ssl_min_protocol_version=TLSv1.2",
        "replication=false"
      })
  void whatDoesNoHarmStays(String pair) {
    assertThatCode(() -> PostgresChoices.check("url", parameters(pair))).doesNotThrowAnyException();
  }

  /** The last one counted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel_binding=require&channelBinding=prefer",
        "target_session_attrs=standby&targetServerType=any",
        "gssencmode=require&gssEncMode=disable",
        "currentSchema=eth&options=-c search_path=public",
        "currentSchema=eth&options=-c SEARCH_PATH=public"
      })
  void twoNamesOfOneParameter(String pairs) {
    assertThat(refusal(pairs)).hasMessageMatching(".* url are the same");
  }

  @Test
  void aTypingErrorIsNoWeakerConnection() {
    SourceUnavailableException refused = refusal("sslmod=verify-full");
    assertThat(refused).hasMessage("url: sslmod in url is no parameter of PostgreSQL");
  }

  /** After an unescaped & the rest of a password has the place of a name. */
  @Test
  void aPartOfAPasswordIsNotQuoted() {
    SourceUnavailableException refused = refusal("password=hun&ter2");
    assertThat(refused).hasMessage("url: parameter 2 of url is no parameter of PostgreSQL");
    assertThat(refused.remedy()).contains("%26");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&sslmode=prefer", "&sslmode=allow", "&sslmode=disable"})
  void directTlsWantsTls(String mode) {
    assertThat(refusal("sslnegotiation=direct" + mode).remedy()).contains("sslmode=verify-full");
    assertThatCode(
            () -> PostgresChoices.check("url", parameters("sslnegotiation=direct&sslmode=require")))
        .doesNotThrowAnyException();
  }

  private static SourceUnavailableException refusal(String query) {
    SourceUnavailableException refused =
        catchThrowableOfType(
            SourceUnavailableException.class,
            () -> PostgresChoices.check("url", parameters(query)));
    assertThat(refused).as(query).isNotNull();
    return refused;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      String[] sides = pair.split("=", 2);
      parameters.put(sides[0], sides.length > 1 ? sides[1] : "");
    }
    return parameters;
  }
}
