/**
 * Trained generators at work: pictures from seeds, and the files they are written to.
 *
 * <p>Read {@link org.esgrima.latent.TrainedGenerator} first, which rebuilds a generator from a
 * checkpoint alone, then {@link org.esgrima.latent.SampleWriter}. A seed is the name of a picture:
 * the same seed gives the same latent, whatever is made along with it. Knows files, networks and
 * the settings of a run; knows neither losses nor the trainer, and changes no run.
 */
package org.esgrima.latent;
