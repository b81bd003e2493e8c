import { chatDocument, type DocumentAddress, type DocumentName } from '#shared/documents/names.ts';
import { segmentStanding, UNCUT, type SegmentRange } from '#shared/documents/segments.ts';
import { newId, type AccountId, type ChatId, type DeviceId, type PageId } from '#shared/ids.ts';
import type { Actor } from '#shared/policy/actor.ts';
import type { ChatFacts, PageFacts } from '#shared/policy/question.ts';
import type { DocumentFacts } from '#shared/policy/rights.ts';
import type { Random } from '#shared/ports.ts';
import type { AccountType } from '#shared/words.ts';
import type { Directory, SessionIdentity } from '../../ports.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';

/** Accounts, sessions and chats in memory, to be changed at will. Test support. */
export class MemoryDirectory implements Directory {
  readonly actors = new Map<AccountId, Actor>();
  readonly sessions = new Map<string, SessionIdentity>();
  readonly chats = new Map<ChatId, ChatFacts>();
  readonly pages = new Map<PageId, PageFacts>();
  /** Of logs that were cut. */
  readonly segments = new Map<DocumentName, SegmentRange>();
  /** Awaited before each answer; replace it to make the directory slow or broken. */
  delay: () => Promise<void> = () => Promise.resolve();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  async authenticate(token: string): Promise<SessionIdentity | null> {
    await this.delay();
    return this.sessions.get(token) ?? null;
  }

  async actor(account: AccountId): Promise<Actor | null> {
    await this.delay();
    return this.actors.get(account) ?? null;
  }

  async facts(address: DocumentAddress): Promise<DocumentFacts | null> {
    await this.delay();
    if (address.kind === 'page') {
      const page = this.pages.get(address.page);
      return page === undefined ? null : { kind: 'page', page };
    }
    if (address.kind !== 'chat') return address;
    const chat = this.chats.get(address.chat);
    if (chat === undefined) return null;
    const range = this.segments.get(chatDocument(address.chat)) ?? UNCUT;
    switch (segmentStanding(address.segment, range)) {
      case 'not-there':
        return null;
      case 'erased':
        return { kind: 'chat', chat: { ...chat, state: 'expired' } };
      default:
        return { kind: 'chat', chat };
    }
  }

  addAccount(type: AccountType): AccountId {
    const account = newId<AccountId>(this.#random);
    const flags = { clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;
    this.actors.set(account, { account, type, ageGroup: 'adult', consent: 'given', ...flags });
    return account;
  }

  addSession(account: AccountId): SessionIdentity & { readonly token: string } {
    const device = newId<DeviceId>(this.#random);
    const token = `token-${device}`;
    this.sessions.set(token, { account, device });
    return { account, device, token };
  }

  addChat(seeker: AccountId, listener: AccountId): ChatId {
    const chat = newId<ChatId>(this.#random);
    this.chats.set(chat, { seeker, listener, state: 'open', agesMeet: true });
    return chat;
  }
}
