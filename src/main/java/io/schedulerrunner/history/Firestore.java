package io.schedulerrunner.history;

import static io.schedulerrunner.history.DocumentFields.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulerrunner.config.Json;
import io.schedulerrunner.google.ApiReply;
import io.schedulerrunner.google.GoogleApi;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Firestore database in native mode over its REST API (<a
 * href="https://cloud.google.com/firestore/docs/reference/rest">v1</a>). The one place where its
 * answers become {@link StoreException}s. Thread-safe.
 */
final class Firestore implements AutoCloseable {

  /** Most writes of one commit. */
  static final int MOST_WRITES = 500;

  /** What a commit is refused with where the documents are not as it asked for. */
  private static final Set<String> CONFLICTS =
      Set.of("ALREADY_EXISTS", "FAILED_PRECONDITION", "ABORTED", "NOT_FOUND");

  private final GoogleApi api;
  private final StoreUrl.Firestore url;
  private final String root;

  Firestore(GoogleApi api, StoreUrl.Firestore url) {
    this.api = api;
    this.url = url;
    root = "projects/" + url.project() + "/databases/" + url.database() + "/documents";
  }

  /**
   * Carries out writes, all or none.
   *
   * @return whether it did; not where a document is not as a write asks for
   */
  boolean commit(List<DocumentWrite> writes) {
    return committed(writes).isPresent();
  }

  /** The same; what was transformed on the way, in the order of the writes. */
  Optional<List<Long>> committed(List<DocumentWrite> writes) {
    ObjectNode request = JSON.objectNode();
    writes.forEach(write -> request.withArray("writes").add(write.json(root)));
    return switch (post("commit", request)) {
      case ApiReply.Answered answered -> Optional.of(numbers(answered.body()));
      case ApiReply.Refused refused when CONFLICTS.contains(refused.code()) -> Optional.empty();
      case ApiReply.Refused refused -> throw refused(refused);
      case ApiReply.Unanswered unanswered -> throw unavailable(unanswered.reason());
    };
  }

  private static List<Long> numbers(JsonNode answer) {
    return answer
        .path("writeResults")
        .valueStream()
        .flatMap(result -> result.path("transformResults").valueStream())
        .map(number -> Long.valueOf(number.path("integerValue").asString()))
        .toList();
  }

  /** The documents with these paths that are there, in any order. */
  List<StoredDocument> get(List<String> paths) {
    ObjectNode request = JSON.objectNode();
    paths.forEach(path -> request.withArray("documents").add(root + "/" + path));
    return documents(ask("batchGet", request), "found");
  }

  /** The document with that path. */
  Optional<StoredDocument> get(String path) {
    return get(List.of(path)).stream().findFirst();
  }

  /** The documents that are asked for, in the order that is asked for. */
  List<StoredDocument> find(DocumentQuery query) {
    ObjectNode request = JSON.objectNode();
    request.set("structuredQuery", query.json());
    return documents(ask("runQuery", request), "document");
  }

  /** Where some of the documents are whose paths begin alike; none when none are left. */
  List<String> paths(String collection, String prefix) {
    DocumentQuery query =
        new DocumentQuery(collection)
            .ascending(DocumentQuery.NAME)
            .after(reference(prefix))
            .before(reference(prefix + "~"))
            .only(DocumentQuery.NAME)
            .limit(MOST_WRITES);
    return find(query).stream().map(StoredDocument::path).toList();
  }

  /** How many documents a collection has. */
  int count(String collection) {
    ObjectNode request = JSON.objectNode();
    ObjectNode query = request.putObject("structuredAggregationQuery");
    query.set("structuredQuery", new DocumentQuery(collection).json());
    query.putArray("aggregations").addObject().put("alias", "n").putObject("count");
    JsonNode fields = ask("runAggregationQuery", request).path(0).path("result");
    return fields.path("aggregateFields").path("n").path("integerValue").asInt();
  }

  /** A path as the value of a document's name. */
  ObjectNode reference(String path) {
    return JSON.objectNode().put("referenceValue", root + "/" + path);
  }

  private JsonNode ask(String method, ObjectNode request) {
    return switch (post(method, request)) {
      case ApiReply.Answered answered -> answered.body();
      case ApiReply.Refused refused -> throw refused(refused);
      case ApiReply.Unanswered unanswered -> throw unavailable(unanswered.reason());
    };
  }

  private ApiReply post(String method, ObjectNode request) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      Json.write(out, request);
    }
    String path = root.replace("(", "%28").replace(")", "%29");
    return api.post("/v1/" + path + ":" + method, text.toString().getBytes(UTF_8));
  }

  private List<StoredDocument> documents(JsonNode answers, String field) {
    List<StoredDocument> documents = new ArrayList<>();
    for (JsonNode answer : answers) {
      if (answer.path(field) instanceof ObjectNode document) {
        documents.add(
            new StoredDocument(
                document.path("name").asString().substring(root.length() + 1),
                new DocumentFields(document.withObject("fields")),
                document.path("updateTime").asString()));
      }
    }
    return documents;
  }

  /** Only what Firestore can never take is refused for good; rights and quotas may change. */
  private StoreException refused(ApiReply.Refused refused) {
    boolean never = refused.code().equals("INVALID_ARGUMENT");
    return new StoreException(
        never ? StoreException.Kind.REFUSED : StoreException.Kind.UNAVAILABLE,
        "The history in %s: HTTP %d %s: %s"
            .formatted(url, refused.status(), refused.code(), refused.message()));
  }

  /** Others were always faster. */
  StoreException contended() {
    return unavailable("Too many change the same run.");
  }

  private StoreException unavailable(String reason) {
    return new StoreException(
        StoreException.Kind.UNAVAILABLE, "The history in " + url + ": " + reason);
  }

  @Override
  public void close() {
    api.close();
  }
}
