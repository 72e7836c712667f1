package io.schedulerrunner.testing;

import com.sun.net.httpserver.HttpExchange;
import io.schedulerrunner.config.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays as much of Firestore's REST API as the history uses, for machines without Google's emulator
 * and for what an emulator does not do: to fail, and to refuse a query that needs an index which is
 * not there by itself.
 */
public final class FakeFirestore implements AutoCloseable {

  private static final String EMPTY = "{}";

  private final WebServer server = new WebServer(this::answer);
  private final Map<String, Stored> documents = new TreeMap<>();
  private long version = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
  private final Deque<Trouble> troubles = new ConcurrentLinkedDeque<>();

  /** A document. */
  record Stored(ObjectNode fields, String version) {

    ObjectNode document(String name) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      document.put("name", name).put("updateTime", version).set("fields", fields);
      return document;
    }
  }

  /** What goes wrong with the next call of a method. */
  private record Trouble(String method, boolean done, int status, String code) {}

  /** An answer. */
  private record Reply(int status, String body) {

    static Reply error(int status, String code) {
      return new Reply(
          status,
          "{\"error\":{\"code\":%d,\"status\":\"%s\",\"message\":\"so it is\"}}"
              .formatted(status, code));
    }
  }

  /** Its host and port. */
  public String host() {
    return "127.0.0.1:" + server.port();
  }

  /** What it was asked. */
  public WebServer server() {
    return server;
  }

  /** The next calls of a method do nothing, and fail. */
  public void refuse(int times, String method, int status, String code) {
    troubles.addAll(Collections.nCopies(times, new Trouble(method, false, status, code)));
  }

  /** The next call of a method does what it is asked, and says that it has failed. */
  public void loseAnswer(String method, int status, String code) {
    troubles.add(new Trouble(method, true, status, code));
  }

  /** Nothing fails any more. */
  public void recover() {
    troubles.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = path.substring(path.lastIndexOf(':') + 1);
    byte[] request = exchange.getRequestBody().readAllBytes();
    Reply reply = reply(method, Json.read(request));
    WebServer.always(reply.status(), "application/json", reply.body()).to(exchange);
  }

  private synchronized Reply reply(String method, JsonNode request) {
    Optional<Trouble> trouble =
        Optional.ofNullable(troubles.peek()).filter(next -> next.method().equals(method));
    trouble.ifPresent(troubles::remove);
    Reply done =
        trouble.map(next -> !next.done()).orElse(false)
            ? new Reply(0, EMPTY)
            : carriedOut(method, request);
    return trouble.map(next -> Reply.error(next.status(), next.code())).orElse(done);
  }

  private Reply carriedOut(String method, JsonNode request) {
    try {
      String body =
          switch (method) {
            case "commit" -> commit(request);
            case "batchGet" -> get(request);
            case "runQuery" -> new FakeQuery(request.path("structuredQuery"), documents).answer();
            default ->
                new FakeQuery(
                        request.path("structuredAggregationQuery").path("structuredQuery"),
                        documents)
                    .count();
          };
      return new Reply(200, body);
    } catch (RefusedException e) {
      return Reply.error(e.status, e.code);
    }
  }

  /** Nothing is changed. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    RefusedException(int status, String code) {
      super(code);
      this.code = code;
      this.status = status;
    }
  }

  private String commit(JsonNode request) {
    Set<String> written = new HashSet<>();
    for (JsonNode write : request.path("writes")) {
      check(write);
      if (!written.add(name(write))) {
        throw new RefusedException(400, "INVALID_ARGUMENT");
      }
    }
    version++;
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    for (JsonNode write : request.path("writes")) {
      answer
          .withArray("writeResults")
          .addObject()
          .putArray("transformResults")
          .addAll(apply(write));
    }
    return answer.toString();
  }

  private static String name(JsonNode write) {
    return write.has("delete")
        ? write.path("delete").asString()
        : write.path("update").path("name").asString();
  }

  private void check(JsonNode write) {
    Optional<Stored> stored = Optional.ofNullable(documents.get(name(write)));
    JsonNode asked = write.path("currentDocument");
    if (asked.has("exists") && asked.path("exists").asBoolean() != stored.isPresent()) {
      throw stored.isPresent()
          ? new RefusedException(409, "ALREADY_EXISTS")
          : new RefusedException(404, "NOT_FOUND");
    }
    String required = asked.path("updateTime").asString("");
    if (!required.isEmpty() && !required.equals(stored.map(Stored::version).orElse("none"))) {
      throw new RefusedException(400, "FAILED_PRECONDITION");
    }
  }

  private List<JsonNode> apply(JsonNode write) {
    if (write.has("delete")) {
      documents.remove(name(write));
      return List.of();
    }
    JsonNode update = write.path("update").path("fields");
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    if (write.has("updateMask")) {
      Optional.ofNullable(documents.get(name(write))).ifPresent(it -> fields.setAll(it.fields()));
      for (JsonNode field : write.path("updateMask").path("fieldPaths")) {
        fields.remove(field.asString());
      }
    }
    fields.setAll((ObjectNode) update);
    List<JsonNode> transformed = new ArrayList<>();
    for (JsonNode transform : write.path("updateTransforms")) {
      transform(fields, transform);
      transformed.add(fields.path(transform.path("fieldPath").asString()));
    }
    documents.put(name(write), new Stored(fields, Instant.ofEpochSecond(version).toString()));
    return transformed;
  }

  /** An increment, or a maximum. */
  private static void transform(ObjectNode fields, JsonNode transform) {
    String field = transform.path("fieldPath").asString();
    Optional<Long> old =
        Optional.ofNullable(fields.get(field)).map(it -> it.path("integerValue").asLong());
    long next =
        transform.has("increment")
            ? old.orElse(0L) + transform.path("increment").path("integerValue").asLong()
            : Math.max(
                old.orElse(Long.MIN_VALUE),
                transform.path("maximum").path("integerValue").asLong());
    fields.set(
        field, JsonNodeFactory.instance.objectNode().put("integerValue", Long.toString(next)));
  }

  private String get(JsonNode request) {
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    for (JsonNode name : request.path("documents")) {
      Optional<Stored> stored = Optional.ofNullable(documents.get(name.asString()));
      if (stored.isPresent()) {
        found.addObject().set("found", stored.get().document(name.asString()));
      } else {
        found.addObject().set("missing", name);
      }
    }
    return found.toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
