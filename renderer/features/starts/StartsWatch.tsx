import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ChatCard } from '#shared/documents/people.ts';
import { useApp, useDisk, useEngine, useFollows, useIdentity, useSetting } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { WaitingStart } from '../../engine/starts.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { nameInText } from '../../ui/name-in-text.ts';
import { NOTIFY_AT_MOST_EVERY_MS } from '../listen/arrivals.ts';
import { useWordsBack } from './use-sent-words.ts';
import { cameSince, mine, newsOf, theirs, waitingPlace } from './what-waits.ts';

/** The outcome that was told last, in the vault's settings: each is told once, also after an absence. */
const TOLD = 'starts/told';

/** Tells what comes for oneself and what becomes of one's own asking, whatever screen is open. A window that does not lead keeps still. */
export function StartsWatch() {
  return useFollows() ? null : <Watching />;
}

function Watching() {
  useCallWhenAsked();
  useCallWhenSettled();
  useWordsBack();
  return null;
}

/** Somebody asks in person, left a message, or writes first. By name to whoever hears this page; a notification holds none. */
function useCallWhenAsked(): void {
  const { t } = useTranslation('starts');
  const { clock, host } = useApp();
  const announce = useAnnounce();
  const identity = useIdentity();
  const waiting = useReadable(useEngine().starts.waiting);
  const route = waitingPlace(identity);
  const known = useRef<ReadonlySet<string> | null>(null);
  const notifiedAtMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const [first] = cameSince(known.current, theirs(waiting));
    // The copy on this device comes first; what the relay adds to it has come while one was away, and is called as well.
    known.current = new Set(waiting.map(({ start }) => start));
    if (first === undefined) return;
    announce(t(`${first.kind}.arrived`, { name: nameInText(t, first.with.name) }));
    const nowMs = clock.nowMs();
    if (!document.hidden || nowMs - notifiedAtMs.current < NOTIFY_AT_MOST_EVERY_MS) return;
    notifiedAtMs.current = nowMs;
    void host.notify({ title: t(`${first.kind}.notify`), body: t('notifyBody'), route });
  }, [waiting, announce, clock, host, route, t]);
}

/** An answer to one's own: not now, or for a listener the chat that somebody opened. To whoever has the place Talk, that tells of a listener who agreed. */
function useCallWhenSettled(): void {
  const { t } = useTranslation('starts');
  const { host } = useApp();
  const announce = useAnnounce();
  const engine = useEngine();
  const place = waitingPlace(useIdentity());
  const [location] = useLocation();
  const news = newsOf(useReadable(engine.notices), null);
  const onDisk = useDisk();
  const told = useSetting<string>(TOLD);
  const { loaded, value, set } = told;
  useEffect(() => {
    if (!loaded || news === null || news.start === value) return;
    onDisk(() => set(news.start));
    // On these screens a notice says it.
    if (!['/', '/talk', '/listen'].includes(location)) announce(t(`${news.what}.over`, { name: nameInText(t, news.with.name) }));
    if (document.hidden) void host.notify({ title: t('notifyOver'), body: t('notifyOverBody'), route: place });
  }, [news, announce, host, loaded, location, onDisk, place, set, t, value]);

  const chats = useReadable(engine.chats);
  const sent = useReadable(engine.starts.waiting);
  const begun = useRef<readonly WaitingStart[]>([]);
  useEffect(() => {
    const waits = place === '/listen' ? mine(sent) : [];
    // Whoever asked is the one who is heard: a chat the other way round came of something else.
    const cameOf = (one: WaitingStart, card: ChatCard): boolean =>
      card.with.account === one.with.account && card.openedAtMs >= one.sinceMs && (one.kind === 'invitation') === (card.role === 'listener');
    const open = (one: WaitingStart) => chats.find(({ card }) => card.state === 'open' && cameOf(one, card));
    const gone = begun.current.filter(({ start }) => !waits.some((one) => one.start === start));
    const opened = gone.flatMap((one) => {
      const chat = open(one);
      return chat === undefined ? [] : [{ kind: one.kind, chat }];
    });
    // Card and chat may come one after the other: whoever has neither yet is looked for again.
    begun.current = [...waits, ...gone.filter((one) => open(one) === undefined)];
    const [first] = opened;
    if (first === undefined) return;
    const { kind, chat } = first;
    announce(t(`${kind}.opened`, { name: nameInText(t, chat.card.with.name) }));
    if (document.hidden) void host.notify({ title: t(`${kind}.openedNotify`), body: t('notifyBody'), route: `/chats/${chat.chat}` });
  }, [chats, sent, announce, host, place, t]);
}
