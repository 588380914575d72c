/**
 * Published experiments, run again by their own protocol: each is a YAML resource that names its
 * paper, presets, numbers of samples and published values; what comes out stands beside them with
 * an interval and a verdict.
 */
package org.esgrima.reproduce;
