import * as Y from 'yjs';

/**
 * What `change` does to a document of this state, as an update under a client id that is not the document's own: words that
 * somebody wrote before there was a document to write them in are theirs in it as well (GATE-RULES G3).
 */
export function changeUnder(client: number, state: Uint8Array, change: (doc: Y.Doc) => void): Uint8Array {
  const draft = new Y.Doc();
  try {
    Y.applyUpdate(draft, state);
    draft.clientID = client; // after loading: Yjs takes another id when an update seems to come from its own
    const before = Y.encodeStateVector(draft);
    draft.transact(() => change(draft));
    return Y.encodeStateAsUpdate(draft, before);
  } finally {
    draft.destroy();
  }
}
