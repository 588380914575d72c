/**
 * What a run directory says, as one page for people, and several runs side by side. Read {@link
 * org.esgrima.report.Report} and {@link org.esgrima.report.Comparison} first. Reads run directories
 * only; knows nothing of trainers.
 */
package org.esgrima.report;
