import { useRef, useState, type KeyboardEvent } from 'react';
import { ActionIcon, Anchor, Textarea } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DRAFT } from '#shared/limits.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { ChatHandle, ChatView } from '../../engine/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import { AdviceHint } from './AdviceHint.tsx';
import { draftState, putBack, readyToSend } from './composing.ts';
import { ContactHint } from './ContactHint.tsx';
import { DeniedComposer } from './DeniedComposer.tsx';
import { LengthHint } from './LengthHint.tsx';
import styles from './composer.module.css';
import chatStyles from './chat.module.css';

interface Props {
  readonly handle: ChatHandle;
  readonly view: ChatView;
  /** Called when something was sent from here. */
  readonly sent: () => void;
}

/** The place to write: kept on disk as typed, sent with Enter, with or without a network. */
export function Composer(props: Props) {
  const { mayWrite } = props.view;
  if (!mayWrite.allowed) return <DeniedComposer handle={props.handle} rule={mayWrite.rule} remedy={mayWrite.remedy} />;
  return <Box {...props} />;
}

function Box({ handle, view, sent }: Props) {
  const { t } = useTranslation('chats');
  const text = useReadable(handle.draft);
  const [notKept, setNotKept] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const state = draftState(text);
  const label = t('composer.label', { name: view.card.with.name });

  const send = async (): Promise<void> => {
    if (state.at === 'empty' || state.at === 'over') return;
    setNotKept(false);
    const kept = handle.send(readyToSend(text));
    // Empty at once, so that typing goes on; if the disk says no, the words come back in front of what was typed since.
    handle.setDraft('');
    // The button that was pressed can do nothing now; the next words are typed where the last ones were.
    box.current?.focus();
    sent();
    try {
      await kept;
    } catch {
      handle.setDraft(putBack(text, handle.draft.getSnapshot()));
      setNotKept(true);
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // While a word is being composed (Japanese, Chinese, Korean …), Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {notKept && <Notice kind="error" title={t('refused.title')} safe={t('composer.notKept')} />}
      <AdviceHint text={text} view={view} />
      <ContactHint text={text} />
      <div className={styles.box}>
        <Textarea
          ref={box}
          className={styles.field}
          aria-label={label}
          placeholder={t('composer.placeholder')}
          autosize
          minRows={1}
          maxRows={8}
          dir="auto"
          autoComplete="off"
          maxLength={DRAFT.maxLength}
          value={text}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            handle.setDraft(typed);
            if (typed.trim() !== '') handle.typing();
          }}
          onKeyDown={onKeyDown}
        />
        <ActionIcon
          type="submit"
          size={44}
          aria-label={t('composer.send')}
          title={t('composer.send')}
          disabled={state.at === 'empty' || state.at === 'over'}
        >
          <IconSend2 size={22} className={chatStyles.mirrored} />
        </ActionIcon>
      </div>
      <p className={styles.under}>
        <LengthHint state={state} />
        <Anchor component={Link} href="/guidelines" inherit>
          {t('composer.guidelines')}
        </Anchor>
      </p>
    </form>
  );
}
