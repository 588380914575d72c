/**
 * Measures of how close synthetic samples come to real ones: {@link
 * org.esgrima.metric.SlicedWasserstein}, cheap enough to judge every checkpoint; {@link
 * org.esgrima.metric.ModeCoverage}, for data whose modes are known.
 *
 * <p>A number is only as good as its protocol: each measure says how many samples, which directions
 * and which seed it used. Uses {@code torch}, {@code data} and {@code io}; knows no trainer.
 */
package org.esgrima.metric;
