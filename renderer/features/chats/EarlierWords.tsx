import { useLayoutEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChatView } from '../../engine/types.ts';
import styles from './transcript.module.css';

/** The way to what a long chat holds before its first line. Whoever reads keeps their place while it comes. */
export function EarlierWords({ view, onShow }: { view: ChatView; onShow: () => void }) {
  const { t } = useTranslation('chats');
  const place = useRef<{ frame: Element; fromEndPx: number; first: string | undefined } | null>(null);
  const holder = useRef<HTMLParagraphElement | null>(null);
  const first = view.lines[0]?.entry.id;

  useLayoutEffect(() => {
    const kept = place.current;
    if (kept === null || kept.first === first) return;
    place.current = null;
    kept.frame.scrollTop = kept.frame.scrollHeight - kept.fromEndPx;
  }, [first]);

  const show = (): void => {
    const frame = holder.current?.closest('[role="log"]') ?? null;
    place.current = frame === null ? null : { frame, fromEndPx: frame.scrollHeight - frame.scrollTop, first };
    onShow();
  };

  return (
    <p ref={holder} className={styles.earlier} hidden={!view.hasEarlier}>
      {view.hasEarlier && (
        <Button size="compact-sm" variant="default" onClick={show}>
          {t('lines.earlier')}
        </Button>
      )}
    </p>
  );
}
