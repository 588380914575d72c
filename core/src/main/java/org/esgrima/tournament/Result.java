package org.esgrima.tournament;

import java.awt.image.BufferedImage;
import java.util.List;
import org.esgrima.run.TournamentFigure;

/**
 * What came of a tournament; as JSON, {@code tournament.json} of the run.
 *
 * @param run name of its directory
 * @param reals where the real samples came from, in words
 * @param samples real samples, and synthetic ones of each generator
 * @param rounds of every pair; fewer than samples where the discriminator judges packs
 * @param seed of the latents, of the order of real samples and of all other random choices
 * @param steps moments of the players, ascending; each has a generator and a discriminator
 * @param winRate share of rounds that the generator wins, in [0,1]: in each, the discriminator sees
 *     one real and one synthetic sample of the same condition, and loses where its logit of the
 *     synthetic one is higher; equal logits count half
 * @param takenForReal share of synthetic samples with a logit above 0, which says real, in [0,1]
 * @param rightOnReals share of real samples with a logit above 0, by discriminator, in [0,1]
 * @param value what discriminators raise and generators lower: minus the mean of the run's loss of
 *     the discriminator without penalties; for the losses {@code minimax} and {@code
 *     non-saturating} V(D,G) of Goodfellow et al. 2014
 * @param ratings skill of each player
 * @param dualityGaps a lower bound for each moment, see {@link DualityGap}
 * @param reading what it all means
 */
public record Result(
    String run,
    String reals,
    int samples,
    int rounds,
    long seed,
    List<Long> steps,
    Matrix winRate,
    Matrix takenForReal,
    List<Double> rightOnReals,
    Matrix value,
    BradleyTerry ratings,
    List<Double> dualityGaps,
    Reading reading) {
  /** Copies the lists. */
  public Result {
    steps = List.copyOf(steps);
    rightOnReals = List.copyOf(rightOnReals);
    dualityGaps = List.copyOf(dualityGaps);
  }

  /** The table of win rates and the ratings as a picture. */
  public BufferedImage picture() {
    return TournamentFigure.draw(
        steps, winRate.toRows(), ratings.discriminators(), ratings.generators());
  }
}
