import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatId } from '#shared/ids.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { ChatHandle } from '../../engine/types.ts';
import { BreakLine } from '../people/BreakLine.tsx';
import { AfterChat } from './AfterChat.tsx';
import { Announcer } from './Announcer.tsx';
import { ChatHeader } from './ChatHeader.tsx';
import { Composer } from './Composer.tsx';
import { LeftDraft } from './LeftDraft.tsx';
import { RefusedCards } from './RefusedCards.tsx';
import { TranscriptView } from './TranscriptView.tsx';
import { useChat } from './use-chat.ts';
import { useReading } from './use-reading.ts';
import styles from './chat.module.css';
import { nameInText } from '../../ui/name-in-text.ts';

interface Props {
  readonly chat: ChatId;
  /** The chat in use: new words in it are read out and count as looked at. */
  readonly active: boolean;
  /** Called when the person turns to this chat on a desk of several. */
  readonly activate?: () => void;
  /** Shows the way back to the list. */
  readonly back?: boolean;
}

/** One chat: who, what was said, what was refused, and the place to write. */
export function ChatPane(props: Props) {
  const handle = useChat(props.chat);
  return handle === null ? null : <OpenPane {...props} handle={handle} />;
}

function OpenPane(props: Props & { handle: ChatHandle }) {
  const { t } = useTranslation('chats');
  const { handle, active, activate } = props;
  const view = useReadable(handle);
  const pane = useFocusWhenActive(active, view.state === 'ready');
  const turnTo = (): void => {
    if (!active) activate?.();
  };
  const label = t('chatWith', { name: nameInText(t, view.card.with.name) });
  return (
    <section
      ref={pane}
      className={styles.pane}
      data-active={active || undefined}
      aria-label={label}
      // A press anywhere in it gives it the focus, and with the focus it becomes the chat in use.
      tabIndex={-1}
      onFocusCapture={turnTo}
    >
      <ChatHeader handle={handle} view={view} back={props.back === true} />
      {view.state === 'loading' ? (
        <p className={styles.loading}>{t('loading')}</p>
      ) : (
        <ReadyPane handle={handle} active={active} />
      )}
    </section>
  );
}

function ReadyPane({ handle, active }: { handle: ChatHandle; active: boolean }) {
  const view = useReadable(handle);
  const reading = useReading(handle, view, active);
  const open = view.card.state === 'open';
  return (
    <>
      <TranscriptView view={view} reading={reading} onEarlier={() => handle.showEarlier()}>
        <RefusedCards handle={handle} view={view} />
        {!open && <AfterChat view={view} />}
        {!open && <LeftDraft handle={handle} />}
      </TranscriptView>
      {active && <Announcer view={view} />}
      {open && <BreakLine person={view.card.with} />}
      {open && <Composer handle={handle} view={view} sent={reading.toNewest} />}
    </>
  );
}

/** Whoever turns to a chat by the list or by a key finds the cursor where the writing happens. */
function useFocusWhenActive(active: boolean, ready: boolean) {
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = pane;
    if (!active || !ready || current === null || current.contains(document.activeElement)) return;
    const place = current.querySelector<HTMLElement>('textarea:not([readonly])') ?? current.querySelector<HTMLElement>('h1, h2');
    // The focus brings its column into sight. A press does not come here: scrolling would pull the target from under it.
    place?.focus();
  }, [active, ready]);
  return pane;
}
