import { unreachable } from '../result.ts';
import type { DocumentAddress } from '../documents/names.ts';
import type { Caller } from './actor.ts';
import { decide } from './decide.ts';
import type { ChatFacts, PageFacts } from './question.ts';
import { denied, type Verdict } from './verdict.ts';

/** What one caller may do in one document. The gate takes this and asks no further. */
export interface DocumentRights {
  readonly read: Verdict;
  /** Entry kinds that people write; the relay writes the others, past the gate. */
  readonly append: { readonly kinds: readonly string[]; readonly verdict: Verdict };
  readonly mark: Verdict;
  readonly deleteOwn: Verdict;
  readonly deleteOther: Verdict;
  /** Of a page: to change and delete whatever is in it, whoever wrote it. In a log nobody may. */
  readonly edit: Verdict;
}

/** A document with what the rules need to know of it. */
export type DocumentFacts =
  | { readonly kind: 'chat'; readonly chat: ChatFacts }
  | { readonly kind: 'page'; readonly page: PageFacts }
  | Exclude<DocumentAddress, { kind: 'chat' | 'page' }>;

export function rightsIn(caller: Caller, facts: DocumentFacts): DocumentRights {
  switch (facts.kind) {
    case 'chat':
      return chatRights(caller, facts.chat);
    case 'queue':
      return readOnly(caller, decide(caller, { action: 'queue.read', ageGroup: facts.ageGroup }));
    case 'inbox':
      return readOnly(caller, decide(caller, { action: 'inbox.read', owner: facts.account }));
    case 'people':
      return readOnly(caller, decide(caller, { action: 'people.read', owner: facts.account }));
    case 'page':
      return pageRights(caller, facts.page);
    default:
      return unreachable(facts);
  }
}

function chatRights(caller: Caller, chat: ChatFacts): DocumentRights {
  const deleteOther = decide(caller, { action: 'chat.delete-other', chat });
  return {
    read: decide(caller, { action: 'chat.read', chat }),
    append: { kinds: ['message'], verdict: decide(caller, { action: 'chat.write', chat }) },
    mark: decide(caller, { action: 'chat.mark', chat }),
    deleteOwn: decide(caller, { action: 'chat.delete-own', chat }),
    deleteOther,
    edit: deleteOther,
  };
}

/** A page is no log: nothing is appended or marked there, and whoever edits it edits all of it. */
function pageRights(caller: Caller, page: PageFacts): DocumentRights {
  const edit = decide(caller, { action: 'page.edit', page });
  const none = edit.allowed ? denied('P22-page-editors') : edit;
  const read = decide(caller, { action: 'page.read', page });
  return { read, append: { kinds: [], verdict: none }, mark: none, deleteOwn: none, deleteOther: none, edit };
}

function readOnly(caller: Caller, read: Verdict): DocumentRights {
  const write = decide(caller, { action: 'relay-document.write' });
  return { read, append: { kinds: [], verdict: write }, mark: write, deleteOwn: write, deleteOther: write, edit: write };
}
