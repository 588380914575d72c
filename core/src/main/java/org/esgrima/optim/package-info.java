/**
 * How gradients change weights: update rules, schedules of their settings, the average of weights.
 *
 * <p>Read {@link org.esgrima.optim.UpdateRule} and {@link org.esgrima.optim.Optimizer} first: rules
 * are records of a configuration, an optimiser is a rule at work on the parameters of one network.
 * {@link org.esgrima.optim.SimulatedOptimizer} takes the same steps as functions, to be
 * differentiated. All state is in {@link org.esgrima.torch.NamedTensors} and goes straight into a
 * checkpoint. Schedules count images, not steps, and are pure functions. This package uses {@code
 * torch} and {@code io} and knows neither networks nor losses.
 */
package org.esgrima.optim;
