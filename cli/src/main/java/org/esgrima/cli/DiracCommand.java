package org.esgrima.cli;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.esgrima.InputException;
import org.esgrima.run.OrbitFigure;
import org.esgrima.run.Png;
import org.esgrima.train.dirac.DiracGan;
import org.esgrima.train.dirac.DiracJson;
import org.esgrima.train.dirac.GameText;
import org.esgrima.train.dirac.Order;
import org.esgrima.train.dirac.Play;
import org.esgrima.train.dirac.Point;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code esgrima dirac}: the smallest game, predicted and measured. */
@Command(
    name = "dirac",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Play the smallest game and see whether it converges: the Dirac-GAN.",
      "",
      "All real samples are 0, the generator makes the one sample θ, and the discriminator is"
          + " D(x) = ψ·x. The eigenvalues at the equilibrium (0, 0) tell whether both players"
          + " circle it, reach it or leave it (Mescheder et al. 2018, arXiv 1801.04406)."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima dirac",
      "  esgrima dirac --penalties \"[{type: r1, gamma: 1}]\" --out r1.png",
      "  esgrima dirac --loss wasserstein --constraints \"[{type: weight-clipping}]\""
    })
final class DiracCommand implements Callable<Integer> {
  private static final int MOST_STEPS = 100_000;

  @Option(
      names = "--loss",
      paramLabel = "TYPE",
      description = "What the players minimise, as for esgrima train (minimax).")
  private String loss = "minimax";

  @Option(
      names = "--penalties",
      paramLabel = "LIST",
      description = "What is added to the discriminator's loss, as for esgrima train ([]).")
  private String penalties = "[]";

  @Option(
      names = "--constraints",
      paramLabel = "LIST",
      description = "What ψ obeys after every update, as for esgrima train ([]).")
  private String constraints = "[]";

  @Option(names = "--h", paramLabel = "X", description = "Step size of both players (0.1).")
  private double stepSize = 0.1;

  @Option(names = "--steps", paramLabel = "N", description = "Steps to play (500).")
  private int steps = 500;

  @Option(names = "--theta", paramLabel = "X", description = "Where the generator starts (1).")
  private double theta = 1;

  @Option(names = "--psi", paramLabel = "X", description = "Where the discriminator starts (1).")
  private double psi = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The picture of both ways to play, a .png (dirac.png).")
  private Path out = Path.of("dirac.png");

  @Option(names = "--overwrite", description = "Replace an existing output.")
  private boolean overwrite;

  @Option(
      names = "--json",
      description = "Print orbits, eigenvalues and field as one JSON object; draw no picture.")
  private boolean json;

  private final Terminal terminal;

  DiracCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    requireRanges();
    if (!json) {
      requireWritable();
    }
    GameText text = new GameText(loss, penalties, constraints);
    DiracGan game = new DiracGan(text.objective(), stepSize);
    DiracTable table = new DiracTable(text.objective(), stepSize, new Point(theta, psi), steps);
    if (json) {
      List<Play> plays = List.of(table.of(Order.SIMULTANEOUS), table.of(Order.ALTERNATING));
      terminal.say(DiracJson.of(text.title(), stepSize, plays, game::field).toString());
      return 0;
    }
    Png.write(out, picture(text.title(), game, table));
    terminal.say("Dirac-GAN: " + text.title());
    terminal.say(
        "h = %s, %s steps from θ = %s, ψ = %s"
            .formatted(
                DiracTable.number(stepSize),
                Words.count(steps),
                DiracTable.number(theta),
                DiracTable.number(psi)));
    terminal.say("");
    table.lines().forEach(terminal::say);
    terminal.say("");
    terminal.say(out.toString());
    return 0;
  }

  private BufferedImage picture(String title, DiracGan game, DiracTable table) {
    return OrbitFigure.draw(
        "Dirac-GAN, " + title + ", h = " + DiracTable.number(stepSize),
        at -> pair(game.field(new Point(at.x, at.y))),
        orbit("Both at once", table.of(Order.SIMULTANEOUS)),
        orbit("D first, then G", table.of(Order.ALTERNATING)));
  }

  private static OrbitFigure.Orbit orbit(String title, Play play) {
    String verdict =
        play.eigenvalues().isPresent() ? "near (0, 0): " + play.verdict() : play.verdict();
    return new OrbitFigure.Orbit(
        title, verdict, play.measured().orElseThrow().stream().map(DiracCommand::pair).toList());
  }

  private static Point2D.Double pair(Point point) {
    return new Point2D.Double(point.theta(), point.psi());
  }

  private void requireRanges() {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new InputException(
          "unusable value", "--steps", "1 to " + Words.count(MOST_STEPS), steps, "Try 500");
    }
    if (!(Math.abs(theta) < 1e6 && Math.abs(psi) < 1e6) || (theta == 0 && psi == 0)) {
      throw new InputException(
          "unusable value",
          "--theta, --psi",
          "a start below 1e6 that is not the equilibrium",
          theta + ", " + psi,
          "Try 1 and 1");
    }
  }

  private void requireWritable() {
    String name = out.getFileName() == null ? "" : out.getFileName().toString();
    if (!name.toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new InputException(
          "unknown kind of output", "--out", "a name with .png", out, "Change the ending");
    }
    boolean replace = overwrite && !Files.isDirectory(out);
    if (!replace && Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      throw new InputException(
          "output exists",
          out,
          "a name not in use",
          Files.isDirectory(out) ? "a directory of this name" : "a file of this name",
          Files.isDirectory(out)
              ? "Choose another name"
              : "Choose another name, or give --overwrite");
    }
  }
}
