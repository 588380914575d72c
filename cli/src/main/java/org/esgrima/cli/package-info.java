/**
 * The command line {@code esgrima}: options become configuration records, results become words.
 *
 * <p>Start with {@link org.esgrima.cli.Main}, which knows the commands and turns errors into exit
 * codes. {@code ConfigOptions} makes an option of every component of {@link
 * org.esgrima.train.TrainingConfig}, {@code ProgressDisplay} tells how a run is doing. Everything
 * that computes or writes files lives in the core; nothing uses this package.
 */
package org.esgrima.cli;
