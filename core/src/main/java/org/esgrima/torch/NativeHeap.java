package org.esgrima.torch;

import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/**
 * The memory from which the C library serves tensors. What is freed there stays with the process,
 * in pieces that later tensors may not fit into, so that a process grows although nothing leaks.
 */
public final class NativeHeap {
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final String TRIM = "systemTrimNativeHeap"; // jcmd System.trim_native_heap

  private NativeHeap() {}

  /**
   * Gives what is free back to the system; takes some milliseconds, and what is needed again a
   * fraction of a second more. Nothing happens where Java or the C library knows no such thing: it
   * takes glibc, and HotSpot 18 or an update of 17 that has it as well.
   *
   * @return whether Java knows it
   */
  public static boolean trim() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      server.invoke(new ObjectName(COMMANDS), TRIM, new Object[0], new String[0]);
      return true;
    } catch (InstanceNotFoundException | ReflectionException e) {
      return false; // no such command in this Java
    } catch (JMException e) {
      throw new IllegalStateException(TRIM, e);
    }
  }
}
