/**
 * Playing the game: {@link org.esgrima.train.TwoPlayerStep} is Algorithm 1 of Goodfellow et al.
 * 2014, {@link org.esgrima.train.Trainer} repeats it and keeps the run directory, {@link
 * org.esgrima.train.TrainingConfig} holds every setting and {@link org.esgrima.train.Presets} the
 * named ones.
 *
 * <p>Treatments of mode collapse and imbalance are classes of their own: {@link
 * org.esgrima.train.Unrolling}, {@link org.esgrima.train.ReplayBuffer}, {@link
 * org.esgrima.train.HistoricalAverage}, {@link org.esgrima.train.TopK} and {@link
 * org.esgrima.train.Balance}.
 *
 * <p>At every tick {@link org.esgrima.train.Trainer} measures how the game stands and {@link
 * org.esgrima.train.monitor.GameMonitor} judges it; {@link org.esgrima.train.MonitorMode} says what
 * follows, {@link org.esgrima.train.CheckpointMetric} which checkpoint is the best.
 *
 * <p>Between two steps, {@link org.esgrima.train.Trainer} follows commands from its run directory,
 * and plays every step with the interventions recorded for it: {@link org.esgrima.run.control}.
 *
 * <p>This package opens the scopes in which networks and losses compute, and it is the only one
 * that knows data, networks, losses and files at once. Uses all packages above it; knows no command
 * line and no web.
 */
package org.esgrima.train;
