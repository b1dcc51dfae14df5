package io.gapwatch.infra.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.infra.config.ByteOrderMark;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is taken where nothing is answered, and what can be chosen.
 *
 * @param account asked signed questions that change nothing
 */
record InitDefaults(Path root, ProjectFiles files, Optional<Tenancy> account) {
  private static final List<String> KEYS = List.of("id_ed25519.pub", "id_ecdsa.pub", "id_rsa.pub");

  /** What is set already goes first. */
  String of(InitQuestion question) {
    String set = files.get(question.key()).orElse("");
    return switch (question) {
      case TENANCY ->
          set.isBlank() ? account.map(each -> each.credentials().tenancyId()).orElse("") : set;
      case SSH_KEY -> set.isBlank() ? publicKey() : set;
      case SSH_FROM -> String.join(", ", list(set));
      default -> set;
    };
  }

  /** By what is typed for each; the last word of each is its value. */
  Map<String, String> choices(InitQuestion question) {
    List<String> choices =
        switch (question) {
          case COMPARTMENT -> asked(this::compartments);
          case DOMAIN -> asked(this::domains);
          case AGENT_CONFIG -> configurations();
          default -> List.of();
        };
    Map<String, String> numbered = new LinkedHashMap<>();
    choices.forEach(choice -> numbered.put(Integer.toString(numbered.size() + 1), choice));
    return numbered;
  }

  private List<String> compartments(Tenancy tenancy) {
    return tenancy.compartments().stream().map(each -> each.name() + " " + each.id()).toList();
  }

  private List<String> domains(Tenancy tenancy) {
    List<String> names = tenancy.availabilityDomains();
    return Stream.iterate(1, number -> number + 1)
        .limit(names.size())
        .map(number -> "%s, number %d".formatted(names.get(number - 1), number))
        .toList();
  }

  /** What the account does not tell is not offered; any value can still be typed. */
  private List<String> asked(Function<Tenancy, List<String>> question) {
    try {
      return account.map(question).orElse(List.of());
    } catch (InfraException e) {
      return List.of();
    }
  }

  private List<String> configurations() {
    try (Stream<Path> files = Files.list(root.resolve("config"))) {
      return files
          .filter(file -> file.toString().matches(".*\\.ya?ml"))
          .map(file -> "config/" + file.getFileName())
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String publicKey() {
    for (String name : KEYS) {
      try {
        Path file = Path.of(System.getProperty("user.home"), ".ssh", name);
        return ByteOrderMark.without(Files.readString(file)).strip();
      } catch (IOException e) {
        // Not of this kind: the next.
      }
    }
    return "";
  }

  private static List<String> list(String json) {
    try {
      return json.isBlank()
          ? List.of()
          : new ObjectMapper().readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
