package org.esgrima.reproduce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.evaluate.Evaluation;
import org.esgrima.evaluate.Subjects;
import org.esgrima.metric.Measurement;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.MetricLog;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.Outcome;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;

/**
 * Where rows are trained and measured: one run for each row and seed in one directory. A run that
 * is there already is not trained again, one that was stopped goes on.
 */
final class Workshop {
  private final Experiment experiment;
  private final Reproduction.Options options;
  private final Reproduction.Listener listener;
  private final EarlierRuns earlier;

  Workshop(Experiment experiment, Reproduction.Options options, Reproduction.Listener listener) {
    this.experiment = experiment;
    this.options = options;
    this.listener = listener;
    this.earlier = new EarlierRuns(options.directory());
  }

  private int seeds() {
    if (options.seeds() > 0) {
      return options.seeds();
    }
    return options.quick() ? 1 : experiment.seeds();
  }

  List<Figure> train(TrainedRow row) {
    Map<String, List<Measurement>> byMeasure = new LinkedHashMap<>();
    for (int seed = 0; seed < seeds(); seed++) {
      listener.notice("%s: seed %d (%d of %d)".formatted(row.name(), seed, seed + 1, seeds()));
      RunDirectory run = trained(config(row, seed));
      for (Measurement one : measured(run)) {
        byMeasure.computeIfAbsent(one.metric(), measure -> new ArrayList<>()).add(one);
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (String measure : experiment.evaluation().measures()) {
      Optional<Published> published = Optional.ofNullable(row.published().get(measure));
      List<Measurement> found = byMeasure.getOrDefault(measure, List.of());
      // A divergence is not defined where no sample counts; a mean over the others would flatter.
      if (found.size() == seeds()) {
        Figure figure = Figure.of(row.name(), measure, published, found);
        figures.add(options.quick() ? figure.shortened() : figure);
      }
    }
    return figures;
  }

  private TrainingConfig config(TrainedRow row, int seed) {
    ObjectNode tree = Presets.tree(row.preset());
    if (row.settings() != null) {
      Presets.overlay(tree, row.settings());
    }
    if (options.quick() && experiment.quick() != null) {
      Presets.overlay(tree, experiment.quick());
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    String name = row.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    own.put("name", name + "-seed-" + seed).put("seed", seed).put("threads", options.threads());
    if (!options.data().isEmpty()) {
      own.put("data", options.data());
    }
    Presets.overlay(tree, own);
    return TrainingConfig.of(tree, row.name());
  }

  private RunDirectory trained(TrainingConfig config) {
    Optional<RunDirectory> known = earlier.find(config);
    if (known.isPresent() && EarlierRuns.isFinished(known.get(), config)) {
      listener.notice("  trained already: " + known.get());
      return known.get();
    }
    try (Trainer trainer = known.map(this::resumed).orElseGet(() -> started(config))) {
      Outcome outcome = listener.train(trainer);
      if (outcome.reason() == Outcome.Reason.STOPPED) {
        throw new StoppedException();
      }
      if (outcome.reason() == Outcome.Reason.DIVERGED) {
        listener.notice("  diverged at " + outcome.message());
      }
      return outcome.run();
    }
  }

  private Trainer started(TrainingConfig config) {
    return Trainer.start(config, options.directory(), options.commandLine(), listener::notice);
  }

  private Trainer resumed(RunDirectory run) {
    return Trainer.resume(run, JsonNodeFactory.instance.objectNode(), listener::notice);
  }

  private List<Measurement> measured(RunDirectory run) {
    Experiment.EvaluationPlan plan = experiment.evaluation();
    long count = options.quick() ? plan.quickCount() : plan.count();
    String subject = run.toString();
    if (plan.chooseBy() != null) {
      subject = chosen(run, plan.chooseBy(), count);
    }
    // Other latents than those by which a checkpoint was chosen.
    List<Measurement> found = evaluate(subject, plan.metric(), count, count);
    MetricLog.append(run.metricFile(plan.metric()), found);
    return found;
  }

  /** The checkpoint that is best by validation samples. */
  private String chosen(RunDirectory run, String metric, long count) {
    CheckpointKeeper checkpoints = new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT);
    double best = Double.NEGATIVE_INFINITY;
    long bestStep = -1;
    for (long step : checkpoints.steps()) {
      double value = evaluate(checkpoints.file(step).toString(), metric, count, 0).get(0).value();
      listener.notice("  step %,d: %s %.2f".formatted(step, metric, value));
      if (value > best) {
        best = value;
        bestStep = step;
      }
    }
    if (bestStep < 0) {
      throw new InputException(
          "no checkpoint", run, "at least one", "none", "Delete the directory and start again");
    }
    listener.notice("  chosen by validation images: step %,d".formatted(bestStep));
    return checkpoints.file(bestStep).toString();
  }

  private List<Measurement> evaluate(String subject, String metric, long count, long seed) {
    Subjects.Choice choice = new Subjects.Choice(false, "", seed);
    try (Subjects subjects = Subjects.open(subject, "", choice, listener)) {
      return new Evaluation(List.of(metric), "", count, seed, false)
          .run(subjects, listener)
          .get(metric);
    }
  }

  /** The user asked for an end; everything is saved. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
