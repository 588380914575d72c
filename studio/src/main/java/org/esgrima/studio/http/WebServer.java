package org.esgrima.studio.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.esgrima.InputException;

/** Jetty, with routes, files and a guard. Closing it ends all connections. */
public final class WebServer implements AutoCloseable {
  private static final int THREADS = 32;
  private static final int CONNECTIONS = 512;
  private static final int IDLE_MILLIS = 60_000;

  private final Server server;
  private final ServerConnector connector;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

  private WebServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts.
   *
   * @param address port 0 takes a free one
   * @param files what is found where no route is
   * @throws InputException if the address cannot be used
   */
  public static WebServer start(
      InetSocketAddress address, Guard guard, Routes routes, StaticFiles files) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("studio");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(16_384);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(CONNECTIONS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
    server.setErrorHandler(WebServer::plainError);
    WebServer result = new WebServer(server, connector);
    server.setHandler(new Dispatcher(guard, routes, files, result.streams));
    result.begin(address);
    return result;
  }

  // Errors that Jetty finds before any route: a damaged request line, headers that are too long.
  private static boolean plainError(Request request, Response response, Callback callback) {
    response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
    response.write(true, null, callback);
    return true;
  }

  private void begin(InetSocketAddress address) {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw unusable(address, e);
    }
  }

  private static InputException unusable(InetSocketAddress address, Exception e) {
    boolean taken = e instanceof IOException && hasCause(e, BindException.class);
    return new InputException(
        "the server cannot start",
        address.getAddress().getHostAddress() + ":" + address.getPort(),
        "an address and port that are free",
        taken ? "one in use, or not of this machine" : e.toString(),
        "Choose another with --port, or --port 0 for any that is free",
        e);
  }

  private static boolean hasCause(Throwable e, Class<?> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** The port. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    streams.forEach(EventStream::close);
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop", e);
    }
  }
}
