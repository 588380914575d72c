package org.esgrima.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The same work by several contenders, who take turns in one session.
 *
 * @param group the table that it belongs to
 * @param name of the work
 * @param title of the work, for people
 * @param entries of the contenders by name; the first is Esgrima's
 * @param wanted ratio of the first's median to the second's that this project wants at most
 * @param multiple repetitions come in multiples of this, where they are not all alike
 */
record Contest(
    Group group,
    String name,
    String title,
    Map<String, Contender.Entry> entries,
    OptionalDouble wanted,
    int multiple) {

  /**
   * What came out.
   *
   * @param timings seconds of a repetition, for those who took part
   * @param absent why the others did not
   */
  record Result(Contest contest, Map<String, Timings> timings, Map<String, String> absent) {}

  /**
   * Measures.
   *
   * @param rounds in every one each contender has one turn; their order turns around each time
   * @param seconds length of a turn, about
   */
  Result measure(int rounds, double seconds) {
    Map<String, Contender> ready = new LinkedHashMap<>();
    Map<String, String> absent = new LinkedHashMap<>();
    Map<String, List<Double>> times = new LinkedHashMap<>();
    try {
      entries.forEach(
          (who, entry) -> {
            try {
              ready.put(who, entry.start());
              times.put(who, new ArrayList<>());
            } catch (Contender.Absent e) {
              absent.put(who, e.getMessage());
            }
          });
      List<String> order = new ArrayList<>(ready.keySet());
      for (int round = 0; round < rounds; round++) {
        for (String who : order) {
          times.get(who).add(turn(ready.get(who), seconds));
        }
        Collections.reverse(order);
      }
    } finally {
      ready.values().forEach(Contender::close);
    }
    Map<String, Timings> timings = new LinkedHashMap<>();
    times.forEach((who, values) -> timings.put(who, new Timings(List.copyOf(values))));
    return new Result(this, timings, absent);
  }

  private double turn(Contender contender, double seconds) {
    double expected = contender.expected();
    long wished = expected == 0 ? 1 : Math.round(seconds / expected);
    int repetitions = Math.toIntExact(Math.max(1, (wished + multiple - 1) / multiple) * multiple);
    return contender.measure(repetitions) / repetitions;
  }
}
