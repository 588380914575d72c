/**
 * What the two players minimise: adversarial losses, penalties on the discriminator, and the sums
 * of terms that a step optimises.
 *
 * <p>Read {@link org.esgrima.objective.AdversarialLoss} first, then {@link
 * org.esgrima.objective.Minimax} and {@link org.esgrima.objective.NonSaturating}; then {@link
 * org.esgrima.objective.Penalty} and {@link org.esgrima.objective.R1}. Losses are pure functions of
 * logits, penalties of the discriminator and the samples, and both look like the paper: they hold
 * no memory, device, logging or scheduling code: a setting that changes is an {@link
 * org.esgrima.optim.Schedule}. {@link org.esgrima.objective.LossTerms} carries named terms to the
 * trainer.
 */
package org.esgrima.objective;
