package org.esgrima.studio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.esgrima.InputException;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.TrainingConfig;

/** What a reader wants to know of a run at a glance: names and values in order. */
final class Facts {
  private Facts() {}

  static ArrayNode of(RunDirectory run, JsonNode config, JsonNode provenance, History history) {
    ArrayNode facts = JsonNodeFactory.instance.arrayNode();
    networks(run, config, facts);
    add(facts, "data", provenance.path("data-name").asText());
    add(facts, "data SHA-256", provenance.path("data-fingerprint").asText());
    add(facts, "seed", config.path("seed").asText());
    add(facts, "ticks", Integer.toString(history.ticks()));
    add(facts, "started", provenance.path("start-time").asText());
    add(
        facts,
        "device",
        provenance.path("device").asText()
            + ", "
            + provenance.path("torch-threads").asText()
            + " threads");
    add(facts, "processor", provenance.path("processor").asText());
    add(facts, "esgrima", provenance.path("esgrima-version").asText());
    add(facts, "libtorch", provenance.path("libtorch-version").asText());
    return facts;
  }

  private static void networks(RunDirectory run, JsonNode config, ArrayNode facts) {
    try {
      TrainingConfig settings = TrainingConfig.of(config, run.configFile());
      add(facts, "generator parameters", count(settings.generatorSummary().parameters()));
      add(facts, "discriminator parameters", count(settings.discriminatorSummary().parameters()));
    } catch (InputException e) {
      // A run of another version may have settings that this one does not know; all else holds.
      add(facts, "networks", e.getMessage());
    } catch (RuntimeException e) {
      // Settings that somebody has written by hand and that make no network.
      add(facts, "networks", "cannot be described: " + e.getMessage());
    }
  }

  private static String count(long number) {
    return "%,d".formatted(number);
  }

  private static void add(ArrayNode facts, String name, String value) {
    facts.addObject().put("name", name).put("value", value);
  }
}
