import { transcript } from '../chats/transcript.ts';
import { Turn } from '../chats/Turn.tsx';
import { dayOf } from '../chats/time-words.ts';
import { asChatLines, cardOf } from './practice/lines.ts';
import type { PracticeState } from './practice/state.ts';
import frameStyles from '../chats/transcript.module.css';

/** What was said, turn by turn, as in any chat. */
export const Transcript = ({ name, chat }: { name: string; chat: PracticeState }) => (
  <ol className={frameStyles.items}>
    {transcript(asChatLines(chat), null, dayOf).map((item) =>
      item.kind === 'turn' ? (
        <li key={item.key}>
          <Turn turn={item} card={cardOf(name)} />
        </li>
      ) : null,
    )}
  </ol>
);
