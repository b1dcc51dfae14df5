package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.epochs.ParticipantTable.Counts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last epochs as reports list them: one line for each epoch and group. */
final class Recent {
  private static final int LINES = 10;

  private Recent() {}

  static List<Map<String, Object>> of(List<Seal> seals, Optional<Counts> participants) {
    Map<List<Object>, List<Seal>> lines =
        seals.stream()
            .sorted(Comparator.comparing(Seal::epoch).reversed().thenComparing(Seal::group))
            .collect(
                Collectors.groupingBy(
                    seal -> List.of(seal.epoch(), seal.group()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return lines.values().stream().limit(LINES).map(line -> line(line, participants)).toList();
  }

  private static Map<String, Object> line(List<Seal> seals, Optional<Counts> participants) {
    Seal first = seals.get(0);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("epoch", first.epoch().getEpochSecond());
    line.put("group", first.group());
    line.put("channels", seals.size());
    participants.ifPresent(
        counts -> {
          List<Seal> most = new ArrayList<>(seals);
          most.sort(Comparator.comparingLong(seal -> -counts.of(seal)));
          line.put("largest", most.get(0).channel());
          line.put("participants", seals.stream().mapToLong(counts::of).sum());
        });
    seals.stream()
        .flatMap(seal -> seal.sealedAt().stream())
        .min(Comparator.naturalOrder())
        .ifPresent(at -> line.put("sealedAt", at.toString()));
    line.put("published", seals.stream().filter(Seal::published).count());
    return line;
  }
}
