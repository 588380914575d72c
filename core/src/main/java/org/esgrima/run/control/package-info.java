/**
 * Steering a trainer that works, and knowing how it is: files in its run directory that any process
 * may write or read.
 *
 * <p>{@link org.esgrima.run.control.CommandInbox} carries a {@link org.esgrima.run.control.Command}
 * to the trainer, {@link org.esgrima.run.control.CommandLog} its {@link
 * org.esgrima.run.control.Answer} back. What changes the course of the game is kept as an {@link
 * org.esgrima.run.control.Intervention} in {@link org.esgrima.run.control.InterventionLog}, for
 * resuming. {@link org.esgrima.run.control.RunState} says how the trainer is at this moment, also
 * whether it was killed; {@link org.esgrima.run.control.GameViews} holds games on points in the
 * plane for drawing.
 */
package org.esgrima.run.control;
