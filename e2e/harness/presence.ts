import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';

/** Of whom the relay told a page that they are there or type, from the next load of it on. */
export interface Told {
  /** Account ids. */
  readonly accounts: ReadonlySet<string>;
}

/** As the relay writes a state into a frame of presence (W12): `{"typing":true,"account":"…"}`. */
const STATE = /\{"typing":(?:true|false),"account":"([^"]+)"\}/g;

/** Reads what comes in on the page's sockets, as it comes over the wire: what no screen shows is seen, too. Load the page afterwards. */
export function listenForPresence(page: Page): Told {
  const accounts = new Set<string>();
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      for (const [, account = ''] of payload.toString('latin1').matchAll(STATE)) accounts.add(account);
    });
  });
  return { accounts };
}

/** Who is who in a relay's store, by account id. */
export function namesIn(dataFolder: string): ReadonlyMap<string, string> {
  const store = new DatabaseSync(join(dataFolder, 'samovar.db'), { readOnly: true });
  try {
    return new Map(store.prepare('select id, name from accounts').all().map(({ id, name }) => [String(id), String(name)]));
  } finally {
    store.close();
  }
}
