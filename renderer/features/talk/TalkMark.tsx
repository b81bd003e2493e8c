import { useEffect, useRef } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useApp, useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { nameInText } from '../../ui/name-in-text.ts';
import { ownAsk, theirs } from '../starts/what-waits.ts';
import { openAsSeeker } from './outcome.ts';
import styles from './talk.module.css';

/**
 * Beside "Talk": a quiet dot while one waits, until the listener who came is met, and while one's own answer is waited for. It also
 * calls: aloud to readers of the screen whatever screen is open, and by the system where the window is out of sight.
 */
export function TalkMark() {
  const { t } = useTranslation('talk');
  const engine = useEngine();
  const waiting = useReadable(engine.waiting);
  const starts = useReadable(engine.starts.waiting);
  const ask = ownAsk(starts);
  const asked = theirs(starts).length;
  const [answered] = openAsSeeker(useReadable(engine.chats), true);
  useCallWhenAnswered();
  if (waiting === null && answered === undefined && ask === null && asked === 0) return null;
  return (
    <>
      <span className={styles.dot} aria-hidden="true" />
      <VisuallyHidden>
        {answered !== undefined && t('opened.title', { name: answered.card.with.name })}
        {answered === undefined && waiting !== null && t('waiting.title')}
        {answered === undefined && ask !== null && t('starts:ask.waits', { name: nameInText(t, ask.with.name) })}
        {asked > 0 && ` ${t('starts:theirs.count', { count: asked })}`}
      </VisuallyHidden>
    </>
  );
}

function useCallWhenAnswered(): void {
  const { t } = useTranslation('talk');
  const { host } = useApp();
  const announce = useAnnounce();
  const [location] = useLocation();
  const chats = openAsSeeker(useReadable(useEngine().chats), true);
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(chats.map(({ chat }) => chat));
    const fresh = before === null ? undefined : chats.find(({ chat }) => !before.has(chat));
    if (fresh === undefined) return;
    // On these two screens a card says it.
    if (location !== '/talk' && location !== '/') announce(t('opened.title', { name: fresh.card.with.name }));
    if (!document.hidden) return;
    // No name in it: a notification is seen by whoever stands near the screen.
    void host.notify({
      title: t('opened.notifyTitle'),
      body: t('opened.notifyBody'),
      route: `/chats/${fresh.chat}`,
    });
  }, [chats, host, t, announce, location]);
}
