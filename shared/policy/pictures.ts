import type { Actor } from './actor.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/** What is asked about one's own picture (F027). */
export type PictureQuestion =
  /** `paused`: the house took one away, not long ago. */
  | { readonly action: 'picture.set'; readonly paused: boolean }
  | { readonly action: 'picture.clear' };

/** For a caller who is signed in; `consented` is the gate's refusal, or null (P3). */
export function decidePicture(actor: Actor, question: PictureQuestion, consented: Verdict | null): Verdict {
  // Whatever else somebody may not do: what shows their face is theirs to take away.
  if (question.action === 'picture.clear') return ALLOWED;
  if (actor.type === 'guest') return denied('P62-guests-show-letters', 'become-member');
  if (consented !== null) return consented;
  return question.paused ? denied('P63-picture-taken-away', 'wait') : ALLOWED;
}
