/**
 * Work of child processes: training, export, projection, tournaments. libtorch lives there and
 * never in the studio's own process, so that a fault in native code does not take the page down.
 *
 * <p>Read first: {@link org.esgrima.studio.jobs.Jobs}.
 */
package org.esgrima.studio.jobs;
