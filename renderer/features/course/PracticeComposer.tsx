import { useEffect, useRef, type KeyboardEvent } from 'react';
import { ActionIcon, Textarea } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { COURSE } from '#shared/limits.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { Draft } from '../../engine/draft.ts';
import { putBack } from '../chats/composing.ts';
import chatStyles from '../chats/chat.module.css';
import composerStyles from '../chats/composer.module.css';
import styles from './course.module.css';

interface Props {
  readonly id: string;
  readonly name: string;
  /** Resolves to whether the words are in the chat now, on disk. */
  readonly send: (text: string) => Promise<boolean>;
  /** They are saying their last words: nothing more is answered. */
  readonly closed: boolean;
}

/** The place to write, as in any chat: a draft from the first key on, sent with Enter. */
export function PracticeComposer(props: Props) {
  const draft = useDraft(`practice/${props.id}`);
  // Its room is there before it is, so that nothing above it moves.
  return draft === null ? <div className={styles.composerRoom} /> : <Box {...props} draft={draft} />;
}

function Box({ name, send, closed, draft }: Props & { draft: Draft }) {
  const { t } = useTranslation('course');
  const text = useReadable(draft.text);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const ready = text.trim() !== '' && !closed;
  const say = async (): Promise<void> => {
    if (!ready) return;
    const kept = send(text.trim());
    // Empty at once, so that typing goes on; the disk keeps the draft until then, and what was not taken comes back.
    draft.sent(kept);
    box.current?.focus();
    if (!(await kept)) draft.set(putBack(text, draft.text.getSnapshot()));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While a word is being composed (Japanese, Chinese, Korean …), Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void say();
  };
  return (
    <form
      className={composerStyles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <div className={composerStyles.box}>
        <Textarea
          ref={box}
          className={composerStyles.field}
          aria-label={t('chat.to', { name })}
          placeholder={t('chat.placeholder')}
          autosize
          minRows={1}
          maxRows={6}
          dir="auto"
          autoComplete="off"
          maxLength={COURSE.maxOwnWordsLength}
          value={text}
          onChange={(event) => draft.set(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <ActionIcon type="submit" size={44} aria-label={t('chat.send')} title={t('chat.send')} disabled={!ready}>
          <IconSend2 size={22} className={chatStyles.mirrored} />
        </ActionIcon>
      </div>
    </form>
  );
}
