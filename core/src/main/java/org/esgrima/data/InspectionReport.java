package org.esgrima.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.esgrima.data.Inspection.Balance;
import org.esgrima.data.Inspection.Count;
import org.esgrima.data.Inspection.Finding;

/**
 * An {@link Inspection} in plain words, ending with a verdict and what to do. Long lists are cut
 * after a few entries, with the number of those left out.
 *
 * @param inspection what was found
 */
public record InspectionReport(Inspection inspection) {
  private static final int MAX_FILES = 20;
  private static final int MAX_GROUPS = 10;
  private static final int MAX_IN_GROUP = 6;

  /** The whole report, several lines, each ending with a newline. */
  public String text() {
    StringBuilder text = new StringBuilder(heading()).append('\n');
    section(text, "Sizes", sum(inspection.sizes(), 8));
    section(text, "Kinds", sum(inspection.kinds(), 8));
    section(text, "Formats", sum(inspection.formats(), 8));
    for (Balance balance : inspection.classes()) {
      section(text, "Classes", classes(balance));
    }
    findings(text, "Cannot be used", inspection.badFiles());
    findings(text, "Of other sizes", inspection.oddSizes());
    groups(text, "Identical", inspection.identical());
    groups(text, "Look the same", inspection.similar());
    text.append('\n').append("Verdict: ").append(verdict()).append('\n');
    advice().forEach(line -> text.append("  - ").append(line).append('\n'));
    return text.toString();
  }

  /** One sentence: whether training can start. */
  public String verdict() {
    if (!inspection.readyToTrain()) {
      return "not ready to train.";
    }
    return advice().isEmpty() ? "ready to train." : "ready to train; see the remarks.";
  }

  /** What to do or to know, the most important first, one sentence each. */
  public List<String> advice() {
    List<String> advice = new ArrayList<>(inspection.problems());
    if (!inspection.badFiles().isEmpty()) {
      advice.add(number(inspection.badFiles().size(), "bad file") + ": remove, replace or repair.");
    }
    if (!inspection.oddSizes().isEmpty()) {
      advice.add(
          "The sizes differ: train with --resolution (for example --resolution "
              + fittingResolution()
              + "), which crops and resizes every image, or remove the odd ones.");
    }
    long copies = inspection.identical().stream().mapToLong(group -> group.size() - 1).sum();
    if (copies > 0) {
      advice.add(
          number(copies, "superfluous copy", "superfluous copies")
              + ": the generator learns these images more strongly; keep one of each.");
    }
    if (!inspection.similar().isEmpty()) {
      advice.add(
          number(inspection.similar().size(), "group")
              + " of images that look the same: check by eye whether they are copies.");
    }
    for (Balance balance : inspection.classes()) {
      if (!balance.uneven().isEmpty()) {
        advice.add(
            "Uneven classes (below half or above twice the mean): "
                + sum(balance.uneven(), MAX_GROUPS)
                + "; add images to the rare ones if you train with labels.");
      }
    }
    if (inspection.size() > 0 && inspection.inspected() == 1) {
      advice.add("One image only: the generator can do no more than repeat it.");
    }
    return advice;
  }

  private String heading() {
    String size =
        inspection.size() == Dataset.UNLIMITED
            ? "unlimited samples, the first " + count(inspection.inspected()) + " inspected"
            : number(inspection.size(), "sample");
    if (inspection.size() != Dataset.UNLIMITED && inspection.inspected() < inspection.size()) {
      size += ", the first " + count(inspection.inspected()) + " inspected";
    }
    String ignored =
        inspection.ignoredFiles() == 0
            ? ""
            : ", " + number(inspection.ignoredFiles(), "file") + " of other kinds ignored";
    return inspection.name() + ": " + size + ignored;
  }

  private static String classes(Balance balance) {
    return number(balance.classes().size(), "class", "classes")
        + " in column "
        + balance.column()
        + ": "
        + sum(balance.classes(), 20);
  }

  /** The largest power of two within the usual size, at most 128. */
  private int fittingResolution() {
    String[] size = inspection.sizes().get(0).what().split("x", 2);
    int side = Math.min(Integer.parseInt(size[0]), Integer.parseInt(size[1]));
    return Integer.highestOneBit(Math.min(side, 128));
  }

  private static void section(StringBuilder text, String title, String content) {
    if (!content.isEmpty()) {
      text.append(String.format(Locale.ROOT, "%-15s %s%n", title, content).replace("\r\n", "\n"));
    }
  }

  private static void findings(StringBuilder text, String title, List<Finding> findings) {
    if (!findings.isEmpty()) {
      section(text, title, count(findings.size()));
      for (Finding finding : findings.subList(0, Math.min(MAX_FILES, findings.size()))) {
        // Messages of the decoder name the file themselves.
        boolean named = finding.detail().contains(finding.file());
        text.append("  ").append(named ? "" : finding.file() + ": ").append(finding.detail());
        text.append('\n');
      }
      leftOut(text, findings.size() - MAX_FILES);
    }
  }

  private static void groups(StringBuilder text, String title, List<List<String>> groups) {
    if (!groups.isEmpty()) {
      section(text, title, number(groups.size(), "group"));
      for (List<String> group : groups.subList(0, Math.min(MAX_GROUPS, groups.size()))) {
        text.append("  ")
            .append(group.stream().limit(MAX_IN_GROUP).collect(Collectors.joining(", ")));
        if (group.size() > MAX_IN_GROUP) {
          text.append(" and ").append(count(group.size() - MAX_IN_GROUP)).append(" more");
        }
        text.append('\n');
      }
      leftOut(text, groups.size() - MAX_GROUPS);
    }
  }

  private static void leftOut(StringBuilder text, int count) {
    if (count > 0) {
      text.append("  … and ").append(count(count)).append(" more\n");
    }
  }

  private static String sum(List<Count> counts, int limit) {
    String shown =
        counts.stream()
            .limit(limit)
            .map(c -> c.what() + ": " + count(c.count()))
            .collect(Collectors.joining(", "));
    int more = counts.size() - limit;
    return more > 0 ? shown + " and " + count(more) + " others" : shown;
  }

  private static String number(long count, String one) {
    return number(count, one, one + "s");
  }

  private static String number(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
