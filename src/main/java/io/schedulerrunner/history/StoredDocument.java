package io.schedulerrunner.history;

/**
 * A document as Firestore has it.
 *
 * @param path below the database's root, such as {@code runner_runs/run-1}
 * @param version changes with each write; a write may ask for it
 */
record StoredDocument(String path, DocumentFields fields, String version) {}
