package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.esgrima.run.OrbitFigure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiracCommandTest {
  @TempDir Path directory;
  private Path out;

  @BeforeEach
  void name() {
    out = directory.resolve("orbits.png");
  }

  private Captured dirac(Object... args) {
    Object[] all = new Object[args.length + 3];
    all[0] = "dirac";
    all[1] = "--out";
    all[2] = out;
    System.arraycopy(args, 0, all, 3, args.length);
    return Captured.run(all);
  }

  private void assertRefused(Captured result, String... parts) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(parts);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void theUnregularisedGameCirclesAndItsStepsDoNotConverge() throws Exception {
    Captured result = dirac("--loss", "wasserstein", "--steps", "50");
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("tiny steps: circles")
        .containsPattern("eigenvalues +±1i +±1i")
        .contains("both at once: diverges")
        .containsPattern("first step +× 1.01 +× 1.01")
        .contains("D first, then G: circles")
        .containsPattern("largest .λ. +1 +1\n")
        .contains("f′(0) = 1: with R1 or R2 a spiral for γ below 2");
    BufferedImage picture = ImageIO.read(out.toFile());
    assertThat(picture.getWidth()).isEqualTo(OrbitFigure.WIDTH);
    assertThat(picture.getHeight()).isEqualTo(OrbitFigure.HEIGHT);
  }

  @Test
  void r1MakesItASpiralOrANode() {
    assertThat(dirac("--penalties", "[{type: r1, gamma: 0.5}]", "--steps", "50").out())
        .contains("minimax + r1 (gamma 0.5)", "both at once: spirals in");
    assertThat(dirac("--penalties", "[{type: r1, gamma: 3}]", "--overwrite").out())
        .contains("tiny steps: converges as a node", "D first, then G: converges as a node");
  }

  @Test
  void drawsGamesThatLeaveTheRangeOfNumbersOrHaveACorner() {
    assertThat(dirac("--loss", "wasserstein", "--h", "1e30", "--steps", "20").exitCode()).isZero();
    Captured corner =
        dirac("--penalties", "[{type: gradient-penalty}]", "--steps", "20", "--overwrite");
    assertThat(corner.out())
        .contains("a corner at ψ = 0", "both at once: does not converge to (0, 0)");
  }

  @Test
  void saysWhatIsNotOfThePapersForm() {
    assertThat(dirac("--loss", "least-squares", "--steps", "5").out())
        .contains("G's loss has the slope 1 and D's 0", "tiny steps: not decided")
        .contains("No zero-sum game");
  }

  @Test
  void keepsExistingOutputs() throws Exception {
    Files.writeString(out, "mine");
    assertRefused(dirac(), "output exists", "--overwrite");
    assertThat(out).hasContent("mine");
    assertThat(dirac("--steps", "5", "--overwrite").exitCode()).isZero();
    assertThat(ImageIO.read(out.toFile())).isNotNull();
  }

  @Test
  void refusesWhatItCannotUse() {
    assertRefused(dirac("--loss", "wgan"), "--loss", "wgan", "non-saturating");
    assertRefused(dirac("--loss", "{type: minimax, x: 1}"), "--loss", "x");
    assertRefused(dirac("--loss", ""), "--loss");
    assertRefused(dirac("--penalties", "r1"), "--penalties", "a list");
    assertRefused(dirac("--penalties", ""), "--penalties", "a list");
    assertRefused(dirac("--penalties", "[{type: r3}]"), "--penalties", "r3");
    assertRefused(dirac("--penalties", "[{type: r1, interval: 4}]"), "interval 1");
    assertRefused(dirac("--h", "0"), "above 0");
    assertRefused(dirac("--h", "fast"), "--h");
    assertRefused(dirac("--steps", "0"), "--steps");
    assertRefused(dirac("--theta", "0", "--psi", "0"), "equilibrium");
    out = directory.resolve("orbits.svg");
    assertRefused(dirac(), ".png");
    out = directory.resolve("none/orbits.png");
    assertRefused(dirac(), "cannot write");
    assertThat(directory).isEmptyDirectory();
  }
}
