package io.gapwatch.infra.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A check as JSON for programs: sizes in bytes, processors in cores, shares from 0 to 1. */
public record CheckJson(Check check) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The text of it. */
  public String write() throws JsonProcessingException {
    Budget budget = check.budget();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("well", check.isWell());
    ArrayNode files = json.putArray("files");
    check.project().files().forEach(file -> files.add(file.toString()));
    ObjectNode machine = json.putObject("machine");
    machine.put("platform", budget.machine().platform());
    machine.put("reserve", budget.machine().reserve());
    machine.set("size", amount(budget.machine().size()));
    machine.set("usable", amount(budget.machine().usable()));
    ObjectNode sums = json.putObject("sums");
    sums.put("containers", budget.containers());
    sums.set("limits", amount(budget.limits()));
    sums.set("reservations", amount(budget.reservations()));
    budget.measured().ifPresent(used -> sums.set("used", amount(used)));
    sums.put("bounded", budget.isBounded());
    sums.put("memoryFits", budget.memoryFits());
    sums.put("coresFit", budget.coresFit());
    ArrayNode services = json.putArray("services");
    for (Service each : budget.services()) {
      ObjectNode service = services.addObject();
      service.put("name", each.name());
      service.put("replicas", each.replicas());
      service.set("limit", amount(each.limits()));
      service.set("reservation", amount(each.reservations()));
      Optional<Amount> used = budget.used().map(all -> all.get(each.name()));
      used.ifPresent(some -> service.set("used", amount(some)));
      service.put("healthCheck", each.probe().isPresent());
    }
    json.set("findings", findings(check.findings()));
    return MAPPER.writeValueAsString(json);
  }

  /** Findings, each with its place. */
  public static ArrayNode findings(List<Finding> findings) {
    ArrayNode all = MAPPER.createArrayNode();
    for (Finding each : findings) {
      ObjectNode finding = all.addObject();
      finding.put("file", each.place().file().toString());
      finding.put("line", each.place().line());
      finding.put("weight", each.weight() == Finding.Weight.PROBLEM ? "problem" : "note");
      finding.put("rule", each.rule());
      finding.put("subject", each.subject());
      finding.put("what", each.what());
      finding.put("fix", each.fix());
    }
    return all;
  }

  private static ObjectNode amount(Amount amount) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("bytes", amount.bytes());
    json.put("cores", amount.cores());
    return json;
  }
}
