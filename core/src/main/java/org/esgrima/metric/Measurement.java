package org.esgrima.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measured number with what is needed to judge and to repeat it; as JSON, one line of {@code
 * metric-<name>.jsonl}. Keys without a value are left out.
 *
 * <pre>
 * {"metric":"kid","value":0.0031,"interval":{"low":0.0022,"high":0.004,
 *  "method":"standard-deviation","draws":100},"counts":{"reals":10000,"fakes":10000},"seed":2020,
 *  "settings":{"subsets":100,"subset-size":1000}}
 * </pre>
 *
 * @param metric which number it is, in lower case words with dashes: {@code precision}
 * @param value the number itself, finite
 * @param interval how uncertain it is; null if that was not examined
 * @param counts how many of what were used: {@code reals}, {@code fakes}, {@code pairs}
 * @param seed of all random choices of the measure; null if it makes none
 * @param settings everything else that changes the number, by kebab-case name
 * @param notes what a reader must know before comparing it, as sentences
 * @param features what the samples were described by; null for the samples themselves
 * @param floor the value that real samples reach against other real samples in the same protocol;
 *     null if it was not measured
 * @param step number of finished training steps of the measured generator; null if not of a run
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Measurement(
    String metric,
    double value,
    Interval interval,
    Map<String, Long> counts,
    Long seed,
    Map<String, Object> settings,
    List<String> notes,
    FeatureSource features,
    Double floor,
    Long step) {

  /**
   * The network whose activations are the features.
   *
   * @param name network and layer, for example {@code digits-v1/dense}
   * @param sha256 of its weight file, 64 hexadecimal digits
   */
  public record FeatureSource(String name, String sha256) {}

  /** Checks the value and copies the collections; null stands for an empty one. */
  public Measurement {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("the value of " + metric + " is " + value);
    }
    counts = copy(counts);
    settings = copy(settings);
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  // Map.copyOf would lose the order.
  private static <V> Map<String, V> copy(Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Begins a measurement. */
  static Builder of(String metric, double value) {
    return new Builder(metric, value);
  }

  /** The same number under another name. */
  public Measurement named(String name) {
    return new Measurement(
        name, value, interval, counts, seed, settings, notes, features, floor, step);
  }

  /** The same with the network that made the features. */
  public Measurement withFeatures(FeatureSource source) {
    return new Measurement(
        metric, value, interval, counts, seed, settings, notes, source, floor, step);
  }

  /** The same with the value of real samples beside it. */
  public Measurement withFloor(double realValue) {
    return new Measurement(
        metric, value, interval, counts, seed, settings, notes, features, realValue, step);
  }

  /** The same with further counts, settings and notes behind its own. */
  public Measurement with(
      Map<String, Long> moreCounts, Map<String, Object> moreSettings, List<String> moreNotes) {
    Map<String, Long> allCounts = new LinkedHashMap<>(counts);
    allCounts.putAll(moreCounts);
    Map<String, Object> allSettings = new LinkedHashMap<>(settings);
    allSettings.putAll(moreSettings);
    List<String> allNotes = new ArrayList<>(notes);
    allNotes.addAll(moreNotes);
    return new Measurement(
        metric, value, interval, allCounts, seed, allSettings, allNotes, features, floor, step);
  }

  /** The same with the age of the generator. */
  public Measurement atStep(long finishedSteps) {
    return new Measurement(
        metric, value, interval, counts, seed, settings, notes, features, floor, finishedSteps);
  }

  /** Collects what belongs to a value. */
  static final class Builder {
    private final String metric;
    private final double value;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private Interval interval;
    private Long seed;

    private Builder(String metric, double value) {
      this.metric = metric;
      this.value = value;
    }

    Builder interval(Interval found) {
      interval = found;
      return this;
    }

    Builder count(String what, long number) {
      counts.put(what, number);
      return this;
    }

    Builder setting(String name, Object setting) {
      settings.put(name, setting);
      return this;
    }

    Builder seed(long used) {
      seed = used;
      return this;
    }

    Builder note(String sentence) {
      notes.add(sentence);
      return this;
    }

    Measurement build() {
      return new Measurement(
          metric, value, interval, counts, seed, settings, notes, null, null, null);
    }
  }
}
