package io.schedulerrunner.history;

import static io.schedulerrunner.history.DocumentFields.JSON;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One write of a commit (<a
 * href="https://cloud.google.com/firestore/docs/reference/rest/v1/Write">Write</a>).
 *
 * @param path the document's, below the database's root
 * @param fields what is written; empty where the document is removed
 * @param json the write without the document's name
 */
record DocumentWrite(String path, Optional<DocumentFields> fields, ObjectNode json) {

  /** A document that must not be there yet. */
  static DocumentWrite create(String path, DocumentFields fields) {
    ObjectNode json = JSON.objectNode();
    json.putObject("currentDocument").put("exists", false);
    return new DocumentWrite(path, Optional.of(fields), json);
  }

  /**
   * Changes some fields of a document that must be in this version.
   *
   * @param changed their names; those without a value are removed
   */
  static DocumentWrite change(
      StoredDocument document, DocumentFields fields, Collection<String> changed) {
    DocumentWrite write = merge(document.path(), fields, changed);
    write.json().putObject("currentDocument").put("updateTime", document.version());
    return write;
  }

  /** Sets some fields of a document, which may not be there yet. */
  static DocumentWrite merge(String path, DocumentFields fields, Collection<String> changed) {
    ObjectNode json = JSON.objectNode();
    changed.forEach(json.putObject("updateMask").putArray("fieldPaths")::add);
    return new DocumentWrite(path, Optional.of(fields), json);
  }

  /** The same, and a number that only ever grows. */
  DocumentWrite atLeast(String field, long number) {
    ObjectNode transform = json.withArray("updateTransforms").addObject();
    transform.put("fieldPath", field).set("maximum", DocumentFields.numberValue(number));
    return this;
  }

  /** Adds to a number of a document that must be there. */
  static DocumentWrite add(String path, String field, long number) {
    DocumentWrite write = merge(path, new DocumentFields(), List.of());
    write.json().putObject("currentDocument").put("exists", true);
    ObjectNode transform = write.json().withArray("updateTransforms").addObject();
    transform.put("fieldPath", field).set("increment", DocumentFields.numberValue(number));
    return write;
  }

  /** Writes a document, whatever was there. */
  static DocumentWrite put(String path, DocumentFields fields) {
    return new DocumentWrite(path, Optional.of(fields), JSON.objectNode());
  }

  /** Removes a document; where a version is given, only that one. */
  static DocumentWrite delete(String path, Optional<String> version) {
    ObjectNode json = JSON.objectNode();
    version.ifPresent(it -> json.putObject("currentDocument").put("updateTime", it));
    return new DocumentWrite(path, Optional.empty(), json);
  }

  /** The write below a root. */
  ObjectNode json(String root) {
    ObjectNode whole = json.deepCopy();
    String name = root + "/" + path;
    fields.ifPresentOrElse(
        written -> whole.putObject("update").put("name", name).set("fields", written.json()),
        () -> whole.put("delete", name));
    return whole;
  }
}
