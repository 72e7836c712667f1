package io.schedulerrunner.execute;

import java.util.concurrent.CompletableFuture;

/** Where tokens come from. Thread-safe; never blocks on the network, and never throws. */
interface TokenSource {

  /** Asks for a token; the answer comes within {@link TokenClient#PATIENCE}. */
  CompletableFuture<TokenReply> ask(TokenKind kind);
}
