import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { newEntryId, type AccountId } from '#shared/ids.ts';
import { parseRefusal, type HeardRefusal } from '#shared/protocol/refusal.ts';
import { random } from '../../documents/testing/scene.ts';
import { systemPorts } from '../../system.ts';

/** y-websocket's own provider, as anybody may use it. Test support. */
export class StockClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly refusals: HeardRefusal[] = [];
  readonly receipts: number[] = [];
  closed: number | null = null;

  constructor(port: number, name: string, protocols: string[], doc = new Y.Doc()) {
    this.doc = doc;
    this.provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, name, doc, {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      protocols,
      disableBc: true,
    });
    this.provider.messageHandlers[2] = (_encoder, decoder) => {
      decoding.readVarUint(decoder);
      const refusal = parseRefusal(decoding.readVarString(decoder));
      if (refusal !== null) this.refusals.push(refusal);
    };
    this.provider.messageHandlers[64] = (_encoder, decoder) => void this.receipts.push(decoding.readVarUint(decoder));
    this.provider.on('closed', ({ code }) => {
      this.closed = code;
    });
  }

  get texts(): string[] {
    return logRoots(this.doc).entries.map((entry) => ('text' in entry ? String(entry.text) : entry.kind));
  }

  say(author: AccountId, text: string): void {
    const entry = { id: newEntryId(author, random), author, at: systemPorts().clock.nowMs(), kind: 'message', text };
    logRoots(this.doc).entries.push([entry]);
  }

  close(): void {
    this.provider.destroy();
    this.provider.awareness.destroy();
    this.doc.destroy();
  }
}
