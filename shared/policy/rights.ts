import { unreachable } from '../result.ts';
import type { DocumentAddress } from '../documents/names.ts';
import type { Caller } from './actor.ts';
import { decide } from './decide.ts';
import type { ChatFacts } from './question.ts';
import type { Verdict } from './verdict.ts';

/** What one caller may do in one document. The gate takes this and asks no further. */
export interface DocumentRights {
  readonly read: Verdict;
  /** Entry kinds that people write; the relay writes the others, past the gate. */
  readonly append: { readonly kinds: readonly string[]; readonly verdict: Verdict };
  readonly mark: Verdict;
  readonly deleteOwn: Verdict;
  readonly deleteOther: Verdict;
}

/** A document with what the rules need to know of it. */
export type DocumentFacts =
  | { readonly kind: 'chat'; readonly chat: ChatFacts }
  | Exclude<DocumentAddress, { kind: 'chat' }>;

export function rightsIn(caller: Caller, facts: DocumentFacts): DocumentRights {
  switch (facts.kind) {
    case 'chat':
      return {
        read: decide(caller, { action: 'chat.read', chat: facts.chat }),
        append: { kinds: ['message'], verdict: decide(caller, { action: 'chat.write', chat: facts.chat }) },
        mark: decide(caller, { action: 'chat.mark', chat: facts.chat }),
        deleteOwn: decide(caller, { action: 'chat.delete-own', chat: facts.chat }),
        deleteOther: decide(caller, { action: 'chat.delete-other', chat: facts.chat }),
      };
    case 'queue':
      return readOnly(caller, decide(caller, { action: 'queue.read', ageGroup: facts.ageGroup }));
    case 'inbox':
      return readOnly(caller, decide(caller, { action: 'inbox.read', owner: facts.account }));
    case 'people':
      return readOnly(caller, decide(caller, { action: 'people.read', owner: facts.account }));
    default:
      return unreachable(facts);
  }
}

function readOnly(caller: Caller, read: Verdict): DocumentRights {
  const write = decide(caller, { action: 'relay-document.write' });
  return { read, append: { kinds: [], verdict: write }, mark: write, deleteOwn: write, deleteOther: write };
}
