import { useEffect, useRef } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { openAsSeeker } from './outcome.ts';
import styles from './talk.module.css';

/** Beside "Talk": a quiet dot while one waits. It also calls when a listener came and the window is out of sight. */
export function TalkMark() {
  const { t } = useTranslation('talk');
  const waiting = useReadable(useEngine().waiting);
  useCallWhenAnswered();
  if (waiting === null) return null;
  return (
    <>
      <span className={styles.dot} aria-hidden="true" />
      <VisuallyHidden>{t('waiting.title')}</VisuallyHidden>
    </>
  );
}

function useCallWhenAnswered(): void {
  const { t } = useTranslation('talk');
  const { host } = useApp();
  const chats = openAsSeeker(useReadable(useEngine().chats), true);
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(chats.map(({ chat }) => chat));
    const fresh = before === null ? undefined : chats.find(({ chat }) => !before.has(chat));
    if (fresh === undefined || !document.hidden) return;
    // No name in it: a notification is seen by whoever stands near the screen.
    void host.notify({
      title: t('opened.notifyTitle'),
      body: t('opened.notifyBody'),
      route: `/chats/${fresh.chat}`,
    });
  }, [chats, host, t]);
}
