/**
 * What is measured and never asserted: the time of the parts of a run ({@link
 * org.esgrima.benchmarks.TrainingStep}, {@link org.esgrima.benchmarks.Generation}, {@link
 * org.esgrima.benchmarks.Loading}, all with JMH) and the memory of a whole one ({@link
 * org.esgrima.benchmarks.ResidentMemory}). The commands stand in README.md.
 */
package org.esgrima.benchmarks;
