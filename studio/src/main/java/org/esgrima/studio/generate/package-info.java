/**
 * Trained generators in this process, through ONNX Runtime: opened once per checkpoint, asked by
 * many visitors, bounded in memory and in what may wait.
 *
 * <p>Read first: {@link org.esgrima.studio.generate.Models}, {@link
 * org.esgrima.studio.generate.LatentLab}.
 */
package org.esgrima.studio.generate;
