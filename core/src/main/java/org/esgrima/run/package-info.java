/**
 * A training run on disk: what a trainer leaves behind and everything else reads.
 *
 * <p>Start with {@link org.esgrima.run.RunDirectory}, which describes format 1 of the directory;
 * {@link org.esgrima.run.Checkpoint} holds the state of a run in one safetensors file, {@link
 * org.esgrima.run.CheckpointKeeper} decides which of them stay, {@link org.esgrima.run.StatsLog} is
 * the history and {@link org.esgrima.run.Provenance} the circumstances; {@link
 * org.esgrima.run.control} holds how a trainer at work is steered and seen. {@link
 * org.esgrima.run.ImageGrid}, {@link org.esgrima.run.PointSheet} and {@link
 * org.esgrima.run.CurvesFigure} draw. The run directory is the only interface between training and
 * the rest: this package knows files and tensors, and neither networks nor the trainer.
 */
package org.esgrima.run;
