/** The command line: options become configuration records, and the library does the rest. */
package org.esgrima.cli;
