import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { hearsOthers } from '#shared/policy/listening.ts';
import { useApp, useDisk, useEngine, useFollows, useIdentity, useSetting } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { WaitingStart } from '../../engine/starts.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { nameInText } from '../../ui/name-in-text.ts';
import { NOTIFY_AT_MOST_EVERY_MS } from '../listen/arrivals.ts';
import { useWordsBack } from './use-sent-words.ts';
import { cameSince, mine, newsOf, theirs } from './what-waits.ts';

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
  const route = identity.at === 'account' && hearsOthers(identity.actor.type) ? '/listen' : '/talk';
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

/** An answer to one's own: not now, or for a listener the chat that a member opened. A listener who agreed is told by Talk. */
function useCallWhenSettled(): void {
  const { t } = useTranslation('starts');
  const { host } = useApp();
  const announce = useAnnounce();
  const engine = useEngine();
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
    if (document.hidden) void host.notify({ title: t('notifyOver'), body: t('notifyOverBody'), route: news.what === 'invitation' ? '/listen' : '/talk' });
  }, [news, announce, host, loaded, location, onDisk, set, t, value]);

  const chats = useReadable(engine.chats);
  const sent = useReadable(engine.starts.waiting);
  const invited = useRef<readonly WaitingStart[]>([]);
  useEffect(() => {
    const waits = mine(sent).filter(({ kind }) => kind === 'invitation');
    const open = (one: WaitingStart) => chats.find(({ card }) => card.state === 'open' && card.with.account === one.with.account && card.openedAtMs >= one.sinceMs);
    const gone = invited.current.filter(({ start }) => !waits.some((one) => one.start === start));
    const opened = gone.flatMap((one) => open(one) ?? []);
    // Card and chat may come one after the other: whoever has neither yet is looked for again.
    invited.current = [...waits, ...gone.filter((one) => open(one) === undefined)];
    const [first] = opened;
    if (first === undefined) return;
    announce(t('invitation.opened', { name: nameInText(t, first.card.with.name) }));
    if (document.hidden) void host.notify({ title: t('invitation.openedNotify'), body: t('notifyBody'), route: `/chats/${first.chat}` });
  }, [chats, sent, announce, host, t]);
}
