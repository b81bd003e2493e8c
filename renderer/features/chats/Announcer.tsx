import { useEffect, useRef, useState } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChatView } from '../../engine/types.ts';
import { useWritingSaid } from './use-writing-said.ts';

/** Reads out what the other person says in the chat in use: author and words, politely, each once; and that they write. */
export function Announcer({ view }: { view: ChatView }) {
  const { t } = useTranslation('chats');
  const { lines } = view;
  const { name } = view.card.with;
  const heard = useRef<ReadonlySet<string> | null>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const known = heard.current;
    heard.current = new Set(lines.map(({ entry }) => entry.id));
    if (known === null) return;
    const fresh = lines.flatMap(({ entry, mine }) =>
      !mine && entry.kind === 'message' && !known.has(entry.id) ? [entry.text] : [],
    );
    if (fresh.length > 0) setWords(t('announce', { name, text: fresh.join('\n') }));
  }, [lines, name, t]);
  useWritingSaid(view.otherTyping, t('lines.writing', { name }));
  return <VisuallyHidden aria-live="polite">{words}</VisuallyHidden>;
}
