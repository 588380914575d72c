/**
 * Measures generators and data sets: finds the samples, describes them, computes the metrics that
 * are asked for and says beside every number how it came about.
 *
 * <p>Read {@link org.esgrima.evaluate.Evaluation} first. {@link org.esgrima.evaluate.Subjects} are
 * what is compared; {@link org.esgrima.evaluate.Metrics} knows the metrics by name; {@link
 * org.esgrima.evaluate.FeatureCache} keeps what was computed from data once. The mathematics is in
 * {@code org.esgrima.metric}.
 */
package org.esgrima.evaluate;
