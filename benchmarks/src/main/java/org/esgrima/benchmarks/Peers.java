package org.esgrima.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esgrima.InputException;

/**
 * The peer bench: the same work by Esgrima and by what people use in Python, in turns, in one
 * session. Prints the figures and writes {@code docs/BENCHMARKS.md}; see {@code
 * benchmarks/README.md} for the options.
 */
public final class Peers {
  private static final String SERVE = "serve";
  private static final double SERVER_WARM_UP = 10; // seconds, until Java has compiled what is used
  private static final List<Integer> CLIENTS = List.of(1, 4, 16);

  private final PeerOptions options;
  private final Materials materials;
  private final Page page;

  private Peers(PeerOptions options) {
    this.options = options;
    this.materials = new Materials(options.work(), options.threads());
    this.page = new Page("BENCHMARKS.md", options.work().resolve("figures"));
  }

  /** Options as in {@code benchmarks/README.md}. */
  public static void main(String[] args) throws IOException {
    try {
      new Peers(PeerOptions.of(args)).measure();
    } catch (InputException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private void measure() throws IOException {
    Files.createDirectories(options.work());
    List<Contest> contests = catalogue().contests();
    for (Contest contest : contests) {
      if (options.includes(contest.group().key(), contest.name())) {
        measure(contest);
      }
    }
    if (options.includes(SERVE, "dcgan28")) {
      serve();
    }
    write(contests);
  }

  private Catalogue catalogue() {
    return new Catalogue(options.root(), options.work(), options.python(), options.threads());
  }

  private void measure(Contest contest) {
    materials.provide(contest.group().key());
    Group group = contest.group();
    Contest.Result result = contest.measure(group.rounds(options.rounds()), options.seconds());
    List<String> notes =
        result.absent().entrySet().stream()
            .map(
                e -> "- " + contest.title() + ", " + e.getKey() + ": not measured: " + e.getValue())
            .toList();
    String row = group.row(result);
    System.out.println(String.join("\n", group.header()) + "\n" + row);
    notes.forEach(System.out::println);
    page.put(group.key(), contest.name(), row, notes);
  }

  private void serve() {
    materials.provide(Group.START.key());
    try (ServeLoad load = new ServeLoad(options.root(), Materials.digitsRun(options.work()))) {
      load.measure(CLIENTS.get(CLIENTS.size() - 1), SERVER_WARM_UP);
      for (int clients : CLIENTS) {
        String row = load.measure(clients, 2 * options.seconds()).row();
        System.out.println(row);
        page.put(SERVE, String.valueOf(clients), row, List.of());
      }
    }
  }

  private void write(List<Contest> contests) {
    List<String> facts =
        Machine.rows(options.python(), options.threads(), options.rounds(), options.seconds());
    List<String> numbers = IntStream.range(0, facts.size()).mapToObj(String::valueOf).toList();
    numbers.forEach(i -> page.put("machine", i, facts.get(Integer.parseInt(i)), List.of()));
    Map<String, Page.Section> sections = new LinkedHashMap<>();
    sections.put("machine", new Page.Section(List.of("| | |", "|---|---|"), numbers));
    for (Group group : Group.values()) {
      Stream<Contest> mine = contests.stream().filter(c -> c.group() == group);
      sections.put(group.key(), new Page.Section(group.header(), mine.map(Contest::name).toList()));
    }
    List<String> loads = CLIENTS.stream().map(String::valueOf).toList();
    sections.put(SERVE, new Page.Section(ServeLoad.header(), loads));
    page.write(options.out(), sections);
    System.out.println(options.out());
  }
}
