package io.gapwatch.agent.probe.epochs;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.TimeSpan;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where what is found in one group is written: under its name, with its place and its remedy. */
record GroupReading(GroupView view, Measured.Builder reading) {
  String subject(String what) {
    return view.subject(what);
  }

  /** What is found is of this group, and of the epochs that it is found in. */
  void observe(Found found) {
    Place group = view.place();
    Map<String, Object> with = new LinkedHashMap<>();
    with.put("group", view.group());
    view.sealer().ifPresent(name -> with.put("process", name));
    with.put(found.what().replace(' ', '_'), found.evidence());
    reading.observe(
        Observation.of(
                found.metric(),
                subject(found.what()),
                found.value(),
                found.observed(),
                found.summary(),
                remedy())
            .at(TimeSpan.of(found.epochs()).map(group::during).orElse(group))
            .with(with));
  }

  private String remedy() {
    return "look at the log of what seals %s(pm2 logs %s --lines 100 --nostream): has it crashed, may it write, does data arrive"
        .formatted(view.group().isEmpty() ? "" : view.group() + " ", view.sealer().orElse("NAME"));
  }
}
