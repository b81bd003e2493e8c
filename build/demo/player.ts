import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { z } from 'zod';
import { API, type BodyOf, type EndpointName, type ParamsOf, type ReplyOf } from '../../shared/api/contract.ts';
import type { Session } from '../../shared/api/schemas.ts';
import type { ChatEntry } from '../../shared/documents/chat.ts';
import { formatMarkKey, logRoots, WHOLE } from '../../shared/documents/log.ts';
import { chatDocument, type DocumentName } from '../../shared/documents/names.ts';
import { newEntryId, type AccountId, type ChatId } from '../../shared/ids.ts';
import { AGREEMENTS } from '../../shared/people/consent.ts';
import type { Random } from '../../shared/ports.ts';
import { offeredSubprotocols, SYNC_PATH } from '../../shared/protocol/codes.ts';

const random: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };

/** Calls one endpoint of the relay; throws on a refusal, since a demo that is refused is a mistake of ours. */
export async function callRelay<Name extends EndpointName>(
  relayUrl: string,
  name: Name,
  given: { params?: ParamsOf<Name>; body?: BodyOf<Name>; token?: string },
): Promise<ReplyOf<Name>> {
  const endpoint = API[name];
  const params = Object.entries((given.params ?? {}) as Record<string, string>);
  const path = params.reduce((text, [key, value]) => text.replace(`:${key}`, value), endpoint.path as string);
  const response = await fetch(relayUrl + path, {
    method: endpoint.method,
    headers: {
      ...(given.body ? { 'content-type': 'application/json' } : {}),
      ...(given.token ? { authorization: `Bearer ${given.token}` } : {}),
    },
    ...(given.body ? { body: JSON.stringify(given.body) } : {}),
  });
  const reply: unknown = await response.json();
  if (!response.ok) throw new Error(`${endpoint.method} ${endpoint.path}: ${JSON.stringify(reply)}`);
  return (endpoint.reply as unknown as z.ZodType<ReplyOf<Name>>).parse(reply);
}

export interface OpenDocument {
  readonly doc: Y.Doc;
  close(): void;
}

/** One invented person: a session, and stock y-websocket providers, one for each document they look at. */
export class Player {
  readonly #relayUrl: string;
  readonly #session: Session;
  readonly #open = new Map<string, OpenDocument>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(relayUrl: string, session: Session) {
    this.#relayUrl = relayUrl;
    this.#session = session;
  }

  get account(): AccountId {
    return this.#session.me.account;
  }

  call<Name extends EndpointName>(
    name: Name,
    given: { params?: ParamsOf<Name>; body?: BodyOf<Name> } = {},
  ): Promise<ReplyOf<Name>> {
    return callRelay(this.#relayUrl, name, { ...given, token: this.#session.token });
  }

  async consent(): Promise<void> {
    const versions = {
      member: AGREEMENTS.member.version,
      privacy: AGREEMENTS.privacy.version,
      certification: AGREEMENTS.certification.version,
    };
    await this.call('giveConsent', { body: { ageGroup: 'adult', parentalConsent: false, certified: true, versions } });
  }

  /** Opens a document and calls `changed` now and after each change, until closed. */
  watch(name: DocumentName, changed: (doc: Y.Doc) => void): OpenDocument {
    const already = this.#open.get(name);
    if (already !== undefined) return already;
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(this.#relayUrl.replace(/^http/, 'ws') + SYNC_PATH, name, doc, {
      protocols: offeredSubprotocols(this.#session.token),
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    });
    doc.on('update', () => changed(doc));
    const opened: OpenDocument = {
      doc,
      close: () => {
        this.#open.delete(name);
        provider.destroy();
        doc.destroy();
      },
    };
    this.#open.set(name, opened);
    return opened;
  }

  /** Reads, types for a while, and says it. */
  reply(doc: Y.Doc, entries: readonly ChatEntry[], text: string): void {
    const last = entries.at(-1);
    if (last !== undefined) {
      logRoots(doc).marks.set(formatMarkKey({ subject: WHOLE, account: this.account, name: 'read' }), { entry: last.id });
    }
    this.later(900 + Math.min(4_000, text.length * 35), () => this.say(doc, text));
  }

  /** Says something in a chat, at once. */
  say(doc: Y.Doc, text: string): void {
    const entry = { id: newEntryId(this.account, random), author: this.account, at: Date.now(), kind: 'message', text };
    logRoots(doc).entries.push([entry]);
  }

  /** Runs something later, unless the demo ends before. */
  later(delayMs: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, delayMs);
    this.#timers.add(timer);
  }

  leaveChat(chat: ChatId): void {
    this.#open.get(chatDocument(chat))?.close();
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#open.forEach((opened) => opened.close());
  }
}
