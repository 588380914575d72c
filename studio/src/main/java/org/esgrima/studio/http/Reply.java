package org.esgrima.studio.http;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a route gives: an answer now, one later, or events without end. */
public sealed interface Reply {
  /** An answer that is there. */
  record Now(Answer answer) implements Reply {}

  /** An answer that will come; no thread waits for it. */
  record Later(CompletionStage<Answer> answer) implements Reply {}

  /**
   * Server-sent events.
   *
   * @param begin gets the stream when the visitor is ready for it
   */
  record Events(Consumer<EventStream> begin) implements Reply {}
}
