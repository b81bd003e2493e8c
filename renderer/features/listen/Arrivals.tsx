import { useEffect, useRef, useState } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QueueView } from '../../engine/types.ts';
import { arrivals } from './arrivals.ts';

/** Tells who came while one looks at the queue: politely, once, and nobody who was there before. */
export function Arrivals({ views }: { views: readonly QueueView[] }) {
  const { t } = useTranslation('listen');
  const known = useRef<ReadonlySet<string> | null>(null);
  const [news, setNews] = useState('');
  useEffect(() => {
    if (views.length === 0 || views.some(({ state }) => state === 'loading')) return;
    const waiting = views.flatMap(({ requests }) => requests);
    const fresh = arrivals(known.current, waiting);
    known.current = new Set(waiting.map(({ request }) => request));
    const [first] = fresh;
    if (first !== undefined) setNews(t('arrived', { count: fresh.length, name: first.seeker.name }));
  }, [views, t]);
  return <VisuallyHidden aria-live="polite">{news}</VisuallyHidden>;
}
